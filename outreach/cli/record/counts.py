"""Where a campaign stands, in counts: for a person, as one document, as a page to pass on."""

from html import escape
from pathlib import Path
from typing import TYPE_CHECKING

from outreach import reports
from outreach.cli.campaigns.planned import planned, recipients_of, wave_named, which_campaign
from outreach.cli.opening.folder import open_workspace, reading_ledger
from outreach.cli.options import Which
from outreach.cli.screen import console, times, words
from outreach.model.campaign import Campaign
from outreach.reports import Report

if TYPE_CHECKING:
    from outreach.workspace.opening import Workspace


def carry_out(
    workspace: Path | None,
    which: Which,
    wave: str | None = None,
    signer: str | None = None,
    *,
    as_json: bool = False,
    page: Path | None = None,
) -> None:
    """Show the counts; `page` is a file to write them to as well."""
    folder = open_workspace(workspace)
    campaign = which_campaign(folder, which, signer)
    counted, why = _counted(folder, campaign, wave)
    if as_json:
        console.document(**_fields(counted), reason=why, **_writers(counted))
    else:
        _show(counted, campaign.title, why)
    if page is not None:
        from outreach.tables.whole_files import write_whole

        write_whole(page, _page(counted, campaign.title).encode())
        console.note(f"Written: {page}")


def _counted(folder: "Workspace", campaign: Campaign, wave: str | None) -> tuple[Report, str]:
    """The counts of a wave, and why there is that wave, where somebody wrote that down."""
    with reading_ledger(folder, campaign, moved_too=True) as ledger:
        recipients = recipients_of(folder, campaign)
        named = wave_named(ledger, campaign, wave)
        today = times.today()
        counted = reports.report(*planned(folder, campaign, recipients, ledger, named, today))
        waves = ledger.waves(campaign.id) if ledger else ()
        return counted, next((one.reason for one in waves if one.name == named), "")


def _fields(counted: Report) -> dict[str, object]:
    return {
        "campaign": counted.campaign,
        "wave": counted.wave,
        "total": counted.total,
        "counts": {status.value: number for status, number in counted.counts.items()},
        "skipped": dict(counted.skipped),
        "unlisted": counted.unlisted,
        "finished": counted.finished,
    }


def _writers(counted: Report) -> dict[str, object]:
    if not counted.writers:
        return {}
    return {"writers": counted.writers, "unmatched": list(counted.unmatched)}


def _show(counted: Report, title: str, why: str) -> None:
    console.say(title, style="bold")
    console.table(("", ""), _rows(counted))
    console.say(_sum(counted))
    if counted.unmatched:
        console.note(f"No letter could be planned from: {words.some(list(counted.unmatched), 12)}.")
    if counted.unlisted:
        gone = words.count(counted.unlisted, "letter")
        console.note(f"Besides, {gone} of the record went to people no longer in the lists.")
    if why:
        console.note(f"On record why: {'; '.join(why.splitlines())}.")


def _rows(counted: Report) -> list[tuple[str, str]]:
    """(number, what it counts), the letters first, then those left out."""
    letters = [(f"{number:,}", words.STATUS[status]) for status, number in counted.counts.items()]
    left_out = [
        (f"{number:,}", f"left out: {words.REASON.get(reason, reason)}")
        for reason, number in counted.skipped.items()
    ]
    return letters + left_out


def _page(counted: Report, title: str) -> str:
    lines = "".join(
        f"<tr><td>{number}</td><td>{escape(what)}</td></tr>" for number, what in _rows(counted)
    )
    return (
        '<!doctype html><html lang="en"><meta charset="utf-8">'
        f"<title>{escape(title)}</title>"
        "<style>body{font:16px/1.5 serif;max-width:40em;margin:3em auto;padding:0 1em}"
        "td:first-child{text-align:right;padding-right:1em}</style>"
        f"<h1>{escape(title)}</h1><table>{lines}</table>"
        f"<p>{_sum(counted)}</p></html>\n"
    )


def _sum(counted: Report) -> str:
    if counted.writers:
        writers = words.count(counted.writers, "writer")
        return f"{words.count(counted.total, 'letter')} of {writers} in all."
    return f"{words.count(counted.total, 'recipient')} in the lists."
