"""Who signs the letters of a plan when it is not the sender alone."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from outreach.cli.screen.words import some
from outreach.errors import InputInvalid, NotFound, Problem, UsageProblem
from outreach.model.campaign import Campaign
from outreach.model.people import Writer
from outreach.planning import Plan
from outreach.planning_writers import each_writes, signed_by, with_sender
from outreach.rules.consent import consent_gap

if TYPE_CHECKING:
    from outreach.workspace.opening import Workspace


def signed(folder: "Workspace", campaign: Campaign, plan: Plan, today: date) -> Plan:
    """The plan with a letter from each of the campaign's writers, or signed by that of `--as`."""
    sender = folder.settings.sender.id
    if not campaign.writers and campaign.signer in ("", sender):
        return plan
    writers = _writers(folder, campaign)
    digest = folder.text_digest(campaign.template)

    def gap(writer: Writer) -> str:
        return "" if writer.id == sender else consent_gap(writer, digest, today)

    signer = _named(campaign.signer, writers) if campaign.signer else None
    if campaign.writers:
        return each_writes(plan, writers, gap, only=campaign.signer)
    return signed_by(plan, signer, gap) if signer else plan


def with_signer(campaign: Campaign, signer: str | None) -> Campaign:
    """The campaign, with the writer of `--as` where one is named."""
    return replace(campaign, signer=signer) if signer else campaign


def _writers(folder: "Workspace", campaign: Campaign) -> tuple[Writer, ...]:
    try:
        found = folder.writers(campaign.writers)
    except NotFound as missing:
        if not campaign.writers:
            raise
        raise InputInvalid([Problem(missing.sentence, missing.way_out, campaign.file)]) from missing
    return tuple(with_sender(found.writers, folder.settings.sender, found.file))


def _named(signer: str, writers: Iterable[Writer]) -> Writer:
    for writer in writers:
        if writer.id == signer:
            return writer
    ids = some([writer.id for writer in writers])
    raise UsageProblem(f"There is no writer {signer!r}.", f"Writers: {ids or 'none'}.")
