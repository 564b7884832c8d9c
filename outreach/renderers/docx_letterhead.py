"""The head of a group's letters in a document of ours: logo, name and lines, on the first page."""

from io import BytesIO

from docx.document import Document
from docx.enum.table import WD_CELL_VERTICAL_ALIGNMENT
from docx.shared import Length, Mm, Pt, RGBColor
from docx.text.paragraph import Paragraph

from outreach.model.page import Picture
from outreach.model.settings import Letterhead
from outreach.renderers.docx_runs import runs_leftwards

# As in the layouts of letters as PDF.
_TALLEST, _WIDEST = Mm(16), Mm(55)
_GAP = Mm(4)
_BELOW = Mm(8)


def add_letterhead(document: Document, head: Letterhead, logo: Picture | None) -> None:
    """Put the head into the header of the first page, which pushes the letter down as far as it
    is high.
    """
    header = document.sections[0].first_page_header
    header.is_linked_to_previous = False
    header.part.partname = type(header.part.partname)("/word/header2.xml")
    last = header.paragraphs[0]
    if logo is None:
        name, lines = last, header.add_paragraph()
        _write(name, lines, head)
        last = lines
    else:
        _beside_the_logo(document, last, head, logo)
    last.paragraph_format.space_after = _BELOW


def _beside_the_logo(document: Document, last: Paragraph, head: Letterhead, logo: Picture) -> None:
    section = document.sections[0]
    width = Length(section.page_width or 0)
    width = Length(width - (section.left_margin or 0) - (section.right_margin or 0))
    table = section.first_page_header.add_table(1, 2, width)
    last._p.addprevious(table._tbl)  # a header ends in a paragraph, or Word calls it damaged
    table.autofit = False
    picture, words = table.rows[0].cells
    drawn = picture.paragraphs[0].add_run().add_picture(BytesIO(_as_points(logo)))
    drawn.width, drawn.height = _fitted(drawn.width, drawn.height)
    named = drawn._inline.docPr
    named.set("name", "Logo")
    named.set("descr", head.name)
    drawn._inline.graphic.graphicData.pic.nvPicPr.cNvPr.set("name", "Logo")
    widths = (Length(drawn.width + _GAP), Length(width - drawn.width - _GAP))
    for column, wide in zip(table.columns, widths, strict=True):
        column.width = wide
        column.cells[0].width = wide
    for cell in (picture, words):
        cell.vertical_alignment = WD_CELL_VERTICAL_ALIGNMENT.CENTER
    _write(words.paragraphs[0], words.add_paragraph(), head)


def _write(name: Paragraph, lines: Paragraph, head: Letterhead) -> None:
    called = name.add_run(head.name)
    called.font.bold = called.font.cs_bold = True
    called.font.size = Pt(12)
    called.font.color.rgb = RGBColor.from_string(head.color.removeprefix("#").upper())
    called.font.rtl = runs_leftwards(head.name) or None
    for at, line in enumerate(head.lines):
        run = lines.add_run(line)
        run.font.size = Pt(8.5)
        run.font.rtl = runs_leftwards(line) or None
        if at < len(head.lines) - 1:
            run.add_break()


def _fitted(width: Length, height: Length) -> tuple[Length, Length]:
    scale = min(_WIDEST / width, _TALLEST / height)
    return Length(round(width * scale)), Length(round(height * scale))


def _as_points(logo: Picture) -> bytes:
    """A drawing is set by the compiler as points: older word processors show no SVG."""
    if logo.kind != "svg":
        return logo.content
    from outreach.typesetting.drawings import as_png

    return as_png(logo.content, _TALLEST.mm)
