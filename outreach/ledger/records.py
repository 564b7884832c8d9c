"""A ledger's letters as values, free of row numbers: what two ledgers can be compared by.

Reads what can be read: a bad page costs the rows on it, not the rest.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from outreach.encryption import databases
from outreach.ledger.moves import RANK
from outreach.ledger.packing import blinded
from outreach.ledger.rows import Asked
from outreach.ledger.standing import (
    SCRUBBED,
    AttemptFacts,
    EventFacts,
    Standing,
    outcome_status,
    standing,
)
from outreach.ledger.times import read
from outreach.model.campaign import Way
from outreach.model.dispatch import LetterKey, Status

TableRow = Mapping[str, Any]

# A bad page holds some dozens of rows; whoever finds nothing in so many numbers is at the end.
_FARTHEST_LEAP = 1 << 20


@dataclass(frozen=True, slots=True)
class AttemptRecord:
    """An attempt as its row has it, but for the numbers of rows."""

    number: int
    way: str
    account: str
    sender: str
    address: str
    address_folded: str
    message_id: str | None
    sha256: str | None
    run: str | None
    first_at: str
    last_at: str
    tries: int
    outcome: str | None
    code: int
    words: str
    settled_at: str | None
    retry_at: str | None

    @property
    def identity(self) -> tuple[str, str, str, str | None]:
        """What makes it the same attempt in two ledgers."""
        return (self.first_at, self.way, blinded(self.address_folded), self.message_id)

    @property
    def extent(self) -> tuple[int, bool, str, int]:
        """How far it got: the same attempt is known better the greater this is."""
        status = outcome_status(Way(self.way), self.outcome or "")
        settled = self.outcome is not None
        return (self.tries, settled, self.settled_at or self.last_at, RANK[status])


@dataclass(frozen=True, slots=True)
class EventRecord:
    """An event as its row has it; `undoes` is a place among the letter's events, from 0."""

    attempt: int
    handover: int
    kind: str
    at: str
    recorded_at: str
    recorded_by: str
    detail: str
    undoes: int | None = None


@dataclass(frozen=True, slots=True)
class LetterRecord:
    """A letter with all that is on record of it. `status` is the one that was written down."""

    key: LetterKey
    name: str
    office: str
    status: Status
    attempts: tuple[AttemptRecord, ...]
    events: tuple[EventRecord, ...]

    @property
    def scrubbed_at(self) -> str:
        """When it was last scrubbed; empty if never."""
        return max((e.recorded_at for e in self.events if e.kind == SCRUBBED), default="")

    def scrubbed(self, at: str) -> "LetterRecord":
        """The same without what `scrubbing` takes out, as far as it was on record by then."""
        if not at:
            return self
        attempts = (_blind(one) if one.first_at <= at else one for one in self.attempts)
        events = (_silent(one) if one.recorded_at <= at else one for one in self.events)
        return replace(self, name="", office="", attempts=tuple(attempts), events=tuple(events))

    @property
    def standing(self) -> Standing | None:
        """Where its attempts and events make it stand; None where there are neither."""
        if not self.attempts and not self.events:
            return None
        return standing(
            [
                AttemptFacts(
                    a.number, Way(a.way), a.tries, a.outcome or "", read(a.settled_at or a.last_at)
                )
                for a in self.attempts
            ],
            [
                EventFacts(place, e.attempt, e.handover, e.kind, read(e.at), e.undoes)
                for place, e in enumerate(self.events)
            ],
        )


def _blind(attempt: AttemptRecord) -> AttemptRecord:
    address = blinded(attempt.address_folded)
    return replace(attempt, address=address, address_folded=address, words="")


def _silent(event: EventRecord) -> EventRecord:
    if event.kind == Status.PREPARED and event.detail.startswith("packet "):
        return event
    return replace(event, detail="")


def letters(connection: Asked) -> dict[LetterKey, LetterRecord]:
    """Every letter that can be read."""
    attempts: dict[int, list[AttemptRecord]] = defaultdict(list)
    for row in rows(connection, "attempts"):
        values = {name: row[name] for name in AttemptRecord.__dataclass_fields__}
        attempts[row["letter"]].append(AttemptRecord(**values))
    events: dict[int, list[TableRow]] = defaultdict(list)
    for row in rows(connection, "events"):
        events[row["letter"]].append(row)
    found = (
        _letter(row, attempts[row["id"]], events[row["id"]]) for row in rows(connection, "letters")
    )
    return {letter.key: letter for letter in found}


def _letter(row: TableRow, attempts: list[AttemptRecord], events: list[TableRow]) -> LetterRecord:
    places = {event["id"]: place for place, event in enumerate(events)}
    numbers = {attempt.number for attempt in attempts}
    return LetterRecord(
        key=LetterKey(row["campaign"], row["wave"], row["recipient"], row["signatory"]),
        name=row["name"],
        office=row["office"],
        status=Status(row["status"]),
        attempts=tuple(attempts),
        # Of an attempt that cannot be read, its events tell nothing.
        events=tuple(_event(event, places) for event in events if event["attempt"] in numbers),
    )


def _event(row: TableRow, places: Mapping[int, int]) -> EventRecord:
    return EventRecord(
        attempt=row["attempt"],
        handover=row["handover"],
        kind=row["kind"],
        at=row["at"],
        recorded_at=row["recorded_at"],
        recorded_by=row["recorded_by"],
        detail=row["detail"],
        undoes=places.get(row["undoes"]),
    )


def rows(connection: Asked, table: str) -> Iterator[TableRow]:
    """The rows of a table in the order in which they were written, leaping over what is bad."""
    last, leap = 0, 1
    while leap < _FARTHEST_LEAP:
        try:
            cursor = connection.execute(
                f"SELECT rowid AS rowid_, * FROM {table} WHERE rowid > ? ORDER BY rowid",  # noqa: S608
                (last,),
            )
            names = [column[0] for column in cursor.description]
            for row in cursor:
                last, leap = row[0], 1
                yield dict(zip(names, row, strict=True))
            return
        except databases.errors():
            last, leap = last + leap, leap * 2
