"""Letters that are not finished."""

from datetime import datetime

from sqlalchemy import Connection, and_, bindparam, delete, update

from outreach.casework.tables import drafts
from outreach.ledger.packing import clean
from outreach.ledger.rows import Rows
from outreach.ledger.tables import insert_new
from outreach.ledger.times import written

_FIND = """
SELECT words FROM drafts WHERE case_id = :case AND person = :person AND writer = :writer
"""

_THIS = and_(
    drafts.c.case_id == bindparam("of_case"),
    drafts.c.person == bindparam("of_person"),
    drafts.c.writer == bindparam("of_writer"),
)


def find(rows: Rows, case: str, person: str, writer: str) -> str:
    """A draft; empty where there is none."""
    found = rows(_FIND, {"case": case, "person": person, "writer": writer})
    return next((str(row[0]) for row in found), "")


def keep(
    connection: Connection, case: str, person: str, writer: str, text: str, at: datetime
) -> None:
    """Keep a draft in place of an earlier one."""
    words = {"words": clean(text), "kept_at": written(at)}
    new = {"case_id": case, "person": person, "writer": writer, **words}
    connection.execute(insert_new(connection, drafts), new)
    connection.execute(update(drafts).where(_THIS).values(words), _these(case, person, writer))


def drop(connection: Connection, case: str, person: str, writer: str) -> None:
    """Take a draft out."""
    connection.execute(delete(drafts).where(_THIS), _these(case, person, writer))


def _these(case: str, person: str, writer: str) -> dict[str, str]:
    return {"of_case": case, "of_person": person, "of_writer": writer}
