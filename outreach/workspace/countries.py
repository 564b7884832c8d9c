"""Countries, as codes or by their English names."""

from functools import cache

# What Babel lists beside countries: groups of them, and private codes.
_NO_COUNTRIES = frozenset({"EU", "EZ", "QO", "UN", "XA", "XB", "ZZ"})
# The codes themselves: asking Babel, of which a test knows that it says the same, takes longer than
# reading all the rest of the settings.
_CODES = """
AC AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR
BS BT BV BW BY BZ CA CC CD CF CG CH CI CK CL CM CN CO CP CQ CR CU CV CW CX CY CZ DE DG DJ DK DM
DO DZ EA EC EE EG EH ER ES ET FI FJ FK FM FO FR GA GB GD GE GF GG GH GI GL GM GN GP GQ GR GS GT
GU GW GY HK HM HN HR HT HU IC ID IE IL IM IN IO IQ IR IS IT JE JM JO JP KE KG KH KI KM KN KP KR
KW KY KZ LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME MF MG MH MK ML MM MN MO MP MQ MR MS MT MU
MV MW MX MY MZ NA NC NE NF NG NI NL NO NP NR NU NZ OM PA PE PF PG PH PK PL PM PN PR PS PT PW PY
QA RE RO RS RU RW SA SB SC SD SE SG SH SI SJ SK SL SM SN SO SR SS ST SV SX SY SZ TA TC TD TF TG
TH TJ TK TL TM TN TO TR TT TV TW TZ UA UG UM US UY UZ VA VC VE VG VI VN VU WF WS XK YE YT ZA ZM
ZW
"""
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
    if text.upper() in _known():
        return text.upper()
    return _OTHER_NAMES.get(text.casefold()) or _codes().get(text.casefold().replace("’", "'"), "")


@cache
def _known() -> frozenset[str]:
    return frozenset(_CODES.split())


@cache
def _codes() -> dict[str, str]:
    from babel import Locale

    territories = Locale.parse("en").territories
    return {
        name.casefold().replace("’", "'"): code
        for code, name in territories.items()
        if len(code) == 2 and code.isalpha() and code not in _NO_COUNTRIES
    }
