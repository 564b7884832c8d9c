"""Labels: each on its own, measured on the page."""

import pytest

from outreach.model.stationery import LabelSheet
from outreach.stationery.labels import LabelPrinter, ruler
from outreach.stationery.measures import measures
from tests.pages import Word, read_pages
from tests.stationery.conftest import DAY, piece

KNOWN = measures()


@pytest.mark.parametrize("sheet", KNOWN.sheets, ids=lambda sheet: sheet.part)
def test_every_address_stays_on_its_label(sheet: LabelSheet) -> None:
    pieces = [
        piece(place, f"Robin{place}", "Department", "1 Road", "SAMPLIA")
        for place in range(1, sheet.per_sheet + 2)
    ]
    if sheet.height < 15:
        pieces = [piece(one.place, one.lines[0], "SAMPLIA") for one in pieces]
    first, second = read_pages(LabelPrinter(sheet).pages(pieces, DAY).content)
    at = 0
    for number in range(1, sheet.per_sheet + 1):
        words = " ".join(pieces[number - 1].lines).split()
        for word in first.words[at : at + len(words)]:
            _insist_on_its_label(word, sheet, number)
        assert [word.text for word in first.words[at : at + len(words)]] == words
        at += len(words)
    for word in second.words:
        _insist_on_its_label(word, sheet, 1)


def _insist_on_its_label(word: Word, sheet: LabelSheet, number: int) -> None:
    left, top = sheet.corner(number)
    assert left + 1 < word.left < word.right < left + sheet.width - 1
    assert top + 1 < word.top < word.bottom < top + sheet.height - 1


def test_a_sheet_begun_before_is_gone_on_with() -> None:
    sheet = KNOWN.sheet("5160")
    pieces = [piece(place, f"Robin{place}", "SAMPLIA") for place in range(1, 27)]
    first, second = read_pages(LabelPrinter(sheet, start_at=7).pages(pieces, DAY).content)
    _insist_on_its_label(first.words[0], sheet, 7)
    assert len(first.words) == 2 * 24
    assert [word.text for word in second.words] == ["Robin25", "SAMPLIA", "Robin26", "SAMPLIA"]


def test_a_nudge_moves_every_label() -> None:
    sheet = KNOWN.sheet("L7160")
    (before,) = read_pages(LabelPrinter(sheet).pages([piece()], DAY).content)
    (after,) = read_pages(LabelPrinter(sheet, nudge=(0.5, -1)).pages([piece()], DAY).content)
    for was, now in zip(before.words, after.words, strict=True):
        assert (now.left - was.left, now.top - was.top) == pytest.approx((0.5, -1), abs=0.05)


def test_a_long_line_is_set_smaller_rather_than_broken() -> None:
    sheet = KNOWN.sheet("5160")
    line = "The Department of Examples and Samples"
    (page,) = read_pages(LabelPrinter(sheet).pages([piece(1, line)], DAY).content)
    assert len({round(word.top, 1) for word in page.words}) == 1


def test_an_address_too_long_for_a_label_is_named() -> None:
    made = LabelPrinter(KNOWN.sheet("5167")).pages([piece(4, *["A line"] * 9)], DAY)
    assert made.content == b""
    assert made.failed[0].place == 4


@pytest.mark.parametrize("sheet", KNOWN.sheets, ids=lambda sheet: sheet.part)
def test_the_test_page_is_one_page_with_a_number_on_every_label(sheet: LabelSheet) -> None:
    (page,) = read_pages(ruler(sheet, (0, 0), DAY))
    numbers = {word.text for word in page.words}
    hidden = {str(number) for number in range(1, sheet.per_sheet + 1)} - numbers
    assert not hidden
