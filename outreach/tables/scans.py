"""Scans and photos of letters that came in: known by what they hold, and kept byte for byte."""

import io
from dataclasses import dataclass, field
from pathlib import Path

from outreach.tables.files import open_regular, refused

LARGEST = 25_000_000  # bytes
_MOST_PIXELS = 120_000_000

_BEGINNINGS = (
    (b"%PDF-", "application/pdf"),
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"\x89PNG\r\n\x1a\n", "image/png"),
)


@dataclass(frozen=True, slots=True)
class Scan:
    """The exact bytes of a file, and its media type."""

    content: bytes = field(repr=False)
    media_type: str


def read_scan(path: Path) -> Scan:
    """A PDF, JPEG or PNG that can be opened; raises InputInvalid for anything else."""
    shown = str(path)
    with open_regular(path, shown) as file:
        content = file.read(LARGEST + 1)
    if len(content) > LARGEST:
        way_out = "Scan it with fewer dots an inch: 200 are enough to read."
        raise refused(shown, f"The file is larger than {LARGEST // 1_000_000} MB.", way_out)
    kind = next((kind for head, kind in _BEGINNINGS if content.startswith(head)), "")
    if not kind:
        raise refused(
            shown, "The file is no PDF, JPEG or PNG.", "Save the scan as one of these first."
        )
    fault = _fault_of_pdf(content) if kind == "application/pdf" else _fault_of_picture(content)
    if fault:
        raise refused(shown, fault, "Scan it again, or open it and save it anew.")
    return Scan(content, kind)


def _fault_of_pdf(content: bytes) -> str:
    from pypdf import PdfReader
    from pypdf.errors import PyPdfError

    try:
        reader = PdfReader(io.BytesIO(content))
        if reader.is_encrypted:
            return "The PDF is locked with a password."
        return "" if reader.pages else "The PDF has no pages."
    except (PyPdfError, OSError, ValueError, TypeError, KeyError, AttributeError, RecursionError):
        return "The PDF cannot be read: it is damaged, or cut short."


def _fault_of_picture(content: bytes) -> str:
    from PIL import Image, UnidentifiedImageError

    try:
        with Image.open(io.BytesIO(content), formats=("JPEG", "PNG")) as picture:
            if picture.width * picture.height > _MOST_PIXELS:
                return "The picture has more than 120 million pixels."
            picture.load()
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError, Image.DecompressionBombError):
        return "The picture cannot be read: it is damaged, or cut short."
    return ""
