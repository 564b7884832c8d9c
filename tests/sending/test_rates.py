"""When the next letter may leave."""

from collections.abc import Sequence
from datetime import UTC, datetime, time, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from outreach.model.settings import Rate
from outreach.sending.rates import clock_behind, left_of, longest, next_slot, schedule
from outreach.sending.windows import Term, Turns, Window

ANY = Term()
NOW = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)


def forecast(
    now: datetime, taken: Sequence[datetime], rates: Sequence[Rate], letters: int, term: Term = ANY
) -> datetime:
    """When the last of so many letters leaves; `now` where there are none."""
    turns = Turns((number, term) for number in range(letters))
    return [now, *(leaves.at for _, leaves in schedule(now, taken, rates, turns))][-1]


def test_without_rates_every_letter_leaves_now() -> None:
    assert next_slot(NOW, [NOW] * 1000, ()) == NOW
    assert forecast(NOW, [NOW] * 1000, (), 20_000) == NOW


def test_the_first_letters_leave_at_once_and_the_next_when_the_oldest_is_old_enough() -> None:
    rates = (Rate(2, MINUTE),)
    assert next_slot(NOW, [], rates) == NOW
    assert next_slot(NOW, [NOW], rates) == NOW
    assert next_slot(NOW, [NOW - 20 * MINUTE / 60, NOW], rates) == NOW + 40 * MINUTE / 60


def test_of_several_rates_the_strictest_holds() -> None:
    rates = (Rate(5, MINUTE), Rate(50, DAY))
    day = [NOW - HOUR + number * MINUTE for number in range(50)]
    assert next_slot(NOW, day, rates) == NOW - HOUR + DAY


def test_times_the_clock_has_not_reached_count() -> None:
    ahead = [NOW + HOUR, NOW + HOUR + MINUTE / 2]
    assert next_slot(NOW, ahead, (Rate(2, MINUTE),)) == NOW + HOUR + MINUTE
    assert left_of(NOW, ahead, Rate(50, DAY)) == 48


def test_what_is_left_of_a_rate_is_counted_over_its_own_span() -> None:
    taken = [NOW - 2 * DAY] * 30 + [NOW - HOUR] * 20
    assert left_of(NOW, taken, Rate(50, DAY)) == 30
    assert left_of(NOW, taken, Rate(60, 7 * DAY)) == 10
    assert left_of(NOW, [NOW] * 99, Rate(50, DAY)) == 0


def test_a_clock_behind_the_record_is_noticed_and_one_a_little_off_is_not() -> None:
    assert clock_behind(NOW, [NOW - DAY, NOW + DAY]) == DAY
    assert clock_behind(NOW, [NOW + MINUTE]) == timedelta(0)
    assert clock_behind(NOW, []) == timedelta(0)


def test_the_record_is_read_as_far_back_as_the_longest_rate() -> None:
    assert longest((Rate(5, MINUTE), Rate(50, DAY))) == DAY
    assert longest(()) == timedelta(0)


def test_a_forecast_says_when_the_last_letter_leaves() -> None:
    assert forecast(NOW, [], (Rate(5, MINUTE),), 0) == NOW
    assert forecast(NOW, [], (Rate(5, MINUTE),), 5) == NOW
    assert forecast(NOW, [], (Rate(5, MINUTE),), 11) == NOW + 2 * MINUTE
    assert forecast(NOW, [], (Rate(5, MINUTE), Rate(50, DAY)), 101) == NOW + 2 * DAY


def test_a_forecast_waits_for_the_hours_as_well() -> None:
    at_ten = Term(Window(time(10), time(10, 2), UTC))
    rates = (Rate(1, MINUTE),)
    assert forecast(NOW, [], rates, 2, at_ten) == NOW + HOUR + MINUTE
    assert forecast(NOW, [], rates, 3, at_ten) == NOW + HOUR + DAY


def test_what_holds_a_letter_back_can_be_told() -> None:
    at_ten = Turns([("a", Term(Window(time(10), time(11), UTC)))])
    (_, hours), *_ = schedule(NOW, [], (Rate(1, MINUTE),), at_ten)
    (_, rate), *_ = schedule(NOW, [NOW], (Rate(1, MINUTE),), Turns([("a", ANY)]))
    assert (hours.slot, hours.at) == (NOW, NOW + HOUR)
    assert rate.slot == rate.at == NOW + MINUTE


MOMENTS = st.integers(-4000, 4000).map(lambda seconds: NOW + timedelta(seconds=seconds))
RATES = st.lists(
    st.builds(Rate, st.integers(1, 6), st.sampled_from([MINUTE, 10 * MINUTE, HOUR])),
    min_size=1,
    max_size=3,
)


@given(st.lists(MOMENTS, max_size=20), RATES)
def test_a_slot_never_breaks_a_rate_and_no_earlier_one_would_do(
    taken: list[datetime], rates: list[Rate]
) -> None:
    slot = next_slot(NOW, taken, rates)
    assert slot >= NOW
    for rate in rates:
        assert sum(time > slot - rate.per for time in taken) < rate.letters
    if slot > NOW:
        earlier = slot - timedelta(microseconds=1)
        assert any(
            sum(time > earlier - rate.per for time in taken) >= rate.letters for rate in rates
        )


@given(RATES, st.integers(0, 25))
def test_a_forecast_is_what_waiting_for_each_slot_comes_to(rates: list[Rate], letters: int) -> None:
    now, taken = NOW, list[datetime]()
    for _ in range(letters):
        now = next_slot(now, taken, rates)
        taken.append(now)
    assert forecast(NOW, [], rates, letters) == now
    assert all(earlier <= later for earlier, later in pairwise(taken))


@pytest.mark.parametrize("set_back", [HOUR, DAY])
def test_the_clock_set_back_frees_no_slot(set_back: timedelta) -> None:
    taken = [NOW] * 5
    rates = (Rate(5, MINUTE), Rate(50, DAY))
    assert next_slot(NOW - set_back, taken, rates) == next_slot(NOW, taken, rates)
