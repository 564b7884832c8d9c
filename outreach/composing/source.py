"""The text of a template before it is read: characters it may not contain, lines of tags only."""

import re
import sys
from collections.abc import Iterator

from outreach.composing.bounds import LONGEST_TEMPLATE
from outreach.composing.objections import Objection
from outreach.composing.sheet import PLACE, code

_UNPRINTABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
_REFERENCE = re.compile(r"&#(?:x(?P<hex>[0-9a-f]{1,8})|(?P<number>\d{1,8}));", re.IGNORECASE)

# One or more tags with nothing else on their lines. Each ends at its first end: words between two
# tags belong to neither.
_TAG = r"\{%[-+]?(?:'[^']*'|\"[^\"]*\"|(?!%\})[^'\"])*%\}|\{#(?:(?!#\}).)*#\}"
_EACH_TAG = re.compile(_TAG, re.DOTALL)
_TAGS_ALONE = re.compile(rf"^[ \t]*((?:(?:{_TAG})[ \t]*)+)\n", re.MULTILINE | re.DOTALL)


def unprintable(text: str) -> Iterator[Objection]:
    """What no template may contain: characters without a shape, or taken for places of values."""
    if len(text) > LONGEST_TEMPLATE:
        yield Objection(f"This is longer than {LONGEST_TEMPLATE:,} characters", "Shorten it.")
        return
    for number, line in enumerate(text.split("\n"), start=1):
        bad = PLACE.search(line) or _UNPRINTABLE.search(line)
        if bad is not None:
            sentence = f"There is a character in it that no font prints ({code(bad.group())})"
            yield Objection(sentence, "Type the words in question again.", number)
        elif any(map(_is_private_use, _REFERENCE.finditer(line))):
            yield Objection("There is a character in it that no font prints", "", number)


def _is_private_use(reference: re.Match[str]) -> bool:
    in_hex, number = reference["hex"], reference["number"]
    value = int(in_hex, 16) if in_hex else int(number)
    return value <= sys.maxunicode and PLACE.fullmatch(chr(value)) is not None


def without_lines_of_tags(text: str) -> str:
    """The text with tags that stand alone on their lines taking the line with them.

    The line break is moved into the last tag, where it counts and does not print, so that every
    word stays on the line it was on. For texts whose tags are all closed.
    """
    return _TAGS_ALONE.sub(_break_within, text)


def _break_within(alone: re.Match[str]) -> str:
    tags = "".join(tag[0] for tag in _EACH_TAG.finditer(alone.group(1)))
    end = 3 if tags[-3] in "-+" else 2
    return f"{tags[:-end]}\n{tags[-end:]}"
