"""Letters as HTML: a page of its own for each, and the fragment that an e-mail carries."""

from collections.abc import Iterable, Iterator
from html import escape
from importlib import resources
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
    Role,
    Strong,
    Text,
)
from outreach.model.mailing import NotMade, Rendering
from outreach.model.page import PageSetup
from outreach.renderers.characters import one_by_one


class HtmlRenderer:
    """Letters as HTML, one page a file that needs no other file, no script and no network."""

    media_type = "text/html"
    extension = "html"

    def __init__(self, setup: PageSetup) -> None:
        self._style = (
            resources.files("outreach")
            .joinpath("data", "layouts", "page.css")
            .read_text("utf-8")
            .replace("PAPER", setup.paper.value)
        )

    def each(self, letters: Iterable[Letter]) -> Iterator[Rendering | NotMade]:
        """One result for each letter, in order."""
        return one_by_one(letters, self._make)

    def _make(self, letter: Letter) -> Rendering:
        page = _PAGE.format(
            language=escape(letter.language),
            title=escape(letter.title),
            style=self._style,
            body=html_on_paper(letter),
        )
        return Rendering(letter.recipient_id, letter.place, self.media_type, page.encode())


# The policy keeps a browser from loading or running anything, whatever a letter holds.
_PAGE = """\
<!DOCTYPE html>
<html lang="{language}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="referrer" content="no-referrer">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title}</title>
<style>
{style}</style>
</head>
<body>
<main>
{body}</main>
</body>
</html>
"""


def html_on_paper(letter: Letter) -> str:
    """The whole letter as it goes by post; a second language below it, marked as such."""
    above, second = html_fragment(letter.on_paper()), letter.companion
    if second is None:
        return above
    return above + _in_language(second, html_fragment(second.in_second_place()))


def html_on_screen(letter: Letter) -> str:
    """The whole letter as it goes by e-mail."""
    above, second = html_fragment(letter.on_screen()), letter.companion
    if second is None:
        return above
    return above + _in_language(second, html_fragment(second.in_second_place_on_screen()))


def _in_language(letter: Letter, words: str) -> str:
    return f'<hr>\n<div lang="{escape(letter.language)}">\n{words}</div>\n'


def html_fragment(parts: Iterable[Part | Body]) -> str:
    """The parts of a letter as HTML blocks, a line each, without style or script."""
    return "".join(f"{block}\n" for part in parts for block in _part(part))


def _part(part: Part | Body) -> Iterator[str]:
    match part:
        case Part(Role.SUBJECT, lines):
            yield f"<h1>{_lines(lines)}</h1>"
        case Part(role, lines):
            yield f'<p class="{role.value}">{_lines(lines)}</p>'
        case Body(blocks):
            yield from map(_block, blocks)
        case _:
            assert_never(part)


def _lines(lines: tuple[str, ...]) -> str:
    return "<br>\n".join(map(_text, lines))


def _text(text: str) -> str:
    return escape(text, quote=False)


def _block(block: Block) -> str:
    match block:
        case Paragraph(inlines):
            return f"<p>{_inlines(inlines)}</p>"
        case Heading(level, inlines):
            return f"<h{level + 1}>{_inlines(inlines)}</h{level + 1}>"
        case NumberedList(items, start):
            first = f' start="{start}"' if start != 1 else ""
            return f"<ol{first}>\n{_items(items)}</ol>"
        case BulletList(items):
            return f"<ul>\n{_items(items)}</ul>"
        case Quote(blocks):
            return f"<blockquote>\n{_blocks(blocks)}</blockquote>"
        case Divider():
            return "<hr>"
        case _:
            assert_never(block)


def _blocks(blocks: tuple[Block, ...]) -> str:
    return "".join(f"{_block(block)}\n" for block in blocks)


def _items(items: tuple[tuple[Block, ...], ...]) -> str:
    return "".join(f"<li>{_item(item)}</li>\n" for item in items)


def _item(item: tuple[Block, ...]) -> str:
    match item:
        case (Paragraph(inlines),):
            return _inlines(inlines)
        case _:
            return f"\n{_blocks(item)}"


def _inlines(inlines: tuple[Inline, ...]) -> str:
    return "".join(map(_inline, inlines))


def _inline(inline: Inline) -> str:
    match inline:
        case Text(text):
            return _text(text)
        case Emphasis(children):
            return f"<em>{_inlines(children)}</em>"
        case Strong(children):
            return f"<strong>{_inlines(children)}</strong>"
        case Link(target, children):
            return f'<a href="{escape(target)}">{_inlines(children)}</a>'
        case LineBreak():
            return "<br>\n"
        case _:
            assert_never(inline)
