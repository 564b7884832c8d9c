"""When a deferred letter is tried again, after RFC 5321 §4.5.4.1. Pure.

Half an hour at first, twice as long each time, eight hours at most; given up after five days.
A server that could not be spoken to has refused nothing: that waits a minute and never gives up.
"""

from datetime import datetime, timedelta

FIRST_WAIT = timedelta(minutes=30)
LONGEST_WAIT = timedelta(hours=8)
GIVEN_UP_AFTER = timedelta(days=5)
UNREACHABLE_WAIT = timedelta(minutes=1)


def next_try(first: datetime, tries: int, now: datetime) -> datetime | None:
    """When to try again after `tries` tries, the first of them at `first`; None to give up."""
    if now - first >= GIVEN_UP_AFTER:
        return None
    doubled: int = 1 << min(max(tries, 1) - 1, 10)
    return now + min(FIRST_WAIT * doubled, LONGEST_WAIT)


def given_up(words: str) -> str:
    """The reason on record for a letter that was given up."""
    return f"Given up after {GIVEN_UP_AFTER.days} days. {words}".rstrip()
