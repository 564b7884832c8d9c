"""Word files for tests: written by python-docx, and taken apart to put into them what it cannot."""

from collections.abc import Mapping
from io import BytesIO
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

import docx
from docx.document import Document
from docx.oxml.ns import nsdecls
from docx.oxml.parser import parse_xml

NAMES = nsdecls("w")


def written(*paragraphs: str) -> Document:
    """A document with these paragraphs."""
    document = docx.Document()
    for text in paragraphs:
        document.add_paragraph(text)
    return document


def bytes_of(document: Document) -> bytes:
    saved = BytesIO()
    document.save(saved)
    return saved.getvalue()


def saved(document: Document, path: Path) -> Path:
    path.write_bytes(bytes_of(document))
    return path


def parts_of(content: bytes) -> dict[str, bytes]:
    with ZipFile(BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def packed(parts: Mapping[str, bytes]) -> bytes:
    package = BytesIO()
    with ZipFile(package, "w", ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return package.getvalue()


def changed(content: bytes, name: str, old: str, new: str) -> bytes:
    """The file with a text of one of its parts replaced."""
    parts = parts_of(content)
    assert old.encode() in parts[name]
    parts[name] = parts[name].replace(old.encode(), new.encode())
    return packed(parts)


def append_xml(document: Document, xml: str) -> None:
    """Put runs into the last paragraph; `xml` may use the prefix w."""
    for element in parse_xml(f"<w:p {NAMES}>{xml}</w:p>"):
        document.paragraphs[-1]._p.append(element)
