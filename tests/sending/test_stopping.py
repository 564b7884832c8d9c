"""When a run stops by itself, and when it must not."""

import pytest

from outreach.model.dispatch import Deferred, Outcome, Refused, Sent, Unknown, Unreachable
from outreach.sending.stopping import Watch, alike

GONE = Unreachable("gone")


def stops_after(outcomes: list[Outcome]) -> int | None:
    watch = Watch()
    for number, outcome in enumerate(outcomes, start=1):
        if watch.note(outcome):
            return number
    return None


@pytest.mark.parametrize(
    ("outcomes", "after"),
    [
        ([GONE] * 4, 3),
        ([GONE, Unknown("silent"), Deferred("closing", 421)], 3),
        ([GONE, GONE, Sent(), GONE, GONE], None),
        ([GONE, GONE, Refused("5.1.1 unknown", 550), GONE, GONE], None),
        ([GONE, GONE, Deferred("4.2.0 greylisted", 450), GONE, GONE], None),
        ([Deferred("4.2.0 greylisted", 450)] * 500, None),
        ([Refused("5.7.1 blocked", 550)] * 9, 5),
        (
            [*[Refused("5.7.1 blocked", 550)] * 4, Sent(), *[Refused("5.7.1 blocked", 550)] * 4],
            None,
        ),
        ([Refused(f"5.7.1 reason {'abcdefgh'[n]}", 550) for n in range(8)], None),
        ([Refused("5.1.1 no such user", 550)] * 500, None),
        ([Refused("The message is 12.0 MB", 0)] * 500, None),
    ],
)
def test_a_run_stops_when_going_on_would_do_harm(
    outcomes: list[Outcome], after: int | None
) -> None:
    assert stops_after(outcomes) == after


def test_words_that_differ_in_numbers_and_addresses_are_alike() -> None:
    one = "5.7.1 <a@example.net> blocked, ticket 12-AB3 at 10:31"
    other = "5.7.1 <b@example.com> blocked, ticket 77-XY1 at 10:32"
    assert alike(one) == alike(other)
    assert alike(one) != alike("5.7.2 blocked, ticket at")
