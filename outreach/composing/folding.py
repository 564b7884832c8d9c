"""Line ends within a paragraph: a space, or nothing in scripts that are written without."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from markdown_it.token import Token

from outreach.composing.sheet import place_or_words

# Chinese and Japanese with their punctuation and full-width forms; Korean has spaces.
_WITHOUT_SPACES = re.compile(
    "[\u2e80-\u30ff\u3100-\u312f\u31a0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
    "\ufe30-\ufe4f\uff01-\uff60\uffe0-\uffe6\U00020000-\U0003ffff]"
)
# Quotation marks, dashes and dots that Chinese shares with other scripts.
_SHARED = frozenset("‘’“”—…·")


def runs_together(before: str, after: str) -> bool:
    """Whether two characters at the ends of two lines belong together without a space."""
    sides = (before, after)
    chinese = [side for side in sides if _WITHOUT_SPACES.match(side)]
    return bool(chinese) and all(side in chinese or side in _SHARED for side in sides)


@dataclass(frozen=True, slots=True)
class Fold:
    """A line end within a paragraph: a space, or nothing between characters that need none.

    On each side stands the character next to it, or the number of a value.
    """

    before: str | int
    after: str | int

    @property
    def varies(self) -> bool:
        return isinstance(self.before, int) or isinstance(self.after, int)

    def written(self, values: Sequence[str]) -> str:
        before = values[self.before][-1:] if isinstance(self.before, int) else self.before
        after = values[self.after][:1] if isinstance(self.after, int) else self.after
        return "" if runs_together(before, after) else " "


def folds_of(tokens: Iterable[Token]) -> Iterator[str | Fold]:
    """What each line end of a paragraph becomes, in order; of several in a row one counts."""
    before: str | int = ""
    waiting = 0
    for token in tokens:
        if token.type == "softbreak":
            waiting += 1
        elif token.type == "hardbreak":
            yield from [""] * waiting
            before, waiting = "", 0
        elif token.type in ("text", "code_inline") and token.content:
            if waiting:
                yield _fold(before, place_or_words(token.content[0])) if before != "" else ""
                yield from [""] * (waiting - 1)
            before, waiting = place_or_words(token.content[-1]), 0
    yield from [""] * waiting


def _fold(before: str | int, after: str | int) -> str | Fold:
    fold = Fold(before, after)
    return fold if fold.varies else fold.written(())
