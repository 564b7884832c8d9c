"""The campaigns of a folder, and one of them: who gets a letter, and who gets none."""

from pathlib import Path
from typing import TYPE_CHECKING

from outreach.cli.opening.folder import open_workspace, reading_ledger
from outreach.cli.screen import console, words
from outreach.model.campaign import Campaign
from outreach.model.dispatch import Status
from outreach.planning import LeftOut, Planned

if TYPE_CHECKING:
    from outreach.cli.campaigns.job import Job


def list_all(workspace: Path | None, *, as_json: bool) -> None:
    """Every campaign with its letter and its lists."""
    campaigns = open_workspace(workspace).campaigns()
    if as_json:
        console.document(items=[_fields(campaign) for campaign in campaigns])
    elif not campaigns:
        console.note("No campaigns yet: outreach campaign new")
    else:
        rows = [(one.id, one.title, one.template, ", ".join(one.recipients)) for one in campaigns]
        console.table(("Id", "Title", "Letter", "Lists"), rows)


def show_campaign(workspace: Path | None, campaign: str, *, left_out: bool, as_json: bool) -> None:
    """Its letters and where they stand; with `left_out`, all who get none instead."""
    from outreach.cli.campaigns import leaving_out
    from outreach.cli.campaigns.job import open_job

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
    _show_letters(job)
    leaving_out.announce(job.plan)


def _show_letters(job: "Job") -> None:
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


def _fields(campaign: Campaign) -> dict[str, object]:
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


def _writer(letter: Planned | LeftOut) -> dict[str, object]:
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
