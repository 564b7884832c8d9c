"""The words within a document, to be searched: DOCX, ODT, PDF or plain text."""

import io
import zipfile
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

from outreach.tables.archives import DAMAGED
from outreach.tables.encodings import read_text
from outreach.tables.files import open_regular, refused

_LARGEST = 25_000_000  # bytes
_LARGEST_PART = 20_000_000  # of XML, unpacked
_LARGEST_UNPACKED = 100_000_000
_MOST_PAGES = 200
_DAMAGED_PDF = (OSError, ValueError, TypeError, LookupError, AttributeError, RecursionError)
_PARAGRAPHS = frozenset(("p", "h"))


def words_within(path: Path, shown: str) -> str:
    """A paragraph or a page a line, and what the document tells of its making. Raises InputInvalid
    where there are no words that could be read: pictures, scans, damaged or locked files.
    """
    reader = _READERS.get(path.suffix.casefold())
    if reader is None:
        return read_text(path, shown)
    with open_regular(path, shown) as file:
        content = file.read(_LARGEST + 1)
    if len(content) > _LARGEST:
        raise refused(shown, "The file is too large to be searched.")
    found = reader(content, shown)
    if not found.strip():
        raise refused(shown, "No words can be read in it.")
    return found


def _of_package(content: bytes, shown: str) -> str:
    """Every part of it: headers, comments and properties name people too."""
    from lxml.etree import XMLSyntaxError

    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            if sum(part.file_size for part in package.infolist()) > _LARGEST_UNPACKED:
                raise refused(shown, "The file unpacks to more than any document holds.")
            parts = [one for one in package.namelist() if one.casefold().endswith(".xml")]
            return "\n".join(line for one in parts for line in _of_part(package, one))
    except (*DAMAGED, OSError, XMLSyntaxError) as error:
        raise refused(shown, "The file is damaged.") from error


def _of_part(package: zipfile.ZipFile, name: str) -> Iterator[str]:
    from lxml.etree import QName, XMLParser, fromstring

    with package.open(name) as part:
        content = part.read(_LARGEST_PART + 1)
    if len(content) > _LARGEST_PART:
        raise ValueError(name)
    root = fromstring(content, XMLParser(resolve_entities=False, no_network=True))
    if root.getroottree().docinfo.doctype:  # no word processor writes one; words may hide there
        raise ValueError(name)
    paragraphs = [one for one in root.iter("{*}*") if QName(one).localname in _PARAGRAPHS]
    # A word may be cut into several runs of type; those of a paragraph belong together.
    for one in paragraphs or root.iter("{*}*"):
        yield "".join(one.itertext() if paragraphs else (one.text or "",))


def _of_pdf(content: bytes, shown: str) -> str:
    from pypdf import PdfReader
    from pypdf.errors import PyPdfError

    try:
        reader = PdfReader(io.BytesIO(content))
        if len(reader.pages) > _MOST_PAGES:
            raise refused(shown, "The file has too many pages to be searched.")
        pages = [page.extract_text() for page in reader.pages]
        told = [str(value) for value in (reader.metadata or {}).values()]
    except (*_DAMAGED_PDF, PyPdfError) as error:
        raise refused(shown, "The PDF is damaged or locked.") from error
    return "\n".join((*pages, *told)) if any(map(str.strip, pages)) else ""


def _of_picture(_: bytes, shown: str) -> str:
    raise refused(shown, "It is a picture.")


_READERS: Mapping[str, Callable[[bytes, str], str]] = {
    ".docx": _of_package,
    ".odt": _of_package,
    ".pdf": _of_pdf,
    ".png": _of_picture,
    ".jpg": _of_picture,
    ".jpeg": _of_picture,
}
DOCUMENTS = frozenset(_READERS)
