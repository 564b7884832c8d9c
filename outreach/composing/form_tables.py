"""The tables of forms of address: read once, checked whole, searched by office."""

import re
import tomllib
from collections.abc import Iterable
from functools import cache, lru_cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any

from outreach.composing.form_rows import ROW_START, Form, read_forms
from outreach.errors import InputInvalid, Problem

# Lists of twenty thousand hold few kinds of office.
_REMEMBERED = 4096


class FormTables:
    """All forms. What holds for any country stands under the empty country."""

    def __init__(self, forms: Iterable[Form]) -> None:
        self.forms = tuple(forms)
        self._patterns = tuple(
            (form, tuple(map(_pattern, form.offices)), _pattern(form.organisation or "*"))
            for form in self.forms
        )
        self.find = lru_cache(maxsize=_REMEMBERED)(self._find)

    def _find(
        self, country: str, offices: tuple[str, ...], organisation: str, language: str
    ) -> tuple[Form, ...]:
        """The forms that fit, the most specific first; the last fits anybody.

        `offices` are the names of one office, in the letter's language and as listed.
        """
        for wanted in (language, language.partition("-")[0], "en"):
            fitting = [
                (_specificity(form, office), form)
                for form, patterns, of_organisation in self._patterns
                if form.language == wanted and form.country in ("", country)
                if of_organisation.fullmatch(_plain(organisation))
                for office, pattern in zip(form.offices, patterns, strict=True)
                if any(pattern.fullmatch(_plain(name)) for name in offices)
            ]
            if fitting:
                fitting.sort(key=lambda pair: pair[0], reverse=True)
                return tuple(form for _, form in fitting)
        return ()


def _specificity(form: Form, office: str) -> tuple[bool, bool, bool, int]:
    """An office outweighs its country: a senator of a country without a table is still one."""
    anybody = office == "*"
    return (not anybody, bool(form.country), bool(form.organisation), _literal(office))


def _literal(office: str) -> int:
    # A full name beats a pattern that happens to be as long.
    return 2 * len(office.replace("*", "")) + ("*" not in office)


def _pattern(office: str) -> re.Pattern[str]:
    return re.compile(".*".join(map(re.escape, _plain(office).split("*"))), re.DOTALL)


def _plain(office: str) -> str:
    return " ".join(office.replace("’", "'").casefold().split())


@cache
def shipped_tables() -> FormTables:
    """The tables that come with the program."""
    return read_tables(files("outreach.data") / "forms_of_address")


def read_tables(folder: Traversable) -> FormTables:
    """Every table in a folder; all that is wrong with them is raised together."""
    forms: list[Form] = []
    problems: list[Problem] = []
    named = (entry for entry in folder.iterdir() if entry.name.endswith(".toml"))
    for entry in sorted(named, key=lambda entry: entry.name):
        rows = tuple(_read(entry))
        forms.extend(row for row in rows if isinstance(row, Form))
        problems.extend(row for row in rows if isinstance(row, Problem))
    if not problems and not any("*" in form.offices and not form.country for form in forms):
        way_out = 'Add a row with country = "" and office = "*".'
        problems.append(Problem("No form fits anybody.", way_out, folder.name))
    if problems:
        raise InputInvalid(problems)
    return FormTables(forms)


def _read(entry: Traversable) -> Iterable[Form | Problem]:
    text = entry.read_text(encoding="utf-8")
    try:
        document: dict[str, Any] = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        return (Problem(f"This is not TOML: {error}.", "", entry.name),)
    starts = (text.count("\n", 0, found.end()) + 1 for found in ROW_START.finditer(text))
    return read_forms(document, entry.name, tuple(starts))
