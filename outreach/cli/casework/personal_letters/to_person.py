"""One letter to one person in the making: who writes to whom, where, and what holds there."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING

from outreach.casework.values import Going, Sort
from outreach.composing.addresses import return_address
from outreach.composing.dates import long_date
from outreach.composing.prison_envelopes import (
    envelope_lines,
    is_read_there,
    name_there,
    relay_lines,
)
from outreach.model.case import Case, Correspondent, Guarded, PersonAtRisk
from outreach.model.correspondence import (
    LetterPages,
    Prisoner,
    PrisonLetter,
    PrisonMailing,
    ReturnPlace,
)
from outreach.model.facility import Facility, PrisonSystem, Rule
from outreach.model.people import Signatory
from outreach.model.settings import Settings, Shown
from outreach.model.when import When
from outreach.rules.elsewhere import Elsewhere, names_of
from outreach.rules.name_parts import parts_of
from outreach.rules.prison.posting import Posting

if TYPE_CHECKING:
    from outreach.workspace.opening import Workspace


@dataclass(frozen=True, slots=True)
class Sender:
    """Who stands on the envelope, where answers go, and whether somebody lives there."""

    name: str
    address: tuple[str, ...] = ()
    is_home: bool = False

    @property
    def lines(self) -> tuple[str, ...]:
        return (self.name, *self.address) if self.address else ()


@dataclass(frozen=True, slots=True)
class Enclosed:
    """What lies in the envelope beside the letter."""

    photos: int = 0
    printed_pages: int = 0


@dataclass(frozen=True)
class ToPerson:
    """`rules` are those that hold for this letter, by whatever way it goes; `first`: nobody has
    written to them from here. `written` says of the digest of a letter's words which letter to them
    has these already. `without_sender` leaves name and address off the envelope; `elsewhere` are
    people of other cases, and writers.
    """

    folder: "Workspace"
    case: Case
    guarded: Guarded
    person: PersonAtRisk
    writer: Correspondent
    system: PrisonSystem
    facility: Facility
    rules: tuple[Rule, ...]
    language: str
    today: date
    first: bool = False
    written: Mapping[str, str] = field(default_factory=dict)
    sort: Sort = Sort.LETTER
    going: Going = Going.POST
    without_sender: bool = False
    elsewhere: Elsewhere = Elsewhere()  # noqa: RUF009 frozen

    @property
    def settings(self) -> Settings:
        return self.folder.settings

    @property
    def home_country(self) -> str:
        return self.settings.sender.address.country

    @property
    def destination(self) -> str:
        """The country the envelope goes to."""
        relay = self.case.relay
        return relay.address.country if relay else self.system.country

    @property
    def prisoner(self) -> Prisoner:
        return Prisoner(name_there(self.person, self.system), self.person.number)

    @property
    def name_is_read_there(self) -> bool:
        """Whether the prison can be thought to read the name on the envelope."""
        return is_read_there(self.prisoner.name, self.person, self.system)

    @cached_property
    def sender(self) -> Sender:
        """The writer, with their own address or else that of the folder, as far as it is shown."""
        own, ours = self.writer.address, self.settings.sender
        if self.without_sender or not (own or ours.address):
            return Sender(self.writer.signature)
        foreign = self.home_country != self.destination
        signatory = Signatory(self.writer.id, self.writer.signature, "", own or ours.address)
        if not own:
            signatory = replace(signatory, group=ours.group)
        shown = Shown.FULL if own else self.settings.shown
        if shown is Shown.GROUP and not self.guarded.organisation_named:
            return Sender(self.writer.signature)
        lines = return_address(signatory, shown, foreign=foreign)[1:]
        is_home = not self.writer.group_address if own else self.settings.home_address
        return Sender(self.writer.signature, lines, is_home and shown is Shown.FULL)

    @cached_property
    def envelope(self) -> tuple[str, ...]:
        """The lines of the address: of the relay where there is one."""
        home = self.home_country
        if relay := self.case.relay:
            return relay_lines(relay, language=self.language, home_country=home)
        return envelope_lines(
            self.system, self.facility, self.prisoner, language=self.language, home_country=home
        )

    @property
    def sender_at(self) -> ReturnPlace:
        """Where on the envelope the sender stands: at the top left unless a rule says otherwise."""
        asked = (rule.place for rule in self.rules if rule.check == "return-address-place")
        return next(filter(None, asked), ReturnPlace.TOP_LEFT)

    @property
    def on_each_page(self) -> str:
        """Name and number at the head of the pages; a card has them only where a rule asks."""
        if self.sort is Sort.CARD and not any(
            rule.check == "number-on-each-page" for rule in self.rules
        ):
            return ""
        return f"{self.prisoner.name} {self.prisoner.number}".strip()

    def posting(
        self,
        text: str,
        pages: LetterPages,
        confirmed: frozenset[str],
        enclosed: Enclosed,
        digest: str = "",
    ) -> Posting:
        """All that the rules look at. `digest` is of the words of the letter."""
        letter, mailing = self._letter(text, digest), self._mailing(confirmed, enclosed)
        return Posting(
            letter,
            pages,
            mailing,
            self.system,
            self.facility,
            self.today,
            elsewhere=self.elsewhere.saying((*self._may_say, self._date_line)),
            # The date may be said as a whole; alone, May is somebody still.
            parts=parts_of(self._other_names, self._may_say).saying((self._date_line,)),
        )

    def _letter(self, text: str, digest: str) -> PrisonLetter:
        return PrisonLetter(
            (self.prisoner,),
            self.facility.id,
            text,
            language=self.language,
            first=self.first,
            known_there_on=self._known_there_on,
            moved_on=self.case.moved_on,
            must_not_mention=(*self.guarded.must_not_mention, *self._our_names()),
            others=tuple(self._others()),
            own_names=self._own_names,
            politics=self.guarded.politics,
            written_before=self.written.get(digest, ""),
        )

    def _mailing(self, confirmed: frozenset[str], enclosed: Enclosed) -> PrisonMailing:
        sender = self.sender
        return PrisonMailing(
            self.envelope,
            sender.name if sender.address else "",
            sender.address,
            self.sender_at,
            sender.is_home,
            photos=enclosed.photos,
            cards=int(self.sort is Sort.CARD),
            printed_pages=enclosed.printed_pages,
            confirmed=confirmed,
        )

    @property
    def _known_there_on(self) -> When | None:
        stay = self.case.stay
        return stay.last_known if stay else None

    @property
    def _may_say(self) -> tuple[str, ...]:
        """Whom it is to and from, as the envelope has it too."""
        return (*self._own_names, *self.envelope, *self.sender.lines, self.writer.signature)

    @property
    def _own_names(self) -> tuple[str, ...]:
        return (*names_of(self.person), self.prisoner.name)

    @property
    def _date_line(self) -> str:
        return long_date(self.today, self.language, self.home_country)

    def _others(self) -> Iterator[str]:
        """The rest of the case, by name and number; the writer's own name, if it is not to show."""
        yield from self._other_names
        for one in self.case.people:
            yield from filter(None, (one.number,) if one.number != self.person.number else ())

    @property
    def _other_names(self) -> tuple[str, ...]:
        theirs = self._own_names
        names = (name for one in self.case.people for name in names_of(one))
        own = self.writer.name if self.writer.name != self.writer.signature else ""
        return tuple(name for name in (*names, own) if name and name not in theirs)

    def _our_names(self) -> tuple[str, ...]:
        """How the group is called, where letters to them keep it out."""
        if self.guarded.organisation_named:
            return ()
        head = self.settings.letterhead
        return tuple(filter(None, (self.settings.sender.group, head.name if head else "")))
