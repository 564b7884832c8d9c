"""Campaigns and their waves, put on record before the first letter of each."""

from datetime import datetime

from sqlalchemy import Connection, bindparam, select, update

from outreach.ledger.tables import campaigns, insert_new, waves
from outreach.ledger.times import written

_TITLE = (
    update(campaigns)
    .where(campaigns.c.id == bindparam("of_campaign"))
    .values(title=bindparam("title"))
)


_REASON = (
    update(waves)
    .where(waves.c.campaign == bindparam("of_campaign"), waves.c.wave == bindparam("of_wave"))
    .values(reason=bindparam("reason"))
)


def note(connection: Connection, campaign: str, title: str) -> None:
    """A campaign, and what it is called now."""
    connection.execute(insert_new(connection, campaigns), {"id": campaign, "title": title})
    if title:
        connection.execute(_TITLE, {"of_campaign": campaign, "title": title})


def note_wave(
    connection: Connection, campaign: str, wave: str, parent: str, reason: str, at: datetime
) -> bool:
    """A wave of a campaign. False when it was on record already; then nothing of it changes."""
    values = {
        "campaign": campaign,
        "wave": wave,
        "parent": parent or None,
        "reason": reason,
        "created_at": written(at),
    }
    inserting = insert_new(connection, waves).returning(waves.c.wave)
    return connection.execute(inserting, values).first() is not None


def add_reason(connection: Connection, campaign: str, wave: str, reason: str) -> None:
    """A further reason for a wave, below those it has; one that it has is not said twice."""
    of_wave = (waves.c.campaign == campaign, waves.c.wave == wave)
    known = connection.execute(select(waves.c.reason).where(*of_wave)).scalar_one()
    lines = dict.fromkeys(filter(None, (*known.split("\n"), reason)))
    values = {"of_campaign": campaign, "of_wave": wave, "reason": "\n".join(lines)}
    connection.execute(_REASON, values)
