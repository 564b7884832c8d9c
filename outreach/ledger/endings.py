"""Contents that end alike, such as e-mails with the same enclosures: the end is kept once.

It is a content of its own, and may be let go of only with the last one that it belongs to.
"""

from functools import lru_cache

from sqlalchemy import Connection, bindparam, select

from outreach.ledger import bodies
from outreach.ledger.packing import ContentOf, apart, digest, packed, unpacked
from outreach.ledger.tables import contents

_WORTH = 2_000  # bytes; a shorter end takes more room apart
_MEDIA_TYPE = "application/octet-stream"

_BODY = select(contents.c.body).where(contents.c.sha256 == bindparam("of_content"))
_KNOWN = select(contents.c.sha256).where(
    contents.c.sha256 == bindparam("of_content"), contents.c.body.is_not(None)
)


def body_of(connection: Connection, content: bytes, ending: bytes) -> bytes:
    """A content as it is to lie in the ledger; its end is kept first."""
    if len(ending) < _WORTH or not content.endswith(ending):
        return packed(content)
    name = _named(ending)
    # Asked first: to send megabytes to a server with every letter would take longer than to ask.
    if connection.execute(_KNOWN, {"of_content": name}).first() is None:
        bodies.keep(connection, name, _MEDIA_TYPE, len(ending), packed(ending))
    return apart(content, ending, name)


def kept_in(connection: Connection) -> ContentOf:
    """Looks for ends in a ledger that is open for writing."""

    def kept(name: str) -> bytes | None:
        body = connection.execute(_BODY, {"of_content": name}).scalar()
        return None if body is None else unpacked(bytes(body))

    return kept


@lru_cache(maxsize=2)
def _named(ending: bytes) -> str:
    """Its digest, reckoned once for a run: the letters of a campaign share the very same bytes."""
    return digest(ending)
