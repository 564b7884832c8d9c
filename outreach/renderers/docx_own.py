"""A group's own Word file as the document its letters are put into.

Its styles, header, footer and margins are kept; its styles are used where they bear the names that
Word has for the parts of a letter, and ours are added where it has none.
"""

from pathlib import Path
from typing import Any

import docx
from docx.document import Document
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml.ns import qn
from lxml import etree

from outreach.model.page import PageSetup
from outreach.renderers.docx_house import House, Lists
from outreach.renderers.docx_languages import Language
from outreach.renderers.docx_numbering import BULLETED, NUMBERED, definitions, instances
from outreach.renderers.docx_ours import our_document
from outreach.renderers.docx_own_styles import say_language, styles_of
from outreach.renderers.docx_package import (
    CORE,
    DOCUMENT,
    NUMBERING,
    PLACE_OF_WORDS,
    Package,
    taken_apart,
)
from outreach.renderers.docx_scrubbing import refuse, scrub
from outreach.renderers.docx_seed import CORE_PROPERTIES, DECLARATION, W
from outreach.tables.word_files import read_word_file

MARK = "{{ letter }}"


def prepare_own(path: Path, language: Language) -> Package:
    """The file, without what it tells of its author; raises InputInvalid for one that is not safe,
    or that holds words of its own where the letter belongs.
    """
    shown = path.name
    read_word_file(path, shown)
    document = _opened(path, shown)
    scrub(document, shown)
    _name_parts(document)
    _make_room(document.element.body, shown)
    say_language(document, language)
    lists, first = _lists(document)
    ours = our_document(PageSetup(), language)
    styles, link = styles_of(document, ours, numbered=first + NUMBERED, bulleted=first + BULLETED)
    direction = "<w:bidi/>" if language.right_to_left else ""
    house = House(styles, link, lists, direction)
    return taken_apart(document, language, house, running_head=False)


def _opened(path: Path, shown: str) -> Document:
    try:
        document = docx.Document(str(path))
        prefixes = document.element.nsmap
    except (KeyError, ValueError, AttributeError, etree.XMLSyntaxError) as error:
        raise refuse(shown, "The file is damaged.", "Open it in Word and save it again.") from error
    if any(prefixes.get(prefix) != qn(f"{prefix}:x")[1:-2] for prefix in ("w", "r")):
        raise refuse(shown, "Word did not write this file.", "Open it in Word and save it again.")
    return document


def _name_parts(document: Document) -> None:
    """The parts that each letter has of its own, under the names that `docx_package` writes."""
    part = document.part
    part.partname = PackURI(f"/{DOCUMENT}")
    core = Part(
        PackURI(f"/{CORE}"),
        CONTENT_TYPE.OPC_CORE_PROPERTIES,
        (DECLARATION + CORE_PROPERTIES % ("", "")).encode(),
        part.package,
    )
    part.package.relate_to(core, RELATIONSHIP_TYPE.CORE_PROPERTIES)
    counted = next(
        (one.target_part for one in part.rels.values() if one.reltype.endswith("/numbering")), None
    )
    if counted is None:
        empty = f"{DECLARATION}<w:numbering {W}></w:numbering>".encode()
        counted = Part(PackURI(f"/{NUMBERING}"), CONTENT_TYPE.WML_NUMBERING, empty, part.package)
        part.relate_to(counted, RELATIONSHIP_TYPE.NUMBERING)
    counted.partname = PackURI(f"/{NUMBERING}")


def _make_room(body: Any, shown: str) -> None:
    """Put the place of the letter where the file has its mark, or into its empty body."""
    marks = [one for one in body.iter(qn("w:p")) if _words(one).strip() == MARK]
    if marks:
        marks[0].addprevious(etree.Comment(PLACE_OF_WORDS))
        for mark in marks:
            mark.getparent().remove(mark)
        return
    words = " ".join(_words(body).split())
    if words or next(body.iter(qn("w:drawing"), qn("w:pict"), qn("w:object")), None) is not None:
        sentence = f"The page holds “{words[:40]}…” already." if words else "The page is not empty."
        raise refuse(
            shown,
            sentence,
            f"Put what every letter shows into the header or footer, or write {MARK} alone on the "
            "line where the letter goes.",
        )
    for child in list(body):
        if child.tag != qn("w:sectPr"):
            body.remove(child)
    body.insert(0, etree.Comment(PLACE_OF_WORDS))


def _words(element: Any) -> str:
    return "".join(text.text or "" for text in element.iter(qn("w:t")))


def _lists(document: Document) -> tuple[Lists, int]:
    """Our numbering beside the file's own, and the number after which its instances begin."""
    part = document.part.part_related_by(RELATIONSHIP_TYPE.NUMBERING)
    root = etree.fromstring(part.blob)
    definition = _highest(root, "w:abstractNum", "w:abstractNumId")
    instance = _highest(root, "w:num", "w:numId")
    _add_xml(
        root, definitions(after=definition, linked=False), before=("w:num", "w:numIdMacAtCleanup")
    )
    _add_xml(
        root,
        instances(after=instance, definitions_after=definition),
        before=("w:numIdMacAtCleanup",),
    )
    _add_xml(root, f"<!--{PLACE_OF_WORDS}-->", before=("w:numIdMacAtCleanup",))
    xml = DECLARATION + etree.tostring(root, encoding="unicode")
    opening, _, closing = xml.partition(f"<!--{PLACE_OF_WORDS}-->")
    lists = Lists(
        opening,
        closing,
        numbered=definition + NUMBERED,
        bulleted=instance + BULLETED,
        first=instance + BULLETED + 1,
    )
    return lists, instance


def _highest(root: Any, tag: str, attribute: str) -> int:
    return max((int(one.get(qn(attribute), "0")) for one in root.iter(qn(tag))), default=0)


def _add_xml(root: Any, xml: str, before: tuple[str, ...]) -> None:
    follower = next((child for child in root if child.tag in set(map(qn, before))), None)
    for element in etree.fromstring(f"<w:x {W}>{xml}</w:x>"):
        if follower is None:
            root.append(element)
        else:
            follower.addprevious(element)
