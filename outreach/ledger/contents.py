"""Keeps contents: each once, however many letters carry it."""

from sqlalchemy import Connection

from outreach.ledger import endings
from outreach.ledger.packing import digest
from outreach.ledger.prepared import Prepared
from outreach.ledger.tables import insert_or_fill

# What was taken out once, and is handed over again, is kept again.
_INSERT = Prepared(insert_or_fill, "sha256", "media_type", "size", "body")


def keep(connection: Connection, content: bytes, media_type: str, ending: bytes = b"") -> str:
    """Keep a content, unless it is there already; an `ending` that others share, once for all of
    them. Returns its digest.
    """
    name = digest(content)
    body = endings.body_of(connection, content, ending)
    row = {"sha256": name, "media_type": media_type, "size": len(content), "body": body}
    _INSERT(connection, row)
    return name
