"""Every format says the same: the words are read back from each and compared with the letter's."""

import email
import io
import re
import shutil
import subprocess
from collections.abc import Callable, Iterator
from dataclasses import replace
from email import policy
from email.message import EmailMessage
from html.parser import HTMLParser

import docx
import pytest
from pypdf import PdfReader

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
from outreach.model.mailing import Rendering
from outreach.model.page import PageSetup
from outreach.renderers import RENDERERS

# --- what a letter says, written down a second time and independent of the renderers -------------


def expected(letter: Letter, *, numbers: bool, screen: bool = False) -> list[str]:
    """The words of a letter, in order; with the numbers of lists where a format writes them out."""
    parts = letter.on_screen() if screen else letter.on_paper()
    return " ".join(piece for part in parts for piece in _part(part, numbers)).split()


def _part(part: Part | Body, numbers: bool) -> Iterator[str]:
    if isinstance(part, Part):
        yield from part.lines
    else:
        for block in part.blocks:
            yield from _block(block, numbers)


def _block(block: Block, numbers: bool) -> Iterator[str]:
    if isinstance(block, Paragraph | Heading):
        yield "".join(_inline(inline) for inline in block.inlines)
    elif isinstance(block, NumberedList | BulletList):
        for at, item in enumerate(block.items):
            if numbers:
                yield f"{block.start + at}." if isinstance(block, NumberedList) else "-"
            for inner in item:
                yield from _block(inner, numbers)
    elif isinstance(block, Quote):
        for inner in block.blocks:
            yield from _block(inner, numbers)


def _inline(inline: Inline) -> str:
    if isinstance(inline, Text):
        return inline.text
    if isinstance(inline, LineBreak):
        return " "
    return "".join(_inline(child) for child in inline.children)


# --- letters -------------------------------------------------------------------------------------

AWKWARD = "Ann *Star* #1 <b>&amp; “quotes” $5 @home _under_ [x](y) `z` \\n {{ blank }} 1. first"


def _plain(letter: Letter, _: Letter) -> Letter:
    return letter


def _chinese(_: Letter, chinese: Letter) -> Letter:
    return chinese


def _mixed(letter: Letter, _: Letter) -> Letter:
    names = Paragraph((Text("About 鄭若驊 (Teresa), Đặng Văn Ví Dụ and Łukasz Żółć."),))
    return replace(letter, inside_address=("Robin Sample 甄實",), body=(names, *letter.body))


def _awkward(letter: Letter, _: Letter) -> Letter:
    words = Paragraph((Text(AWKWARD),))
    return replace(letter, salutation=AWKWARD, subject=AWKWARD, signature=(AWKWARD,), body=(words,))


def _every_block(letter: Letter, _: Letter) -> Letter:
    words = Paragraph(
        (
            Text("Words "),
            Strong((Emphasis((Text("marked"),)), Text(" twice"))),
        )
    )
    inner = BulletList(((words,), (words, words)))
    blocks = (
        Heading(2, (Text("A heading"),)),
        words,
        NumberedList(((words, inner), (words,)), start=4),
        Quote((words, words)),
        Divider(),
        Paragraph((Link("mailto:jane@example.org", (Text("jane@example.org"),)),)),
    )
    return replace(letter, body=blocks)


def _long(letter: Letter, _: Letter) -> Letter:
    body = tuple(
        Paragraph((Text(f"Paragraph {n}. " + "And so it goes on. " * 22),)) for n in range(9)
    )
    return replace(letter, body=(*body, *letter.body))


LETTERS = [_plain, _chinese, _mixed, _awkward, _every_block, _long]


@pytest.fixture(params=LETTERS, ids=lambda make: make.__name__.strip("_"))
def any_letter(request: pytest.FixtureRequest, letter: Letter, chinese_letter: Letter) -> Letter:
    make: Callable[[Letter, Letter], Letter] = request.param
    return make(letter, chinese_letter)


