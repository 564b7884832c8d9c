"""A campaign and its letter template, as their files describe them."""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from outreach.model.enclosure import Enclosure


class Way(StrEnum):
    """A way out for a letter. The value is what files and scripts say."""

    EMAIL = "email"
    DRAFT = "draft"
    FORM = "form"
    POST = "post"


class Bilingual(StrEnum):
    """Whether a letter is in two languages at once, and where the second one stands."""

    NO = "no"
    COLUMNS = "columns"
    AFTER = "after"


class Opening(StrEnum):
    """Chinese letters: whether the addressee stands at the head, or at the end after 此致."""

    ADDRESSEE = "addressee"
    TO_WHOM = "to-whom"


class Sign(StrEnum):
    """Who counts as the writer: the campaign as a whole, or each signer for themselves."""

    ONCE = "once"
    EACH = "each"


class Match(StrEnum):
    """Which writer writes to which recipient."""

    ALL = ""
    DIVISION = "division"


class Audience(StrEnum):
    """Who a letter is written to; other advice and other rules hold for each."""

    OFFICIAL = "official"
    LEGISLATOR = "legislator"
    PRISONER = "prisoner"


class HolderGone(StrEnum):
    """What becomes of a letter to a post whose holder's term is over."""

    HELD = "held"
    OFFICE = "office"


@dataclass(frozen=True, slots=True)
class Fact:
    """A figure or statement with a date and a source. `value` is empty until somebody fills it in.

    `line` is where it stands in its template file, from 1.
    """

    name: str
    value: str = ""
    as_of: date | None = None
    source: str = ""
    line: int = 0


@dataclass(frozen=True, slots=True)
class LetterTemplate:
    """One language variant of a letter.

    `body`, `salutation`, `close` and `subject` are Jinja2 text; `body` is Markdown besides.
    `body_line` is the line of the file at which the body starts, `file` the path shown in errors.
    `max_age` bounds how old a fact may be when the campaign is carried out. The other lines are
    where in the file a text starts, 0 or left out when unknown. `guidance` names what advice
    belongs to the letter besides that for its audience. Only a letter to a prisoner may go without
    a subject.
    """

    name: str
    language: str
    subject: str
    body: str
    body_line: int = 1
    audience: Audience = Audience.OFFICIAL
    facts: tuple[Fact, ...] = ()
    demands: tuple[str, ...] = ()
    variables: tuple[tuple[str, str], ...] = ()
    salutation: str = ""
    close: str = ""
    enclosures: tuple[str, ...] = ()
    note: str = ""
    file: str = ""
    subject_line: int = 1
    max_age: timedelta | None = None
    salutation_line: int = 0
    close_line: int = 0
    demand_lines: tuple[int, ...] = ()
    opening: Opening = Opening.ADDRESSEE
    guidance: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class TemplateSet:
    """A letter in all its languages. `variants` is never empty and holds a language once."""

    name: str
    variants: tuple[LetterTemplate, ...]

    @property
    def audience(self) -> Audience:
        """Whom it is to: of one letter, all languages agree on it."""
        return self.variants[0].audience

    def variant(self, languages: tuple[str, ...], fallback: str) -> LetterTemplate:
        """The variant for a reader: their languages in order, then `fallback`, then the first.

        `zh-HK` reads `zh-Hant`, and a language without a script reads any variant of it.
        """
        for wanted in (*languages, fallback):
            for variant in self.variants:
                if _same_language(wanted, variant.language):
                    return variant
        return self.variants[0]

    def in_language(self, language: str) -> LetterTemplate | None:
        """The variant in one language; None where there is none."""
        found = (one for one in self.variants if _same_language(language, one.language))
        return next(found, None)


# Unicode's likely subtags for the places where Chinese letters of this tool go.
_TRADITIONAL = ("zh-hant", "zh-hk", "zh-tw", "zh-mo")
_SIMPLIFIED = ("zh-hans", "zh-cn", "zh-sg")


def _same_language(wanted: str, offered: str) -> bool:
    return bool(wanted) and (
        _script(wanted) == _script(offered) or wanted.casefold() == _script(offered).split("-")[0]
    )


def _script(tag: str) -> str:
    folded = tag.casefold().replace("_", "-")
    if folded.startswith(_TRADITIONAL):
        return "zh-hant"
    if folded.startswith(_SIMPLIFIED):
        return "zh-hans"
    return folded.split("-")[0] if not folded.startswith("zh") else folded


@dataclass(frozen=True, slots=True)
class Campaign:
    """What is sent, to whom, by which ways and when.

    `where` is an expression over a recipient's fields, empty for all. `opens` and `closes` are
    days, both included. `dated` overrides the day a letter is made. `adhoc` marks a one-off made
    from `--template` and `--to`. `facts` fill in or replace those of the template. `judges` are the
    ids of sitting judges who are written to all the same. `max_age` is how long ago it may
    have been checked that a person holds their office. `layout` goes before the one in
    outreach.toml; a letter may take `max_pages`, 0 for any number. `writers` is the file of those
    who sign, each to whom `match` says; without it, `signer` may sign instead of the sender.
    `enclosures` may be `enclosures_mb` million bytes together. `cc` are lists, or ids of people,
    who get a copy of their own. A `bilingual` letter is in both `languages`. Letters about a `case`
    do without the words `ruled_out`; where the case is private, so is the campaign.
    """

    id: str
    title: str
    template: str
    recipients: tuple[str, ...]
    where: str = ""
    channels: tuple[Way, ...] = (Way.EMAIL, Way.POST)
    sign: Sign = Sign.ONCE
    opens: date | None = None
    closes: date | None = None
    language: str = "en"
    dated: date | None = None
    not_within: timedelta = timedelta(days=14)
    facts: tuple[Fact, ...] = ()
    variables: tuple[tuple[str, str], ...] = ()
    personal: str = ""
    reason: str = ""
    private: bool = False
    judges: tuple[str, ...] = ()
    max_age: timedelta | None = None
    holder_gone: HolderGone = HolderGone.HELD
    layout: str = ""
    max_pages: int = 0
    adhoc: bool = False
    file: str = ""
    writers: str = ""
    match: Match = Match.ALL
    enclosures: tuple[Enclosure, ...] = ()
    enclosures_mb: int = 5
    cc: tuple[str, ...] = ()
    cc_line: int | None = None
    bilingual: Bilingual = Bilingual.NO
    languages: tuple[str, ...] = ()
    languages_line: int | None = None

    def languages_for(self, own: tuple[str, ...]) -> tuple[str, ...]:
        """A reader's languages in order; a bilingual letter is addressed in its first."""
        return (*self.languages, *own)

    signer: str = ""
    where_line: int | None = None
    case: str = ""
    case_line: int | None = None
    ruled_out: tuple[str, ...] = ()
