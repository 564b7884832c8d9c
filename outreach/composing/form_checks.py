"""What a table of forms of address and each of its rows must hold."""

import re
from collections.abc import Iterator, Mapping
from datetime import date
from string import Formatter
from typing import Any

from outreach.model.origin import Confidence

# What a table may say of itself; the others are said of what a user or this program found out.
CONFIDENCES = (Confidence.VERIFIED, Confidence.SECONDARY, Confidence.MEMORY)
# What a wording may leave blank; `composing.forms` fills these in.
BLANKS = frozenset(
    {
        "name", "whole_name", "full", "family", "native", "courtesy", "title", "excellency",
        "honorific", "peer", "peer_short", "office", "office_as_listed", "organisation",
        "organisation_as_listed", "envelope_name",
    }
)  # fmt: skip
# Takes its own place in a block, as the lines of the postal address.
ADDRESS = "{address}"

_OF_FILE: dict[str, type] = {
    "country": str, "language": str, "mark": str, "sign_off": str, "before_post_nominals": str,
    "acting": str, "courtesy": dict, "title": dict, "excellency": dict, "mistaken": dict,
    "form": list,
}  # fmt: skip
_NEEDED_AT_THE_TOP = ("country", "language", "mark")
_COUNTRY = re.compile(r"[A-Z]{2}|")
_LANGUAGE = re.compile(r"zh-Han[st]|(?!zh)[a-z]{2,3}")
_GENDERS = frozenset({"male", "female"})

_OF_ROW: dict[str, type | tuple[type, ...]] = {
    "office": (str, list), "organisation": (str, list), "former": bool, "acting": bool,
    "envelope_name": (str, list), "inside_address": list, "envelope": list,
    "salutation": (str, list), "close": (str, list), "mark": str, "sign_off": str,
    "post_nominal": str, "source": str, "verified_on": date, "confidence": str,
}  # fmt: skip
_NEEDED = (
    "office", "envelope_name", "inside_address", "salutation", "close",
    "source", "verified_on", "confidence",
)  # fmt: skip


def objections_to_head(document: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """What is wrong with all that stands above the rows: a sentence and the way out."""
    for key in sorted(document.keys() - _OF_FILE.keys()):
        yield f"The key “{key}” is not known here.", "Remove it."
    for key, kind in _OF_FILE.items():
        if key in document:
            if not isinstance(document[key], kind) or not _of_texts(document[key], key):
                way_out = "The README beside the program's own tables says how it looks."
                yield f"The file has a “{key}” of another kind.", way_out
        elif key in _NEEDED_AT_THE_TOP:
            yield f"The file has no “{key}”.", f"Add it at the top: {key} = …"
    if not document.get("form"):
        yield "The file has no forms.", "Add rows that start with [[form]]."
    yield from _strange_values(document)


def _strange_values(document: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    if not _COUNTRY.fullmatch(str(document.get("country", ""))):
        yield f"No country has the code “{document['country']}”.", "Write it like this: FR."
    if not _LANGUAGE.fullmatch(str(document.get("language", "en"))):
        way_out = "Write two or three letters, as “fr”, or zh-Hant or zh-Hans."
        yield f"“{document['language']}” is no language of a table.", way_out
    acting = document.get("acting", "")
    if isinstance(acting, str) and (wrong := _wrong_blank(acting)):
        yield f"“acting” holds “{acting}”: {wrong}.", "It is written like this: Acting {office}"


def _of_texts(value: Any, key: str) -> bool:
    if not isinstance(value, dict):
        return True
    known = key == "mistaken" or value.keys() <= _GENDERS
    return known and all(isinstance(text, str) for text in value.values())


def objections(row: Any) -> Iterator[str]:
    """What is wrong with a row, each as the end of a sentence about it."""
    if not isinstance(row, dict):
        yield "is no table; rows start with [[form]]"
        return
    for key in _NEEDED:
        # A close may be left empty on purpose, but it must be there.
        if key not in row or (not row[key] and key != "close"):
            yield f"lacks “{key}”"
    for key in sorted(row.keys() - _OF_ROW.keys()):
        yield f"has “{key}”, which is not known here"
    strange = [key for key in row if key in _OF_ROW and not _of_kind(key, row[key])]
    yield from (_of_another_kind(key) for key in strange)
    if not strange:
        yield from _contradictions(row)


def _contradictions(row: Mapping[str, Any]) -> Iterator[str]:
    if row.get("confidence") and row["confidence"] not in CONFIDENCES:
        yield f"has a “confidence” that is none of {', '.join(CONFIDENCES)}"
    if row.get("former") and row.get("acting"):
        yield "is for those who held the office and for those who act in it: make two rows"
    salutations, closes = texts(row.get("salutation")), texts(row.get("close", ""))
    if len(closes) not in (1, len(salutations)):
        yield f"has {len(closes)} of “close”: there is one, or one for each salutation"
    for text in _all_wordings(row):
        if wrong := _wrong_blank(text):
            yield f"holds “{text}”: {wrong}"


def _of_kind(key: str, value: Any) -> bool:
    kind = _OF_ROW[key]
    if kind is date:
        return type(value) is date
    if not isinstance(value, kind):
        return False
    parts = value if isinstance(value, list) else ()
    nested = key in {"inside_address", "envelope"}
    return all(isinstance(part, str) or (nested and _texts_only(part)) for part in parts)


def _texts_only(value: Any) -> bool:
    return isinstance(value, list) and bool(value) and all(isinstance(one, str) for one in value)


def _of_another_kind(key: str) -> str:
    if key == "verified_on":
        return "has a “verified_on” that is not a day like 2026-11-22"
    if key in {"former", "acting"}:
        return f"has a “{key}” that is neither true nor false"
    return f"has a “{key}” of another kind: it is a text in quotation marks, or a list of them"


def _all_wordings(row: Mapping[str, Any]) -> Iterator[str]:
    yield from texts(row.get("envelope_name"))
    yield from texts(row.get("salutation"))
    for block in ("inside_address", "envelope"):
        for line in row.get(block, ()):
            yield from (text for text in texts(line) if text != ADDRESS)


def _wrong_blank(text: str) -> str:
    try:
        unknown = sorted(set(blanks(text)) - BLANKS)
        plain = not any(spec or how for _, _, spec, how in Formatter().parse(text))
    except ValueError:
        return "its braces do not close"
    if not plain:
        return "between its braces stands more than the name of a blank"
    return f"there is no blank {{{unknown[0]}}}" if unknown else ""


def texts(value: Any) -> tuple[str, ...]:
    """One text, or a list of them."""
    return (value,) if isinstance(value, str) else tuple(map(str, value or ()))


def blanks(text: str) -> tuple[str, ...]:
    """The names in braces; ValueError where the braces do not close."""
    return tuple(field for _, field, _, _ in Formatter().parse(text) if field is not None)
