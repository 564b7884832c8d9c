"""Keeps contents: each once, however many letters carry it."""

from sqlalchemy import Connection

from outreach.ledger.packing import digest, packed
from outreach.ledger.prepared import Prepared
from outreach.ledger.tables import contents, insert_new_by

_INSERT = Prepared(
    lambda dialect: insert_new_by(dialect, contents), "sha256", "media_type", "size", "body"
)


def keep(connection: Connection, content: bytes, media_type: str) -> str:
    """Keep a content, unless it is there already. Returns its digest."""
    name = digest(content)
    row = {"sha256": name, "media_type": media_type, "size": len(content), "body": packed(content)}
    _INSERT(connection, row)
    return name
