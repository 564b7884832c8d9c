"""A letter to or about a person in prison, and all that is known of it before it is posted."""

from dataclasses import dataclass
from enum import StrEnum

from outreach.model.settings import Paper
from outreach.model.when import When


class LetterKind(StrEnum):
    """To the person, or about the person to officials; other rules hold for each."""

    TO_PERSON = "to-person"
    ABOUT_PERSON = "about-person"


class ReturnPlace(StrEnum):
    """Where the sender's name and address stand."""

    TOP_LEFT = "top-left"
    BACK = "back"
    INSIDE = "inside"


@dataclass(frozen=True, slots=True)
class Prisoner:
    """Somebody in prison: the name under which the prison knows them, and their number."""

    name: str
    number: str = ""


@dataclass(frozen=True, slots=True)
class PrisonLetter:
    """What is written, to whom, and what may not be in it.

    `prisoners` are all whose letters lie in the one envelope. `language` is a BCP 47 tag, empty
    when unknown. `known_there_on` is the latest day on which they were known to be held at
    `facility`, `moved_on` the latest day on which they were known to be moved. `must_not_mention`
    comes from the case, `others` are names and numbers of whoever else must not be known through
    it, `own_names` what the prisoners are called, `ruled_out` comes from the campaign, `demands`
    from the case; `asks` are what a letter to officials asks for. `first`: nobody has written to
    them for this group before.
    `politics` is False where the case says that letters to them leave politics out.
    `may_be_named` is False where nobody has said that they may be named in public.
    `written_before` names the letter to them that has these very words, if one has.
    """

    prisoners: tuple[Prisoner, ...]
    facility: str
    text: str
    kind: LetterKind = LetterKind.TO_PERSON
    language: str = ""
    first: bool = False
    known_there_on: When | None = None
    moved_on: When | None = None
    must_not_mention: tuple[str, ...] = ()
    others: tuple[str, ...] = ()
    own_names: tuple[str, ...] = ()
    ruled_out: tuple[str, ...] = ()
    demands: tuple[str, ...] = ()
    asks: tuple[str, ...] = ()
    politics: bool = True
    may_be_named: bool = True
    written_before: str = ""


@dataclass(frozen=True, slots=True)
class LetterPages:
    """The letter as it was set in type or read from a file; None where that is not known.

    `texts` are the words of each page; `smallest_type` is in points.
    """

    words: int
    texts: tuple[str, ...] = ()
    paper: Paper | None = None
    smallest_type: float | None = None

    @property
    def number(self) -> int | None:
        return len(self.texts) or None


@dataclass(frozen=True, slots=True)
class PrisonMailing:
    """The envelope and what lies in it.

    `lines` are the address as it stands on the envelope. `confirmed` are the ids of the checklists
    that the writer went through. `grams` is None where nothing was weighed; `home_address` says
    that the return address is the writer's home.
    """

    lines: tuple[str, ...]
    sender_name: str = ""
    return_address: tuple[str, ...] = ()
    return_place: ReturnPlace | None = None
    home_address: bool = False
    photos: int = 0
    cards: int = 0
    stamps: int = 0
    printed_pages: int = 0
    grams: int | None = None
    confirmed: frozenset[str] = frozenset()
