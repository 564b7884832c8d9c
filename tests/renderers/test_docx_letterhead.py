"""The head of a group's letters in a document of ours."""

import io

import pytest
from docx.oxml.ns import qn
from PIL import Image

from outreach.model.letter import Letter
from outreach.model.page import PageSetup, Picture
from outreach.model.settings import Letterhead
from tests.renderers.docx_reading import made, opened
from tests.word import parts_of

HEAD = Letterhead(
    "Friends <of> “Example” & Co 🕊", ("12 Elm Street", "hello@example.org"), "#004488"
)
DRAWING = b'<svg xmlns="http://www.w3.org/2000/svg" width="90" height="30"><circle r="9"/></svg>'


def png(size: tuple[int, int] = (300, 100)) -> bytes:
    made = io.BytesIO()
    Image.new("RGB", size, "red").save(made, "PNG")
    return made.getvalue()


def setup(logo: Picture | None = None) -> PageSetup:
    return PageSetup(letterhead=HEAD, logo=logo)


def words_of_header(letter: Letter, logo: Picture | None) -> list[str]:
    header = opened(letter, setup(logo)).sections[0].first_page_header
    return [paragraph.text for paragraph in map_paragraphs(header) if paragraph.text]


def map_paragraphs(header: object) -> list[object]:
    cells = [cell for table in header.tables for row in table.rows for cell in row.cells]
    return [*(one for cell in cells for one in cell.paragraphs), *header.paragraphs]


@pytest.mark.parametrize(
    "logo", [None, Picture(png(), "png"), Picture(DRAWING, "svg")], ids=["none", "png", "svg"]
)
def test_name_and_lines_stand_on_the_first_page_alone(letter: Letter, logo: Picture | None) -> None:
    assert words_of_header(letter, logo) == [HEAD.name, "12 Elm Street\nhello@example.org"]
    section = opened(letter, setup(logo)).sections[0]
    assert section.different_first_page_header_footer
    assert HEAD.name not in "".join(one.text for one in section.header.paragraphs)


def test_the_name_has_the_colour_of_the_group(letter: Letter) -> None:
    header = opened(letter, setup()).sections[0].first_page_header
    assert str(header.paragraphs[0].runs[0].font.color.rgb) == "004488"


@pytest.mark.parametrize("size", [(300, 100), (100, 300), (3000, 100)])
def test_a_logo_of_any_shape_keeps_it_within_bounds(letter: Letter, size: tuple[int, int]) -> None:
    header = opened(letter, setup(Picture(png(size), "png"))).sections[0].first_page_header
    extent = next(header._element.iter(qn("wp:extent")))
    width, height = int(extent.get("cx")) / 36000, int(extent.get("cy")) / 36000
    assert width <= 55.01
    assert height <= 16.01
    assert width / height == pytest.approx(size[0] / size[1], rel=0.01)


def test_a_logo_has_words_for_those_who_do_not_see_it_and_no_file_name(letter: Letter) -> None:
    header = opened(letter, setup(Picture(png(), "png"))).sections[0].first_page_header
    described = next(header._element.iter(qn("wp:docPr")))
    assert described.get("descr") == HEAD.name
    names = {one.get("name") for one in header._element.iter(qn("pic:cNvPr"), qn("wp:docPr"))}
    assert names == {"Logo"}


def test_a_header_ends_in_a_paragraph_or_word_calls_it_damaged(letter: Letter) -> None:
    header = opened(letter, setup(Picture(png(), "png"))).sections[0].first_page_header
    assert header._element[-1].tag == qn("w:p")


def test_the_same_letter_has_the_same_bytes_with_a_head(letter: Letter) -> None:
    page = setup(Picture(DRAWING, "svg"))
    assert made(letter, page) == made(letter, page)
    names = list(parts_of(made(letter, page)))
    assert len(names) == len(set(names))
