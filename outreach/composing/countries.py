"""Countries as mail names them."""

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from babel import Locale

# Where a post office reads a Chinese name of a country.
_READS_CHINESE = frozenset({"HK", "MO", "TW", "CN"})


@dataclass(frozen=True, slots=True)
class MailCountry:
    """A country's names on mail, in capitals, and whether its addresses have a postcode."""

    english: str
    chinese: str
    has_postcode: bool = True


@cache
def mail_country(code: str) -> MailCountry:
    """The country for an ISO 3166-1 alpha-2 code; an unknown code stands for itself."""
    own = _table().get(code, {})
    return MailCountry(
        english=str(own.get("en") or _short_name(code, "en").upper() or code),
        chinese=str(own.get("zh-Hant") or _short_name(code, "zh_Hant_HK")),
        has_postcode=bool(own.get("postcode", True)),
    )


def country_line(code: str, language: str, home_country: str) -> str:
    """The last line of an address abroad, empty at home.

    It is read at the post office where the letter is dropped in: on a Chinese letter the Chinese
    name has the English one beside it unless that office reads Chinese.
    """
    if not code or code == home_country:
        return ""
    names = mail_country(code)
    if not language.startswith("zh") or not names.chinese:
        return names.english
    return names.chinese if home_country in _READS_CHINESE else f"{names.chinese} {names.english}"


@cache
def _table() -> dict[str, dict[str, object]]:
    text = files("outreach.data").joinpath("countries.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


def _short_name(code: str, locale: str) -> str:
    name = str(Locale.parse(locale).territories.get(code, ""))
    return name.replace(" & ", " and ").replace("St. ", "Saint ")
