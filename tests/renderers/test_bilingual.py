"""One letter in two languages, in every format."""

import email
import io
import zipfile
from dataclasses import replace
from email import policy

import pytest
from pypdf import PdfReader

from outreach.model.letter import Letter, Paragraph, Text
from outreach.model.mailing import Rendering
from outreach.model.page import PageSetup
from outreach.renderers.docx import DocxRenderer
from outreach.renderers.email import EmailRenderer
from outreach.renderers.html import HtmlRenderer
from outreach.renderers.pdf import PdfRenderer
from outreach.renderers.text import TextRenderer
from tests.pages import read_pages


@pytest.fixture
def in_both(letter: Letter, chinese_letter: Letter) -> Letter:
    return replace(letter, companion=chinese_letter)


def made(renderer: object, letter: Letter) -> bytes:
    (result,) = renderer.each([letter])  # type: ignore[attr-defined]
    assert isinstance(result, Rendering), result
    return result.content


def pages(letter: Letter, layout: str = "plain") -> list[str]:
    content = made(PdfRenderer(PageSetup(layout=layout)), letter)
    return [page.extract_text() for page in PdfReader(io.BytesIO(content)).pages]


def test_after_one_another_the_second_begins_a_page_without_address(in_both: Letter) -> None:
    first, second = pages(in_both)
    assert in_both.salutation in first
    assert "甄司長鈞鑒" in second
    assert "香港例子道一號" not in first + second
    assert "12 Elm Street" not in second


@pytest.mark.parametrize("layout", ["plain", "us-business", "din-5008-b"])
def test_beside_each_other_both_stand_on_one_page(in_both: Letter, layout: str) -> None:
    (page,) = pages(replace(in_both, beside=True), layout)
    assert in_both.salutation in page
    assert "甄司長鈞鑒" in page
    assert page.count("Toronto ON  M5V 2T6\nCANADA") == 1


def test_paragraphs_that_have_a_partner_begin_at_one_height(
    letter: Letter, chinese_letter: Letter
) -> None:
    body = tuple(Paragraph((Text(f"Paragraph {number}. " + "Words. " * 40),)) for number in "123")
    other = tuple(Paragraph((Text(f"第{number}段。" + "一段文字。" * 8),)) for number in "123")
    both = replace(letter, body=body, beside=True, companion=replace(chinese_letter, body=other))
    (page,) = read_pages(made(PdfRenderer(PageSetup()), both))
    left = [word.bottom for word in page.words if word.text == "Paragraph"]
    right = [word.bottom for word in page.words if word.text.startswith("第")]
    assert len(left) == len(right) == 3
    assert all(abs(one - other) < 1.5 for one, other in zip(left, right, strict=True))  # mm


def test_columns_of_unequal_length_are_set_too(in_both: Letter) -> None:
    shorter = replace(in_both, beside=True, body=in_both.body[:1])
    (page,) = pages(shorter)
    assert "甄司長鈞鑒" in page


def test_a_long_letter_in_columns_goes_on_over_pages(in_both: Letter) -> None:
    companion = in_both.companion
    assert companion
    long = replace(
        in_both,
        beside=True,
        body=in_both.body * 8,
        companion=replace(companion, body=companion.body * 8),
    )
    assert len(pages(long)) > 1


def test_the_pdf_is_named_in_both_languages(in_both: Letter) -> None:
    content = made(PdfRenderer(PageSetup()), in_both)
    title = PdfReader(io.BytesIO(content)).metadata.title
    assert title == f"{in_both.subject} / {in_both.companion.subject}"


def test_an_email_has_both_below_each_other_and_in_its_subject(in_both: Letter) -> None:
    content = made(EmailRenderer(PageSetup()), in_both)
    message = email.message_from_bytes(content, policy=policy.default)
    assert message["Subject"] == in_both.title
    text, page = (part.get_content() for part in message.iter_parts())
    above, below = text.replace("\r", "").rsplit(f"\n\n{'-' * 24}\n\n", 1)
    assert "Dear Secretary" in above
    assert below.startswith("甄司長鈞鑒")
    assert "榆樹街" not in below
    assert '<hr>\n<div lang="zh-Hant">' in page.replace("\r", "")


def test_a_page_tags_each_language(in_both: Letter) -> None:
    page = made(HtmlRenderer(PageSetup()), in_both).decode()
    assert page.index('<html lang="en">') < page.index('<div lang="zh-Hant">')


def test_text_has_both(in_both: Letter) -> None:
    text = made(TextRenderer(PageSetup()), in_both).decode()
    assert text.index("Dear Secretary") < text.index("甄司長鈞鑒")


def test_a_word_document_tags_the_second_language(in_both: Letter) -> None:
    content = made(DocxRenderer(PageSetup()), in_both)
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        words = package.read("word/document.xml").decode()
    before, after = words.split("甄司長鈞鑒")
    assert 'w:eastAsia="zh-TW"' in before[-400:]
    assert "w:lang" not in before.split("Dear Secretary")[0]
    assert 'w:lang w:val="en-US" w:eastAsia="zh-TW"' in after


def test_marks_of_copies_and_addressees_are_in_every_format(letter: Letter) -> None:
    marked = replace(
        letter,
        copy_mark=("Copy for information", "of a letter to Ada"),
        copies=("cc: Ada Example",),
        addressee=("Ada at the end",),
    )
    texts = [
        *(one.decode() for one in (made(TextRenderer(PageSetup()), marked),)),
        made(HtmlRenderer(PageSetup()), marked).decode(),
        "".join(pages(marked)),
        "".join(pages(marked, "us-business")),
        zipfile.ZipFile(io.BytesIO(made(DocxRenderer(PageSetup()), marked)))
        .read("word/document.xml")
        .decode(),
        made(EmailRenderer(PageSetup()), marked).decode(),
    ]
    for text in texts:
        for words in ("Copy for information", "cc: Ada Example", "Ada at the end"):
            assert words in text
