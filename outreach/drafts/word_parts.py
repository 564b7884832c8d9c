"""What a Word file holds besides the words of a letter: counted, named and taken out.

What remains is plain enough for any reader of Word files: fields to be filled in are marked, hidden
words, notes, comments and pictures are gone.
"""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from dataclasses import field as dataclass_field
from typing import Any

from lxml import etree

from outreach.drafts.written import BLANK_ENDS, COLUMN_BEGINS, PROMPT_BEGINS
from outreach.errors import InputInvalid, Problem

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_MATH = "http://schemas.openxmlformats.org/officeDocument/2006/math"
_PARSER = etree.XMLParser(resolve_entities=False, no_network=True, remove_comments=True)
_MERGE = re.compile(r'\s*MERGEFIELD\s+(?:"([^"]+)"|(\S+))', re.IGNORECASE)
_PRIVATE = re.compile("[\ue000-\uf8ff]")
_SHOWN = 60

_OF_PAGE = {"header": "The header says", "footer": "The footer says"}


def w(name: str) -> str:
    """A name of WordprocessingML as lxml writes it."""
    return f"{{{_W}}}{name}"


def parsed(parts: Mapping[str, bytes], name: str, shown: str) -> Any:
    """A part of the file as XML, or None where it has none of that name."""
    if name not in parts:
        return None
    try:
        return etree.fromstring(parts[name], _PARSER)
    except etree.XMLSyntaxError as error:
        problem = Problem("The file is damaged.", "Open it in Word and save it again.", shown)
        raise InputInvalid([problem]) from error


def take_out(document: Any, parts: Mapping[str, bytes], shown: str) -> tuple[str, ...]:
    """Take what is no word of the letter out of `document`, and tell what it was."""
    lost = [*_boxes(document), *_counted(document), *_around(parts, shown)]
    _mark_fields(document)
    _mark_controls(document)
    return tuple(lost)


def _boxes(document: Any) -> Iterator[str]:
    """Text boxes stand in a file twice, for newer and older programs."""
    told = dict.fromkeys(_said(box) for box in document.iter(w("txbxContent")))
    for words in filter(None, told):
        yield f"A text box: {_quoted(words)}"


# One, several, and what to do about them.
_TAKEN_OUT = {
    "picture": ("picture", "pictures", "enclose it, or put it into the letterhead"),
    "table": ("table", "tables", "the cells became paragraphs, one below the other"),
    "footnote": ("footnote", "footnotes", "write into the text what the reader needs"),
    "comment": ("comment", "comments", ""),
    "hidden": ("stretch of hidden text", "stretches of hidden text", ""),
    "formula": ("formula", "formulas", "write it in words"),
    "object": ("embedded object", "embedded objects", ""),
    "symbol": ("character of a symbol font", "characters of a symbol font", ""),
}


def _counted(document: Any) -> Iterator[str]:
    found: Counter[str] = Counter()
    changed = [len(list(document.iter(w(name)))) for name in ("ins", "moveTo", "del", "moveFrom")]
    found["table"] = len(list(document.iter(w("tbl"))))
    for element in list(document.iter()):
        kind = _kind(element)
        if kind and element.getparent() is not None:
            found[kind] += kind != "box"
            element.getparent().remove(element)
    for text in document.iter(w("t")):
        found["symbol"] += len(_PRIVATE.findall(text.text or ""))
        text.text = _PRIVATE.sub("", text.text or "")
    if any(changed):
        yield (
            "Tracked changes: what was put in is kept, what was deleted is left out, as if all "
            "were accepted"
        )
    for kind, (one, several, way_out) in _TAKEN_OUT.items():
        if found[kind]:
            yield f"{found[kind]} {one if found[kind] == 1 else several}" + (
                f": {way_out}" if way_out else ""
            )


def _kind(element: Any) -> str:
    """What an element is that cannot stay, or nothing."""
    tag = element.tag
    if tag in (w("footnoteReference"), w("endnoteReference")):
        return "footnote"
    if tag == w("commentReference"):
        return "comment"
    if tag in (w("drawing"), w("pict")):
        boxed = next(element.iter(w("txbxContent")), None) is not None
        return "box" if boxed else "picture"
    if tag == w("object"):
        return "object"
    if tag == f"{{{_MATH}}}oMath":
        return "formula"
    hidden = element.find(f"{w('rPr')}/{w('vanish')}") if tag == w("r") else None
    return "hidden" if hidden is not None and hidden.get(w("val")) not in ("0", "false") else ""


def _around(parts: Mapping[str, bytes], shown: str) -> Iterator[str]:
    """What stands above and below the text of each page."""
    for name in sorted(parts):
        found = re.fullmatch(r"word/(header|footer)\d*\.xml", name)
        words = _said(parsed(parts, name, shown)) if found else ""
        if found and words:
            yield f"{_OF_PAGE[found[1]]} {_quoted(words)}"


def _said(element: Any) -> str:
    return " ".join(
        " ".join("".join(map(_letters, paragraph.iter(w("t"), w("tab"), w("br")))).split())
        for paragraph in element.iter(w("p"))
    ).strip()


def _letters(element: Any) -> str:
    return element.text or "" if element.tag == w("t") else " "


def _quoted(words: str) -> str:
    return f"“{words}”" if len(words) <= _SHOWN else f"“{words[:_SHOWN].rstrip()} …”"


def _mark_fields(document: Any) -> None:
    for simple in list(document.iter(w("fldSimple"))):
        _mark(simple.get(w("instr"), ""), list(simple.iter(w("t"))), simple)
        for child in list(simple):
            simple.addprevious(child)
        simple.getparent().remove(simple)
    begun: list[_Field] = []
    for element in list(document.iter(w("fldChar"), w("instrText"), w("t"))):
        step = element.get(w("fldCharType"))
        if step == "begin":
            begun.append(_Field())
        elif begun:
            begun[-1].take(element, step)
        if step == "end" and begun:
            field = begun.pop()
            _mark(field.code, field.shown, element)


@dataclass(slots=True)
class _Field:
    """A field that is spread over several runs: what it is told to do, and what it shows."""

    code: str = ""
    shown: list[Any] = dataclass_field(default_factory=list)
    is_shown: bool = False

    def take(self, element: Any, step: str | None) -> None:
        if step == "separate":
            self.is_shown = True
        elif element.tag == w("instrText"):
            self.code += element.text or ""
        elif element.tag == w("t") and self.is_shown:
            self.shown.append(element)


def _mark(code: str, texts: list[Any], end: Any) -> None:
    found = _MERGE.match(code)
    if found is None:
        return
    if not texts:
        run = end if end.tag == w("fldSimple") else end.getparent()
        added = etree.Element(w("r"))
        texts = [etree.SubElement(added, w("t"))]
        run.addprevious(added)
    _write_blank(texts, COLUMN_BEGINS, found[1] or found[2])


def _mark_controls(document: Any) -> None:
    """A content control that still shows its prompt is a blank."""
    for control in document.iter(w("sdt")):
        properties, content = control.find(w("sdtPr")), control.find(w("sdtContent"))
        if properties is None or content is None or properties.find(w("showingPlcHdr")) is None:
            continue
        named = properties.find(w("alias"))
        prompt = "".join(text.text or "" for text in content.iter(w("t")))
        label = prompt if named is None else named.get(w("val"), "")
        _write_blank(list(content.iter(w("t"))), PROMPT_BEGINS, label)


def _write_blank(texts: list[Any], begins: str, label: str) -> None:
    for text in texts:
        text.text = ""
    if texts:
        texts[0].text = f"{begins}{_PRIVATE.sub('', label)}{BLANK_ENDS}"
