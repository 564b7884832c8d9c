"""Dates written out, as a letter carries them."""

from datetime import date
from functools import lru_cache

from babel import Locale, UnknownLocaleError
from babel.dates import format_date, format_skeleton
from babel.localedata import exists

from outreach.model.when import When, earliest

# Where the home country has no English of its own in the locale data.
_ENGLISH = "en_GB"


@lru_cache(maxsize=512)
def long_date(day: When, language: str, home_country: str = "") -> str:
    """The day in words: "22 November 2026", "2026年11月22日"; or "November 2026", or "2026", where
    no more is known of it.

    English differs between countries ("November 22, 2026"): plain `en` goes by the home country.
    A language without locale data gets the ISO form, which nobody can misread.
    """
    locale = _locale(language, home_country)
    if locale is None:
        return str(day)
    if isinstance(day, date):
        return format_date(day, format="long", locale=locale)
    return format_skeleton("yMMMM" if day.month else "y", earliest(day), locale=locale)


@lru_cache(maxsize=64)
def _locale(language: str, home_country: str) -> Locale | None:
    tag = language.replace("-", "_")
    if tag.casefold() == "en":
        at_home = f"en_{home_country.upper()}"
        tag = at_home if home_country.isalpha() and exists(at_home) else _ENGLISH
    try:
        return Locale.parse(tag)
    except (UnknownLocaleError, ValueError):
        return None
