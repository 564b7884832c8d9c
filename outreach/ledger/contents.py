"""Keeps contents: each once, however many letters carry it."""

from sqlalchemy import Connection

from outreach.ledger import bodies, endings
from outreach.ledger.packing import digest


def keep(connection: Connection, content: bytes, media_type: str, ending: bytes = b"") -> str:
    """Keep a content, unless it is there already; an `ending` that others share, once for all of
    them. Returns its digest.
    """
    name = digest(content)
    body = endings.body_of(connection, content, ending)
    bodies.keep(connection, name, media_type, len(content), body)
    return name
