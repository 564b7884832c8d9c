"""What the headings of a list mean: known fields, or variables for letters."""

import keyword
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches

from outreach.errors import Problem
from outreach.workspace.wording import language_tag

FIELDS = (
    "id",
    "name",
    "given",
    "family",
    "western_given",
    "nickname",
    "native_name",
    "honorific",
    "suffix",
    "post_nominals",
    "gender",
    "office",
    "organisation",
    "country",
    "division",
    "languages",
    "email",
    "form_url",
    "phone",
    "address",
    "locality",
    "region",
    "postcode",
    "salutation",
    "tags",
    "source",
    "verified_on",
    "term_end",
)
_SPELLINGS = {"e_mail": "email", "organization": "organisation", "language": "languages"}
# Like a field, and not meant as one.
_OTHER_WORDS = frozenset({"county"})
_GAPS = re.compile(r"[\s_-]+")
_NO_LETTERS = re.compile(r"\W+")
_FOR_ONE_LANGUAGE = re.compile(r"(.+)\.([A-Za-z]{2,3}(?:[-_][A-Za-z0-9]+)*)")


@dataclass(frozen=True, slots=True)
class Columns:
    """The headings of a list, sorted. `fields` maps a field to its heading.

    `further` pairs the name a letter uses for a column with the heading; `notes` are sentences
    about headings that letters know by another name, or that look like a field misspelt.
    """

    fields: Mapping[str, str]
    further: tuple[tuple[str, str], ...]
    notes: tuple[str, ...]


def columns_of(
    headings: Sequence[str], shown: str, line: int | None = None
) -> tuple[Columns, tuple[Problem, ...]]:
    """Sort the headings, which stand on `line`; the problems are those that mean the same."""
    meanings: dict[str, str] = {}
    problems: list[Problem] = []
    for heading in headings:
        name = _meaning(heading)
        if name in meanings:
            problems.append(
                Problem(
                    f"The headings “{meanings[name]}” and “{heading}” mean the same: {name}.",
                    "Rename or remove one of the columns.",
                    shown,
                    line,
                )
            )
        else:
            meanings[name] = heading
    fields = {name: heading for name, heading in meanings.items() if name in FIELDS}
    further = tuple((name, head) for name, head in meanings.items() if name not in fields)
    return Columns(fields, further, tuple(_notes(further))), tuple(problems)


def _meaning(heading: str) -> str:
    """The field, or the name by which letters use the column."""
    field = _field(heading)
    if field in FIELDS:
        return field
    if split := _FOR_ONE_LANGUAGE.fullmatch(heading):
        base, tag = split.group(1), language_tag(split.group(2))
        return f"{_meaning(base)}.{tag}" if tag else _usable(heading)
    return _usable(heading)


def _field(heading: str) -> str:
    name = _GAPS.sub("_", heading.casefold())
    return _SPELLINGS.get(name, name)


def _usable(heading: str) -> str:
    """A name that a letter can write between braces; kept as it is where it is one already."""
    if heading.isidentifier() and not keyword.iskeyword(heading):
        return heading
    name = _NO_LETTERS.sub("_", heading.casefold()).strip("_") or "column"
    return f"{name}_" if keyword.iskeyword(name) else name if name[0].isalpha() else f"_{name}"


def _notes(further: Sequence[tuple[str, str]]) -> Iterator[str]:
    for name, heading in further:
        if "." in name or name in _OTHER_WORDS:
            continue
        if near := get_close_matches(_field(heading), FIELDS, n=1, cutoff=0.8):
            yield f"The column “{heading}” is kept as a variable. Is it “{near[0]}”?"
        elif name != heading:
            yield f"The column “{heading}” is {{{{ {name} }}}} in a letter."
