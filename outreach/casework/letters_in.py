"""Letters that came in, with their scan or text among the ledger's contents."""

from collections.abc import Iterator
from datetime import date, datetime

from sqlalchemy import Connection, insert, text

from outreach.casework import remarks
from outreach.casework.tables import received
from outreach.casework.values import NewReceived, Received
from outreach.ledger import contents
from outreach.ledger.packing import clean
from outreach.ledger.rows import Rows
from outreach.ledger.times import read, written

_STANDS = """
NOT EXISTS (
    SELECT 1 FROM remarks AS u WHERE u.received = i.id AND u.kind = 'undone' AND u.undoes IS NULL)
"""

_LETTERS = f"""
SELECT i.id, i.case_id, i.person, i.writer, i.came_on, coalesce(i.sha256, ''),
       coalesce(c.media_type, ''), i.note, i.recorded_at
FROM received AS i LEFT JOIN contents AS c ON c.sha256 = i.sha256
WHERE (:case = '' OR i.case_id = :case) AND {_STANDS} ORDER BY i.came_on, i.id
"""  # noqa: S608 - constants

_ONE = text(f"SELECT 1 FROM received AS i WHERE i.id = :received AND {_STANDS}")  # noqa: S608 - constants
_INSERT = insert(received).returning(received.c.id)


def add(connection: Connection, new: NewReceived, at: datetime) -> int:
    """Put a letter that came in on record; returns its id."""
    values = {
        "case_id": new.case,
        "person": new.person,
        "writer": new.writer,
        "came_on": new.on,
        "sha256": _keep(connection, new),
        "note": clean(new.note),
        "recorded_at": written(at),
    }
    return int(connection.execute(_INSERT, values).scalar_one())


def _keep(connection: Connection, new: NewReceived) -> str | None:
    if new.content is None:
        return None
    return contents.keep(connection, new.content, new.media_type)


def find(rows: Rows, case: str = "") -> Iterator[Received]:
    """Every letter that came in, or those of one case, but those taken back."""
    said = remarks.of_received(rows, case)
    for row in rows(_LETTERS, {"case": case}):
        yield Received(
            id=int(row[0]),
            case=row[1],
            person=row[2],
            writer=row[3],
            on=date.fromisoformat(row[4]),
            sha256=row[5],
            media_type=row[6],
            note=row[7],
            recorded_at=read(row[8]),
            remarks=said.get(row[0], ()),
        )


def undo(connection: Connection, letter: int, at: datetime, by: str) -> bool:
    """Take a letter that came in back, unless it was already."""
    if connection.execute(_ONE, {"received": letter}).first() is None:
        return False
    remarks.take_back(connection, at, by, received=letter)
    return True
