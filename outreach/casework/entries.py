"""The texts of cases, by compare-and-set: nobody writes over what they did not read."""

from collections.abc import Iterator
from datetime import datetime

from sqlalchemy import Connection, bindparam, update

from outreach.casework.tables import cases
from outreach.casework.values import Entry
from outreach.errors import CaseChanged, CaseTaken
from outreach.ledger.packing import clean
from outreach.ledger.rows import Rows
from outreach.ledger.tables import insert_new
from outreach.ledger.times import written

_ALL = """
SELECT id, private, facts, guarded, revision FROM cases
WHERE removed_at IS NULL AND (:case = '' OR id = :case) ORDER BY id
"""

_REMOVED = "SELECT id FROM cases WHERE removed_at IS NOT NULL ORDER BY id"

_CHANGE = (
    update(cases)
    .where(
        cases.c.id == bindparam("of_case"),
        cases.c.revision == bindparam("before"),
        cases.c.removed_at.is_(None),
    )
    .values(
        private=bindparam("private"),
        facts=bindparam("facts"),
        guarded=bindparam("guarded"),
        revision=bindparam("revision"),
        put_at=bindparam("put_at"),
    )
)

# What is guarded of a public case may be written anew; a private word is not used twice.
_WRITE_ANEW = (
    update(cases)
    .where(
        cases.c.id == bindparam("of_case"),
        cases.c.removed_at.is_not(None),
        cases.c.private.is_(False),
    )
    .values(
        guarded=bindparam("guarded"),
        revision=bindparam("revision"),
        put_at=bindparam("put_at"),
        removed_at=None,
    )
)


def entries(rows: Rows, case: str = "") -> Iterator[Entry]:
    """Every case whose texts are kept, or the one named."""
    for row in rows(_ALL, {"case": case}):
        yield Entry(row[0], bool(row[1]), row[2], row[3], int(row[4]))


def removed(rows: Rows) -> Iterator[str]:
    """Cases whose texts were taken out."""
    yield from (row[0] for row in rows(_REMOVED))


def put(connection: Connection, entry: Entry, at: datetime) -> Entry:
    """Keep a case's texts in place of the revision that `entry` names; 0 for a new case."""
    kept = Entry(
        entry.id, entry.private, clean(entry.facts), clean(entry.guarded), entry.revision + 1
    )
    if entry.revision == 0:
        _add(connection, kept, at)
        return kept
    values = {**_values(kept, at), "of_case": entry.id, "before": entry.revision}
    if connection.execute(_CHANGE, values).rowcount != 1:
        raise CaseChanged(entry.id)
    return kept


def _add(connection: Connection, entry: Entry, at: datetime) -> None:
    values = _values(entry, at)
    inserting = insert_new(connection, cases).returning(cases.c.id)
    if connection.execute(inserting, {"id": entry.id, **values}).first() is not None:
        return
    if not entry.private:
        del values["private"], values["facts"]
        if connection.execute(_WRITE_ANEW, {**values, "of_case": entry.id}).rowcount == 1:
            return
    raise CaseTaken(entry.id)


def _values(entry: Entry, at: datetime) -> dict[str, object]:
    return {
        "private": entry.private,
        "facts": entry.facts,
        "guarded": entry.guarded,
        "revision": entry.revision,
        "put_at": written(at),
    }