# --- reading them back ---------------------------------------------------------------------------


def rendered(format_name: str, letter: Letter) -> bytes:
    (made,) = RENDERERS[format_name](PageSetup()).each([letter])
    assert isinstance(made, Rendering), made
    return made.content


def same(found: str, words: list[str]) -> None:
    """Equal word by word; Chinese, which has no spaces of its own, character by character."""
    if any("\u4e00" <= character <= "\u9fff" for word in words for character in word):
        assert "".join(found.split()) == "".join(words)
    else:
        assert found.split() == words


class WordsOfHtml(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.words = ""
        self._in_head = False

    def handle_starttag(self, tag: str, attrs: object) -> None:
        self._in_head |= tag == "head"
        self.words += "" if tag in {"strong", "em", "a"} else " "

    def handle_endtag(self, tag: str) -> None:
        self._in_head &= tag != "head"
        self.words += "" if tag in {"strong", "em", "a"} else " "

    def handle_data(self, data: str) -> None:
        self.words += "" if self._in_head else data


def words_of_html(html: str) -> str:
    reader = WordsOfHtml()
    reader.feed(html)
    reader.close()
    return reader.words


def without_targets(text: str) -> str:
    """Text as a reader sees it elsewhere: plain text writes a link's target after its words."""
    return re.sub(r"\s<(https?|mailto):[^>]*>", "", text).replace("-" * 24, "")


def without_heads(pages: list[str]) -> str:
    """The pages of a PDF less the first line of each but the first: addressee, date, number."""
    first, *further = pages
    return "\n".join([first, *(page.lstrip().partition("\n")[2] for page in further)])


def test_html_says_what_the_letter_says(any_letter: Letter) -> None:
    html = rendered("html", any_letter).decode()
    same(words_of_html(html), expected(any_letter, numbers=False))


def test_text_says_what_the_letter_says(any_letter: Letter) -> None:
    text = rendered("text", any_letter).decode()
    same(without_targets(text), expected(any_letter, numbers=True))


def test_docx_says_what_the_letter_says(any_letter: Letter) -> None:
    document = docx.Document(io.BytesIO(rendered("docx", any_letter)))
    text = "\n".join(paragraph.text for paragraph in document.paragraphs)
    same(text, expected(any_letter, numbers=False))


def test_pdf_says_what_the_letter_says(any_letter: Letter) -> None:
    reader = PdfReader(io.BytesIO(rendered("pdf", any_letter)))
    text = without_heads([page.extract_text() for page in reader.pages])
    same(text.replace("•", "-").replace("‣", "-"), expected(any_letter, numbers=True))


@pytest.mark.skipif(not shutil.which("pdftotext"), reason="pdftotext (poppler) is not installed")
def test_pdf_says_so_to_another_reader_too(any_letter: Letter) -> None:
    done = subprocess.run(
        ["pdftotext", "-raw", "-enc", "UTF-8", "-", "-"],
        input=rendered("pdf", any_letter),
        capture_output=True,
        check=True,
    )
    text = without_heads(done.stdout.decode().removesuffix("\f").split("\f"))
    same(text.replace("•", "-").replace("‣", "-"), expected(any_letter, numbers=True))


def message(letter: Letter) -> EmailMessage:
    parsed = email.message_from_bytes(rendered("email", letter), policy=policy.default)
    assert isinstance(parsed, EmailMessage)
    return parsed


@pytest.mark.parametrize("part", ["plain", "html"])
def test_both_parts_of_an_email_say_what_the_letter_says(any_letter: Letter, part: str) -> None:
    body = message(any_letter).get_body((part,))
    assert body is not None
    content = body.get_content()
    text = without_targets(content) if part == "plain" else words_of_html(content)
    same(text, expected(any_letter, numbers=part == "plain", screen=True))


def test_an_email_has_the_subject_of_the_letter(any_letter: Letter) -> None:
    assert message(any_letter)["Subject"] == any_letter.subject
