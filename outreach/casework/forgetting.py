"""Taking the words of a case out for good. That letters went, when, and their digests stay."""

from datetime import datetime

from sqlalchemy import Connection, text

from outreach.casework.values import campaign_of
from outreach.ledger.times import written

# What stands for {of} below: every letter to the case.
_OF_CASE = "SELECT id FROM letters WHERE campaign = :campaign"

_STEPS = (
    """
    UPDATE cases SET facts = '', guarded = '', revision = revision + 1, removed_at = :at
    WHERE id = :case
    """,
    # Their bytes, but those that belong to another letter too.
    """
    UPDATE contents SET body = NULL WHERE sha256 IN (
        SELECT sha256 FROM attempts WHERE letter IN ({of})
        UNION SELECT sha256 FROM received WHERE case_id = :case
    ) AND sha256 NOT IN (
        SELECT sha256 FROM attempts WHERE sha256 IS NOT NULL AND letter NOT IN ({of})
        UNION SELECT sha256 FROM received WHERE sha256 IS NOT NULL AND case_id <> :case
    )
    """,
    "DELETE FROM drafts WHERE case_id = :case",
    "UPDATE pairs SET why_ended = '' WHERE case_id = :case",
    "UPDATE received SET note = '' WHERE case_id = :case",
    "UPDATE letters SET name = '', office = '' WHERE campaign = :campaign",
    "UPDATE attempts SET address = '', address_folded = '', words = '' WHERE letter IN ({of})",
    "UPDATE events SET detail = '' WHERE letter IN ({of})",
    "UPDATE letter_overrides SET reason = '' WHERE letter IN ({of})",
    """
    UPDATE remarks SET detail = '' WHERE letter IN ({of})
    OR received IN (SELECT id FROM received WHERE case_id = :case)
    """,
)


def forget(connection: Connection, case: str, at: datetime) -> None:
    """Take out the texts, the names, the drafts and the words of the letters of a case."""
    given = {"case": case, "campaign": campaign_of(case), "at": written(at)}
    for step in _STEPS:
        sql = step.format(of=_OF_CASE)
        wanted = {name: value for name, value in given.items() if f":{name}" in sql}
        connection.execute(text(sql), wanted)
