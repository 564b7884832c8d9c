"""Takes out of a group's Word file what it tells of people and computers; refuses what could act.

Only what is known to be needed is kept: relationships of other kinds go, and their parts with them.
"""

import re
from collections.abc import Iterator
from typing import Any

from docx.document import Document
from docx.opc.part import Part, XmlPart
from docx.oxml.ns import qn
from docx.oxml.parser import OxmlElement
from lxml import etree

from outreach.errors import InputInvalid, Problem
from outreach.tables.pictures import redrawn

_KEPT = frozenset(
    ("officeDocument", "styles", "settings", "numbering", "fontTable", "theme", "font")
) | frozenset(("header", "footer", "image", "hyperlink"))
# What would go missing in print, or be read from elsewhere.
_REFUSED = {
    "oleObject": "an embedded object",
    "package": "an embedded document",
    "control": "a control that is a program",
    "aFChunk": "another document within it",
    "subDocument": "another document within it",
    "frame": "a frame of the Web",
    "chart": "a chart",
    "diagramData": "a diagram",
    "video": "a film",
    "audio": "a sound",
}
_FETCHING = re.compile(
    r"\s*(INCLUDEPICTURE|INCLUDETEXT|IMPORT|LINK|DDE|DDEAUTO|MACROBUTTON|DATABASE|EMBED)\b",
    re.IGNORECASE,
)
_SAFE_LINK = re.compile(r"(?:https?://|mailto:|#)", re.IGNORECASE)
_SETTINGS = frozenset(
    f"w:{name}"
    for name in (
        *("displayBackgroundShape", "mirrorMargins", "alignBordersAndEdges", "gutterAtTop"),
        *("bordersDoNotSurroundHeader", "bordersDoNotSurroundFooter", "defaultTabStop"),
        *("autoHyphenation", "consecutiveHyphenLimit", "hyphenationZone", "doNotHyphenateCaps"),
        *("evenAndOddHeaders", "characterSpacingControl", "compat", "themeFontLang"),
        *("clrSchemeMapping", "decimalSymbol", "listSeparator"),
    )
)
_LEFT_OUT = frozenset(
    qn(f"w:{name}")
    for name in (
        *("del", "moveFrom", "rPrChange", "pPrChange", "sectPrChange", "tblPrChange"),
        *("trPrChange", "tcPrChange", "tblGridChange", "tblPrExChange", "numberingChange"),
        *("commentRangeStart", "commentRangeEnd", "commentReference", "dataBinding"),
        *("rsid", "proofErr", "moveFromRangeStart", "moveFromRangeEnd", "moveToRangeStart"),
        *("moveToRangeEnd", "permStart", "permEnd", "footnotePr", "endnotePr", "printerSettings"),
    )
)
_UNWRAPPED = frozenset((qn("w:ins"), qn("w:moveTo")))
_PICTURE_NAMES = ("pic:cNvPr", "wp:docPr")


def refuse(shown: str, sentence: str, way_out: str = "") -> InputInvalid:
    """The refusal of a group's file for one reason."""
    return InputInvalid([Problem(sentence, way_out, shown)])


def scrub(document: Document, shown: str) -> None:
    """Leave of the file what its pages show."""
    package = document.part.package
    _keep_known(package, shown)
    for part in _parts(document.part):
        _keep_known(part, shown)
        if isinstance(part, XmlPart):
            _scrub_xml(part.element, shown)
        elif part.content_type.endswith("+xml") or part.content_type.endswith("/xml"):
            root = etree.fromstring(part.blob)
            _scrub_xml(root, shown)
            part._blob = etree.tostring(root, encoding="UTF-8", standalone=True)
        else:
            _clean(part, shown)
    _scrub_settings(document.settings.element)


def _parts(main: Part) -> Iterator[Part]:
    """All parts that can be reached. Those of a part are asked for after it was handed out."""
    waiting, seen = [main], {main}
    while waiting:
        part = waiting.pop()
        yield part
        for relation in part.rels.values():
            if not relation.is_external and relation.target_part not in seen:
                seen.add(relation.target_part)
                waiting.append(relation.target_part)


def _keep_known(part: Any, shown: str) -> None:
    for name, relation in list(part.rels.items()):
        kind = relation.reltype.rpartition("/")[2]
        if kind in _REFUSED:
            raise refuse(shown, f"The file holds {_REFUSED[kind]}.", "Put it in as a picture.")
        if relation.is_external and kind == "image":
            raise refuse(
                shown,
                "A picture of the file lies elsewhere, and would be fetched when it is opened.",
                "Insert the picture into the file itself.",
            )
        if kind == "hyperlink" and not _SAFE_LINK.match(relation.target_ref):
            raise refuse(
                shown,
                f"A link of the file leads to {relation.target_ref}.",
                "Take the link out: letters link to web pages and mail addresses only.",
            )
        if kind not in _KEPT or (relation.is_external and kind != "hyperlink"):
            del part.rels[name]


def _scrub_xml(root: Any, shown: str) -> None:
    for element in list(root.iter()):
        if not isinstance(element.tag, str):
            _remove(element)
            continue
        for attribute in [name for name in element.attrib if "}rsid" in name]:
            del element.attrib[attribute]
        if element.tag in _LEFT_OUT:
            _remove(element)
        elif element.tag in _UNWRAPPED:
            _unwrap(element)
    for field in _fields(root):
        if found := _FETCHING.match(field):
            raise refuse(
                shown,
                f"The file holds a field that fetches or starts something ({found[1].upper()}).",
                "Take the field out: in Word, select it and press Ctrl+Shift+F9.",
            )
    _forget_file_names(root)


def _fields(root: Any) -> Iterator[str]:
    """What each field is told to do, put together from the pieces Word may cut it into."""
    begun: list[str] = []
    for element in root.iter(qn("w:fldSimple"), qn("w:fldChar"), qn("w:instrText")):
        kind = element.get(qn("w:fldCharType"))
        if element.tag == qn("w:fldSimple"):
            yield element.get(qn("w:instr"), "")
        elif kind == "begin":
            begun.append("")
        elif kind is None and begun:
            begun[-1] += element.text or ""
        elif kind is None:
            yield element.text or ""
        elif kind == "end" and begun:
            yield begun.pop()
    yield from begun


def _forget_file_names(root: Any) -> None:
    """Word names a picture after its file, with the folder at times."""
    for tag in _PICTURE_NAMES:
        for named in root.iter(qn(tag)):
            named.set("name", f"Picture {named.get('id', '')}".strip())
    for drawn in root.iter("{urn:schemas-microsoft-com:vml}imagedata"):
        drawn.attrib.pop("{urn:schemas-microsoft-com:office:office}title", None)


def _remove(element: Any) -> None:
    parent = element.getparent()
    if parent is not None:
        parent.remove(element)


def _unwrap(element: Any) -> None:
    for child in list(element):
        element.addprevious(child)
    _remove(element)


def _clean(part: Part, shown: str) -> None:
    """A picture without what a camera wrote into it."""
    if part.content_type in ("image/png", "image/jpeg"):
        part._blob = redrawn(part.blob, shown)[0]


def _scrub_settings(settings: Any) -> None:
    kept = set(map(qn, _SETTINGS))
    for child in list(settings):
        if child.tag not in kept:
            settings.remove(child)
    # Word leaves its user's name and the time out when a volunteer edits a letter and saves it.
    for at, tag in enumerate(("w:removePersonalInformation", "w:removeDateAndTime")):
        settings.insert(at, OxmlElement(tag))
