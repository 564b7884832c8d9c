"""All that is on record of the letters to one recipient."""

from typing import TYPE_CHECKING

from outreach.cli.screen import console, times, words
from outreach.errors import UsageProblem
from outreach.model.dispatch import Status

if TYPE_CHECKING:
    from outreach.ledger.reading import LedgerReader
    from outreach.ledger.stories import Happening

_WHAT = {
    **{status.value: sentence for status, sentence in words.STATUS.items()},
    Status.DEFERRED.value: "put off by the mail server",
    "tried": "tried before",
    "scrubbed": "its words and its address were taken out of the record",
    "undone": "the mark before was taken back",
    "unreachable": "the mail server could not be reached",
}


def show_story(
    ledger: "LedgerReader | None",
    campaign: str | None,
    recipient: str | None,
    wave: str | None,
    *,
    as_json: bool,
) -> None:
    """Every attempt and event in order, as a table or one JSON document."""
    if recipient is None:
        raise UsageProblem(
            "--events tells of one recipient.",
            "Name them: outreach history --recipient ID --events",
        )
    found = ledger.story(recipient, campaign, wave) if ledger else iter(())
    if as_json:
        console.listing(_as_fields(one) for one in found)
        return
    rows = [_as_row(one) for one in found]
    if rows:
        console.table(("When (UTC)", "Campaign", "By", "What happened"), rows)
    else:
        console.note("Nothing on record yet.")


def _as_row(one: "Happening") -> tuple[str, str, str, str]:
    what = _WHAT.get(one.what, one.what)
    campaign = one.campaign if one.wave == "1" else f"{one.campaign} ({one.wave})"
    said = f"{what}: {one.detail}" if one.detail else what
    return times.short(one.at), campaign, one.by, said


def _as_fields(one: "Happening") -> dict[str, str]:
    return {
        "campaign": one.campaign,
        "wave": one.wave,
        "recipient": one.recipient,
        "signatory": one.signatory,
        "attempt": str(one.attempt),
        "event": one.what,
        "at": times.rfc3339(one.at),
        "recorded_at": times.rfc3339(one.recorded_at),
        "by": one.by,
        "channel": one.channel,
        "address": one.address,
        "detail": one.detail,
    }
