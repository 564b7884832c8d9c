"""Values of a case's documents: like those of any section, and none longer than it can be meant."""

import re
from datetime import date

from outreach.errors import Problem
from outreach.model.case import InLanguages
from outreach.model.people import PostalAddress
from outreach.model.when import When
from outreach.workspace import wording
from outreach.workspace.countries import country_code
from outreach.workspace.sections import Section
from outreach.workspace.wording import break_in, day, language_tag

LONGEST = 500  # characters of a text on one line
LONGEST_NOTES = 50_000
MOST_ITEMS = 100
_FIRST_YEAR, _LAST_YEAR = 1900, 2100
_LEAP_YEAR = 2000
_DAY_OF_YEAR = re.compile(r"\d\d-\d\d")
_WHEN_HINT = 'Write it as 2024-03-01, or "2024-03" or "2024" where no more is known.'


def line(section: Section, key: str, longest: int = LONGEST) -> str:
    """A text on one line."""
    value = section.one_line(key)
    return "" if _too_long(section, key, value, longest) else value


def needed(section: Section, key: str, example: str) -> str:
    """A text on one line that must be there; `example` is a line that gives it."""
    value = section.required(key, example)
    return "" if _too_long(section, key, value, LONGEST) else value


def notes(section: Section, key: str) -> str:
    """A text of any number of lines."""
    value = section.text(key)
    lines = value.replace("\t", " ").split("\n")
    if broken := next(filter(None, map(break_in, lines)), ""):
        section.objection(key, f"holds {broken}.", "Take it out.")
    return "" if _too_long(section, key, value, LONGEST_NOTES) else value


def items(section: Section, key: str) -> tuple[str, ...]:
    """A list of texts on one line each."""
    found = section.texts(key)
    if len(found) > MOST_ITEMS:
        section.objection(key, f"holds more than {MOST_ITEMS} texts.", "Keep those that matter.")
        return ()
    for text in found:
        if broken := break_in(text):
            section.objection(key, f"holds {broken}.", "Write each text on one line.")
            break
    return () if any(_too_long(section, key, text, LONGEST) for text in found) else found


def _too_long(section: Section, key: str, text: str, longest: int) -> bool:
    if len(text) <= longest:
        return False
    section.objection(key, f"is longer than {longest:,} characters.", "Write it shorter.")
    return True


def known_day(section: Section, key: str) -> date | None:
    """A day of our time."""
    found = section.day(key)
    if found and not _FIRST_YEAR <= found.year <= _LAST_YEAR:
        section.objection(
            key, f"lies in the year {found.year:04}.", "Write it as year, month and day: 2024-03-01"
        )
        return None
    return found


def when(section: Section, key: str) -> When | None:
    """A day of our time; or a month of a year ("2024-03"), or a year ("2024" or 2024), where no
    more of it is known.
    """
    given = section.given(key)
    text = str(given).strip()
    if given in (None, "") or isinstance(given, date) or day(text):
        return known_day(section, key)
    found = wording.when(text) if type(given) in (str, int) else None
    if found is None:
        section.objection(key, f"is not a day, a month or a year: “{given}”.", _WHEN_HINT)
    elif not _FIRST_YEAR <= found.year <= _LAST_YEAR:
        section.objection(key, f"lies in the year {found.year:04}.", _WHEN_HINT)
        return None
    return found


def birthday(section: Section, key: str) -> str:
    """“1990-05-17”, or “05-17” where the year is not known."""
    given = section.given(key)
    if given in (None, ""):
        return ""
    text = given.isoformat() if type(given) is date else str(given).strip()
    of_year = f"{_LEAP_YEAR}-{text}" if _DAY_OF_YEAR.fullmatch(text) else text
    found = day(of_year) if len(of_year) == len("2000-01-31") else None
    if found is None or not _FIRST_YEAR <= found.year <= _LAST_YEAR:
        section.objection(
            key, "is no birthday.", 'Write it as "1990-05-17", or "05-17" without the year.'
        )
        return ""
    return text


def tag(section: Section, key: str, written: str) -> str:
    """A language as BCP 47 writes it, empty after an objection at `key`."""
    found = language_tag(written)
    if not found:
        section.objection(key, "is no language.", "Write a code: en, fr, zh-Hant.")
    return found


def languages(section: Section, key: str) -> tuple[str, ...]:
    """A list of languages."""
    tags = (tag(section, key, written) for written in items(section, key))
    return tuple(dict.fromkeys(filter(None, tags)))


def language_keys(section: Section) -> dict[str, str]:
    """Language → the key it is written as, of a section with one key for each language."""
    keys: dict[str, str] = {}
    for key in section.names():
        found = language_tag(key)
        if not found:
            section.objection(
                key,
                "is no language.",
                "Here stand languages alone: en, fr, zh-Hant. Other lines of the file belong "
                "above the first line in [ ].",
            )
        elif found in keys:
            section.objection(key, "is given twice.", "Keep one of the two.")
        else:
            keys[found] = key
    return keys


def in_languages(section: Section) -> InLanguages:
    """A text on one line for each language; those left empty are not there."""
    found = ((name, line(section, key)) for name, key in language_keys(section).items())
    return tuple((name, text) for name, text in found if text)


def text_or_languages(section: Section, key: str) -> tuple[str, InLanguages]:
    """A text that is the same in every language, or one for each; the first is also the text."""
    if not section.holds_section(key):
        return line(section, key), ()
    found = in_languages(section.section(key))
    return (found[0][1] if found else ""), found


def postal_address(section: Section) -> PostalAddress:
    """`address` (its lines), `locality`, `region`, `postcode`, `country`."""
    written = line(section, "country")
    country = country_code(written) if written else ""
    if written and not country:
        section.objection("country", "is not known.", "Write its code or its English name: HK")
    return PostalAddress(
        items(section, "address"),
        line(section, "locality"),
        line(section, "region"),
        line(section, "postcode"),
        country,
    )


def in_order(problems: list[Problem]) -> list[Problem]:
    """As they stand in the file."""
    return sorted(problems, key=lambda problem: problem.line or 0)
