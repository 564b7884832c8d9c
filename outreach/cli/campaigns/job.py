"""A campaign opened for work: its plan, and its letters, merged when they are needed."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING

from outreach.cli.campaigns.about_case import AboutCase, about_case
from outreach.cli.campaigns.copies_for_information import (
    as_copy,
    copied_people,
    is_copy,
    listed_and_copied,
    original_for,
    originals,
)
from outreach.cli.campaigns.letter_making import LetterMaking
from outreach.cli.campaigns.pages import page_of
from outreach.cli.campaigns.planned import known_fields, missing_named_by, planned, wave_named
from outreach.cli.opening.folder import campaign_on_record
from outreach.cli.screen import times
from outreach.composing.attaching import Attached, attached
from outreach.composing.audiences import insist_on_a_letter_for_many
from outreach.composing.faults import CannotMerge, grouped
from outreach.composing.forms import Address, FormsOfAddress, forms_with
from outreach.composing.templates import check_variants, insist_on_both
from outreach.errors import InputInvalid, RuleObjects, UsageProblem
from outreach.model.campaign import Campaign, TemplateSet
from outreach.model.dispatch import Addressee, Status
from outreach.model.enclosure import EnclosedFile
from outreach.model.letter import Letter
from outreach.model.page import PageSetup
from outreach.model.people import Recipient
from outreach.model.settings import Settings
from outreach.planning import LeftOut, Plan, Planned
from outreach.rules import campaigns as campaign_rules

if TYPE_CHECKING:
    from outreach.ledger.reading import LedgerReader
    from outreach.workspace.opening import Workspace


def recorded_campaign(
    folder: "Workspace", ledger: "LedgerReader | None", campaign: str
) -> Campaign:
    """The campaign named; of a one-off, `adhoc:LETTER`, with the lists its letters are from."""
    one_off = campaign_on_record(folder, campaign)
    if one_off is None or not one_off.adhoc:
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
    return folder.adhoc(one_off.template, lists, one_off.case)


def stop_unless_open(campaign: Campaign, today: date) -> None:
    """A campaign that is not open yet, or closed, is not carried out."""
    for problem in campaign_rules.open_on(campaign, today):
        raise RuleObjects(f"{problem.place}: {problem.sentence}", problem.way_out)


@dataclass(frozen=True)
class Job:
    """`statuses` is what the record says of this wave: (recipient, signatory) → status. `about` is
    the case the letters are about, None where they are about none.
    """

    folder: "Workspace"
    campaign: Campaign
    templates: TemplateSet
    recipients: Sequence[Recipient]
    plan: Plan
    statuses: Mapping[tuple[str, str], Status]
    today: date
    about: AboutCase | None = None

    @property
    def settings(self) -> Settings:
        return self.folder.settings

    @property
    def home_country(self) -> str:
        return self.settings.sender.address.country

    @cached_property
    def page(self) -> PageSetup:
        return page_of(self.folder, self.campaign)

    @cached_property
    def enclosed(self) -> tuple[EnclosedFile, ...]:
        """The files that go along; raises InputInvalid for what must not."""
        return self.folder.enclosures(self.campaign)

    @cached_property
    def attached(self) -> Attached | None:
        """The same as e-mails carry them."""
        return attached(self.enclosed)

    # --- where letters stand -------------------------------------------------------------------

    def status_of(self, item: Planned | LeftOut) -> Status | None:
        """Where a letter stands; None before there is one."""
        return self.statuses.get(self.plan.parties(item))

    def listed(self) -> dict[int, Planned | LeftOut]:
        """Every recipient of the lists by number; where many writers sign, every letter."""
        items: list[Planned | LeftOut] = [*self.plan.planned, *self.plan.left_out]
        return {item.place: item for item in sorted(items, key=lambda item: item.place)}

    def replanned(self, ledger: "LedgerReader | None", *, wave: str | None = None) -> "Job":
        """The same lists and letters, planned anew against what the record says now."""
        plan, statuses = planned(
            self.folder, self.campaign, self.recipients, ledger, wave or self.plan.wave, self.today
        )
        return replace(self, plan=plan, statuses=statuses)

    # --- letters -------------------------------------------------------------------------------

    def letters(self, items: Iterable[Planned], *, by_hand: bool = False) -> Iterator[Letter]:
        """Merge letters one by one, as they are taken; raises CannotMerge at the first that fails.

        `by_hand` leaves room for a signature in ink.
        """
        for item in items:
            yield self.letter(item, by_hand=by_hand)

    def letter(self, item: Planned, *, by_hand: bool = False) -> Letter:
        """One letter; raises CannotMerge."""
        if is_copy(self.campaign, item.recipient):
            return self._copy(item, by_hand=by_hand)
        return self.making.merger(item, by_hand=by_hand).letter(item.recipient, item.place)

    def _copy(self, item: Planned, *, by_hand: bool) -> Letter:
        written_to = originals(self.plan)
        original = original_for(item.recipient, written_to, self.language_of)
        letter = self.making.merger(item, by_hand=by_hand).letter(original, item.place)
        to, first = (
            self.forms.address(one, letter.language, self.home_country)
            for one in (item.recipient, original)
        )
        return as_copy(letter, item.recipient, to, first, len(written_to) - 1)

    def merged(self, items: Iterable[Planned], *, by_hand: bool = False) -> "Merged":
        """Merge letters one by one, passing over those that fail; they are told at the end."""
        return Merged(self, items, by_hand=by_hand)

    def insist_on_letters(self, items: Iterable[Planned]) -> None:
        """Merge every letter and let it go; raises InputInvalid with all that stands in the way,
        RuleObjects where the case they are about is closed.
        """
        self.insist_on_an_open_case()
        merged = self.merged(items)
        for _ in merged:
            pass
        merged.insist()

    def insist_on_an_open_case(self) -> None:
        """Raises RuleObjects where the letters are about a case that is closed."""
        if self.about:
            self.about.insist_on_open()

    def address(self, recipient: Recipient) -> Address:
        """How a recipient is addressed in the language of their letter."""
        return self.forms.address(recipient, self.language_of(recipient), self.home_country)

    def language_of(self, recipient: Recipient) -> str:
        """The language of a letter; of a bilingual one its first."""
        wanted = self.campaign.languages_for(recipient.languages)
        return self.templates.variant(wanted, self.campaign.language).language

    @cached_property
    def copied(self) -> tuple[Recipient, ...]:
        """Everybody whom the letters name after “cc:”."""
        return copied_people(self.folder, self.campaign)

    @cached_property
    def forms(self) -> FormsOfAddress:
        """The program's forms of address, and the group's own before them."""
        return forms_with(self.folder.form_tables())

    def return_address(self, item: Planned) -> tuple[str, ...]:
        """Who signs a letter, and as much of their address as it shows."""
        return self.making.return_address(item)

    def addressee(self, recipient: Recipient) -> Addressee:
        """Who a letter is for, as the record keeps it."""
        return Addressee(recipient.name.full or recipient.name.native, recipient.office)

    @cached_property
    def making(self) -> LetterMaking:
        """What merges the letters of each who signs."""
        fields = known_fields(self.recipients, self.campaign)
        return LetterMaking(
            self.campaign,
            self.settings,
            self.templates,
            self.forms,
            fields,
            self.today,
            self.copied,
            self.about.in_letters if self.about else None,
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
        """Raises InputInvalid with every problem of the letters passed over, and of enclosures."""
        problems = [*check_variants(self._job.templates), *grouped(self._refusals)]
        try:
            _ = self._job.enclosed
        except InputInvalid as refused:
            problems += refused.problems
        if problems:
            raise InputInvalid(problems)


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
    today = today or times.today()
    with missing_named_by(campaign):
        recipients = listed_and_copied(folder, campaign)
        templates = folder.template(campaign.template)
    insist_on_a_letter_for_many(templates, campaign)
    insist_on_both(templates, campaign)
    wave = new_wave or wave_named(ledger, campaign, wave)
    plan, statuses = planned(folder, campaign, recipients, ledger, wave, today)
    listed = plan.as_written_to(recipients)
    about = about_case(folder, campaign)
    return Job(folder, campaign, templates, listed, plan, statuses, today, about)
