"""Markdown texts of a template: read once for each way through their conditions and loops."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import lru_cache

from outreach.composing import markdown
from outreach.composing.bounds import LONGEST_TEMPLATE
from outreach.composing.markdown import Parsed
from outreach.composing.objections import Findings, Objection, Vocabulary
from outreach.composing.pieces import ANY_VALUE, PARAGRAPHS_OF_THEIR_OWN, Piece, Stretch, prepare
from outreach.composing.sheet import Lines, is_place_of_value

# Ways through one text that are kept; a letter has few, unless a loop makes each one different.
WAYS_KEPT = 64


_TOO_LONG = Objection(
    f"The text grows beyond {LONGEST_TEMPLATE:,} characters", "Shorten the loops in it."
)


@dataclass(frozen=True, slots=True, eq=False)
class Prose:
    """A piece and how to read what it gives."""

    piece: Piece
    read: Callable[[tuple[str, ...]], Parsed]

    def has_place_for(self, name: str) -> bool:
        """Whether `{{ demands }}` or `{{ personal }}` stands in it."""
        place = PARAGRAPHS_OF_THEIR_OWN[name]
        return any(place in stretch.text for stretch in self.piece.stretches)


def prepare_prose(
    text: str, lines: Lines, vocabulary: Vocabulary, *, one_paragraph: bool = False
) -> tuple[Prose | None, Findings]:
    """Check a Markdown text, all its branches one after the other, and make it ready."""
    piece, findings = prepare(text, lines, vocabulary)
    if piece is None:
        return None, findings
    parse = markdown.parse_inline if one_paragraph else markdown.parse
    whole = _whole(piece.stretches)
    parsed = parse("\n".join(whole.texts), lambda number: whole.lines[number])
    findings.objections.extend(parsed.objections)
    findings.objections.extend(_hidden_comments(whole))

    @lru_cache(maxsize=WAYS_KEPT)
    def read(parts: tuple[str, ...]) -> Parsed:
        source = "".join(parts)
        if len(source) > LONGEST_TEMPLATE:
            return Parsed((), (_TOO_LONG,))
        return parse(source, lambda number: whole.line_like(source.split("\n")[number]))

    return Prose(piece, read), findings


@dataclass(frozen=True, slots=True)
class _Whole:
    """A template's text without its tags, and on which line of it each of these lines stands."""

    texts: tuple[str, ...]
    lines: tuple[int, ...]

    def line_like(self, text: str) -> int:
        """The line of the template that a line of a letter most likely comes from."""
        alike = "".join(ANY_VALUE if is_place_of_value(mark) else mark for mark in text)
        return next(
            (line for own, line in zip(self.texts, self.lines, strict=True) if own == alike), 1
        )


def _whole(stretches: Iterable[Stretch]) -> _Whole:
    texts, lines = [""], [1]
    for stretch in stretches:
        first, *following = stretch.text.split("\n")
        if not texts[-1]:
            lines[-1] = stretch.line
        texts[-1] += first
        texts.extend(following)
        lines.extend(stretch.line + number for number in range(1, len(following) + 1))
    return _Whole(tuple(texts), tuple(lines))


def _hidden_comments(whole: _Whole) -> Iterable[Objection]:
    # HTML is shown as it is, and a comment is what nobody means to show.
    for text, line in zip(whole.texts, whole.lines, strict=True):
        if "<!--" in text:
            yield Objection("This comment would be printed", "Write it as {# … #}.", line)
