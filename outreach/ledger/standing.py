"""Where a letter stands, derived from its attempts and events. Pure; the only such function.

An event counts for the hand-over it was recorded after: once a deferred letter is taken again,
what was said of the earlier try is history. An attempt whose every event was undone, and that no
run ever claimed, never happened; the letter stands where its earlier attempt left it.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from outreach.ledger.moves import HANDED_OVER
from outreach.model.campaign import Way
from outreach.model.dispatch import Status

UNDONE = "undone"  # an event that takes another back
SCRUBBED = "scrubbed"  # an event: words and addresses of before it are not kept any more
TRIED = "tried"  # an event that keeps what an earlier try of an attempt met with
UNREACHABLE = "unreachable"  # an outcome: deferred, and no server has seen the letter

_STATUSES = frozenset(status.value for status in Status)


@dataclass(frozen=True, slots=True)
class AttemptFacts:
    """What an attempt's row says. `tries` is 0 for what is done by hand; `outcome` may be empty."""

    number: int
    way: Way
    tries: int
    outcome: str
    at: datetime


@dataclass(frozen=True, slots=True)
class EventFacts:
    """What an event's row says. `handover` is the attempt's `tries` when it was recorded."""

    id: int
    attempt: int
    handover: int
    kind: str
    at: datetime
    undoes: int | None


@dataclass(frozen=True, slots=True)
class Standing:
    """A status, since when, and the attempt and the event that it comes from."""

    status: Status
    at: datetime
    attempt: int | None
    event: int | None


def standing(attempts: Sequence[AttemptFacts], events: Sequence[EventFacts]) -> Standing:
    """Where a letter with these attempts and events stands; there is at least one of either."""
    undone = {event.undoes for event in events}
    in_force = [event for event in events if event.kind in _STATUSES and event.id not in undone]
    for attempt in sorted(attempts, key=lambda attempt: attempt.number, reverse=True):
        found = _after(attempt, in_force)
        if found is not None:
            return found
    last = max(events, key=lambda event: event.id)
    return Standing(Status.PENDING, last.at, None, None)


def _after(attempt: AttemptFacts, events: Iterable[EventFacts]) -> Standing | None:
    mine = [e for e in events if e.attempt == attempt.number and e.handover == attempt.tries]
    if mine:
        last = max(mine, key=lambda event: event.id)
        return Standing(Status(last.kind), last.at, attempt.number, last.id)
    if attempt.tries == 0:
        return None
    return Standing(outcome_status(attempt.way, attempt.outcome), attempt.at, attempt.number, None)


def outcome_status(way: Way, outcome: str) -> Status:
    """The status of a claim with this outcome; empty while there is none."""
    if not outcome:
        return Status.CLAIMED
    if outcome == UNREACHABLE:
        return Status.DEFERRED
    return HANDED_OVER[way] if outcome == Status.SENT else Status(outcome)
