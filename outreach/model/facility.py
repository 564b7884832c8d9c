"""Prison systems, the facilities in them, and their rules, as the tables give them."""

from dataclasses import dataclass, replace

from outreach.model.correspondence import LetterKind, ReturnPlace
from outreach.model.origin import Origin
from outreach.model.people import PostalAddress
from outreach.model.settings import Paper
from outreach.model.severity import Severity


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule of a system or facility: `check` names the function that looks whether it is kept.

    `sentence` says what is asked, `way_out` what to change, with {id} and {system} of the place.
    The rest is what some checks need: `most` of a quantity `of`; a `pattern` and an `example` of
    it; `terms` to look for, `lines` that stand on an envelope, `items` of a checklist; `days`,
    `points` of type, `place`, `paper`.
    """

    id: str
    check: str
    severity: Severity
    sentence: str
    way_out: str
    origin: Origin
    kinds: tuple[LetterKind, ...] = (LetterKind.TO_PERSON,)
    of: str = ""
    most: int = 0
    first_letter: bool = False
    pattern: str = ""
    example: str = ""
    terms: tuple[str, ...] = ()
    lines: tuple[str, ...] = ()
    items: tuple[str, ...] = ()
    days: int = 0
    points: float = 0.0
    place: ReturnPlace | None = None
    paper: Paper | None = None


@dataclass(frozen=True, slots=True)
class Note:
    """Something to know of a system that no letter can break."""

    sentence: str
    origin: Origin


@dataclass(frozen=True, slots=True)
class InLanguage:
    """Name and address of a facility in another language (BCP 47)."""

    language: str
    name: str
    address: PostalAddress


@dataclass(frozen=True, slots=True)
class Facility:
    """A place where people are held. One without an address cannot be written to yet.

    `also` are further ids it answers to; `file` says where it stands, `own` that it is the user's.
    """

    id: str
    system: str
    name: str
    address: PostalAddress
    origin: Origin
    native_name: str = ""
    holds: str = ""
    closed: bool = False
    also: tuple[str, ...] = ()
    others: tuple[InLanguage, ...] = ()
    rules: tuple[Rule, ...] = ()
    file: str = ""
    own: bool = False


@dataclass(frozen=True, slots=True)
class PrisonSystem:
    """Prisons under one authority. `envelope` are the lines of an envelope, with {name}, {number},
    {facility} and, on a line of its own, {address}; `lists` the imported lists of its facilities.
    """

    id: str
    name: str
    country: str
    languages: tuple[str, ...]
    envelope: tuple[str, ...]
    origin: Origin
    lists: tuple[str, ...] = ()
    rules: tuple[Rule, ...] = ()
    notes: tuple[Note, ...] = ()
    facilities: tuple[Facility, ...] = ()

    @property
    def routed(self) -> bool:
        """Whether letters go to one place for all, whatever the facility."""
        return "{address}" not in self.envelope

    @property
    def by_facility(self) -> "PrisonSystem":
        """The same for legal mail, which goes to the facility where other letters do not."""
        own = ("{name} {number}", "{facility}", "{address}")
        return replace(self, envelope=own) if self.routed else self


@dataclass(frozen=True, slots=True)
class Objection:
    """What a letter breaks: the rule, `found`, how it breaks it, and what to change."""

    rule: Rule
    found: str
    way_out: str


@dataclass(frozen=True, slots=True)
class Override:
    """Somebody's decision that a rule shall not stop this letter, and why."""

    rule: str
    reason: str
