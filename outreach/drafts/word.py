"""A .docx → what it says."""

import io
import re
import zipfile
from collections.abc import Mapping
from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from xml.parsers.expat import ExpatError

import mammoth
from lxml import etree

from outreach.composing.bounds import LONGEST_TEMPLATE
from outreach.drafts.word_parts import parsed, take_out, w
from outreach.drafts.written import Kind, Line, Words, Written
from outreach.errors import InputInvalid, Problem
from outreach.tables.word_files import read_word_file

_DOCUMENT = "word/document.xml"
_MOST_ELEMENTS = 60_000  # of one part: ten times what Word writes for a letter of ten pages
# What the words are read from; notes and comments are taken out before.
_NEEDED = re.compile(
    r"\[Content_Types\]\.xml|_rels/\.rels|word/(?:styles|numbering)\.xml|word/_rels/[^/]+\.rels"
)
# Word's own styles for the parts of a letter, and ours.
_STYLES = (
    *("Return Address", "Envelope Return", "Date", "Inside Address", "Envelope Address"),
    *("Salutation", "Subject", "Closing", "Signature", "Enclosures", "Subtitle"),
)
# What mammoth raises of a file that breaks the format.
_NOT_READ = (KeyError, ValueError, AttributeError, TypeError, OSError, RecursionError, ExpatError)
_STYLE_MAP = "\n".join(
    (
        *(
            f"p[style-name='{name}'] => p.{name.replace(' ', '-').lower()}:fresh"
            for name in _STYLES
        ),
        "p[style-name='Title'] => h1:fresh",
        "p[style-name='Quote'] => blockquote > p:fresh",
        "p[style-name='Intense Quote'] => blockquote > p:fresh",
        "highlight => mark",
        "br[type='page'] => ",
    )
)


def read_word(path: Path, shown: str) -> Written:
    """The letter in a file of Word; raises InputInvalid for a file that is none, or not safe."""
    parts = read_word_file(path, shown)
    main = _main_part(parts)
    document = parsed(parts, main, shown)
    if document is None:
        raise _damaged(shown)
    needed = [name for name in parts if name == main or _NEEDED.fullmatch(name)]
    if any(_elements(parts, name, shown) > _MOST_ELEMENTS for name in needed):
        raise _too_long(shown)
    lost = take_out(document, parts, shown)
    cleaned = etree.tostring(document, encoding="UTF-8", standalone=True)
    lines = _lines({**{name: parts[name] for name in needed}, main: cleaned}, shown)
    if sum(len(line.text) for line in lines) > LONGEST_TEMPLATE:
        raise _too_long(shown)
    return Written(lines, lost, _language(parts, lines, shown), _title(parts, shown))


def _main_part(parts: Mapping[str, bytes]) -> str:
    """Word on the Web calls it document2.xml."""
    if _DOCUMENT in parts:
        return _DOCUMENT
    named = sorted(name for name in parts if name.startswith("word/document"))
    return next((name for name in named if name.endswith(".xml")), _DOCUMENT)


def _elements(parts: Mapping[str, bytes], name: str, shown: str) -> int:
    return sum(1 for _ in parsed(parts, name, shown).iter())


def _too_long(shown: str) -> InputInvalid:
    problem = Problem(
        "The file holds more than any letter.", "Copy the letter alone into a new file.", shown
    )
    return InputInvalid([problem])


def _damaged(shown: str) -> InputInvalid:
    return InputInvalid(
        [Problem("The file is damaged.", "Open it in Word and save it again.", shown)]
    )


def _lines(parts: Mapping[str, bytes], shown: str) -> tuple[Line, ...]:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    packed.seek(0)
    try:
        converted = mammoth.convert_to_html(
            packed,
            style_map=_STYLE_MAP,
            include_embedded_style_map=False,
            ignore_empty_paragraphs=False,
            external_file_access=False,
        )
    except _NOT_READ as error:
        raise _damaged(shown) from error
    reader = _Reader()
    reader.feed(converted.value)
    reader.close()
    return tuple(reader.lines)


class _Reader(HTMLParser):
    """The few elements that mammoth writes, as lines."""

    def __init__(self) -> None:
        super().__init__()
        self.lines: list[Line] = []
        self._words: list[Words] = []
        self._open: list[str] = []
        self._link: list[str] = []
        self._style = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag == "br":
            self._add("\n")
            return
        if tag == "input":
            self._add("☑" if "checked" in given else "☐")
            return
        if tag in ("p", "li", "ol", "ul") or tag in _HEADINGS:
            self._end_line()
            self._style = given.get("class") or ""
        if tag == "a":
            self._link.append(given.get("href") or "")
        if tag != "img":
            self._open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag in ("br", "input", "img"):
            return
        if tag in ("p", "li") or tag in _HEADINGS:
            self._end_line(empty_too=tag == "p")
        if tag == "a" and self._link:
            self._link.pop()
        if tag in self._open:
            del self._open[len(self._open) - 1 - self._open[::-1].index(tag)]

    def handle_data(self, data: str) -> None:
        self._add(data)

    def _add(self, text: str) -> None:
        link = self._link[-1] if self._link else ""
        words = Words(
            text,
            strong="strong" in self._open,
            emphasis="em" in self._open,
            link=link if link.startswith(("http://", "https://", "mailto:")) else "",
            marked="mark" in self._open,
        )
        self._words.append(words)

    def _end_line(self, *, empty_too: bool = False) -> None:
        words = tuple(self._words)
        self._words = []
        said = any(part.text.strip() for part in words)
        if not said and not empty_too:
            return
        kind, level = self._kind()
        place = len(self.lines) + 1
        self.lines.append(Line(words if said else (), kind, level, self._style, place))

    def _kind(self) -> tuple[Kind, int]:
        lists = [tag for tag in self._open if tag in ("ol", "ul")]
        if lists:
            return Kind.NUMBERED if lists[-1] == "ol" else Kind.BULLETED, len(lists) - 1
        heading = next((tag for tag in self._open if tag in _HEADINGS), "")
        if heading:
            return Kind.HEADING, min(_HEADINGS.index(heading) + 1, 3)
        return (Kind.QUOTED if "blockquote" in self._open else Kind.TEXT), 0


_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")


def _language(parts: Mapping[str, bytes], lines: tuple[Line, ...], shown: str) -> str:
    """What Word checks the spelling by, for the script most of the letter is in."""
    styles = parsed(parts, "word/styles.xml", shown)
    said = None if styles is None else next(styles.iter(w("lang")), None)
    text = "".join(line.text for line in lines)
    chinese = sum("\u4e00" <= mark <= "\u9fff" for mark in text) * 3 > len(text)
    if not chinese:
        return _tag(said, "val").partition("-")[0]
    simplified = _tag(said, "eastAsia").casefold() in ("zh-cn", "zh-sg", "zh-hans")
    return "zh-Hans" if simplified else "zh-Hant"


def _tag(said: Any, attribute: str) -> str:
    return "" if said is None else str(said.get(w(attribute)) or "")


def _title(parts: Mapping[str, bytes], shown: str) -> str:
    core = parsed(parts, "docProps/core.xml", shown)
    title = None if core is None else core.find("{http://purl.org/dc/elements/1.1/}title")
    return "" if title is None else " ".join((title.text or "").split())
