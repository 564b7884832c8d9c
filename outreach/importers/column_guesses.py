"""Which column of somebody's spreadsheet is what: from its heading, else from what is in it."""

import re
import tomllib
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from outreach.importers.meanings import country
from outreach.importers.tidying import is_nothing, is_page, mailboxes

# A column that stays under its own heading, for letters to use; one that is not taken over.
KEEP, DROP = "keep", "drop"

_NO_WORD = re.compile(r"[\W_]+")
_BEFORE_NUMBER = re.compile(r"(?<=[^\W\d]) ?(?=\d)")  # “address_line1”
_PHONE = re.compile(r"(?:tel:)?\+?\(?\d[\d\s()./-]{6,}\d(?:\s*(?:ext\.?|x)\s*\d+)?", re.IGNORECASE)
_PHONE_SIGN = re.compile(r"[+\s()./-]")
_POSTCODES = re.compile(
    r"[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}"  # United Kingdom
    r"|[A-Z]\d[A-Z][ -]?\d[A-Z]\d"  # Canada
    r"|\d{5}-\d{4}|[A-Z]{2}-?\d{4,5}|\d{4} [A-Z]{2}|\d{3}-\d{4}|\d{5}-\d{3}|\d{3} \d{2}",
)
_MOST = 0.6  # of the cells that hold something
_GUESSED = 200  # rows looked at


@dataclass(frozen=True, slots=True)
class Guess:
    """What a column is taken for: a field of a list, `keep` or `drop`; `why` in a few words."""

    column: str
    field: str
    why: str


@cache
def fields() -> Mapping[str, tuple[str, ...]]:
    """Every field a column can be, and the headings by which it is known."""
    text = files("outreach.data").joinpath("headings.toml").read_text(encoding="utf-8")
    return {field: tuple(words) for field, words in tomllib.loads(text).items()}


def guesses(columns: Sequence[str], rows: Sequence[Mapping[str, str]]) -> tuple[Guess, ...]:
    """One guess for each column. No field is given twice: the first heading has it."""
    taken: dict[str, str] = {}
    found: dict[str, Guess] = {}
    for column in columns:
        field = _by_heading(column)
        if field and field not in taken:
            taken[field] = column
            found[column] = Guess(column, field, "by its heading")
    for column in columns:
        if column not in found:
            found[column] = _by_content(column, rows[:_GUESSED], taken)
    return tuple(_whole_names(found[column], taken) for column in columns)


def folded(heading: str) -> str:
    """A heading in small letters without accents and signs."""
    apart = unicodedata.normalize("NFKD", heading.casefold().replace("ß", "ss"))
    letters = "".join(letter for letter in apart if not unicodedata.combining(letter))
    words = _NO_WORD.sub(" ", unicodedata.normalize("NFC", letters))
    return _BEFORE_NUMBER.sub(" ", words).strip()


def _by_heading(column: str) -> str:
    wanted = folded(column)
    for field, words in fields().items():
        if wanted in words or wanted == field.replace("_", " "):
            return field
    return ""


def _by_content(column: str, rows: Sequence[Mapping[str, str]], taken: dict[str, str]) -> Guess:
    cells = [text for row in rows if (text := row.get(column, "").strip()) and not is_nothing(text)]
    if not cells:
        return Guess(column, KEEP if rows else DROP, "nothing in it" if rows else "empty")
    for field, words, fits in _CONTENTS:
        if field not in taken and sum(map(fits, cells)) >= max(1, _MOST * len(cells)):
            taken[field] = column
            return Guess(column, field, f"it holds {words}")
    return Guess(column, KEEP, "kept for letters")


def _whole_names(guess: Guess, taken: Mapping[str, str]) -> Guess:
    """“Nom” beside “Prénom”, and “Nombre” alone: a name in two parts, or a whole one."""
    if guess.field == "family" and "given" not in taken and "name" not in taken:
        return Guess(guess.column, "name", guess.why)
    if guess.field == "given" and "family" not in taken and "name" not in taken:
        return Guess(guess.column, "name", guess.why)
    if guess.field == "name" and "given" in taken and "family" not in taken:
        return Guess(guess.column, "family", guess.why)
    return guess


def _is_phone(text: str) -> bool:
    digits = sum(map(str.isdigit, text))
    return bool(_PHONE.fullmatch(text)) and 7 <= digits <= 15 and bool(_PHONE_SIGN.search(text))


def _is_country(text: str) -> bool:
    return len(text) > 2 and bool(country(text))


# In this order: an e-mail address is nothing else, while five digits may be many things.
_CONTENTS: tuple[tuple[str, str, Callable[[str], bool]], ...] = (
    ("email", "e-mail addresses", lambda text: bool(mailboxes(text))),
    ("website", "addresses of pages", lambda text: is_page(text) or text[:4].casefold() == "www."),
    ("postcode", "postcodes", lambda text: bool(_POSTCODES.fullmatch(text.upper()))),
    ("phone", "telephone numbers", _is_phone),
    ("country", "countries", _is_country),
)
