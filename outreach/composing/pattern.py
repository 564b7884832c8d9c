"""A text read once as Markdown, with places for values: from it letters are filled in.

What holds no place is `Fixed` and shared by all letters. A value becomes words at its place and
can be nothing else; where it is empty, what it leaves empty goes with it.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Generic, Protocol, TypeVar

from outreach.composing import links
from outreach.composing.folding import Fold
from outreach.composing.objections import Objection
from outreach.model.letter import (
    Block,
    BulletList,
    Emphasis,
    Inline,
    LineBreak,
    Link,
    NumberedList,
    Quote,
    Strong,
    Text,
)

_Part_co = TypeVar("_Part_co", covariant=True)


@dataclass(frozen=True, slots=True)
class Filling:
    """What goes into a pattern. `paragraphs` gives the blocks that a place of its own stands for.

    `object` is told what stands against a link whose words or target depend on values; `shown` are
    what it is told in the places of values that are nobody's business, None where they may be told.
    """

    values: Sequence[str]
    paragraphs: Callable[[str], Sequence[Block]] = lambda _: ()
    object: Callable[[Objection], None] = lambda _: None
    shown: Sequence[str] | None = None


class Pattern(Protocol[_Part_co]):
    """A part of a letter that is still to be filled in."""

    @property
    def varies(self) -> bool:
        """Whether it holds places for values."""
        ...

    def filled(self, filling: Filling) -> Iterable[_Part_co]:
        """The part with these values: none at all where it comes out empty."""
        ...


@dataclass(frozen=True, slots=True)
class Fixed(Generic[_Part_co]):
    """The same in every letter."""

    parts: tuple[_Part_co, ...]

    @property
    def varies(self) -> bool:
        return False

    def filled(self, filling: Filling) -> Iterable[_Part_co]:  # noqa: ARG002
        return self.parts


@dataclass(frozen=True, slots=True)
class Words:
    """Literal words, numbers of values, and folds."""

    parts: tuple[str | int | Fold, ...]

    @property
    def varies(self) -> bool:
        return not all(isinstance(part, str) for part in self.parts)

    def filled(self, filling: Filling) -> Iterable[Inline]:
        values = filling.values
        text = "".join(
            [
                part
                if isinstance(part, str)
                else values[part]
                if isinstance(part, int)
                else part.written(values)
                for part in self.parts
            ]
        )
        if "\n" not in text:
            return (Text(text),) if text else ()
        return _broken(text.split("\n"))


def _broken(lines: Sequence[str]) -> Iterable[Inline]:
    for number, line in enumerate(lines):
        if number:
            yield LineBreak()
        if line:
            yield Text(line)


@dataclass(frozen=True, slots=True)
class Spanned:
    """Emphasis or strong words around others."""

    kind: type[Emphasis] | type[Strong]
    children: "tuple[Pattern[Inline], ...]"

    @property
    def varies(self) -> bool:
        return any(child.varies for child in self.children)

    def filled(self, filling: Filling) -> Iterable[Inline]:
        inner = all_filled(self.children, filling)
        return (self.kind(inner),) if inner else ()


@dataclass(frozen=True, slots=True)
class Linked:
    """A link; in its target, too, numbers stand for values. `line` is one of the template."""

    target: tuple[str | int, ...]
    children: "tuple[Pattern[Inline], ...]"
    line: int

    @property
    def varies(self) -> bool:
        in_target = any(isinstance(part, int) for part in self.target)
        return in_target or any(child.varies for child in self.children)

    def filled(self, filling: Filling) -> Iterable[Inline]:
        words = all_filled(self.children, filling)
        if not words:
            return ()
        url = links.target(self.target, filling.values)
        as_written = None if filling.shown is None else self._as_written(filling, filling.shown)
        for sentence, way_out in links.objections(url, plain(words), as_written):
            filling.object(Objection(sentence, way_out, self.line))
        return (Link(url, words),)

    def _as_written(self, filling: Filling, shown: Sequence[str]) -> tuple[str, str]:
        named = Filling(shown, filling.paragraphs)
        target = "".join(part if isinstance(part, str) else shown[part] for part in self.target)
        return target, plain(all_filled(self.children, named))


@dataclass(frozen=True, slots=True)
class Lined:
    """A paragraph or a heading."""

    make: Callable[[tuple[Inline, ...]], Block]
    children: tuple[Pattern[Inline], ...]

    @property
    def varies(self) -> bool:
        return any(child.varies for child in self.children)

    def filled(self, filling: Filling) -> Iterable[Block]:
        inlines = all_filled(self.children, filling)
        return (self.make(inlines),) if _is_seen(inlines) else ()


@dataclass(frozen=True, slots=True)
class Listed:
    """A list; `start` is None where its items are not numbered."""

    items: "tuple[tuple[Pattern[Block], ...], ...]"
    start: int | None = None

    @property
    def varies(self) -> bool:
        return any(block.varies for item in self.items for block in item)

    def filled(self, filling: Filling) -> Iterable[Block]:
        items = tuple(item for item in self._items(filling) if item)
        if not items:
            return ()
        return (BulletList(items) if self.start is None else NumberedList(items, self.start),)

    def _items(self, filling: Filling) -> Iterable[tuple[Block, ...]]:
        return (all_filled(item, filling) for item in self.items)


@dataclass(frozen=True, slots=True)
class Quoted:
    blocks: "tuple[Pattern[Block], ...]"

    @property
    def varies(self) -> bool:
        return any(block.varies for block in self.blocks)

    def filled(self, filling: Filling) -> Iterable[Block]:
        blocks = all_filled(self.blocks, filling)
        return (Quote(blocks),) if blocks else ()


@dataclass(frozen=True, slots=True)
class OwnParagraphs:
    """Where demands or personal paragraphs go."""

    place: str

    @property
    def varies(self) -> bool:
        return True

    def filled(self, filling: Filling) -> Iterable[Block]:
        return filling.paragraphs(self.place)


def all_filled(patterns: Iterable[Pattern[_Part_co]], filling: Filling) -> tuple[_Part_co, ...]:
    """The parts of several patterns one after the other."""
    return tuple([part for pattern in patterns for part in pattern.filled(filling)])


def plain(inlines: Iterable[Inline]) -> str:
    """The words without what is done to them."""
    return "".join(map(_plain, inlines))


def _is_seen(inlines: Iterable[Inline]) -> bool:
    return any(not _plain(inline).isspace() for inline in inlines)


def _plain(inline: Inline) -> str:
    match inline:
        case Text(text):
            return text
        case LineBreak():
            return "\n"
        case Emphasis(children) | Strong(children) | Link(_, children):
            return plain(children)
