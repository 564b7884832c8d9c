"""Everything on record of the letters to one recipient, in the order in which it happened."""

from dataclasses import dataclass
from datetime import datetime

from outreach.ledger.rows import Row
from outreach.ledger.times import read


@dataclass(frozen=True, slots=True)
class Happening:
    """Something that happened to a letter: an attempt handed over, or an event.

    `what` is a status, or `tried` (an earlier try of an attempt), `undone` (the mark before it was
    taken back) or `unreachable`. `by` is the account that sent it, or who put it on record.
    """

    campaign: str
    wave: str
    recipient: str
    signatory: str
    attempt: int
    what: str
    at: datetime
    recorded_at: datetime
    channel: str
    address: str
    by: str
    detail: str


def happening(row: Row) -> Happening:
    """One row of `questions.STORIES`."""
    campaign, wave, recipient, signatory, number, what, at, noted, _, way, address, by, detail = row
    return Happening(
        campaign=campaign,
        wave=wave,
        recipient=recipient,
        signatory=signatory,
        attempt=int(number),
        what=what,
        at=read(at),
        recorded_at=read(noted),
        channel=way,
        address=address,
        by=by,
        detail=detail,
    )
