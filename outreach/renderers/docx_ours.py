"""Our own document: paper, margins, styles, and the head of a group's letters."""

import docx
from docx.document import Document
from docx.shared import Length, Mm
from lxml import etree

from outreach.model.page import PageSetup
from outreach.model.settings import Paper
from outreach.renderers.docx_house import House, styled
from outreach.renderers.docx_languages import Language
from outreach.renderers.docx_letterhead import add_letterhead
from outreach.renderers.docx_numbering import lists_of_ours
from outreach.renderers.docx_package import PLACE_OF_WORDS, Package, taken_apart
from outreach.renderers.docx_seed import seed
from outreach.renderers.docx_styles import LETTER_STYLES, LINK_STYLE, add_styles

_SIZES = {Paper.A4: (Mm(210), Mm(297)), Paper.LETTER: (Mm(215.9), Mm(279.4))}
_MARGIN = Mm(23)


def prepare(setup: PageSetup, language: Language) -> Package:
    """Have python-docx build the document, and take it apart into what is shared and what not."""
    document = our_document(setup, language)
    if setup.letterhead is not None:
        add_letterhead(document, setup.letterhead, setup.logo)
    house = House(
        styles={name: styled(document.styles[name].style_id) for name in LETTER_STYLES},
        link=document.styles[LINK_STYLE].style_id,
        lists=lists_of_ours(),
    )
    document.element.body.insert(0, etree.Comment(PLACE_OF_WORDS))
    return taken_apart(document, language, house, running_head=True)


def our_document(setup: PageSetup, language: Language) -> Document:
    """An empty document with our styles."""
    document = docx.Document(seed(language))
    section = document.sections[0]
    section.page_width, section.page_height = _SIZES[setup.paper]
    section.left_margin = section.right_margin = _MARGIN
    section.top_margin = section.bottom_margin = _MARGIN
    section.header_distance = section.footer_distance = Mm(12.5)
    add_styles(document, language, Length(section.page_width - 2 * _MARGIN).twips)
    return document
