"""The questions asked of a ledger, in SQL that SQLite and PostgreSQL read alike."""

from collections.abc import Sequence

from outreach.ledger.rows import Row
from outreach.ledger.times import read
from outreach.model.dispatch import HistoryItem, Status

STATUSES = """
SELECT recipient, signatory, status FROM letters WHERE campaign = :campaign AND wave = :wave
"""

COUNTS = """
SELECT status, count(*) FROM letters
WHERE campaign = :campaign AND wave = :wave GROUP BY status ORDER BY status
"""

HOW_MANY = "SELECT status, count(*) FROM letters GROUP BY status"

_ITEMS = """
SELECT l.campaign, l.wave, l.recipient, l.name, l.office, l.signatory, a.way, a.address, l.status,
       l.status_at, a.message_id, a.sha256, coalesce(e.detail, a.words)
FROM letters AS l
LEFT JOIN attempts AS a ON a.letter = l.id AND a.number = l.attempt
LEFT JOIN events AS e ON e.id = l.event
"""

# A refused letter never reached anybody, and a pending one never set out.
TO_RECIPIENTS = f"""
{_ITEMS} WHERE l.recipient IN (…) AND a.last_at >= :since AND l.status NOT IN ('pending', 'refused')
ORDER BY l.id
"""

# An address that was only tried by an earlier attempt counts as well.
TO_ADDRESSES = f"""
{_ITEMS} WHERE l.id IN (
    SELECT letter FROM attempts WHERE address_folded IN (…) AND last_at >= :since
) AND l.status NOT IN ('pending', 'refused') ORDER BY l.id
"""  # noqa: S608 - constants

DEFERRED = """
SELECT l.recipient, l.signatory, a.retry_at FROM letters AS l
JOIN attempts AS a ON a.letter = l.id AND a.number = l.attempt
WHERE l.campaign = :campaign AND l.wave = :wave AND l.status = 'deferred' ORDER BY l.id
"""

# An attempt's row keeps its last try; the earlier ones are events.
SENT_TIMES = """
SELECT last_at FROM attempts
WHERE account = :account AND last_at >= :since AND run IS NOT NULL
AND (outcome IS NULL OR outcome <> 'unreachable')
UNION ALL
SELECT e.at FROM events AS e JOIN attempts AS a ON a.letter = e.letter AND a.number = e.attempt
WHERE e.kind = 'tried' AND e.at >= :since AND a.account = :account
"""

SENT_SINCE = f"SELECT count(*) FROM ({SENT_TIMES}) AS handed_over"  # noqa: S608

CONTENT = "SELECT body FROM contents WHERE sha256 = :sha256"

WAVES = """
SELECT campaign, wave, parent, reason, created_at FROM waves
WHERE campaign = :campaign ORDER BY created_at, wave
"""

GAPS = "SELECT id, since, until, reason FROM gaps WHERE closed_at IS NULL ORDER BY id"

LAST = """
SELECT max(status_at) FROM letters UNION ALL SELECT max(recorded_at) FROM events
UNION ALL SELECT max(last_at) FROM attempts UNION ALL SELECT max(created_at) FROM ledger
"""


def history(given: Sequence[str]) -> str:
    """The letters that match the columns given, each as a parameter of its name."""
    conditions = [f"l.{name} = :{name}" for name in given]
    where = f"WHERE {' AND '.join(conditions)}" if conditions else ""
    return f"{_ITEMS} {where} ORDER BY l.id"


def item(row: Row) -> HistoryItem:
    """One row of `_ITEMS` as the record shows it; a letter without an attempt has empty columns."""
    campaign, wave, recipient, name, office, signatory, way, address = row[:8]
    status, at, message_id, sha256, detail = row[8:]
    return HistoryItem(
        campaign=campaign,
        wave=wave,
        recipient=recipient,
        name=name,
        office=office,
        signatory=signatory,
        channel=way or "",
        address=address or "",
        status=Status(status),
        at=read(at),
        message_id=message_id or "",
        sha256=sha256 or "",
        detail=detail or "",
    )
