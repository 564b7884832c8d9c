"""`outreach report`: the counts, which add up to the list."""

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from outreach.cli import options

if TYPE_CHECKING:
    from outreach.reports import Report


def report(
    campaign: options.Campaign = None,
    template: options.Template = None,
    to: options.To = None,
    case: options.Case = None,
    wave: options.Wave = None,
    signer: options.As = None,
    as_json: options.Json = False,
    html: Annotated[
        Path | None, typer.Option("--html", metavar="FILE", help="A page to pass on.")
    ] = None,
    workspace: options.Workspace = None,
) -> None:
    """Where a campaign stands: the counts add up to the list.

    Example: `outreach report release-the-64`
    """
    from outreach import reports
    from outreach.cli import console
    from outreach.cli.folder import open_workspace, reading_ledger
    from outreach.cli.planned import planned, recipients_of, wave_named, which_campaign

    folder = open_workspace(workspace)
    chosen = which_campaign(folder, options.Which(campaign, template, to, case), signer)
    with reading_ledger(folder, chosen, moved_too=True) as ledger:
        recipients = recipients_of(folder, chosen)
        which = wave_named(ledger, chosen, wave)
        today = date.today()  # noqa: DTZ011 the day where the user is
        counted = reports.report(*planned(folder, chosen, recipients, ledger, which, today))
        why = (
            next((one.reason for one in ledger.waves(chosen.id) if one.name == which), "")
            if ledger
            else ""
        )
    if as_json:
        console.document(
            campaign=counted.campaign,
            wave=counted.wave,
            total=counted.total,
            counts={status.value: number for status, number in counted.counts.items()},
            skipped=dict(counted.skipped),
            unlisted=counted.unlisted,
            finished=counted.finished,
            reason=why,
            **_writers(counted),
        )
    else:
        _show(counted, chosen.title)
        if why:
            console.note(f"On record why: {'; '.join(why.splitlines())}.")
    if html is not None:
        from outreach.tables.whole_files import write_whole

        write_whole(html, _page(counted, chosen.title).encode())
        console.note(f"Written: {html}")


def rows(counted: "Report") -> list[tuple[str, str]]:
    """(number, what it counts), the letters first, then those left out."""
    from outreach.cli import words

    letters = [(f"{number:,}", words.STATUS[status]) for status, number in counted.counts.items()]
    left_out = [
        (f"{number:,}", f"left out: {words.REASON.get(reason, reason)}")
        for reason, number in counted.skipped.items()
    ]
    return letters + left_out


def _show(counted: "Report", title: str) -> None:
    from outreach.cli import console, words

    console.say(title, style="bold")
    console.table(("", ""), rows(counted))
    console.say(_sum(counted))
    if counted.unmatched:
        console.note(f"No letter could be planned from: {words.some(list(counted.unmatched), 12)}.")
    if counted.unlisted:
        gone = words.count(counted.unlisted, "letter")
        console.note(f"Besides, {gone} of the record went to people no longer in the lists.")


def _page(counted: "Report", title: str) -> str:
    from html import escape

    lines = "".join(
        f"<tr><td>{number}</td><td>{escape(what)}</td></tr>" for number, what in rows(counted)
    )
    return (
        '<!doctype html><html lang="en"><meta charset="utf-8">'
        f"<title>{escape(title)}</title>"
        "<style>body{font:16px/1.5 serif;max-width:40em;margin:3em auto;padding:0 1em}"
        "td:first-child{text-align:right;padding-right:1em}</style>"
        f"<h1>{escape(title)}</h1><table>{lines}</table>"
        f"<p>{_sum(counted)}</p></html>\n"
    )


def _sum(counted: "Report") -> str:
    from outreach.cli import words

    if counted.writers:
        writers = words.count(counted.writers, "writer")
        return f"{words.count(counted.total, 'letter')} of {writers} in all."
    return f"{words.count(counted.total, 'recipient')} in the lists."


def _writers(counted: "Report") -> dict[str, object]:
    if not counted.writers:
        return {}
    return {"writers": counted.writers, "unmatched": list(counted.unmatched)}
