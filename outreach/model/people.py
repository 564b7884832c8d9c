"""Who is written to, and who signs."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Gender(StrEnum):
    """Only what a list says outright; nothing is ever inferred from a name."""

    FEMALE = "female"
    MALE = "male"
    OTHER = "other"
    UNKNOWN = ""


class NameOrder(StrEnum):
    """In which order the parts of a name are shown; by the custom of the country if not known."""

    UNKNOWN = ""
    GIVEN_FIRST = "given-first"
    FAMILY_FIRST = "family-first"
    WESTERN_FIRST = "western-first"


@dataclass(frozen=True, slots=True)
class PersonName:
    """A name in parts. `full` is the whole as its list gives it; parts may be missing.

    `native` is the name in its own script ("鄭若驊"); `suffix` is generational ("Jr.", "III");
    `honorific` stands before a full name ("The Honourable"); `post_nominals` after it ("SC, JP").
    `western_given` is a name before the others ("Teresa" Cheng Yeuk-wah); `order` is of the parts.
    `shown` is the whole as a letter writes it, where `full` has it otherwise ("Doe, Jane").
    `guessed` says that the parts were read from `full` without proof.
    """

    full: str = ""
    given: str = ""
    family: str = ""
    native: str = ""
    honorific: str = ""
    suffix: str = ""
    post_nominals: str = ""
    western_given: str = ""
    nickname: str = ""
    order: NameOrder = NameOrder.UNKNOWN
    shown: str = ""
    guessed: bool = False

    def __bool__(self) -> bool:
        return bool(self.full or self.family or self.given or self.native)


@dataclass(frozen=True, slots=True)
class PostalAddress:
    """Where post goes: `lines` stand above the locality, `country` is ISO 3166-1 alpha-2."""

    lines: tuple[str, ...] = ()
    locality: str = ""
    region: str = ""
    postcode: str = ""
    country: str = ""

    def __bool__(self) -> bool:
        return bool(self.lines or self.locality)


@dataclass(frozen=True, slots=True)
class Recipient:
    """One row of a list: a post, its holder, or both.

    `id` is unique across the lists of a campaign and is the key in the record: where a list gives
    posts it names the post, and a new holder is no new recipient. `more` holds every further
    column as (name, value); a column for one language is named `office.zh-Hant`.
    `list_name` and `line` say where the row stands (line counts from 1, 0 when unknown).
    """

    id: str
    name: PersonName = PersonName()
    gender: Gender = Gender.UNKNOWN
    office: str = ""
    organisation: str = ""
    division: str = ""
    languages: tuple[str, ...] = ()
    email: str = ""
    form_url: str = ""
    phone: str = ""
    address: PostalAddress = PostalAddress()
    salutation: str = ""
    tags: tuple[str, ...] = ()
    source: str = ""
    verified_on: date | None = None
    term_end: date | None = None
    more: tuple[tuple[str, str], ...] = ()
    list_name: str = ""
    line: int = 0

    @property
    def country(self) -> str:
        """ISO 3166-1 alpha-2, upper case, or empty."""
        return self.address.country

    @property
    def label(self) -> str:
        """The shortest words by which a person recognises this row on a screen."""
        return self.name.full or self.name.native or self.office or self.id

    def further(self, column: str) -> str:
        """The value of a further column, empty where the list has none."""
        for name, value in self.more:
            if name == column:
                return value
        return ""


@dataclass(frozen=True, slots=True)
class Signatory:
    """Who signs: the sender of the workspace, or another writer. `id` is chosen, never derived."""

    id: str
    name: str
    email: str = ""
    address: PostalAddress = PostalAddress()
    group: str = ""


@dataclass(frozen=True, slots=True)
class Writer:
    """Somebody whose name stands under letters, and what they agreed to.

    `divisions` are where they live, as Open Civic Data ids. `text_digest` is the digest of the
    text they read and agreed to, or its beginning; `line` where their row stands.
    """

    signatory: Signatory
    divisions: tuple[str, ...] = ()
    consented_on: date | None = None
    consent_how: str = ""
    text_digest: str = ""
    line: int = 0

    @property
    def id(self) -> str:
        return self.signatory.id
