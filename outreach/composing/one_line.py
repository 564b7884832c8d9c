"""An address that a list gives in one line, broken where a country's own post would break it."""

import re
from dataclasses import replace
from functools import cache

from outreach.composing.countries import mail_country
from outreach.composing.layouts import areas, postcode_patterns
from outreach.model.people import PostalAddress


def in_lines(address: PostalAddress) -> PostalAddress:
    """The address with its town on a line of its own: "1 Main St, Springfield, IL 62701".

    Only where the line ends in town, state and postcode of the country; any other stays as it is.
    """
    if len(address.lines) != 1 or address.locality or address.postcode or address.region:
        return address
    found = _town_at_the_end(address.country).fullmatch(_without_country(address))
    if found is None:
        return address
    return replace(address, lines=(found.group("street").rstrip(" ,"), found.group("town")))


def _without_country(address: PostalAddress) -> str:
    line, comma, last = address.lines[0].rpartition(",")
    named = last.strip().upper() in {
        mail_country(address.country).english, address.country, "USA", "U.S.A.",
    }  # fmt: skip
    return line if comma and named else address.lines[0]


@cache
def _town_at_the_end(country: str) -> re.Pattern[str]:
    listed = "|".join(map(re.escape, sorted(areas(country), key=len, reverse=True)))
    codes = "|".join(pattern.pattern for pattern in postcode_patterns(country))
    if not listed or not codes:
        return re.compile(r"(?!)")
    return re.compile(
        rf"(?P<street>.*\d.*),\s*(?P<town>[^,\d]+,?\s+(?:{listed}),?\s+(?:{codes}))\s*"
    )
