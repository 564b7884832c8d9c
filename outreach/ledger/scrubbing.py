"""Takes the words and addresses of letters out of the record, and keeps what its promise needs.

Of a letter that is scrubbed stay its key, status, dates, ways, Message-ID and digests: that of its
bytes, and that of its address, so that nobody is written to twice. An event says that it was done;
what is put on record of it later is scrubbed in its turn.
"""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import text

from outreach.ledger.rows import Rows
from outreach.ledger.standing import SCRUBBED
from outreach.ledger.store import SqlLedger
from outreach.ledger.taking_out import CLEAN, take_out
from outreach.ledger.times import read, written
from outreach.model.dispatch import Status

# A letter whose outcome is open may have to be looked at, printed or sent again as it is.
SETTLED = frozenset(
    {
        *(Status.SENT, Status.SUBMITTED, Status.POSTED, Status.REPLIED),
        *(Status.REFUSED, Status.BOUNCED, Status.RETURNED),
    }
)
_SETTLED = ", ".join(f"'{status.value}'" for status in sorted(SETTLED))

# Letters to a person in prison, `case:…`, belong to their case, and go with it.
_OLD = f"""
l.status_at < :before AND (l.campaign = :of OR (:of = '' AND l.campaign NOT LIKE 'case:%'))
AND NOT EXISTS (SELECT 1 FROM attempts AS a WHERE a.letter = l.id AND a.last_at >= :before)
AND NOT EXISTS (
    SELECT 1 FROM events AS e WHERE e.letter = l.id AND e.at >= :before AND e.kind <> '{SCRUBBED}')
AND NOT {CLEAN}
"""  # noqa: S608 - constants

_FOUND = f"""
SELECT l.campaign, count(*), min(l.status_at), max(l.status_at) FROM letters AS l
WHERE l.status IN ({_SETTLED}) AND {_OLD} GROUP BY l.campaign ORDER BY l.campaign
"""  # noqa: S608 - constants

_OPEN = f"""
SELECT count(*) FROM letters AS l WHERE l.status NOT IN ({_SETTLED}) AND {_OLD}
"""  # noqa: S608 - constants

_NOTE = text(
    f"""
INSERT INTO events (letter, attempt, handover, kind, at, recorded_at, recorded_by, detail)
SELECT l.id, (SELECT max(number) FROM attempts WHERE letter = l.id),
       (SELECT a.tries FROM attempts AS a WHERE a.letter = l.id ORDER BY a.number DESC LIMIT 1),
       '{SCRUBBED}', :at, :at, :by, ''
FROM letters AS l WHERE l.status IN ({_SETTLED}) AND {_OLD}
"""  # noqa: S608 - constants
)


@dataclass(frozen=True, slots=True)
class Old:
    """The letters of a campaign that are over their time; the first and the last of them."""

    campaign: str
    letters: int
    first: datetime
    last: datetime


def found(rows: Rows, before: datetime, campaign: str = "") -> tuple[Old, ...]:
    """Settled letters of which nothing happened since `before`, and that are not scrubbed yet; of
    one campaign or of all, but never those to people in prison.
    """
    return tuple(
        Old(name, int(letters), read(first), read(last))
        for name, letters, first, last in rows(_FOUND, _given(before, campaign))
    )


def left_open(rows: Rows, before: datetime, campaign: str = "") -> int:
    """How many letters are as old, and are left alone because their outcome is open."""
    return next(int(row[0]) for row in rows(_OPEN, _given(before, campaign)))


def scrub(ledger: SqlLedger, before: datetime, at: datetime, by: str, campaign: str = "") -> int:
    """Scrub what `found` finds, all of it or nothing; returns how many letters. Refused with
    LedgerBusy during a run.

    On SQLite the bytes leave the file by `wiping.wipe`, which is due from then on.
    """
    with ledger.alone() as connection:
        noted = {"at": written(at), "by": by, **_given(before, campaign)}
        letters = connection.execute(_NOTE, noted).rowcount
        if letters:
            take_out(connection)
    return letters


def _given(before: datetime, campaign: str) -> dict[str, str]:
    return {"before": written(before), "of": campaign}
