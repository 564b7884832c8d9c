"""Files that go along with letters: known by what they hold, and free of what could do harm."""

import unicodedata
from collections.abc import Callable, Mapping
from pathlib import Path

from outreach.errors import InputInvalid, Problem
from outreach.model.enclosure import EnclosedFile
from outreach.tables.enclosed_documents import odt_traces, refusal_of_package, word_traces
from outreach.tables.enclosed_pdf import pdf_traces, refusal_of_pdf
from outreach.tables.pictures import clean_picture

LARGEST = 25_000_000  # bytes; no mail server is known to take more

_PDF = "application/pdf"
_DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_ODT = "application/vnd.oasis.opendocument.text"
_TEXT = "text/plain"
# What a name may end with, and what the content has to be then.
_TYPES = {
    ".pdf": _PDF,
    ".png": "image/png",
    ".jpg": "image/jpeg",
    ".jpeg": "image/jpeg",
    ".txt": _TEXT,
    ".docx": _DOCX,
    ".odt": _ODT,
}
_ALLOWED = "Allowed are PDF, PNG, JPEG, plain text (.txt), DOCX and ODT."
_BEGINNINGS = (
    (b"%PDF-", _PDF),
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"MZ", "a Windows program"),
    (b"\x7fELF", "a program"),
    (b"\xcf\xfa\xed\xfe", "a program"),
    (b"\xca\xfe\xba\xbe", "a program"),
    (b"#!", "a script"),
    (b"Rar!", "an archive"),
    (b"7z\xbc\xaf", "an archive"),
    (b"\x1f\x8b", "an archive"),
    (b"\xd0\xcf\x11\xe0", "an old or locked Office file, which can hold macros"),
)
_PAGE_MARKS = (b"<!doctype html", b"<html", b"<script", b"<svg", b"<?xml")


def enclosed_file(path: Path, shown: str) -> EnclosedFile:
    """The file as it goes along: photos without what they tell of camera and place, all else byte
    for byte. Raises InputInvalid for what no letter should carry.
    """
    wanted = _TYPES.get(path.suffix.casefold())
    if wanted is None:
        raise _refused(shown, "Files of this kind do not go along with letters.", _ALLOWED)
    content = _read(path, shown)
    if not content:
        raise _refused(shown, "The file is empty.", "Put the right one there.")
    found = _kind(content)
    if found != wanted:
        words = {value: name.lstrip(".").upper() for name, value in _TYPES.items()}
        other = words.get(found, found) or "something else"
        sentence = f"The name says {path.suffix}, and the file is {other}."
        raise _refused(shown, sentence, f"Save it as what its name says. {_ALLOWED}")
    if wanted in _JUDGES and (reason := _JUDGES[wanted](content)):
        raise _refused(shown, reason, "Save it anew without that, or print it to a PDF.")
    if wanted.startswith("image/"):
        content, _ = clean_picture(path, shown)
    traces = _TRACES[wanted](content) if wanted in _TRACES else ()
    name = unicodedata.normalize("NFC", path.name)
    return EnclosedFile(name, wanted, content, traces)


_JUDGES: Mapping[str, Callable[[bytes], str]] = {
    _PDF: refusal_of_pdf,
    _DOCX: refusal_of_package,
    _ODT: refusal_of_package,
}
_TRACES: Mapping[str, Callable[[bytes], tuple[str, ...]]] = {
    _PDF: pdf_traces,
    _DOCX: word_traces,
    _ODT: odt_traces,
}


def _read(path: Path, shown: str) -> bytes:
    try:
        with path.open("rb") as file:
            content = file.read(LARGEST + 1)
    except OSError as error:
        way_out = "Put it into the folder enclosures, or take it out of the campaign."
        raise _refused(shown, f"The file cannot be read: {error.strerror}.", way_out) from error
    if len(content) > LARGEST:
        raise _refused(shown, f"The file is larger than {LARGEST // 1_000_000} MB.", "Shrink it.")
    return content


def _kind(content: bytes) -> str:
    """A media type that may go along, else a few words for what it is; empty when unknown."""
    for beginning, kind in _BEGINNINGS:
        if content.startswith(beginning):
            return kind
    if content.startswith(b"PK"):
        return _kind_of_package(content)
    if content.lstrip(b"\xef\xbb\xbf \t\r\n")[:200].lower().startswith(_PAGE_MARKS):
        return "a web page or drawing, which can hold scripts"
    return _TEXT if _is_text(content) else ""


def _kind_of_package(content: bytes) -> str:
    head = content[:4000]
    if b"mimetypeapplication/vnd.oasis.opendocument.text" in head:
        return _ODT
    # The name of a part stands in the directory at the end of the file as it is.
    return _DOCX if b"word/document.xml" in content else "an archive"


def _is_text(content: bytes) -> bool:
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return False
    return not any(unicodedata.category(c) == "Cc" and c not in "\t\n\r\f" for c in text)


def _refused(shown: str, sentence: str, way_out: str) -> InputInvalid:
    return InputInvalid([Problem(sentence, way_out, shown)])
