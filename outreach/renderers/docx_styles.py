"""The named styles of a letter, Word's own wherever Word has one for the purpose."""

from typing import Any

from docx.document import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_TAB_ALIGNMENT
from docx.oxml.ns import qn
from docx.oxml.parser import OxmlElement
from docx.shared import Pt, RGBColor, Twips
from docx.styles.style import ParagraphStyle

from outreach.renderers.docx_languages import Language
from outreach.renderers.docx_numbering import BULLETED, INDENT, NUMBERED

LETTER_STYLES = (
    *("Return Address", "Date", "Inside Address", "Salutation", "Subject", "Closing"),
    *("Signature", "Enclosures", "Body Text", "Heading 1", "Heading 2", "Heading 3", "Quote"),
    *("Divider", "List Number", "List Bullet", "List Continue"),
)
LINK_STYLE = "Hyperlink"
QUOTE_INDENT = 567  # twentieths of a point: 10 mm


def add_styles(document: Document, language: Language, text_width: int) -> None:
    """Give `document` every style that `docx_words` names; `text_width` in twips."""
    _set_normal(document, language)
    _add_letter_styles(document, language)
    _add_text_styles(document, language)
    _add_list_styles(document)
    header = _add(document, "Header", after=0)
    header.element.styleId = "Header"  # python-docx would write it small, as the name is
    header.paragraph_format.tab_stops.add_tab_stop(Twips(text_width), WD_TAB_ALIGNMENT.RIGHT)
    link = document.styles.add_style(LINK_STYLE, WD_STYLE_TYPE.CHARACTER, builtin=True)
    link.font.underline = True
    link.font.color.rgb = RGBColor(0x05, 0x4C, 0x9E)


def _set_normal(document: Document, language: Language) -> None:
    normal = document.styles["Normal"].paragraph_format
    normal.widow_control = True
    normal.line_spacing = 1.05
    if language.right_to_left:
        _insert(document.styles["Normal"], OxmlElement("w:bidi"), "w:spacing", "w:ind", "w:jc")


def _add_letter_styles(document: Document, language: Language) -> None:
    """Styles of the letter's form. What belongs together stays on one page."""
    _add(document, "Return Address", after=12, together=True, own=True)
    _add(document, "Date", after=12, right=language.chinese)
    _add(document, "Inside Address", after=12, together=True, own=True)
    _add(document, "Salutation", after=9, with_next=True)
    _add(document, "Subject", after=9, with_next=True, bold=True, own=True)
    _add(document, "Closing", before=9, after=12, with_next=True, together=True)
    # In a Chinese letter the date follows the signature, and never alone on a page.
    _add(
        document,
        "Signature",
        after=12,
        together=True,
        right=language.chinese,
        with_next=language.chinese,
    )
    _add(document, "Enclosures", after=0, together=True, own=True)


def _add_text_styles(document: Document, language: Language) -> None:
    body = _add(document, "Body Text", after=8)
    if language.chinese:
        _indent_two_characters(body)
    for level, size in ((1, 14), (2, 13), (3, 12)):
        heading = _add(document, f"Heading {level}", before=6, after=6, with_next=True, bold=True)
        heading.font.size = Pt(size)
        heading.next_paragraph_style = body
        outline = OxmlElement("w:outlineLvl", {qn("w:val"): str(level - 1)})
        heading.element.get_or_add_pPr().append(outline)
    quote = _add(document, "Quote", after=10)
    quote.paragraph_format.left_indent = Twips(QUOTE_INDENT)
    quote.paragraph_format.right_indent = Twips(QUOTE_INDENT)
    divider = _add(document, "Divider", after=10, own=True)
    _draw_line_below(divider)


def _add_list_styles(document: Document) -> None:
    for name, instance in (("List Number", NUMBERED), ("List Bullet", BULLETED)):
        style = _add(document, name, after=5)
        properties = style.element.get_or_add_pPr().get_or_add_numPr()
        properties.get_or_add_numId().val = instance
    more = _add(document, "List Continue", after=8)
    more.paragraph_format.left_indent = Twips(INDENT)


def _add(
    document: Document,
    name: str,
    *,
    before: int = 0,
    after: int,
    with_next: bool = False,
    together: bool = False,
    bold: bool = False,
    right: bool = False,
    own: bool = False,
) -> ParagraphStyle:
    """One paragraph style; spaces in points. `own` marks a style that Word does not have."""
    style: ParagraphStyle = document.styles.add_style(
        name, WD_STYLE_TYPE.PARAGRAPH, builtin=not own
    )
    style.base_style = document.styles["Normal"]
    style.hidden = False
    style.quick_style = True
    style.font.bold = style.font.cs_bold = bold or None
    form = style.paragraph_format
    form.space_before, form.space_after = Pt(before), Pt(after)
    form.keep_with_next, form.keep_together = with_next or None, together or None
    form.alignment = WD_ALIGN_PARAGRAPH.RIGHT if right else None
    return style


def _indent_two_characters(style: ParagraphStyle) -> None:
    """Chinese paragraphs open two characters in, at whatever size they are set."""
    style.paragraph_format.first_line_indent = Pt(22)
    indent = style.element.pPr.ind
    indent.set(qn("w:firstLineChars"), "200")


def _draw_line_below(style: ParagraphStyle) -> None:
    line = {"val": "single", "sz": "4", "space": "1", "color": "auto"}
    borders = OxmlElement("w:pBdr")
    borders.append(
        OxmlElement("w:bottom", {qn(f"w:{name}"): value for name, value in line.items()})
    )
    _insert(style, borders, "w:spacing", "w:ind", "w:jc")


def _insert(style: ParagraphStyle, element: Any, *before: str) -> None:
    """A property python-docx does not know, at its place in the order the format lays down."""
    style.element.get_or_add_pPr().insert_element_before(element, *before)
