"""Times of which the record is lost, after a ledger was restored that could not be read to its end.

What left in such a time is not known letter by letter: the rows that would tell are gone. So every
letter that could have left in it is doubted when somebody is about to send it: it becomes
`unknown`, with the bytes it would have now, and waits for a person's decision. A letter on which
something was put on record since the restore is known again, and once a person closes the gap,
so is every other.
"""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, Table, bindparam, func, insert, select, update

from outreach.ledger import attempts, events, letters, moves
from outreach.ledger.attempts import Settled
from outreach.ledger.attempts import current as _attempt
from outreach.ledger.standing import SCRUBBED
from outreach.ledger.tables import attempts as attempts_table
from outreach.ledger.tables import events as events_table
from outreach.ledger.tables import gaps
from outreach.ledger.times import read, written
from outreach.model.dispatch import Addressee, LetterKey, Status
from outreach.model.mailing import Mailing

_OPEN = select(gaps).where(gaps.c.closed_at.is_(None)).order_by(gaps.c.id)
_CLOSE = (
    update(gaps)
    .where(gaps.c.id == bindparam("of_gap"), gaps.c.closed_at.is_(None))
    .values(closed_at=bindparam("closed_at"), closed_by=bindparam("closed_by"))
)
_LAST_EVENT = select(func.coalesce(func.max(events_table.c.id), 0)).where(
    events_table.c.letter == bindparam("of_letter"),
    events_table.c.kind != SCRUBBED,  # which tells nothing of whether it left
)


@dataclass(frozen=True, slots=True)
class Lost:
    """The open gaps as one: what has a higher number than these was recorded after the last."""

    since: datetime
    until: datetime
    last_attempt: int
    last_event: int

    @property
    def words(self) -> str:
        """The reason on record for a letter in doubt."""
        return (
            f"The record from {self.since:%Y-%m-%d %H:%M} to {self.until:%Y-%m-%d %H:%M} UTC is "
            "lost: the letter may have gone in that time or not."
        )


def load(connection: Connection) -> Lost | None:
    """What is lost and not closed; usually nothing."""
    found = connection.execute(_OPEN).fetchall()
    if not found:
        return None
    return Lost(
        since=min(read(row.since) for row in found),
        until=max(read(row.until) for row in found),
        last_attempt=max(row.last_attempt for row in found),
        last_event=max(row.last_event for row in found),
    )


def begin(connection: Connection, since: datetime, until: datetime, reason: str) -> None:
    """Put on record that what happened between these times is not."""
    values = {
        "since": written(since),
        "until": written(until),
        "reason": reason,
        "last_attempt": _last(connection, attempts_table),
        "last_event": _last(connection, events_table),
    }
    connection.execute(insert(gaps), values)


def _last(connection: Connection, table: Table) -> int:
    return int(connection.execute(select(func.coalesce(func.max(table.c.id), 0))).scalar_one())


def close(connection: Connection, gap: int, by: str, at: datetime) -> bool:
    """A person says that nothing left in a gap beyond what is on record by now."""
    values = {"of_gap": gap, "closed_at": written(at), "closed_by": by}
    return connection.execute(_CLOSE, values).rowcount == 1


def doubt(
    connection: Connection,
    lost: Lost,
    key: LetterKey,
    addressee: Addressee,
    mailing: Mailing | None,
    at: datetime,
) -> bool:
    """Make a letter unknown if it may have left in the lost time; False when it cannot have.

    `mailing` is what would be sent now; None leaves the letter the bytes it has.
    """
    row = letters.find(connection, key)
    if row is None and mailing is None:
        return False
    if row is not None and not _may_have_left(connection, lost, row):
        return False
    row = row or letters.add(connection, key, addressee, at)
    if mailing is not None:
        number = letters.next_number(connection, row.id)
        attempt, tries = attempts.begin(connection, row.id, number, mailing, None, at), 1
    else:
        earlier = _attempt(connection, row.id, row.attempt or 0)
        events.keep_try(connection, earlier, at)
        attempts.count_doubt(connection, earlier.id)
        attempt, tries = earlier.id, earlier.tries + 1
    attempts.settle(connection, attempt, tries, Settled("unknown", 0, lost.words, at))
    letters.restate(connection, row, moves.Cause.LOSS)
    return True


def _may_have_left(connection: Connection, lost: Lost, row: letters.LetterRow) -> bool:
    if not moves.permitted(row.status, Status.UNKNOWN, moves.Cause.LOSS):
        return False
    if row.attempt and _attempt(connection, row.id, row.attempt).id > lost.last_attempt:
        return False
    last = connection.execute(_LAST_EVENT, {"of_letter": row.id}).scalar_one()
    return bool(last <= lost.last_event)
