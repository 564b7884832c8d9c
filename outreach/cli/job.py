"""A campaign opened for work: its plan, and its letters, merged when they are needed."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING

from outreach.cli.earlier_letters import letters_of_others, under_another_id
from outreach.composing.addresses import return_address
from outreach.composing.faults import CannotMerge, grouped
from outreach.composing.forms import Address, forms_of_address
from outreach.composing.merging import Merger
from outreach.composing.occasion import Occasion
from outreach.composing.selecting import Selection
from outreach.composing.templates import check_variants
from outreach.errors import InputInvalid, NotFound, Problem, RuleObjects, UsageProblem
from outreach.model.campaign import Campaign, TemplateSet
from outreach.model.dispatch import Addressee, Status
from outreach.model.letter import Letter
from outreach.model.page import PageSetup
from outreach.model.people import Recipient
from outreach.model.settings import Settings
from outreach.planning import Plan, Planned, plan
from outreach.rules import campaigns as campaign_rules

if TYPE_CHECKING:
    from outreach.ledger.reading import LedgerReader
    from outreach.workspace.opening import Workspace

FIRST_WAVE = "1"
ADHOC = "adhoc:"


def which_campaign(
    folder: "Workspace", campaign: str | None, template: str | None, to: Sequence[str] | None
) -> Campaign:
    """The campaign named, or the one-off of `--template` and `--to`."""
    if campaign and (template or to):
        raise UsageProblem(
            "A campaign and --template are both given.",
            "Name a campaign, or make a one-off with --template LETTER --to LIST.",
        )
    if template and to:
        return folder.adhoc(template, tuple(to))
    if template or to:
        raise UsageProblem("--template and --to go together.", "Give both, or name a campaign.")
    if campaign:
        return folder.campaign(campaign)
    known = ", ".join(folder.campaign_names()) or "none yet: outreach campaign new"
    raise UsageProblem("No campaign is named.", f"Campaigns here: {known}")


def campaign_id(folder: "Workspace", campaign: str | None) -> str | None:
    """The id of the record for a name on the command line; a file may bear another name."""
    if campaign is None or campaign.startswith(ADHOC):
        return campaign
    return folder.campaign(campaign).id


def recorded_campaign(
    folder: "Workspace", ledger: "LedgerReader | None", campaign: str
) -> Campaign:
    """The campaign named; of a one-off, `adhoc:LETTER`, with the lists its letters are from."""
    if not campaign.startswith(ADHOC):
        return folder.campaign(campaign)
    recorded = {item.recipient for item in ledger.history(campaign)} if ledger else set()
    if not recorded:
        raise UsageProblem(
            f"Nothing is on record of {campaign}.", "outreach history shows what is."
        )
    lists = [
        name
        for name in folder.lists()
        if any(recipient.id in recorded for recipient in folder.recipients([name]))
    ]
    return folder.adhoc(campaign.removeprefix(ADHOC), lists)


def stop_unless_open(campaign: Campaign, today: date) -> None:
    """A campaign that is not open yet, or closed, is not carried out."""
    for problem in campaign_rules.open_on(campaign, today):
        raise RuleObjects(f"{problem.place}: {problem.sentence}", problem.way_out)


@dataclass(frozen=True)
class Job:
    """`statuses` is what the record says of this wave: (recipient, signatory) → status."""

    folder: "Workspace"
    campaign: Campaign
    templates: TemplateSet
    recipients: Sequence[Recipient]
    plan: Plan
    statuses: Mapping[tuple[str, str], Status]
    today: date

    @property
    def settings(self) -> Settings:
        return self.folder.settings

    @property
    def home_country(self) -> str:
        return self.settings.sender.address.country

    @property
    def page(self) -> PageSetup:
        return PageSetup(self.settings.paper, self.home_country)

    # --- where letters stand -------------------------------------------------------------------

    def status_of(self, recipient: Recipient) -> Status | None:
        """Where the letter to a recipient stands; None before there is one."""
        return self.statuses.get((recipient.id, self.plan.signatory))

    def listed(self) -> dict[int, Recipient]:
        """Every recipient of the lists by number."""
        return dict(enumerate(self.recipients, start=1))

    def replanned(self, ledger: "LedgerReader | None", *, wave: str | None = None) -> "Job":
        """The same lists and letters, planned anew against what the record says now."""
        return _planned(self, ledger, wave or self.plan.wave)

    # --- letters -------------------------------------------------------------------------------

    def letters(self, items: Iterable[Planned], *, by_hand: bool = False) -> Iterator[Letter]:
        """Merge letters one by one, as they are taken; raises CannotMerge at the first that fails.

        `by_hand` leaves room for a signature in ink.
        """
        for item in items:
            yield self.letter(item, by_hand=by_hand)

    def letter(self, item: Planned, *, by_hand: bool = False) -> Letter:
        """One letter; raises CannotMerge."""
        return self._merger(item.recipient, by_hand=by_hand).letter(item.recipient, item.place)

    def merged(self, items: Iterable[Planned], *, by_hand: bool = False) -> "Merged":
        """Merge letters one by one, passing over those that fail; they are told at the end."""
        return Merged(self, items, by_hand=by_hand)

    def insist_on_letters(self, items: Iterable[Planned]) -> None:
        """Merge every letter and let it go; raises InputInvalid with all that stands in the way."""
        merged = self.merged(items)
        for _ in merged:
            pass
        merged.insist()

    def address(self, recipient: Recipient) -> Address:
        """How a recipient is addressed in the language of their letter."""
        variant = self.templates.variant(recipient.languages, self.campaign.language)
        return forms_of_address().address(recipient, variant.language, self.home_country)

    def addressee(self, recipient: Recipient) -> Addressee:
        """Who a letter is for, as the record keeps it."""
        return Addressee(recipient.name.full or recipient.name.native, recipient.office)

    def _merger(self, recipient: Recipient, *, by_hand: bool = False) -> Merger:
        foreign = bool(recipient.country) and recipient.country != self.home_country
        return self._mergers[foreign, by_hand]

    @cached_property
    def _mergers(self) -> Mapping[tuple[bool, bool], Merger]:
        fields = known_fields(self.recipients, self.campaign)
        first = self._prepared(fields)
        return {
            (foreign, by_hand): Merger(
                self.templates,
                first.compiled,
                self._occasion(foreign=foreign, by_hand=by_hand),
                first.forms,
                first.fallback,
            )
            for foreign in (False, True)
            for by_hand in (False, True)
        }

    def _prepared(self, fields: Collection[str]) -> Merger:
        return Merger.prepare(
            self.templates,
            fields,
            self._occasion(foreign=False, by_hand=False),
            forms_of_address(),
            self.campaign.language,
        )

    def _occasion(self, *, foreign: bool, by_hand: bool) -> Occasion:
        sender = self.settings.sender
        return Occasion(
            signatory=sender,
            dated=self.campaign.dated or self.today,
            home_country=self.home_country,
            return_address=return_address(sender, self.settings.shown, foreign=foreign),
            facts=self.campaign.facts,
            variables=self.campaign.variables,
            personal=self.campaign.personal,
            by_hand=by_hand,
        )


class Merged:
    """Letters as they are merged; what could not be is kept for `insist`."""

    def __init__(self, job: Job, items: Iterable[Planned], *, by_hand: bool) -> None:
        self._job = job
        self._items = items
        self._by_hand = by_hand
        self._refusals: list[CannotMerge] = []

    def __iter__(self) -> Iterator[Letter]:
        for item in self._items:
            try:
                yield self._job.letter(item, by_hand=self._by_hand)
            except CannotMerge as refusal:
                self._refusals.append(refusal)

    def insist(self) -> None:
        """Raises InputInvalid with every problem of the letters passed over."""
        problems = (*check_variants(self._job.templates), *grouped(self._refusals))
        if problems:
            raise InputInvalid(problems)


def known_fields(recipients: Iterable[Recipient], campaign: Campaign) -> frozenset[str]:
    """The further columns of the lists, and what the campaign itself gives a name to."""
    columns = {name for recipient in recipients for name, _ in recipient.more}
    own = {*dict(campaign.variables), *(fact.name for fact in campaign.facts)}
    return frozenset(columns | own)


def open_job(
    folder: "Workspace",
    campaign: Campaign,
    ledger: "LedgerReader | None" = None,
    *,
    wave: str | None = None,
    new_wave: str | None = None,
    today: date | None = None,
) -> Job:
    """Read what a campaign needs, and plan it against what the record says."""
    today = today or date.today()  # noqa: DTZ011 the day where the user is
    try:
        recipients = folder.recipients(campaign.recipients)
        templates = folder.template(campaign.template)
    except NotFound as missing:
        if campaign.adhoc:
            raise
        raise InputInvalid([Problem(missing.sentence, missing.way_out, campaign.file)]) from missing
    nothing = Plan(campaign, "", "", (), ())
    job = Job(folder, campaign, templates, recipients, nothing, {}, today)
    return _planned(job, ledger, new_wave or _wave(ledger, campaign, wave))


def _wave(ledger: "LedgerReader | None", campaign: Campaign, named: str | None) -> str:
    """A wave is begun by `send --new-wave` alone: a slip of the finger must not write to all."""
    latest = latest_wave(ledger, campaign)
    known = [wave.name for wave in ledger.waves(campaign.id)] if ledger else []
    if named is not None and named not in (*known, latest):
        raise UsageProblem(
            f"There is no wave {named!r} of {campaign.id}.",
            f"Waves: {', '.join(known or [latest])}.",
        )
    return named or latest


def _planned(job: Job, ledger: "LedgerReader | None", wave: str) -> Job:
    campaign, recipients = job.campaign, job.recipients
    statuses = ledger.statuses(campaign.id, wave) if ledger else {}
    fields = known_fields(recipients, campaign)
    made = plan(
        campaign,
        recipients,
        wave=wave,
        signer=job.settings.sender.id,
        today=job.today,
        selected=Selection(campaign.where, fields, file=campaign.file),
        recent=letters_of_others(ledger, campaign, recipients)
        | under_another_id(ledger, campaign, recipients, wave),
        begun=frozenset(recipient for recipient, _ in statuses),
    )
    return replace(job, plan=made, statuses=statuses)


def latest_wave(ledger: "LedgerReader | None", campaign: Campaign) -> str:
    """The wave that was begun last; the first one's name where none was."""
    waves = ledger.waves(campaign.id) if ledger else ()
    return waves[-1].name if waves else FIRST_WAVE
