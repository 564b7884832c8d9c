"""A case: one person at risk, or several held together, and what is known of them.

`Case` may be public; what is in `Guarded` never is, and lives in the private store always.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from outreach.model.people import PostalAddress
from outreach.model.when import When, earliest


class Consent(StrEnum):
    """Who may know of the case, as far as the person or their family have said."""

    PUBLIC = "public"
    GROUP = "group"
    NOBODY = "nobody"


class Readers(StrEnum):
    """Who is to read what is exported of a case."""

    PRESS = "press"
    GROUP = "group"
    ARCHIVE = "archive"


class CloseReason(StrEnum):
    """Why nobody writes any more."""

    RELEASED = "released"
    DIED = "died"
    ASKED_TO_STOP = "asked-to-stop"


# (BCP 47 tag, words in that language)
InLanguages = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class PersonAtRisk:
    """`names` are (BCP 47 tag, name); `prison_name` is the one the prison uses, where it is another
    one. `number` is the prison's. `birthday` is "MM-DD" or "YYYY-MM-DD", empty when unknown.

    `id` tells several people of one case apart; of one alone it is empty.
    """

    names: InLanguages
    prison_name: str = ""
    number: str = ""
    birthday: str = ""
    id: str = ""

    @property
    def label(self) -> str:
        """The name by which they are first listed."""
        return self.names[0][1] if self.names else self.prison_name

    @property
    def on_envelope(self) -> str:
        """The name under which the prison finds them."""
        return self.prison_name or self.label

    def name_in(self, language: str) -> str:
        """Their name in a language or its script's relatives, else the first one."""
        return _in_language(self.names, language) or self.label


@dataclass(frozen=True, slots=True)
class Stay:
    """A time at one facility (its id). `known_on` is the latest day on which they were known to be
    there.
    """

    facility: str
    since: When | None = None
    known_on: date | None = None
    source: str = ""

    @property
    def last_known(self) -> When | None:
        """When they were last known to be there, as far as it is known."""
        return self.known_on or self.since

    @property
    def seen_on(self) -> date | None:
        """The latest day of which it can be said that they were there then."""
        return earliest(self.last_known) if self.last_known else None


@dataclass(frozen=True, slots=True)
class Relay:
    """A support group that takes letters and hands them on. `name` is its envelope's first line."""

    name: str
    address: PostalAddress
    source: str = ""
    verified_on: date | None = None


@dataclass(frozen=True, slots=True)
class Closed:
    """When and why a case ended."""

    reason: CloseReason
    on: date
    detail: str = ""


@dataclass(frozen=True, slots=True)
class CaseSource:
    """Where something about the case was read, and when."""

    says: str
    on: date | None = None


@dataclass(frozen=True, slots=True)
class Case:
    """`id` is the code word of a private case, or the name of a public one's file.

    `held` are the stays, the earliest first. `demands` are (BCP 47 tag, demands): letters about the
    person ask for these and no others. `charges` and `sentences` hold charge and sentence where
    they were written in several languages; `charge` and `sentence` are then the first of these.
    `file` says in errors where the case stands.
    """

    id: str
    people: tuple[PersonAtRisk, ...]
    private: bool = True
    held: tuple[Stay, ...] = ()
    charge: str = ""
    arrested_on: When | None = None
    tried_on: When | None = None
    sentenced_on: When | None = None
    sentence: str = ""
    languages: tuple[str, ...] = ()
    demands: tuple[tuple[str, tuple[str, ...]], ...] = ()
    sources: tuple[CaseSource, ...] = ()
    relay: Relay | None = None
    closed: Closed | None = None
    file: str = ""
    charges: InLanguages = ()
    sentences: InLanguages = ()

    @property
    def stay(self) -> Stay | None:
        """Where they are, as far as is known."""
        return self.held[-1] if self.held else None

    @property
    def moved_on(self) -> When | None:
        """When they were last moved from one facility to another."""
        return self.held[-1].since if len(self.held) > 1 else None

    def person(self, wanted: str = "") -> PersonAtRisk | None:
        """One of several by id; without one, the only person there is."""
        if not wanted and len(self.people) == 1:
            return self.people[0]
        return next((one for one in self.people if one.id == wanted and wanted), None)

    def charge_in(self, language: str) -> str:
        """The charge in a language; empty where it was written in others alone."""
        return _in_language(self.charges, language) if self.charges else self.charge

    def sentence_in(self, language: str) -> str:
        """The sentence of the court in a language; empty where it was written in others alone."""
        return _in_language(self.sentences, language) if self.sentences else self.sentence

    def demands_in(self, language: str) -> tuple[str, ...]:
        """The demands in a language, none where nobody wrote them in it."""
        wanted = language.casefold()
        for tag, demands in self.demands:
            if tag.casefold() in (wanted, wanted.partition("-")[0]):
                return demands
        return ()


@dataclass(frozen=True, slots=True)
class Guarded:
    """What only those who open the private store may see, of public cases too.

    `politics` and `organisation_named` say whether letters to the person may speak of politics and
    name the group; `every` is how often somebody should write.
    """

    consent: Consent = Consent.NOBODY
    notes: str = ""
    likes: tuple[str, ...] = ()
    must_not_mention: tuple[str, ...] = ()
    politics: bool = False
    organisation_named: bool = False
    every: timedelta | None = None


@dataclass(frozen=True, slots=True)
class Correspondent:
    """Somebody who writes to prisoners. `signs_as` is what stands under their letters: a first name
    or a pseudonym; `group_address` says that the return address is nobody's home.
    """

    id: str
    name: str
    signs_as: str = ""
    email: str = ""
    address: PostalAddress = PostalAddress()  # noqa: RUF009 frozen
    group_address: bool = False

    @property
    def signature(self) -> str:
        return self.signs_as or self.name


@dataclass(frozen=True, slots=True)
class Pair:
    """A promise: `writer` writes to `person` of `case` (their id in it, empty where there is one
    alone) every so often, since a day.
    """

    case: str
    writer: str
    every: timedelta
    since: date
    person: str = ""
    ended_on: date | None = None
    why_ended: str = ""


def _in_language(words: InLanguages, language: str) -> str:
    """The words in a language, or in another script or country's use of it; empty without any."""
    wanted = language.casefold()
    for tag, text in words:
        if tag.casefold() == wanted:
            return text
    main = wanted.partition("-")[0]
    return next((text for tag, text in words if tag.casefold().partition("-")[0] == main), "")
