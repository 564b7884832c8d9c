"""What cells of other people's lists say: countries, days, genders and languages, in their words.

A list of ours has codes and days as in 2026-01-31. What cannot be told is left out and said,
never guessed: 03/04/2026 is two days.
"""

import re
from datetime import date
from functools import cache

_SPOKEN = ("en", "fr", "es", "de", "pt", "it", "nl", "zh_Hans", "zh_Hant", "zh_Hant_HK", "ja", "ko")
_NO_COUNTRIES = frozenset({"EU", "EZ", "QO", "UN", "XA", "XB", "ZZ"})
_GENDERS = {
    "female": ("f", "female", "woman", "w", "weiblich", "frau", "femme", "feminin", "féminin",
               "mujer", "femenino", "feminino", "donna", "femmina", "vrouw", "女", "女性"),
    "male": ("m", "male", "man", "männlich", "herr", "homme", "masculin", "hombre", "masculino",
             "uomo", "maschio", "男", "男性"),
    "other": ("x", "other", "nonbinary", "non-binary", "non binary", "nb", "divers", "diverse",
              "autre", "otro"),
}  # fmt: skip
_GENDER = {word: gender for gender, words in _GENDERS.items() for word in words}
_GIVEN_UP = frozenset(
    {"", "?", "-", "u", "unknown", "not known", "n/a", "unbekannt", "不详", "不詳"}
)
_DAY = re.compile(r"(\d{1,4})([./年-])\s?(\d{1,2})([./月-])\s?(\d{1,4})日?(?:[T ].*)?")
ISO_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_TAG = re.compile(r"[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{2,8})*")
_GAP = re.compile(r"\s*[,;/|]\s*|\s+(?:and|et|und|y|e|en)\s+")


@cache
def country(text: str) -> str:
    """ISO 3166-1 alpha-2 for the name of a country in any of a dozen languages, or its code."""
    wanted = text.strip().casefold().replace("’", "'")
    names = _countries()
    if wanted.upper() in names.values():
        return wanted.upper()
    return names.get(wanted, "")


@cache
def _countries() -> dict[str, str]:
    from babel import Locale

    names: dict[str, str] = {}
    for spoken in _SPOKEN:
        for code, name in Locale.parse(spoken).territories.items():
            if len(code) == 2 and code.isalpha() and code not in _NO_COUNTRIES:
                names.setdefault(str(name).casefold().replace("’", "'"), code)
    return names | _OTHER_NAMES


# Common names that are in no table of names.
_OTHER_NAMES = {
    "uk": "GB", "u.k.": "GB", "great britain": "GB", "england": "GB", "scotland": "GB",
    "wales": "GB", "northern ireland": "GB", "usa": "US", "u.s.a.": "US", "u.s.": "US",
    "united states of america": "US", "états-unis d'amérique": "US", "eeuu": "US", "ee. uu.": "US",
    "hong kong": "HK", "hong kong sar": "HK", "香港": "HK", "macau": "MO", "macao": "MO",
    "澳门": "MO", "澳門": "MO", "prc": "CN", "p.r. china": "CN", "people's republic of china": "CN",
    "中华人民共和国": "CN", "republic of korea": "KR", "russian federation": "RU",
    "czech republic": "CZ", "turkey": "TR", "viet nam": "VN", "holland": "NL",
    "the netherlands": "NL", "burma": "MM", "ivory coast": "CI",
}  # fmt: skip


def day(text: str) -> date | None:
    """A day in the order it must be meant in; None where there are two, or it is none.

    Years first are certain, and so are dots, which stand where days come first. With slashes one
    number must be above 12.
    """
    found = _DAY.fullmatch(text.strip())
    if found is None:
        return None
    first, sign, middle, _, last = found.groups()
    if len(first) == 4:
        return _date(first, middle, last)
    if len(last) != 4:
        return None
    if sign == "." or int(first) > 12 or first == middle:
        return _date(last, middle, first)
    return _date(last, first, middle) if int(middle) > 12 else None


def _date(year: str, month: str, of_month: str) -> date | None:
    try:
        return date(int(year), int(month), int(of_month))
    except ValueError:
        return None


def gender(text: str) -> str | None:
    """`female`, `male`, `other` or nothing said; None for a word that is not known."""
    word = text.strip().casefold()
    return "" if word in _GIVEN_UP else _GENDER.get(word)


def languages(text: str) -> tuple[str, str]:
    """Codes with commas between them, and the first word that is no language."""
    words = [word for word in _GAP.split(text.strip()) if word]
    tags = [(word, _tag(word)) for word in words]
    known = dict.fromkeys(tag for _, tag in tags if tag)
    return ", ".join(known), next((word for word, tag in tags if not tag), "")


def _tag(word: str) -> str:
    named = _languages().get(word.casefold())
    return named or (word.replace("_", "-") if _TAG.fullmatch(word) else "")


@cache
def _languages() -> dict[str, str]:
    from babel import Locale

    names: dict[str, str] = {}
    for spoken in _SPOKEN:
        for code, name in Locale.parse(spoken).languages.items():
            if len(code) == 2:
                names.setdefault(str(name).casefold(), code)
    return names | {"中文": "zh", "繁體中文": "zh-Hant", "简体中文": "zh-Hans",
                    "traditional chinese": "zh-Hant", "simplified chinese": "zh-Hans"}  # fmt: skip
