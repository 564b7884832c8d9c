"""`outreach campaign`: campaigns by questions and answers, and those there are."""

from typing import TYPE_CHECKING, Annotated

import typer

from outreach.cli import options

if TYPE_CHECKING:
    from outreach.cli.job import Job
    from outreach.model.campaign import Campaign
    from outreach.planning import LeftOut, Planned

app = typer.Typer(no_args_is_help=True, help="Campaigns.\n\nExample: `outreach campaign new`")


@app.command()
def new(
    name: Annotated[
        str | None, typer.Option("--id", metavar="ID", help="Its id, which never changes.")
    ] = None,
    title: Annotated[str | None, typer.Option(help="What people call it.")] = None,
    template: Annotated[
        str | None, typer.Option("--template", metavar="LETTER", help="Of letter_templates/.")
    ] = None,
    to: options.To = None,
    workspace: options.Workspace = None,
) -> None:
    """A new campaign: what is not given is asked for.

    Example: `outreach campaign new --id clean-river --template legislator-action --to officials`
    """
    from outreach.cli import console
    from outreach.cli.campaign_questions import answers
    from outreach.cli.folder import open_workspace
    from outreach.cli.paths import shown
    from outreach.workspace.creation import new_campaign

    folder = open_workspace(workspace)
    path = new_campaign(folder, answers(folder, name, title, template, tuple(to or ())))
    console.say(f"Written: {shown(path)}")
    console.say(f"Go on with: outreach check {path.stem}")


@app.command("list")
def list_campaigns(as_json: options.Json = False, workspace: options.Workspace = None) -> None:
    """The campaigns of this folder.

    Example: `outreach campaign list`
    """
    from outreach.cli import console
    from outreach.cli.folder import open_workspace

    campaigns = open_workspace(workspace).campaigns()
    if as_json:
        console.document(items=[_fields(campaign) for campaign in campaigns])
    elif not campaigns:
        console.note("No campaigns yet: outreach campaign new")
    else:
        rows = [(one.id, one.title, one.template, ", ".join(one.recipients)) for one in campaigns]
        console.table(("Id", "Title", "Letter", "Lists"), rows)


@app.command()
def show(
    campaign: Annotated[str, typer.Argument(metavar="CAMPAIGN")],
    left_out: Annotated[
        bool, typer.Option("--left-out", help="Everybody who gets no letter, and why.")
    ] = False,
    as_json: options.Json = False,
    workspace: options.Workspace = None,
) -> None:
    """One campaign: who gets a letter by which way, who is left out and why.

    Example: `outreach campaign show release-the-charged`
    """
    from outreach.cli import console, leaving_out, words
    from outreach.cli.folder import open_workspace, reading_ledger
    from outreach.cli.job import open_job
    from outreach.model.dispatch import Status

    folder = open_workspace(workspace)
    known = folder.campaign(campaign)
    with reading_ledger(folder, known) as ledger:
        job = open_job(folder, known, ledger)
    if as_json:
        console.document(campaign=_fields(job.campaign), items=_planned(job), **_writers(job))
        return
    console.say(job.campaign.title, style="bold")
    if left_out:
        leaving_out.name_all(job.plan)
        return
    rows = [
        (
            str(item.place),
            item.recipient.id,
            item.recipient.label,
            words.WAY[item.way],
            words.STATUS[job.status_of(item) or Status.PENDING],
            *((item.writer.id,) if item.writer else ()),
        )
        for item in job.plan.planned
    ]
    signed = ("From",) if job.plan.writers else ()
    console.table(("No.", "Id", "To", "Way", "Where it stands", *signed), rows)
    leaving_out.announce(job.plan)


def _fields(campaign: "Campaign") -> dict[str, object]:
    return {
        "id": campaign.id,
        "title": campaign.title,
        "template": campaign.template,
        "recipients": list(campaign.recipients),
        "where": campaign.where,
        "channels": [way.value for way in campaign.channels],
        "sign": campaign.sign.value,
        "opens": str(campaign.opens or ""),
        "closes": str(campaign.closes or ""),
        "language": campaign.language,
        "case": campaign.case,
        "private": campaign.private,
    }


def _planned(job: "Job") -> list[dict[str, object]]:
    letters: list[dict[str, object]] = [
        {
            "place": item.place,
            "recipient": item.recipient.id,
            "channel": item.way.value,
            **_writer(item),
        }
        for item in job.plan.planned
    ]
    left_out: list[dict[str, object]] = [
        {
            "place": out.place,
            "recipient": out.recipient.id,
            "skipped": out.reason.value,
            "detail": out.detail,
            **_writer(out),
        }
        for out in job.plan.left_out
    ]
    return [*letters, *left_out]


def _writer(letter: "Planned | LeftOut") -> dict[str, object]:
    return {"signatory": letter.writer.id} if letter.writer else {}


def _writers(job: "Job") -> dict[str, object]:
    plan = job.plan
    if not plan.writers:
        return {}
    return {
        "unmatched": [{"writer": one.writer.id, "detail": one.detail} for one in plan.unmatched],
        "district_unknown": [
            {"writer": one.writer.id, "detail": one.detail} for one in plan.district_unknown
        ],
    }
