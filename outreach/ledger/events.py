"""Writes events. They are only ever added."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, bindparam, insert, select

from outreach.ledger.attempts import AttemptRow
from outreach.ledger.packing import clean
from outreach.ledger.standing import TRIED, UNDONE, UNREACHABLE
from outreach.ledger.tables import events
from outreach.ledger.times import read, written


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happened to a letter `at` some time, and was put on record later.

    `handover` is the attempt's count of tries at that time.
    """

    letter: int
    attempt: int
    handover: int
    kind: str
    at: datetime
    recorded_at: datetime
    by: str
    detail: str = ""
    undoes: int | None = None


_INSERT = insert(events).returning(events.c.id)
_FIND = select(events).where(events.c.id == bindparam("of_event"))


def add(connection: Connection, event: Event) -> int:
    """Put an event on record. Returns its id."""
    row = {
        "letter": event.letter,
        "attempt": event.attempt,
        "handover": event.handover,
        "kind": event.kind,
        "at": written(event.at),
        "recorded_at": written(event.recorded_at),
        "recorded_by": event.by,
        "detail": clean(event.detail),
        "undoes": event.undoes,
    }
    return int(connection.execute(_INSERT, row).scalar_one())


def keep_try(connection: Connection, attempt: AttemptRow, at: datetime) -> None:
    """Keep what an attempt's last try met with, before its row is used for another.

    Where no server saw the letter, or no run handed it over, there was no try.
    """
    if attempt.run is None or attempt.outcome == UNREACHABLE:
        return
    answer = " ".join(filter(None, (str(attempt.code or ""), attempt.words)))
    met = Event(
        letter=attempt.letter,
        attempt=attempt.number,
        handover=attempt.tries,
        kind=TRIED,
        at=read(attempt.last_at),
        recorded_at=at,
        by="",
        detail=f"{attempt.outcome}: {answer}",
    )
    add(connection, met)


def undoing(connection: Connection, event: int, by: str, at: datetime, detail: str) -> Event:
    """The event that takes another back."""
    row = connection.execute(_FIND, {"of_event": event}).one()
    return Event(
        letter=row.letter,
        attempt=row.attempt,
        handover=row.handover,
        kind=UNDONE,
        at=at,
        recorded_at=at,
        by=by,
        detail=detail,
        undoes=event,
    )
