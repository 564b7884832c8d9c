"""Addresses in the United States that a data set gives in one line."""

import re
from collections.abc import Collection, Mapping

# “1021 O St. Suite 8530, Sacramento, CA 95814”; the town is what stands after the last comma or
# semicolon before the state.
_ONE_LINE = re.compile(
    r"(?:(?P<above>.*\S)\s*[,;])?\s*(?P<town>[^,;\d]+?),?\s+(?P<state>[A-Z]{2}),?\s+"
    r"(?P<postcode>\d{5}(?:-\d{4})?)-?",
    re.DOTALL,
)
_LINES = re.compile(r"\s*[;\n]\s*")


def split_address(text: str, not_lines: Collection[str] = ()) -> Mapping[str, str]:
    """The columns of an address; one of another shape stays as it is, in `address`.

    Lines that hold one of `not_lines` are left out: a letter has the addressee's name anyway.
    """
    # Rows of spaces would keep the expression busy for minutes.
    text = "\n".join(" ".join(line.split()) for line in text.strip().splitlines())
    found = _ONE_LINE.fullmatch(text)
    above = found["above"] or "" if found else text
    lines = [line.strip(" ,") for line in _LINES.split(above)]
    kept = [line for line in lines if line and not any(word in line for word in not_lines if word)]
    parts = found.groupdict() if found else {}
    return {
        "address": " | ".join(kept),
        "locality": parts.get("town") or "",
        "region": parts.get("state") or "",
        "postcode": parts.get("postcode") or "",
    }
