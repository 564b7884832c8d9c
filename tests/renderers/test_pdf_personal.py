"""A letter to one person as PDF: name and number on its pages, and nothing that tells of others."""

import io
from dataclasses import replace
from datetime import date

import pytest
from pypdf import PdfReader

from outreach.composing.personal import Surroundings, card, personal_letter, read_words
from outreach.model.letter import Letter
from outreach.model.mailing import NotMade, Rendering
from outreach.model.page import PageSetup
from outreach.renderers.pdf import PdfRenderer

LONG = "\n\n".join(f"Paragraph {n}. {'The sun came up over the lake. ' * 14}" for n in range(16))
ENGLISH = f"Dear Siu Ming,\n\n{LONG}\n\nWith warm wishes,"
CHINESE = f"小明：\n\n{'太陽從湖面升起，又是新的一天。' * 12}\n\n祝　平安"


def around(language: str = "en") -> Surroundings:
    return Surroundings(
        language, date(2026, 11, 22), "CA", ("Anna", "PO Box 100", "CANADA"), "Anna",
        "CHAN Siu Ming 123456",
    )  # fmt: skip


def made(letter: Letter, setup: PageSetup) -> Rendering:
    (one,) = PdfRenderer(setup).each([letter])
    assert isinstance(one, Rendering), one
    return one


def letter(text: str = ENGLISH, language: str = "en") -> Letter:
    return personal_letter(read_words(text, "x"), around(language))


def test_name_and_number_stand_on_each_page_of_a_long_letter() -> None:
    rendering = made(letter(), PageSetup())
    pages = PdfReader(io.BytesIO(rendering.content)).pages
    assert rendering.pages == len(pages) == 3
    for number, page in enumerate(pages, start=1):
        words = page.extract_text().split()
        assert words[:5] == ["CHAN", "Siu", "Ming", "123456", str(number)]


def test_the_head_of_a_page_is_as_large_as_its_text() -> None:
    from outreach.tables.letter_files import read_pdf

    assert read_pdf(made(letter(), PageSetup()).content, "x").pages.smallest_type == 11


@pytest.mark.parametrize("language", ["en", "zh-Hant"])
def test_what_a_viewer_tells_of_the_file_names_nobody(language: str) -> None:
    text = CHINESE if language.startswith("zh") else ENGLISH
    content = made(letter(text, language), PageSetup()).content
    told = PdfReader(io.BytesIO(content)).metadata or {}
    assert told["/Title"] == ("信" if language.startswith("zh") else "Letter")
    assert "/Author" not in told
    assert "/Subject" not in told
    for trace in (b"Siu Ming", b"heron", b".md", b".typ", b"/home", b"/tmp"):
        assert trace not in content


def test_a_card_stands_on_the_lower_half_of_its_sheet() -> None:
    from tests.pages import read_pages

    words = "Dear Siu Ming,\n\nA happy birthday!\n\nWith all good wishes,"
    sheet = PageSetup(layout="card", fold_marks=True, max_pages=1)
    content = made(card(read_words(words, "x"), around()), sheet).content
    (page,) = read_pages(content)
    # Name and number stand above the words, and still below the fold.
    assert min(word.top for word in page.words) > page.height / 2


def test_a_card_with_too_many_words_is_refused() -> None:
    sheet = PageSetup(layout="card", max_pages=1)
    (one,) = PdfRenderer(sheet).each([card(read_words(ENGLISH, "x"), around())])
    assert isinstance(one, NotMade)
    assert "for one page" in one.reason


def test_an_address_keeps_its_order_in_a_letter_that_runs_from_right_to_left() -> None:
    from tests.pages import read_pages

    address = ("Anna", "12 Elm Street", "CANADA")
    persian = replace(letter("نمونه عزیز،\n\nسلام.\n\nبا مهر،", "fa"), return_address=address)
    (page,) = read_pages(made(persian, PageSetup()).content)
    left = {word.text: word.left for word in page.words}
    assert left["12"] < left["Elm"] < left["Street"]
