"""Letters as HTML."""

from dataclasses import replace
from html.parser import HTMLParser

import pytest

from outreach.model.letter import (
    Body,
    BulletList,
    Divider,
    Heading,
    Letter,
    Link,
    NumberedList,
    Paragraph,
    Quote,
    Strong,
    Text,
)
from outreach.model.mailing import Rendering
from outreach.model.page import PageSetup
from outreach.model.settings import Paper
from outreach.renderers.html import HtmlRenderer, html_fragment
from tests.renderers.contract import RendererContract


class TestHtml(RendererContract):
    @pytest.fixture
    def renderer(self) -> HtmlRenderer:
        return HtmlRenderer(PageSetup())


class Reader(HTMLParser):
    """Notes every element, that all are closed in order, and every attribute that loads or runs."""

    EMPTY = frozenset({"meta", "br", "hr"})

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.seen: list[tuple[str, dict[str, str | None]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen.append((tag, dict(attrs)))
        if tag not in self.EMPTY:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


def page(letter: Letter, setup: PageSetup | None = None) -> str:
    (made,) = HtmlRenderer(setup or PageSetup()).each([letter])
    assert isinstance(made, Rendering)
    return made.content.decode()


def read(html: str) -> Reader:
    reader = Reader()
    reader.feed(html)
    reader.close()
    assert reader.open == []
    return reader


def test_a_page_names_its_language_and_title(letter: Letter, chinese_letter: Letter) -> None:
    assert '<html lang="en">' in page(letter)
    assert '<html lang="zh-Hant">' in page(chinese_letter)
    assert "<title>The people prosecuted for peaceful expression</title>" in page(letter)


def test_a_page_loads_and_runs_nothing(letter: Letter) -> None:
    html = page(letter)
    for tag, attributes in read(html).seen:
        assert tag not in {"script", "link", "img", "iframe", "object", "embed", "base", "form"}
        assert not {name for name in attributes if name.startswith("on") or name == "src"}
    assert "url(" not in html
    assert "@import" not in html
    assert "default-src 'none'" in html


def test_the_paper_is_that_of_the_printer(letter: Letter) -> None:
    assert "size: letter" in page(letter, PageSetup(Paper.LETTER))
    assert "size: a4" in page(letter)


@pytest.mark.parametrize(
    "value", ["<script>alert(1)</script>", "</style><b>", "&lt;", '"', "--><!--"]
)
def test_values_are_words_and_never_markup(letter: Letter, value: str) -> None:
    everywhere = replace(
        letter,
        subject=value,
        salutation=value,
        language=value,
        body=(Paragraph((Text(value), Link(f"https://example.org/{value}", (Text("a"),)))),),
        inside_address=(value, value),
    )
    tags = [tag for tag, _ in read(page(everywhere)).seen]
    plain = [tag for tag, _ in read(page(replace(everywhere, subject="s", language="en"))).seen]
    assert "script" not in tags
    assert "b" not in tags
    assert tags == plain


def test_blocks_become_their_elements() -> None:
    blocks = (
        Heading(1, (Text("Why"),)),
        NumberedList(((Paragraph((Text("three"),)),),), start=3),
        BulletList(((Paragraph((Text("a"),)), Paragraph((Strong((Text("b"),)),))),)),
        Quote((Paragraph((Text("c"),)),)),
        Divider(),
    )
    assert html_fragment([Body(blocks)]) == (
        "<h2>Why</h2>\n"
        '<ol start="3">\n<li>three</li>\n</ol>\n'
        "<ul>\n<li>\n<p>a</p>\n<p><strong>b</strong></p>\n</li>\n</ul>\n"
        "<blockquote>\n<p>c</p>\n</blockquote>\n"
        "<hr>\n"
    )


def test_links_are_real(letter: Letter) -> None:
    assert '<a href="https://example.org/report?a=1&amp;b=2">a public report</a>' in page(letter)
