"""Countries as mail names them."""

import tomllib
import unicodedata
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

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

    It is read at the post office where the letter is dropped in, so it is in a language of that
    country, in capitals (UPU S42, from memory): in the letter's where that is one of them. On a
    Chinese letter the Chinese name has the other beside it unless that office reads Chinese.
    """
    if not code or code == home_country:
        return ""
    names = mail_country(code)
    if not language.startswith("zh") or not names.chinese:
        return _in_language(code, _language_of_post(home_country, language.partition("-")[0]))
    return names.chinese if home_country in _READS_CHINESE else f"{names.chinese} {names.english}"


@cache
def _language_of_post(home_country: str, language: str) -> str:
    """The language of a country for its own post office: Latin letters, else English."""
    from babel.languages import get_official_languages

    official = get_official_languages(home_country, de_facto=True) if home_country else ()
    if language in official:
        official = (language, *official)
    return next((one for one in official if _is_latin(_short_name("FR", one))), "en")


@cache
def _in_language(code: str, language: str) -> str:
    own = _table().get(code, {})
    name = str(own.get(language, "")) or ("" if own else _short_name(code, language).upper())
    usable = name and "(" not in name and _is_latin(name)
    return name if usable else mail_country(code).english


def _is_latin(text: str) -> bool:
    return all(unicodedata.name(one, "").startswith("LATIN") for one in text if one.isalpha())


@cache
def _table() -> dict[str, dict[str, object]]:
    text = files("outreach.data").joinpath("countries.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


def _short_name(code: str, locale: str) -> str:
    # Babel is slow to load, and whoever asks the record alone needs no country's name.
    from babel import Locale, UnknownLocaleError

    try:
        name = str(Locale.parse(locale).territories.get(code, ""))
    except UnknownLocaleError:  # a language without data of its own
        return ""
    return name.replace(" & ", " and ").replace("St. ", "Saint ")
