"""Which campaign is meant, and its plan against what the record says. Loads nothing that makes
letters: a report needs none of it.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date
from typing import TYPE_CHECKING

from outreach.cli.campaigns.copies_for_information import (
    is_copy,
    listed_and_copied,
    with_something_to_copy,
)
from outreach.cli.campaigns.earlier_letters import letters_of_others, under_another_id
from outreach.cli.campaigns.signing import signed, with_signer
from outreach.cli.opening.folder import reading_ledger
from outreach.cli.options import Which
from outreach.errors import InputInvalid, NotFound, Problem, UsageProblem
from outreach.model.campaign import Campaign
from outreach.model.dispatch import Status
from outreach.model.people import Recipient
from outreach.planning import FIRST_WAVE, Plan, plan

if TYPE_CHECKING:
    from outreach.ledger.reading import LedgerReader
    from outreach.workspace.opening import Workspace

# (recipient, signatory) → status
Statuses = Mapping[tuple[str, str], Status]


def which_campaign(folder: "Workspace", which: Which, signer: str | None = None) -> Campaign:
    """The campaign named, or the one-off of `--template` and `--to`; signed by that of `--as`."""
    return with_signer(_which(folder, which), signer)


def _which(folder: "Workspace", which: Which) -> Campaign:
    campaign, template, to = which.campaign, which.template, which.to
    if campaign and (template or to):
        raise UsageProblem(
            "A campaign and --template are both given.",
            "Name a campaign, or make a one-off with --template LETTER --to LIST.",
        )
    if template and to:
        return folder.adhoc(template, tuple(to), which.case or "")
    if template or to or (which.case and not campaign):
        raise UsageProblem("--template and --to go together.", "Give both, or name a campaign.")
    if campaign and which.case:
        raise UsageProblem(
            "A campaign and --case are both given.",
            "A campaign names its case in its file; --case goes with --template.",
        )
    if campaign:
        return folder.campaign(campaign)
    known = ", ".join(folder.campaign_names()) or "none yet: outreach campaign new"
    raise UsageProblem("No campaign is named.", f"Campaigns here: {known}")


def recipients_of(folder: "Workspace", campaign: Campaign) -> tuple[Recipient, ...]:
    """Everybody in a campaign's lists; a list that is missing is a mistake in its file."""
    with missing_named_by(campaign):
        return listed_and_copied(folder, campaign)


@contextmanager
def missing_named_by(campaign: Campaign) -> Iterator[None]:
    """Let what a campaign's file names, and is not there, be told with that file."""
    try:
        yield
    except NotFound as missing:
        if campaign.adhoc:
            raise
        raise InputInvalid([Problem(missing.sentence, missing.way_out, campaign.file)]) from missing


def wave_named(ledger: "LedgerReader | None", campaign: Campaign, named: str | None) -> str:
    """A wave is begun by `send --new-wave` alone: a slip of the finger must not write to all."""
    latest = latest_wave(ledger, campaign)
    known = [wave.name for wave in ledger.waves(campaign.id)] if ledger else []
    if named is not None and named not in (*known, latest):
        raise UsageProblem(
            f"There is no wave {named!r} of {campaign.id}.",
            f"Waves: {', '.join(known or [latest])}.",
        )
    return named or latest


def latest_wave(ledger: "LedgerReader | None", campaign: Campaign) -> str:
    """The wave that was begun last; the first one's name where none was."""
    waves = ledger.waves(campaign.id) if ledger else ()
    return waves[-1].name if waves else FIRST_WAVE


def planned(
    folder: "Workspace",
    campaign: Campaign,
    recipients: Sequence[Recipient],
    ledger: "LedgerReader | None",
    wave: str,
    today: date,
) -> tuple[Plan, Statuses]:
    """Who gets which letter of a wave, and what the record says of the wave now."""
    statuses = ledger.statuses(campaign.id, wave) if ledger else {}
    made = plan(
        campaign,
        recipients,
        wave=wave,
        signer=folder.settings.sender.id,
        today=today,
        selected=_or_copied(campaign, _selected(campaign, recipients)),
        recent=_recent(folder, ledger, campaign, recipients)
        | under_another_id(ledger, campaign, recipients, wave),
        begun=frozenset(recipient for recipient, _ in statuses),
    )
    return signed(folder, campaign, with_something_to_copy(made), today), statuses


def _recent(
    folder: "Workspace",
    ledger: "LedgerReader | None",
    campaign: Campaign,
    recipients: Sequence[Recipient],
) -> dict[str, str]:
    """Those who had another letter of late; a private campaign looks into both records."""
    found = letters_of_others(ledger, campaign, recipients)
    if campaign.private:
        with reading_ledger(folder, moved_too=True) as plain:
            found |= letters_of_others(plain, campaign, recipients)
    return found


def _or_copied(
    campaign: Campaign, selected: Callable[[Recipient], bool]
) -> Callable[[Recipient], bool]:
    """`where` chooses among those who are written to; whoever gets a copy is named."""
    if not campaign.cc:
        return selected
    return lambda recipient: is_copy(campaign, recipient) or selected(recipient)


def _selected(campaign: Campaign, recipients: Sequence[Recipient]) -> Callable[[Recipient], bool]:
    """The campaign's `where`; without one, everybody."""
    if not campaign.where.strip():
        return lambda _: True
    from outreach.composing.selecting import Selection

    fields = known_fields(recipients, campaign)
    return Selection(campaign.where, fields, file=campaign.file, line=campaign.where_line)


def known_fields(recipients: Iterable[Recipient], campaign: Campaign) -> frozenset[str]:
    """The further columns of the lists, and what the campaign itself gives a name to."""
    columns = {name for recipient in recipients for name, _ in recipient.more}
    own = {*dict(campaign.variables), *(fact.name for fact in campaign.facts)}
    return frozenset(columns | own)
