"""Writes the rows of contents. One that is whole already is neither written nor locked.

`ON CONFLICT DO UPDATE` would lock it on a server until the transaction ends, also where there is
nothing to update: two processes that hand over the same two contents in opposite order would then
wait for each other.
"""

from collections.abc import Mapping

from sqlalchemy import Connection, bindparam, select, update

from outreach.ledger.prepared import Prepared
from outreach.ledger.tables import contents, insert_new_by

_COLUMNS = ("sha256", "media_type", "size", "body")
_INSERT = Prepared(lambda dialect: insert_new_by(dialect, contents), *_COLUMNS)
_TAKEN_OUT = select(contents.c.sha256).where(
    contents.c.sha256 == bindparam("of_content"), contents.c.body.is_(None)
)
# What was taken out once, and is handed over again, is kept again.
_PUT_BACK = Prepared(
    lambda _: (
        update(contents)
        .where(contents.c.sha256 == bindparam("of_content"), contents.c.body.is_(None))
        .values({name: bindparam(name) for name in _COLUMNS[1:]})
    ),
    *("of_content", *_COLUMNS[1:]),
)


def keep(connection: Connection, sha256: str, media_type: str, size: int, body: bytes) -> None:
    """Keep a body, unless it is there already."""
    row: Mapping[str, object] = {"media_type": media_type, "size": size, "body": body}
    if _INSERT(connection, {"sha256": sha256, **row}).rowcount:
        return
    # Asked first, so that a body that is there is not sent to a server twice.
    if connection.execute(_TAKEN_OUT, {"of_content": sha256}).first():
        _PUT_BACK(connection, {"of_content": sha256, **row})
