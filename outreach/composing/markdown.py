"""Markdown → pattern: the part of CommonMark that a letter can carry on paper and in plain text."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, partial
from typing import TypeVar

from markdown_it import MarkdownIt
from markdown_it.token import Token
from markdown_it.tree import SyntaxTreeNode

from outreach.composing.folding import Fold, folds_of
from outreach.composing.objections import Objection
from outreach.composing.pattern import (
    Filling,
    Fixed,
    Lined,
    Linked,
    Listed,
    OwnParagraphs,
    Pattern,
    Quoted,
    Spanned,
    Words,
)
from outreach.composing.sheet import (
    BREAKS,
    CASE_DEMANDS,
    DEMANDS,
    PERSONAL,
    PLACE,
    place_or_words,
)
from outreach.model.letter import (
    Block,
    Divider,
    Emphasis,
    Heading,
    Inline,
    LineBreak,
    Paragraph,
    Strong,
)

DEEPEST = 12
LOWEST_HEADING = 3

_OWN = {CASE_DEMANDS: "case.demands", DEMANDS: "demands", PERSONAL: "personal"}
_SPANS: dict[str, type[Emphasis] | type[Strong]] = {"em": Emphasis, "strong": Strong}
_PLACES = re.compile(f"({PLACE.pattern})")
# CommonMark sees no end of bold words between a punctuation mark and a letter, which Chinese,
# written without spaces, runs into at once.
_ASTERISKS = (
    "These asterisks would be printed as they are",
    "Take punctuation at their edges out of the bold words.",
)

_Part = TypeVar("_Part")
_NO_VALUES = Filling(())

_REFUSED = {
    "fence": ("A letter has no blocks of code", "Leave out the ``` or ~~~ lines."),
    "table": ("A letter has no tables", "Write a list: one line each, starting with -."),
    "image": ("A letter has no pictures", "Enclose them, or leave out the ! before the […]."),
}


@dataclass(frozen=True, slots=True)
class Parsed:
    """A text as a pattern, and what is objected to in it; lines as `line_of` gave them."""

    blocks: tuple[Pattern[Block], ...]
    objections: tuple[Objection, ...]


def parse(source: str, line_of: Callable[[int], int]) -> Parsed:
    """Read blocks. `line_of` tells what to call a line of the source, counted from 0."""
    return _parsed(_markdown().parse(source), line_of)


def parse_inline(source: str, line_of: Callable[[int], int]) -> Parsed:
    """Read a text that is one paragraph, whatever it starts with."""
    return _parsed(_markdown().parseInline(source), line_of)


class _Markdown(MarkdownIt):
    """Leaves targets of links as they are: they are checked when their values are known."""

    def normalizeLink(self, url: str) -> str:  # noqa: N802
        return url

    def normalizeLinkText(self, link: str) -> str:  # noqa: N802
        return link

    def validateLink(self, url: str) -> bool:  # noqa: ARG002, N802
        return True


@cache
def _markdown() -> MarkdownIt:
    markdown = _Markdown("commonmark").enable("table")
    # Indented text is text, a line like [note]: … is not swallowed, and HTML is shown as it is.
    markdown.disable(["code", "reference", "html_block", "html_inline"])
    return markdown


def _parsed(tokens: Sequence[Token], line_of: Callable[[int], int]) -> Parsed:
    deep = _too_deep(tokens, line_of)
    if deep:
        return Parsed((), deep)
    reading = _Reading(line_of)
    root = SyntaxTreeNode(tokens)
    blocks = tuple(reading.blocks(root.children))
    return Parsed(blocks, tuple(reading.objections))


def _too_deep(tokens: Iterable[Token], line_of: Callable[[int], int]) -> tuple[Objection, ...]:
    # Beyond a depth of its own the parser leaves out text without a word.
    for token in tokens:
        levels = (token.level, *(child.level for child in token.children or ()))
        if max(levels) > DEEPEST:
            line = line_of(token.map[0] if token.map else 0)
            return (Objection("This is nested too deeply", "Take it apart.", line),)
    return ()


class _Reading:
    def __init__(self, line_of: Callable[[int], int]) -> None:
        self.objections: list[Objection] = []
        self._line_of = line_of
        self._line = 0

    def blocks(self, nodes: Iterable[SyntaxTreeNode]) -> Iterator[Pattern[Block]]:
        for node in nodes:
            self._line = node.map[0] if node.map else self._line
            yield from self._block(node)

    def _block(self, node: SyntaxTreeNode) -> Iterable[Pattern[Block]]:
        match node.type:
            case "paragraph" | "inline":
                return self._paragraph(node if node.type == "inline" else node.children[0])
            case "heading":
                return self._heading(node)
            case "bullet_list" | "ordered_list":
                return (_settled(self._list(node)),)
            case "blockquote":
                return (_settled(Quoted(tuple(self.blocks(node.children)))),)
            case "hr":
                return (Fixed((Divider(),)),)
            case kind:
                self._refuse(kind)
                return ()

    def _refuse(self, kind: str) -> None:
        unknown = (f"A letter cannot hold this ({kind})", "Write it as plain text.")
        self._object(*_REFUSED.get(kind, unknown))

    def _object(self, sentence: str, way_out: str) -> None:
        self.objections.append(Objection(sentence, way_out, self._line_of(self._line)))

    def _paragraph(self, inline: SyntaxTreeNode) -> Iterable[Pattern[Block]]:
        if inline.content.strip() in _OWN:
            return (OwnParagraphs(inline.content.strip()),)
        return (_settled(Lined(Paragraph, self._inlines_of(inline))),)

    def _heading(self, node: SyntaxTreeNode) -> Iterable[Pattern[Block]]:
        level = int(node.tag.removeprefix("h"))
        if level > LOWEST_HEADING:
            self._object("Headings go down to three", "Take away some of the # signs.")
            return ()
        return (_settled(Lined(partial(Heading, level), self._inlines_of(node.children[0]))),)

    def _list(self, node: SyntaxTreeNode) -> Pattern[Block]:
        items = tuple(tuple(self.blocks(item.children)) for item in node.children)
        if node.type == "bullet_list":
            return Listed(items)
        return Listed(items, int(node.attrs.get("start", 1)))

    def _inlines_of(self, inline: SyntaxTreeNode) -> tuple[Pattern[Inline], ...]:
        folds = folds_of(inline.token.children or ()) if inline.token else iter(())
        return tuple(self._inlines(inline.children, folds))

    def _inlines(
        self, nodes: Iterable[SyntaxTreeNode], folds: Iterator[str | Fold]
    ) -> Iterator[Pattern[Inline]]:
        words: list[str | int | Fold] = []
        for node in nodes:
            if node.type == "softbreak":
                self._line += 1
                words.append(next(folds))
                continue
            if node.type == "text" and "**" in node.content:
                self._object(*_ASTERISKS)
            if node.type in ("text", "code_inline"):
                words += self._places(node.content)
            else:
                yield from _words(words)
                words = []
                yield from self._inline(node, folds)
        yield from _words(words)

    def _inline(
        self, node: SyntaxTreeNode, folds: Iterator[str | Fold]
    ) -> Iterable[Pattern[Inline]]:
        match node.type:
            case "hardbreak":
                self._line += 1
                return (Fixed((LineBreak(),)),)
            case "em" | "strong":
                children = tuple(self._inlines(node.children, folds))
                return (_settled(Spanned(_SPANS[node.type], children)),)
            case "link":
                return (self._link(node, folds),)
            case kind:
                self._refuse(kind)
                return ()

    def _link(self, node: SyntaxTreeNode, folds: Iterator[str | Fold]) -> Pattern[Inline]:
        target = tuple(self._places(str(node.attrs["href"])))
        line = self._line_of(self._line)
        if node.attrs.get("title"):
            self._object("A link has no title in a letter", "Write it into the text.")
        link = Linked(target, tuple(self._inlines(node.children, folds)), line)
        return _settled(link, Filling((), object=self.objections.append))

    def _places(self, text: str) -> Iterator[str | int]:
        for part in _PLACES.split(text):
            if part in _OWN:
                name = f"{{{{ {_OWN[part]} }}}}"
                way_out = "Leave an empty line before and after it."
                self._object(f"`{name}` must stand alone in a paragraph of its own", way_out)
            elif part:
                yield place_or_words(BREAKS.sub("\n", part))


def _words(parts: Sequence[str | int | Fold]) -> Iterable[Pattern[Inline]]:
    return (_settled(Words(tuple(parts))),) if parts else ()


def _settled(pattern: Pattern[_Part], filling: Filling = _NO_VALUES) -> Pattern[_Part]:
    """The pattern, or what it comes out as where that is always the same."""
    return pattern if pattern.varies else Fixed(tuple(pattern.filled(filling)))
