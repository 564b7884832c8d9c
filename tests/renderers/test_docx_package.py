"""The document around the words: the page, what it must not tell, and what Word is strict about."""

from dataclasses import replace
from io import BytesIO
from zipfile import ZipFile

import docx
import pytest

from outreach.model.letter import Letter
from outreach.model.page import PageSetup
from outreach.model.settings import Paper
from tests.renderers.docx_reading import made, opened, parts, rich_letters

PARAGRAPH_PROPERTIES = (
    *("pStyle", "keepNext", "keepLines", "widowControl", "numPr", "pBdr", "tabs", "bidi"),
    *("spacing", "ind", "jc", "outlineLvl"),
)
RUN_PROPERTIES = (
    *("rStyle", "rFonts", "b", "bCs", "i", "iCs", "color", "sz", "szCs", "u", "rtl", "lang"),
)
SECTION_PROPERTIES = ("headerReference", "pgSz", "pgMar", "titlePg")


def test_the_close_stays_with_the_signature_and_the_words_before_it(letter: Letter) -> None:
    document = opened(letter)
    assert document.styles["Closing"].paragraph_format.keep_with_next
    assert document.styles["Signature"].paragraph_format.keep_together
    assert document.styles["Normal"].paragraph_format.widow_control
    kept = [each.text for each in document.paragraphs if each.paragraph_format.keep_with_next]
    assert kept == [
        "I therefore call on you to:",
        "I would be grateful for a reply.\nIt will be shared.",
    ]


def test_there_is_room_for_ink_where_it_is_asked_for(letter: Letter) -> None:
    def room(one: Letter) -> object:
        (signature,) = [each for each in opened(one).paragraphs if each.style.name == "Signature"]
        return signature.paragraph_format.space_before

    assert room(letter) is None
    assert room(replace(letter, by_hand=True)).mm > 15


@pytest.mark.parametrize(("paper", "size"), [(Paper.A4, (210, 297)), (Paper.LETTER, (216, 279))])
def test_the_page_is_the_paper_in_the_printer(
    letter: Letter, paper: Paper, size: tuple[int, int]
) -> None:
    section = opened(letter, PageSetup(paper)).sections[0]
    assert (round(section.page_width.mm), round(section.page_height.mm)) == size


def test_the_running_head_leaves_the_first_page_out(letter: Letter) -> None:
    section = opened(letter).sections[0]
    assert section.different_first_page_header_footer
    assert section.first_page_header.is_linked_to_previous
    assert "PAGE" in section.header._element.xml


def test_a_document_bears_no_mark_of_who_made_it_when_and_with_what(letter: Letter) -> None:
    found = parts(made(letter))
    assert sorted(found) == [
        "[Content_Types].xml",
        "_rels/.rels",
        "docProps/core.xml",
        "word/_rels/document.xml.rels",
        "word/document.xml",
        "word/fontTable.xml",
        "word/header1.xml",
        "word/numbering.xml",
        "word/settings.xml",
        "word/styles.xml",
    ]
    everything = "".join(found.values()).casefold()
    for mark in ("rsid", "creator", "modified", "revision", "template", "python", "mac/office"):
        assert mark not in everything
    core = opened(letter).core_properties
    assert (core.author, core.last_modified_by, core.comments) == ("", "", "")
    assert (core.created, core.modified, core.last_printed) == (None, None, None)


def test_the_archive_does_not_tell_the_time_or_the_system(letter: Letter) -> None:
    with ZipFile(BytesIO(made(letter))) as archive:
        assert archive.namelist()[0] == "[Content_Types].xml"
        assert len(set(archive.namelist())) == len(archive.namelist())
        assert {part.date_time for part in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert {(part.create_system, part.extra, part.comment) for part in archive.infolist()} == {
            (0, b"", b"")
        }
        assert archive.testzip() is None


def test_word_is_asked_to_leave_names_and_times_out_when_it_saves(letter: Letter) -> None:
    assert (
        "<w:removePersonalInformation/><w:removeDateAndTime/>"
        in parts(made(letter))["word/settings.xml"]
    )


def test_properties_stand_in_the_order_the_format_lays_down(
    letter: Letter, chinese_letter: Letter
) -> None:
    for one in rich_letters(letter, chinese_letter):
        document = opened(one)
        for root in (document.element, document.styles.element):
            for tag, order in (
                ("w:pPr", PARAGRAPH_PROPERTIES),
                ("w:rPr", RUN_PROPERTIES),
                ("w:sectPr", SECTION_PROPERTIES),
            ):
                for element in root.iter(docx.oxml.ns.qn(tag)):
                    names = [child.tag.partition("}")[2] for child in element]
                    assert names == [name for name in order if name in names]


def test_whatever_a_document_refers_to_is_there(letter: Letter, chinese_letter: Letter) -> None:
    for one in rich_letters(letter, chinese_letter):
        document = opened(one)
        body = document.element
        defined = set(document.styles.element.xpath("./w:style/@w:styleId"))
        assert set(body.xpath("//w:pStyle/@w:val | //w:rStyle/@w:val")) <= defined
        assert set(document.styles.element.xpath("//w:basedOn/@w:val")) <= defined
        numbering = document.part.numbering_part.element
        instances = set(numbering.xpath("./w:num/@w:numId"))
        assert set(body.xpath("//w:numId/@w:val")) <= instances
        assert set(document.styles.element.xpath("//w:numId/@w:val")) <= instances
        assert set(numbering.xpath("//w:pStyle/@w:val")) <= defined
        assert set(body.xpath("//@r:id")) <= set(document.part.rels)


def test_styles_that_word_knows_bear_its_names(letter: Letter) -> None:
    own = {
        style.name
        for style in opened(letter).styles
        if style.element.get(docx.oxml.ns.qn("w:customStyle"))
    }
    assert own == {"Return Address", "Inside Address", "Subject", "Enclosures", "Divider"}
