"""Breaking lines of plain text by the columns they take, Chinese and Latin alike."""

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache

# Chinese breaks between any two characters, but punctuation that ends a phrase never starts a
# line and what opens one never ends it.
_NEVER_FIRST = frozenset("，。、；：！？）」』》〉】〕］｝…—·・％,.;:!?)]}’”")
_NEVER_LAST = frozenset("（「『《〈【〔［｛([{‘“")

_SPACES = re.compile(r"( +)")


def columns(text: str) -> int:
    """How many columns of a terminal the text takes; East Asian characters take two."""
    if text.isascii():
        return len(text)
    return sum(_columns_of(character) for character in text)


def _columns_of(character: str) -> int:
    if unicodedata.category(character) in {"Mn", "Me", "Cf"}:
        return 0
    return 2 if unicodedata.east_asian_width(character) in {"W", "F"} else 1


# Most lines of a campaign are the same in every letter.
@lru_cache(maxsize=512)
def wrap(text: str, width: int) -> tuple[str, ...]:
    """The text in lines of at most `width` columns; a word longer than that keeps a line whole.

    Spaces within a line stay as they are, those at a break are dropped.
    """
    if columns(text) <= width:
        return (text.rstrip(" "),)
    lines: list[str] = []
    line = gap = ""
    for piece in _pieces(text):
        if piece.isspace():
            gap = piece
        elif line.strip() and columns(line + gap + piece) > width:
            lines.append(line)
            line, gap = piece, ""
        else:
            line, gap = line + gap + piece, ""
    return (*lines, line)


def _pieces(text: str) -> Iterator[str]:
    """Runs that must stay together, and the runs of spaces between them."""
    for run in _SPACES.split(text):
        if run.isspace() or run.isascii():
            if run:
                yield run
        else:
            yield from _unbroken(run)


def _unbroken(run: str) -> Iterator[str]:
    start = 0
    for at in range(1, len(run)):
        if _may_break(run[at - 1], run[at]):
            yield run[start:at]
            start = at
    yield run[start:]


def _may_break(before: str, after: str) -> bool:
    if before in _NEVER_LAST or after in _NEVER_FIRST or not _columns_of(after):
        return False
    return _columns_of(before) == 2 or _columns_of(after) == 2
