"""Countries, as codes or by their English names."""

from functools import cache

from babel import Locale

# What Babel lists beside countries: groups of them, and private codes.
_NO_COUNTRIES = frozenset({"EU", "EZ", "QO", "UN", "XA", "XB", "ZZ"})
_OTHER_NAMES = {
    "uk": "GB",
    "great britain": "GB",
    "england": "GB",
    "scotland": "GB",
    "wales": "GB",
    "northern ireland": "GB",
    "usa": "US",
    "u.s.": "US",
    "u.s.a.": "US",
    "united states of america": "US",
    "hong kong": "HK",
    "hong kong sar": "HK",
    "macau": "MO",
    "macao": "MO",
    "people's republic of china": "CN",
    "republic of korea": "KR",
    "russian federation": "RU",
    "viet nam": "VN",
    "turkey": "TR",
    "burma": "MM",
    "myanmar": "MM",
    "ivory coast": "CI",
    "czech republic": "CZ",
    "holland": "NL",
    "the netherlands": "NL",
}


@cache
def country_code(text: str) -> str:
    """ISO 3166-1 alpha-2 for a code or an English name; empty when it is neither."""
    names = _codes()
    if text.upper() in names.values():
        return text.upper()
    return _OTHER_NAMES.get(text.casefold()) or names.get(text.casefold().replace("’", "'"), "")


@cache
def _codes() -> dict[str, str]:
    territories = Locale.parse("en").territories
    return {
        name.casefold().replace("’", "'"): code
        for code, name in territories.items()
        if len(code) == 2 and code.isalpha() and code not in _NO_COUNTRIES
    }
