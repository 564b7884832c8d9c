"""What the cell of a list says: gender, languages, tags, lines of an address."""

import re

from outreach.model.people import Gender
from outreach.workspace.wording import language_tag

_GENDERS = {
    Gender.FEMALE: ("f", "female", "woman", "w", "女", "女性"),
    Gender.MALE: ("m", "male", "man", "男", "男性"),
    Gender.OTHER: ("x", "other", "nonbinary", "non-binary", "non binary", "nb", "diverse"),
    Gender.UNKNOWN: ("", "?", "-", "u", "unknown", "not known", "n/a"),
}
_BY_WORD = {word: gender for gender, words in _GENDERS.items() for word in words}
_LANGUAGE_GAP = re.compile(r"[,;\s]+")
_TAG_GAP = re.compile(r"[,;\n\r]+")
_ADDRESS_GAP = re.compile(r"\s*(?:[\n\r\x0b\x0c\x85\u2028\u2029|])\s*")


def gender(text: str) -> Gender | None:
    """What a list says outright; None for a word that is not known."""
    return _BY_WORD.get(text.casefold())


def languages(text: str) -> tuple[tuple[str, ...], str]:
    """Languages in their order, split at commas, semicolons or spaces; and the first bad word."""
    words = [word for word in _LANGUAGE_GAP.split(text) if word]
    tags = tuple(dict.fromkeys(tag for word in words if (tag := language_tag(word))))
    return tags, next((word for word in words if not language_tag(word)), "")


def tags(text: str) -> tuple[str, ...]:
    """Tags, split at commas, semicolons or line breaks."""
    return tuple(dict.fromkeys(tag for part in _TAG_GAP.split(text) if (tag := part.strip())))


def address_lines(text: str) -> tuple[str, ...]:
    """The lines of an address, split at line breaks or `|`; commas and semicolons stay."""
    return tuple(line for line in _ADDRESS_GAP.split(text.strip()) if line)
