"""PDF letters that may take so many pages and no more."""

import io
from dataclasses import replace

import pytest
from pypdf import PdfReader

from outreach.model.letter import Letter, Paragraph, Text
from outreach.model.mailing import NotMade, Rendering
from outreach.model.page import Checklist, Cover, PageSetup, Row
from outreach.renderers.pdf import PdfRenderer

SENTENCE = "A peaceful assembly may not be dispersed because it is unwelcome to somebody. "
ONE_PAGE = PageSetup(max_pages=1)


def of_length(letter: Letter, paragraphs: int) -> Letter:
    body = (Paragraph((Text(SENTENCE * 4),)),) * paragraphs
    return replace(letter, body=body, recipient_id=f"p{paragraphs}", place=paragraphs)


def lengths(letter: Letter, setup: PageSetup, upto: int) -> list[int]:
    """How many pages letters of so many paragraphs take; 0 for one that is refused."""
    letters = [of_length(letter, number) for number in range(1, upto)]
    made = PdfRenderer(setup).each(letters)
    return [one.pages or 0 if isinstance(one, Rendering) else 0 for one in made]


def test_a_letter_a_little_too_long_is_set_tighter(letter: Letter) -> None:
    loose, bounded = lengths(letter, PageSetup(), 16), lengths(letter, ONE_PAGE, 16)
    assert set(loose) == {1, 2}
    assert set(bounded) == {1, 0}
    saved = [at for at, (was, now) in enumerate(zip(loose, bounded, strict=True)) if was == 2 > now]
    assert bounded.count(1) > loose.count(1)
    assert bounded == sorted(bounded, reverse=True)
    assert saved


def test_a_letter_that_fits_is_the_same_with_and_without_a_limit(letter: Letter) -> None:
    (bounded,) = PdfRenderer(ONE_PAGE).each([letter])
    (loose,) = PdfRenderer(PageSetup()).each([letter])
    assert bounded == loose


def test_a_letter_that_stays_too_long_is_refused_with_by_how_much(letter: Letter) -> None:
    sizes = lengths(letter, ONE_PAGE, 16)
    first = sizes.index(0) + 1
    (refused,) = PdfRenderer(ONE_PAGE).each([of_length(letter, first)])
    assert isinstance(refused, NotMade)
    assert refused.field == "body"
    assert "too long for one page" in refused.reason
    (longer,) = PdfRenderer(ONE_PAGE).each([of_length(letter, 40)])
    assert isinstance(longer, NotMade)
    assert "takes 3 pages" in longer.reason or "takes 4 pages" in longer.reason


def test_a_limit_of_two_pages_lets_two_pages_be(letter: Letter) -> None:
    assert 0 not in lengths(letter, PageSetup(max_pages=2), 16)


def test_in_a_run_each_letter_is_fitted_for_itself(letter: Letter) -> None:
    letters = [of_length(letter, number) for number in (1, 40, *range(8, 13), 1)]
    *refused, volume = PdfRenderer(ONE_PAGE).run(letters)
    assert isinstance(volume, Rendering)
    alone = list(PdfRenderer(ONE_PAGE).each(letters))
    assert [one.recipient_id for one in refused] == [
        one.recipient_id for one in alone if isinstance(one, NotMade)
    ]
    assert volume.pages == sum(isinstance(one, Rendering) for one in alone)


# --- the pages around a run ----------------------------------------------------------------------


COVER = Cover("Letters to print", ("Print at 100 %.",), "This line is 100 mm long.")


def checklist(*names: str) -> Checklist:
    rows = {n: Row(n, name, "SAMPLIA", "zh-Hant") for n, name in enumerate(names, start=1)}
    boxes = ("signed", "posted")
    return Checklist("To tick", ("Two letters.",), "No.", "To", "Where", boxes, rows)


def texts(volume: object) -> list[str]:
    assert isinstance(volume, Rendering)
    return [page.extract_text() for page in PdfReader(io.BytesIO(volume.content)).pages]


def test_a_run_begins_with_its_cover_and_ends_with_its_checklist(letter: Letter) -> None:
    letters = [replace(letter, place=1), replace(letter, place=2)]
    (volume,) = PdfRenderer(PageSetup()).run(
        letters, cover=COVER, checklist=checklist("Ann Able", "陳大文")
    )
    first, *between, last = texts(volume)
    assert "Print at 100 %." in first
    assert len(between) == 2
    assert all(word in last for word in ("Ann Able", "陳大文", "SAMPLIA", "signed", "posted"))


def test_a_checklist_holds_the_letters_of_its_own_volume(letter: Letter) -> None:
    letters = [replace(letter, place=place) for place in (1, 2, 3)]
    volumes = PdfRenderer(PageSetup()).run(
        letters, 2, cover=COVER, checklist=checklist("Ann", "Bo", "Cy")
    )
    one, two = (texts(volume) for volume in volumes)
    assert len(one) == 4
    assert len(two) == 2
    assert "Ann" in one[-1]
    assert "Cy" not in one[-1]
    assert "Cy" in two[-1]


def test_a_long_checklist_runs_over_pages_with_its_head_on_each(letter: Letter) -> None:
    names = [f"Person {number}" for number in range(1, 121)]
    (volume,) = PdfRenderer(PageSetup()).run(
        [replace(letter, place=place) for place in range(1, 121)], checklist=checklist(*names)
    )
    lists = [text for text in texts(volume) if "posted" in text]
    assert len(lists) > 1
    assert "Person 120" in lists[-1]


@pytest.mark.parametrize("layout", ["plain", "a4-window"])
def test_on_both_sides_every_letter_begins_on_a_right_hand_page(
    letter: Letter, layout: str
) -> None:
    letters = [
        replace(of_length(letter, paragraphs), place=place, salutation=f"Dear Number {place},")
        for place, paragraphs in enumerate((1, 14, 1, 1), start=1)
    ]
    (volume,) = PdfRenderer(PageSetup(layout=layout, duplex=True)).run(
        letters, cover=COVER, checklist=checklist("Ann", "Bo", "Cy", "Di")
    )
    starts = [number for number, text in enumerate(texts(volume), start=1) if "Dear Number" in text]
    assert len(starts) == 4
    assert all(number % 2 == 1 for number in starts)
    assert starts[0] == 3
