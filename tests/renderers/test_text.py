"""Letters as plain text."""

from dataclasses import replace

import pytest

from outreach.model.letter import (
    Body,
    BulletList,
    Divider,
    Emphasis,
    Heading,
    Letter,
    LineBreak,
    Link,
    NumberedList,
    Paragraph,
    Quote,
    Strong,
    Text,
)
from outreach.model.mailing import Rendering
from outreach.model.page import PageSetup
from outreach.renderers.text import TextRenderer, plain_text
from outreach.renderers.wrapping import columns
from tests.renderers.contract import RendererContract


class TestText(RendererContract):
    @pytest.fixture
    def renderer(self) -> TextRenderer:
        return TextRenderer(PageSetup())


def paragraph(text: str) -> Paragraph:
    return Paragraph((Text(text),))


def body(*blocks: object) -> str:
    return plain_text([Body(blocks)])  # type: ignore[arg-type]


def test_a_letter_reads_as_it_would_on_paper(letter: Letter) -> None:
    (made,) = TextRenderer(PageSetup()).each([letter])
    assert isinstance(made, Rendering)
    text = made.content.decode()
    assert text.startswith("Jane Roe\n12 Elm Street\nToronto ON  M5V 2T6\nCANADA\n\n22 November")
    assert "\n\nDear Secretary Sample,\n\nThe people prosecuted" in text
    assert text.endswith("\n\nYours sincerely,\n\nJane Roe\n\nReport of the inquiry (2 pages)\n")


def test_a_chinese_letter_ends_with_its_date(chinese_letter: Letter) -> None:
    assert plain_text(chinese_letter.on_paper()).endswith("羅真 謹上\n\n2026年11月22日\n")


def test_no_line_is_wider_than_asked(letter: Letter, chinese_letter: Letter) -> None:
    for width in (40, 72):
        for one in (letter, chinese_letter):
            lines = plain_text(one.on_paper(), width).splitlines()
            assert [line for line in lines if columns(line) > width and " " in line.strip()] == []


def test_a_numbered_list_counts_from_its_start_and_indents_what_is_wrapped() -> None:
    text = body(NumberedList(((paragraph("ninth " * 15),), (paragraph("tenth"),)), start=9))
    first, second, third = text.splitlines()
    assert first.startswith("9.  ninth")
    assert second.startswith("    ninth")
    assert third == "10. tenth"


def test_lists_within_lists_stay_within() -> None:
    inner = BulletList(((paragraph("inner"),),))
    assert body(NumberedList(((paragraph("outer"), inner),))) == "1. outer\n\n   - inner\n"


def test_a_link_is_followed_by_its_target_unless_it_shows_it() -> None:
    shown = Paragraph(
        (
            Link("https://example.org/a", (Text("the report"),)),
            Text(", "),
            Link("https://example.org/b", (Text("https://example.org/b"),)),
            Text(", "),
            Link("mailto:jane@example.org", (Text("jane@example.org"),)),
        )
    )
    assert body(shown) == (
        "the report <https://example.org/a>, https://example.org/b,\njane@example.org\n"
    )


def test_emphasis_adds_no_marks() -> None:
    marked = Paragraph((Emphasis((Text("very"),)), Text(" "), Strong((Text("clear"),))))
    assert body(marked) == "very clear\n"


def test_headings_quotes_breaks_and_rules_are_told_apart() -> None:
    blocks = (
        Heading(2, (Text("Standard"),)),
        Quote((paragraph("quoted"), paragraph("again"))),
        Divider(),
        Paragraph((Text("one"), LineBreak(), Text("two"))),
    )
    assert body(*blocks) == (
        "Standard\n\n    quoted\n\n    again\n\n------------------------\n\none\ntwo\n"
    )


@pytest.mark.parametrize(
    "value", ["*bold*", "1. first", "# heading", "<b>", "&amp;", "    x", "{{"]
)
def test_values_stand_as_they_were_written(letter: Letter, value: str) -> None:
    text = plain_text(replace(letter, body=(paragraph(value),)).on_paper())
    assert f"\n\n{value}\n\n" in text
