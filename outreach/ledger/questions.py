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

# A server's answer as it gave it: `550 5.1.1 no such user`.
_ANSWER = "CASE WHEN a.code > 0 THEN rtrim(CAST(a.code AS TEXT) || ' ' || a.words) ELSE a.words END"

_ITEMS = f"""
SELECT l.campaign, l.wave, l.recipient, l.name, l.office, l.signatory, a.way, a.address, l.status,
       l.status_at, a.message_id, a.sha256, coalesce(e.detail, {_ANSWER})
FROM letters AS l
LEFT JOIN attempts AS a ON a.letter = l.id AND a.number = l.attempt
LEFT JOIN events AS e ON e.id = l.event
"""  # noqa: S608 - constants

# A refused letter never reached anybody, and a pending one never set out.
TO_RECIPIENTS = f"""
{_ITEMS} WHERE l.recipient IN (…) AND a.last_at >= :since AND l.campaign <> :campaign
AND l.status NOT IN ('pending', 'refused') ORDER BY l.id
"""

# An address that was only tried by an earlier attempt counts as well.
TO_ADDRESSES = f"""
{_ITEMS} WHERE l.id IN (
    SELECT letter FROM attempts WHERE address_folded IN (…) AND last_at >= :since
) AND l.campaign <> :campaign AND l.status NOT IN ('pending', 'refused') ORDER BY l.id
"""  # noqa: S608 - constants

DEFERRED = """
SELECT l.recipient, l.signatory, a.retry_at FROM letters AS l
JOIN attempts AS a ON a.letter = l.id AND a.number = l.attempt
WHERE l.campaign = :campaign AND l.wave = :wave AND l.status = 'deferred' ORDER BY l.id
"""

# (number, when first tried, when handed over). An attempt's row keeps its last try; the earlier
# ones are events. What has a later number than the first of that time left in it as well, whatever
# date it bears: the clock may have been set back.
SENT_TIMES = """
SELECT id, first_at, last_at FROM attempts
WHERE account = :account AND run IS NOT NULL AND (outcome IS NULL OR outcome <> 'unreachable')
AND (last_at >= :since OR id > (
    SELECT min(id) FROM attempts
    WHERE account = :account AND last_at >= :since AND first_at >= :since
))
UNION ALL
SELECT a.id, a.first_at, e.at
FROM events AS e JOIN attempts AS a ON a.letter = e.letter AND a.number = e.attempt
WHERE e.kind = 'tried' AND e.at >= :since AND a.account = :account
"""

CONTENT = "SELECT body FROM contents WHERE sha256 = :sha256"

WAVES = """
SELECT campaign, wave, parent, reason, created_at FROM waves
WHERE campaign = :campaign ORDER BY created_at, wave
"""

# (campaign, wave, signatory) → each recipient, and what is known of them; see `lost`.
KNOWN_OF = """
SELECT l.recipient, l.status, coalesce(a.id, 0),
       (SELECT coalesce(max(e.id), 0) FROM events AS e WHERE e.letter = l.id
        AND e.kind <> 'scrubbed')
FROM letters AS l LEFT JOIN attempts AS a ON a.letter = l.id AND a.number = l.attempt
WHERE l.campaign = :campaign AND l.wave = :wave AND l.signatory = :signatory
"""

LAST_OF_GAPS = "SELECT max(last_attempt), max(last_event) FROM gaps WHERE closed_at IS NULL"

GAPS = "SELECT id, since, until, reason FROM gaps WHERE closed_at IS NULL ORDER BY id"

LAST = """
SELECT max(status_at) FROM letters UNION ALL SELECT max(recorded_at) FROM events
UNION ALL SELECT max(last_at) FROM attempts UNION ALL SELECT max(created_at) FROM ledger
"""


# Without a run nothing was handed over: the record of that time is lost.
LAST_TRY = """
SELECT a.tries, a.last_at, a.run FROM letters AS l
JOIN attempts AS a ON a.letter = l.id AND a.number = l.attempt
WHERE l.campaign = :campaign AND l.wave = :wave AND l.recipient = :recipient
AND l.signatory = :signatory
"""


# Every attempt that was handed over, and every event, of the letters to one recipient. What an
# attempt's earlier tries met with are events.
STORIES = f"""
SELECT l.campaign, l.wave, l.recipient, l.signatory, a.number,
       coalesce(a.outcome, 'claimed') AS what, coalesce(a.settled_at, a.last_at) AS happened,
       coalesce(a.settled_at, a.last_at) AS noted, 0 AS place, a.way, a.address, a.account,
       {_ANSWER}
FROM letters AS l JOIN attempts AS a ON a.letter = l.id
WHERE l.recipient = :recipient AND a.tries > 0
UNION ALL
SELECT l.campaign, l.wave, l.recipient, l.signatory, a.number,
       e.kind, e.at, e.recorded_at, e.id, a.way, a.address, e.recorded_by, e.detail
FROM letters AS l JOIN events AS e ON e.letter = l.id
JOIN attempts AS a ON a.letter = l.id AND a.number = e.attempt
WHERE l.recipient = :recipient
ORDER BY 1, 2, 4, 7, 8, 9
"""  # noqa: S608 - constants


# Every time a letter was made for the post, but those taken back; the latest last.
PREPARED = """
SELECT l.recipient, l.signatory, e.at, e.detail FROM letters AS l
JOIN events AS e ON e.letter = l.id
WHERE l.campaign = :campaign AND l.wave = :wave AND e.kind = 'prepared' AND NOT EXISTS (
    SELECT 1 FROM events AS u WHERE u.letter = e.letter AND u.undoes = e.id
) ORDER BY e.id
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
