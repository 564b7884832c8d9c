"""What a row of the tables of forms of address must hold."""

from collections.abc import Iterator, Mapping
from datetime import date
from enum import StrEnum
from string import Formatter
from typing import Any

# What a wording may leave blank; `composing.forms` fills these in.
BLANKS = frozenset(
    {
        "name", "full", "family", "native", "courtesy", "title", "excellency", "honorific", "peer",
        "peer_short", "office", "office_as_listed", "organisation", "organisation_as_listed",
        "envelope_name",
    }
)  # fmt: skip
# Takes its own place in a block, as the lines of the postal address.
ADDRESS = "{address}"

_OF_ROW = frozenset(
    {
        "office", "organisation", "envelope_name", "inside_address", "envelope", "salutation",
        "close", "mark", "sign_off", "post_nominal", "source", "verified_on", "confidence",
    }
)  # fmt: skip
_NEEDED = (
    "office", "envelope_name", "inside_address", "salutation", "close",
    "source", "verified_on", "confidence",
)  # fmt: skip


class Confidence(StrEnum):
    """How well a form is known: read at its source, read at second hand, or from memory."""

    VERIFIED = "verified"
    SECONDARY = "secondary"
    MEMORY = "memory"


def objections(row: Mapping[str, Any]) -> Iterator[str]:
    """What is wrong with a row, each as the end of a sentence about it."""
    for key in _NEEDED:
        # A close may be left empty on purpose, but it must be there.
        if key not in row or (not row[key] and key != "close"):
            yield f"lacks “{key}”"
    for key in sorted(row.keys() - _OF_ROW):
        yield f"has “{key}”, which is not known here"
    if row.get("verified_on") and type(row["verified_on"]) is not date:
        yield "has a “verified_on” that is not a day like 2026-11-22"
    if row.get("confidence") and row["confidence"] not in tuple(Confidence):
        yield f"has a “confidence” that is none of {', '.join(Confidence)}"
    salutations, closes = texts(row.get("salutation")), texts(row.get("close", ""))
    if len(closes) not in (1, len(salutations)):
        yield f"has {len(closes)} of “close”: there is one, or one for each salutation"
    for text in _all_wordings(row):
        if wrong := _wrong_blank(text):
            yield f"holds “{text}”: {wrong}"


def _all_wordings(row: Mapping[str, Any]) -> Iterator[str]:
    yield from texts(row.get("envelope_name"))
    yield from texts(row.get("salutation"))
    for block in ("inside_address", "envelope"):
        for line in row.get(block, ()):
            yield from (text for text in texts(line) if text != ADDRESS)


def _wrong_blank(text: str) -> str:
    try:
        unknown = sorted(set(blanks(text)) - BLANKS)
    except ValueError:
        return "its braces do not close"
    return f"there is no blank {{{unknown[0]}}}" if unknown else ""


def texts(value: Any) -> tuple[str, ...]:
    """One text, or a list of them."""
    return (value,) if isinstance(value, str) else tuple(map(str, value or ()))


def blanks(text: str) -> tuple[str, ...]:
    """The names in braces; ValueError where the braces do not close."""
    return tuple(field for _, field, _, _ in Formatter().parse(text) if field is not None)
