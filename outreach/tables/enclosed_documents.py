"""DOCX and ODT files that go along with letters: macros, what they fetch, and what they tell."""

import io
import re
import zipfile
from collections.abc import Iterator
from xml.etree import ElementTree as ET

from outreach.tables.archives import DAMAGED

_LARGEST = 200_000_000  # bytes, unpacked
_LARGEST_PART = 20_000_000
_MOST_PARTS = 5_000

_MACROS = re.compile(r"vbaproject|vbadata|(?:^|/)(?:basic|scripts)/|activex|\.(?:exe|dll|js|vbs)$")
_OBJECTS = re.compile(r"(?:^|/)embeddings/|^object \d+/|(?:^|/)objects?/")
_FETCHING = re.compile(rb"TargetMode\s*=\s*[\"']External[\"']", re.IGNORECASE)
_RELATION = re.compile(rb"<(?:\w+:)?Relationship\b[^>]*>")
_LINK = re.compile(rb"/relationships/hyperlink[\"']")
_CHANGES = re.compile(rb"<w:(?:ins|del|moveFrom|moveTo) ")
_FETCHED_PICTURE = re.compile(rb"<draw:image\b[^>]*xlink:href\s*=\s*[\"']\s*(?:https?|file|ftp):")


def refusal_of_package(content: bytes) -> str:
    """Why a document must not go along: a sentence, empty when nothing speaks against it."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            return next(_reasons(package), "")
    except (*DAMAGED, OSError):  # bz2 says so of damage
        return "The document is damaged."


def word_traces(content: bytes) -> tuple[str, ...]:
    """What a DOCX tells beyond its words, as sentences."""
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        names = set(package.namelist())
        found = [
            *_said(package, "docProps/core.xml", {"creator": "its author"}),
            *_said(package, "docProps/core.xml", {"lastModifiedBy": "who changed it last"}),
            *_said(package, "docProps/app.xml", {"Company": "a company", "Manager": "a manager"}),
        ]
        if "word/comments.xml" in names:
            found.append("It holds comments.")
        if _CHANGES.search(_part(package, "word/document.xml")):
            found.append("It holds tracked changes: what was deleted can be read.")
    return tuple(dict.fromkeys(found))


def odt_traces(content: bytes) -> tuple[str, ...]:
    """What an ODT tells beyond its words, as sentences."""
    told = {
        "initial-creator": "its author",
        "creator": "who changed it last",
        "printed-by": "who printed it",
    }
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        found = list(_said(package, "meta.xml", told))
        text = _part(package, "content.xml")
        if b"<office:annotation" in text:
            found.append("It holds comments.")
        if b"<text:tracked-changes" in text:
            found.append("It holds tracked changes: what was deleted can be read.")
    return tuple(dict.fromkeys(found))


def _reasons(package: zipfile.ZipFile) -> Iterator[str]:
    parts = package.infolist()
    whole = sum(part.file_size for part in parts)
    if len(parts) > _MOST_PARTS or whole > _LARGEST:
        yield "The document is far larger than it looks."
        return
    for part in parts:
        name = part.filename.casefold()
        if part.flag_bits & 1:
            yield "The document is locked, so that nobody can see what is in it."
        if _MACROS.search(name):
            yield "The document holds macros."
        if _OBJECTS.search(name):
            yield "The document holds other files."
    if b"macroenabled" in _part(package, "[Content_Types].xml").lower():
        yield "The document holds macros."
    for part in parts:
        if part.filename.endswith(".rels") and _fetches(_part(package, part.filename)):
            yield "The document fetches something from elsewhere when it is opened."
    if _FETCHED_PICTURE.search(_part(package, "content.xml")):
        yield "The document fetches something from elsewhere when it is opened."


def _fetches(relations: bytes) -> bool:
    return any(
        _FETCHING.search(one) and not _LINK.search(one) for one in _RELATION.findall(relations)
    )


def _part(package: zipfile.ZipFile, name: str) -> bytes:
    """A part of the package, empty where it has none; one that is too large is no document's."""
    if name not in package.namelist():
        return b""
    with package.open(name) as part:
        content = part.read(_LARGEST_PART + 1)
    if len(content) > _LARGEST_PART:
        raise ValueError(name)
    return content


def _said(package: zipfile.ZipFile, name: str, told: dict[str, str]) -> Iterator[str]:
    content = _part(package, name)
    try:
        # It is read for a few names only, and expat itself bounds what entities grow to.
        root = ET.fromstring(content)  # noqa: S314
    except ET.ParseError:
        return
    for element in root.iter():
        what = told.get(str(element.tag).rpartition("}")[2])
        if what and element.text and element.text.strip():
            yield f"It names {what}: {element.text.strip()}."
