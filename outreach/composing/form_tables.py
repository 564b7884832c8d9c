"""The tables of forms of address: read once, checked whole, searched by office."""

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any

from outreach.composing.form_rows import ROW_START, Form, read_forms
from outreach.errors import InputInvalid, Problem
from outreach.model.tenure import Tenure

# Lists of twenty thousand hold few kinds of office.
_REMEMBERED = 4096
# No organisation is written so.
_ANOTHER = "\0"


@dataclass(frozen=True, slots=True)
class Sought:
    """For whom a form is sought: names of one office, and of one organisation, in any language."""

    country: str
    offices: tuple[str, ...]
    organisations: tuple[str, ...]
    language: str
    tenure: Tenure = Tenure.HOLDER


class FormTables:
    """All forms. What holds for any country stands under the empty country."""

    def __init__(self, forms: Iterable[Form]) -> None:
        self.forms = tuple(forms)
        self._patterns = tuple(
            (form, tuple(map(_pattern, form.offices)), tuple(map(_pattern, form.organisations)))
            for form in self.forms
        )
        self._organisations = tuple({one for _, _, many in self._patterns for one in many})
        self._known = lru_cache(maxsize=_REMEMBERED)(self._find)
        self.mistaken = cache(self._mistaken)

    def find(self, sought: Sought) -> tuple[Form, ...]:
        """The forms that fit, the most specific first; the last fits anybody."""
        offices = tuple(dict.fromkeys(map(_plain, sought.offices)))
        named = map(_plain, sought.organisations)
        # All organisations that no row asks for are one, so that what was found is remembered.
        organisations = tuple(
            name if _any(self._organisations, (name,)) else _ANOTHER for name in named
        )
        return self._known(replace(sought, offices=offices, organisations=organisations))

    def _mistaken(self, country: str) -> Mapping[str, str]:
        """Names under which offices of a country are often written → the right ones."""
        return {
            wrong: right
            for form in self.forms
            if form.country == country
            for wrong, right in form.mistaken
        }

    def _find(self, sought: Sought) -> tuple[Form, ...]:
        for language in (sought.language, sought.language.partition("-")[0], "en"):
            fitting = [
                (_specificity(form, office, sought.tenure), form)
                for form, offices, organisations in self._patterns
                if form.language == language and form.country in ("", sought.country)
                if not organisations or _any(organisations, sought.organisations)
                for office, pattern in zip(form.offices, offices, strict=True)
                if _of_tenure(form, office, sought.tenure) and _any((pattern,), sought.offices)
            ]
            if fitting:
                fitting.sort(key=lambda pair: pair[0], reverse=True)
                return tuple(form for _, form in fitting)
        return ()


def _of_tenure(form: Form, office: str, tenure: Tenure) -> bool:
    # How a governor is addressed says nothing of a former one; how anybody is, does.
    return form.tenure is tenure or (office == "*" and form.tenure is Tenure.HOLDER)


def _specificity(
    form: Form, office: str, tenure: Tenure
) -> tuple[bool, bool, bool, bool, bool, int]:
    """What counts in turn: an office, whose table it is, organisation, country, tenure, words.

    An office outweighs its country: a senator of a country without a table is still one. So does
    an organisation: the European Parliament is in Belgium, but not of it.
    """
    return (
        office != "*",
        form.own,
        bool(form.organisations),
        bool(form.country),
        form.tenure is tenure,
        _literal(office),
    )


def _literal(office: str) -> int:
    # A full name beats a pattern that happens to be as long.
    return 2 * len(office.replace("*", "")) + ("*" not in office)


def _any(patterns: Iterable[re.Pattern[str]], names: tuple[str, ...]) -> bool:
    return any(pattern.fullmatch(name) for name in names for pattern in patterns)


def _pattern(office: str) -> re.Pattern[str]:
    return re.compile(".*".join(map(re.escape, _plain(office).split("*"))), re.DOTALL)


def _plain(office: str) -> str:
    return " ".join(office.replace("’", "'").casefold().split())


@cache
def shipped_tables() -> FormTables:
    """The tables that come with the program."""
    folder = files("outreach.data") / "forms_of_address"
    named = sorted(entry.name for entry in folder.iterdir() if entry.name.endswith(".toml"))
    return read_tables((name, (folder / name).read_text(encoding="utf-8")) for name in named)


def read_tables(texts: Iterable[tuple[str, str]]) -> FormTables:
    """Tables given as (name of the file, its text); all that is wrong with them is raised together.

    Among them is a row for anybody in any country.
    """
    forms = _read_all(texts, own=False)
    if not any("*" in form.offices and not form.country for form in forms):
        way_out = 'Add a row with country = "" and office = "*".'
        raise InputInvalid([Problem("No form fits anybody.", way_out)])
    return FormTables(forms)


def tables_with(own: Iterable[tuple[str, str]]) -> FormTables:
    """The shipped tables, and before them a user's own, given as (name as shown, text)."""
    rows = _read_all(own, own=True)
    return FormTables((*rows, *shipped_tables().forms)) if rows else shipped_tables()


def _read_all(texts: Iterable[tuple[str, str]], *, own: bool) -> tuple[Form, ...]:
    rows = [row for file, text in texts for row in _read(file, text, own=own)]
    problems = [row for row in rows if isinstance(row, Problem)]
    if problems:
        raise InputInvalid(problems)
    return tuple(row for row in rows if isinstance(row, Form))


def _read(file: str, text: str, *, own: bool) -> Iterable[Form | Problem]:
    try:
        document: dict[str, Any] = tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        return (Problem(f"This is not TOML: {error}.", "Mend it, or take it out.", file),)
    starts = (text.count("\n", 0, found.end()) + 1 for found in ROW_START.finditer(text))
    return read_forms(document, file, tuple(starts), own=own)
