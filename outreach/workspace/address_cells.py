"""Postal addresses as they stand in a row."""

import re

# Hong Kong and Macao have no postcodes; forms that ask for one have made people invent some.
# Hong Kong: a copy of Wikipedia, Postal codes; China's 999077 sends mail by way of the mainland.
WITHOUT_POSTCODE = frozenset({"HK", "MO"})
_INVENTED = re.compile(r"[\s,]*\b(?:999077|999078|000000|00000)\b[\s,]*")


def without_postcode(lines: tuple[str, ...], postcode: str) -> tuple[tuple[str, ...], str, str]:
    """The lines without a made-up postcode, no postcode, and what was left out."""
    dropped = postcode
    kept = []
    for line in lines:
        found = _INVENTED.search(line)
        if found:
            dropped = dropped or found.group().strip(" ,")
        kept.append(_INVENTED.sub(" ", line).strip(" ,") if found else line)
    return tuple(filter(None, kept)), "", dropped
