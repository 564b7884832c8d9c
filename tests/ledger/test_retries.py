from datetime import UTC, datetime, timedelta

import pytest

from outreach.ledger.retries import given_up, next_try

FIRST = datetime(2026, 11, 22, 10, 15, tzinfo=UTC)


@pytest.mark.parametrize(
    ("tries", "hours"), [(0, 0.5), (1, 0.5), (2, 1), (3, 2), (4, 4), (5, 8), (6, 8), (5000, 8)]
)
def test_waits_double_up_to_eight_hours(tries: int, hours: float) -> None:
    now = FIRST + timedelta(hours=1)
    assert next_try(FIRST, tries, now) == now + timedelta(hours=hours)


def test_a_letter_is_given_up_after_five_days() -> None:
    assert next_try(FIRST, 1, FIRST + timedelta(days=5, seconds=-1)) is not None
    assert next_try(FIRST, 1, FIRST + timedelta(days=5)) is None


def test_a_clock_set_back_gives_nothing_up() -> None:
    now = FIRST - timedelta(days=400)
    assert next_try(FIRST, 1, now) == now + timedelta(minutes=30)


def test_the_servers_words_are_kept_when_a_letter_is_given_up() -> None:
    assert given_up("4.7.1 later") == "Given up after 5 days. 4.7.1 later"
