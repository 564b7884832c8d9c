"""Places that a letter keeps for its writer's own words, and whether one was left open.

Such a place is square brackets that begin with an ellipsis: `[… your town]`, `［……你的城市］`.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

_DOTS = r"(?:…|⋯|\.{3})[…⋯.]*+"
# Without words they are an omission in a quotation. An editor may have folded a long one.
_MARKED = re.compile(
    rf"[\[［【]\s*{_DOTS}[^\S\n]*(?P<words>[^\s\[\]［］【】](?:[^\[\]［］【】\n]|\n(?!\s*\n))*)[\]］】]"
)
_UNMARKED = re.compile(
    r"\{\{[^{}\n]{1,200}\}\}|\{%[^{}\n]{1,200}%\}"
    # Begun, and not closed.
    r"|\{\{[^{}\n]{0,40}|\{%[^{}\n]{0,40}"
    # Dots alone on their line, in brackets or not.
    rf"|^[^\S\n]*[\[［【]?[^\S\n]*{_DOTS}[^\S\n]*[\]］】]?[^\S\n]*$"
    # A blank to write on; alone on a line it divides parts of a text.
    r"|(?<=[^\s_])[^\S\n]*_{3,}|_{3,}(?=[^\S\n]*[^\s_])",
    re.MULTILINE,
)


@dataclass(frozen=True, slots=True)
class Gap:
    """A place left open; `line` counts from 1, `words` are what stands there, on one line."""

    line: int
    words: str


def marked_gaps(text: str) -> tuple[Gap, ...]:
    """The places that a text keeps for its writer's own words, in order."""
    return tuple(_gaps(text, _MARKED.finditer(text)))


def left_gaps(text: str) -> tuple[Gap, ...]:
    """What nobody filled in of a letter that is to go, in order: marked places, lines of dots,
    blanks to write on, and values that were never put in.
    """
    found = (*_MARKED.finditer(text), *_UNMARKED.finditer(text))
    return tuple(_gaps(text, sorted(found, key=re.Match.start)))


def _gaps(text: str, found: Iterable[re.Match[str]]) -> Iterator[Gap]:
    end = 0
    for one in found:
        if one.start() >= end:
            end = one.end()
            yield Gap(text.count("\n", 0, one.start()) + 1, " ".join(one[0].split()))
