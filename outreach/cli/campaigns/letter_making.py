"""Letters of one campaign, whoever signs them: templates are compiled once for all."""

from collections.abc import Callable, Collection
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property, lru_cache

from outreach.composing.addresses import return_address
from outreach.composing.case_values import CaseInLetters
from outreach.composing.forms import FormsOfAddress
from outreach.composing.merging import Merger
from outreach.composing.occasion import Occasion
from outreach.model.campaign import Bilingual, Campaign, Match, TemplateSet
from outreach.model.people import Recipient, Signatory
from outreach.model.settings import Settings, Shown
from outreach.planning import Planned
from outreach.rules.constituents import wants_address

# The letters of one writer follow each other, in a few kinds each.
_KEPT = 32


@dataclass(frozen=True, slots=True)
class _Kind:
    """What makes an occasion another one than that of the letter before."""

    signatory: Signatory
    foreign: bool
    by_hand: bool
    shown: Shown


class LetterMaking:
    """The mergers of a campaign's letters, one for each signatory and kind, made when needed."""

    def __init__(
        self,
        campaign: Campaign,
        settings: Settings,
        templates: TemplateSet,
        forms: FormsOfAddress,
        fields: Collection[str],
        today: date,
        copied: tuple[Recipient, ...] = (),
        case: CaseInLetters | None = None,
    ) -> None:
        self._campaign = campaign
        self._settings = settings
        self._templates = templates
        self._forms = forms
        self._fields = fields
        self._today = today
        self._copied = copied
        self._case = case
        self._of_kind: Callable[[_Kind], Merger] = lru_cache(_KEPT)(self._made)

    def merger(self, item: Planned, *, by_hand: bool) -> Merger:
        """What merges this letter; raises InputInvalid where the template cannot be compiled."""
        return self._of_kind(self._kind(item, by_hand=by_hand or item.by_hand))

    def return_address(self, item: Planned) -> tuple[str, ...]:
        """Who signs a letter, and as much of their address as it shows."""
        return self._return_address(self._kind(item, by_hand=False))

    def _kind(self, item: Planned, *, by_hand: bool) -> _Kind:
        signatory = item.writer.signatory if item.writer else self._settings.sender
        home = signatory.address.country or self._home_country
        country = item.recipient.country
        return _Kind(signatory, bool(country) and country != home, by_hand, self._shown(item))

    def _shown(self, item: Planned) -> Shown:
        """All of the address to an office that looks for it in its constituents' letters."""
        is_constituent = item.writer is not None and self._campaign.match is Match.DIVISION
        if is_constituent and wants_address(item.recipient):
            return Shown.FULL
        return self._settings.shown

    @property
    def _home_country(self) -> str:
        return self._settings.sender.address.country

    def _made(self, kind: _Kind) -> Merger:
        return replace(self._first, occasion=self._occasion(kind))

    @cached_property
    def _first(self) -> Merger:
        settings = self._settings
        kind = _Kind(settings.sender, foreign=False, by_hand=False, shown=settings.shown)
        occasion = self._occasion(kind)
        campaign = self._campaign
        first = Merger.prepare(
            self._templates, self._fields, occasion, self._forms, campaign.language
        )
        beside = campaign.bilingual is Bilingual.COLUMNS
        return replace(first, languages=campaign.languages, beside=beside)

    def _occasion(self, kind: _Kind) -> Occasion:
        return Occasion(
            signatory=kind.signatory,
            dated=self._campaign.dated or self._today,
            home_country=self._home_country,
            return_address=self._return_address(kind),
            facts=self._campaign.facts,
            variables=self._campaign.variables,
            personal=self._campaign.personal,
            by_hand=kind.by_hand,
            enclosed=self._campaign.enclosures,
            copied=self._copied,
            case=self._case,
        )

    @staticmethod
    def _return_address(kind: _Kind) -> tuple[str, ...]:
        return return_address(kind.signatory, kind.shown, foreign=kind.foreign)
