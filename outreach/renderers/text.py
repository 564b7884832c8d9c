"""Letters as plain text: for the terminal, for files, and for the text part of an e-mail."""

from collections.abc import Iterable, Iterator
from typing import assert_never

from outreach.model.letter import (
    Block,
    Body,
    BulletList,
    Divider,
    Emphasis,
    Heading,
    Inline,
    Letter,
    LineBreak,
    Link,
    NumberedList,
    Paragraph,
    Part,
    Quote,
    Strong,
    Text,
)
from outreach.model.mailing import NotMade, Rendering
from outreach.model.page import PageSetup
from outreach.renderers.characters import one_by_one
from outreach.renderers.wrapping import wrap

WIDTH = 72


class TextRenderer:
    """Letters as UTF-8 text, a file each."""

    media_type = "text/plain"
    extension = "txt"

    def __init__(self, setup: PageSetup) -> None:
        self._setup = setup

    def each(self, letters: Iterable[Letter]) -> Iterator[Rendering | NotMade]:
        """One result for each letter, in order."""
        return one_by_one(letters, self._make)

    def _make(self, letter: Letter) -> Rendering:
        content = text_on_paper(letter).encode()
        return Rendering(letter.recipient_id, letter.place, self.media_type, content)


def text_on_paper(letter: Letter) -> str:
    """The whole letter as it goes by post; a second language after a rule."""
    second = letter.companion
    below = _after_a_rule(plain_text(second.in_second_place())) if second else ""
    return plain_text(letter.on_paper()) + below


def text_on_screen(letter: Letter) -> str:
    """The whole letter as it goes by e-mail; a second language after a rule."""
    second = letter.companion
    below = _after_a_rule(plain_text(second.in_second_place_on_screen())) if second else ""
    return plain_text(letter.on_screen()) + below


def _after_a_rule(text: str) -> str:
    """A text that goes on below another one."""
    return f"\n{'-' * 24}\n\n{text}"


def plain_text(parts: Iterable[Part | Body], width: int = WIDTH) -> str:
    """The parts of a letter as text, an empty line between them and a line break at the end.

    Lines are at most `width` columns where words allow it. Emphasis leaves no marks: the words
    are those of the letter and no others. A link reads `words <target>`.
    """
    sections: list[str] = []
    for part in parts:
        match part:
            case Part(_, lines):
                sections.append("\n".join(row for line in lines for row in wrap(line, width)))
            case Body(blocks):
                sections.extend(_block(block, width) for block in blocks)
            case _:
                assert_never(part)
    return "\n\n".join(sections) + "\n"


def _block(block: Block, width: int) -> str:
    match block:
        case Paragraph(inlines) | Heading(_, inlines):
            return _wrapped(_words(inlines), width)
        case NumberedList(items, start):
            return _items([f"{start + n}. " for n in range(len(items))], items, width)
        case BulletList(items):
            return _items(["- "] * len(items), items, width)
        case Quote(blocks):
            return _indented(_blocks(blocks, width - 4), "    ", "    ")
        case Divider():
            return "-" * min(24, width)
        case _:
            assert_never(block)


def _blocks(blocks: tuple[Block, ...], width: int) -> str:
    return "\n\n".join(_block(block, width) for block in blocks)


def _items(marks: list[str], items: tuple[tuple[Block, ...], ...], width: int) -> str:
    indent = max(map(len, marks), default=0)
    texts = [
        _indented(_blocks(item, width - indent), mark.ljust(indent), " " * indent)
        for mark, item in zip(marks, items, strict=True)
    ]
    apart = "\n" if all(len(item) == 1 for item in items) else "\n\n"
    return apart.join(texts)


def _indented(text: str, first: str, further: str) -> str:
    lines = text.split("\n")
    rows = [first + lines[0], *(further + line if line else "" for line in lines[1:])]
    return "\n".join(row.rstrip(" ") for row in rows)


def _wrapped(text: str, width: int) -> str:
    return "\n".join(row for line in text.split("\n") for row in wrap(line, max(width, 8)))


def _words(inlines: tuple[Inline, ...]) -> str:
    return "".join(_inline(inline) for inline in inlines)


def _inline(inline: Inline) -> str:
    match inline:
        case Text(text):
            return text.replace("\t", " ")
        case Emphasis(children) | Strong(children):
            return _words(children)
        case Link(target, children):
            return _link(target, _words(children))
        case LineBreak():
            return "\n"
        case _:
            assert_never(inline)


def _link(target: str, words: str) -> str:
    """The target once: a link whose words are its address needs no second copy of it."""
    if words.strip() in {target, target.removeprefix("mailto:")}:
        return words
    return f"{words} <{target}>"
