"""One letter's rows: read for a change, and restated after it."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, bindparam, func, select, update

from outreach.ledger import moves
from outreach.ledger.standing import AttemptFacts, EventFacts, Standing, standing
from outreach.ledger.tables import attempts, events, insert_new, letters
from outreach.ledger.times import read, written
from outreach.model.campaign import Way
from outreach.model.dispatch import Addressee, LetterKey, Status


@dataclass(frozen=True, slots=True)
class LetterRow:
    """A letter as its row has it; `attempt` is a number, `event` an id."""

    id: int
    status: Status
    attempt: int | None
    event: int | None


class ChangedUnderneath(RuntimeError):
    """A bug: a letter changed between being read for a change and being changed."""


_FIND = (
    select(letters.c.id, letters.c.status, letters.c.attempt, letters.c.event)
    .where(
        letters.c.campaign == bindparam("campaign"),
        letters.c.wave == bindparam("wave"),
        letters.c.recipient == bindparam("recipient"),
        letters.c.signatory == bindparam("signatory"),
    )
    .with_for_update()
)

# The compare-and-set: how many rows it touched is the answer.
_RESTATE = (
    update(letters)
    .where(letters.c.id == bindparam("letter"), letters.c.status == bindparam("before"))
    .values(
        status=bindparam("after"),
        status_at=bindparam("since"),
        attempt=bindparam("number"),
        event=bindparam("because"),
    )
)

_ATTEMPTS = select(
    attempts.c.number,
    attempts.c.way,
    attempts.c.tries,
    attempts.c.outcome,
    attempts.c.last_at,
    attempts.c.settled_at,
).where(attempts.c.letter == bindparam("letter"))

_EVENTS = select(
    events.c.id,
    events.c.attempt,
    events.c.handover,
    events.c.kind,
    events.c.at,
    events.c.undoes,
).where(events.c.letter == bindparam("letter"))

_NEXT_NUMBER = select(func.coalesce(func.max(attempts.c.number), 0) + 1).where(
    attempts.c.letter == bindparam("letter")
)


def key_values(key: LetterKey) -> dict[str, str]:
    """A letter's key by its columns."""
    return {
        "campaign": key.campaign,
        "wave": key.wave,
        "recipient": key.recipient,
        "signatory": key.signatory,
    }


def find(connection: Connection, key: LetterKey) -> LetterRow | None:
    """The letter's row, kept from others until the transaction ends."""
    row = connection.execute(_FIND, key_values(key)).one_or_none()
    return None if row is None else LetterRow(row[0], Status(row[1]), row[2], row[3])


def add(connection: Connection, key: LetterKey, addressee: Addressee, at: datetime) -> LetterRow:
    """A new, pending row for a letter; the one that is there, when somebody was quicker."""
    values = {
        **key_values(key),
        "name": addressee.name,
        "office": addressee.office,
        "status": Status.PENDING.value,
        "status_at": written(at),
    }
    connection.execute(insert_new(connection, letters), values)
    row = find(connection, key)
    if row is None:
        raise ChangedUnderneath(key)
    return row


def next_number(connection: Connection, letter: int) -> int:
    """The number of a letter's next attempt."""
    return int(connection.execute(_NEXT_NUMBER, {"letter": letter}).scalar_one())


def facts(
    connection: Connection, letter: int
) -> tuple[tuple[AttemptFacts, ...], tuple[EventFacts, ...]]:
    """Everything a letter's standing is derived from."""
    parameters = {"letter": letter}
    tried = connection.execute(_ATTEMPTS, parameters)
    happened = connection.execute(_EVENTS, parameters)
    return (
        tuple(attempt_facts(*row) for row in tried),
        tuple(EventFacts(r[0], r[1], r[2], r[3], read(r[4]), r[5]) for r in happened),
    )


def attempt_facts(
    number: int, way: str, tries: int, outcome: str | None, last_at: str, settled_at: str | None
) -> AttemptFacts:
    """An attempt's row, as far as its standing depends on it."""
    return AttemptFacts(number, Way(way), tries, outcome or "", read(settled_at or last_at))


def standing_of(connection: Connection, letter: int) -> Standing:
    """Where a letter stands by its attempts and events."""
    return standing(*facts(connection, letter))


def restate(connection: Connection, row: LetterRow, cause: moves.Cause) -> Standing:
    """Derive where a letter stands after its attempts or events changed, and write it down."""
    now = standing_of(connection, row.id)
    moves.insist(row.status, now.status, cause)
    write(connection, row, now)
    return now


def write(connection: Connection, row: LetterRow, now: Standing) -> None:
    """Write down where a letter stands, provided that it still stands where `row` says."""
    parameters = {
        "letter": row.id,
        "before": row.status.value,
        "after": now.status.value,
        "since": written(now.at),
        "number": now.attempt,
        "because": now.event,
    }
    if connection.execute(_RESTATE, parameters).rowcount != 1:
        raise ChangedUnderneath(row)
