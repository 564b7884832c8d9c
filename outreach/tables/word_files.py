"""Files of Word (.docx), opened so that a hostile one does no harm.

A .docx is a zip archive of XML. It is refused where it is something else under that name, unpacks
to more than a letter holds, declares entities, or carries what runs (macros, embedded programs).
"""

import io
import re
import zipfile
from pathlib import Path

from outreach.errors import InputInvalid
from outreach.tables.archives import DAMAGED
from outreach.tables.files import open_regular, refused

LARGEST = 20 * 1024 * 1024
_LARGEST_UNPACKED = 100 * 1024 * 1024
_LARGEST_TEXT = 8 * 1024 * 1024  # of one part in XML
_MOST_PARTS = 2_000
_DOCTYPE = re.compile(rb"<!(?:DOCTYPE|ENTITY)|<\x00!\x00[DE]|\x00<\x00![\x00][DE]")
_MAIN = b"wordprocessingml.document.main+xml"
_STRICT = b"http://purl.oclc.org/ooxml/"
_OLD_WORD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ACTIVE = re.compile(r"vbaProject|vbaData|/activeX/|/embeddings/", re.IGNORECASE)

_SAVE_AS_DOCX = "Open it in a word processor and save it as .docx (Word document)."


def read_word_file(path: Path, shown: str) -> dict[str, bytes]:
    """The parts of a .docx by their names; raises InputInvalid for what is none, or not safe."""
    with open_regular(path, shown) as file:
        content = file.read(LARGEST + 1)
    if len(content) > LARGEST:
        raise refused(
            shown, "The file is larger than 20 MB: is it a letter?", "Shrink its pictures."
        )
    if not content.startswith(b"PK"):
        raise _another_kind(content, shown)
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            parts = _unpacked(archive, shown)
    except DAMAGED as error:
        raise refused(
            shown,
            "The file is damaged, cut off or protected with a password.",
            "Open it in a word processor, and save it again without a password.",
        ) from error
    _check(parts, shown)
    return parts


def _another_kind(content: bytes, shown: str) -> InputInvalid:
    if content.startswith(_OLD_WORD):
        return refused(
            shown,
            "This is a document of an older Word (.doc), or one protected with a password.",
            _SAVE_AS_DOCX,
        )
    return refused(shown, "This is not a Word document.", _SAVE_AS_DOCX)


def _unpacked(archive: zipfile.ZipFile, shown: str) -> dict[str, bytes]:
    """Every part, counted as it is unpacked: what the archive says of sizes is not believed."""
    too_large = refused(shown, "The file unpacks to more than any letter holds.", _SAVE_AS_DOCX)
    entries = archive.infolist()
    if len(entries) > _MOST_PARTS:
        raise too_large
    left = _LARGEST_UNPACKED
    parts: dict[str, bytes] = {}
    for entry in entries:
        most = min(left, _LARGEST_TEXT if _is_text(entry.filename) else left)
        with archive.open(entry) as part:
            content = part.read(most + 1)
        if len(content) > most:
            raise too_large
        left -= len(content)
        if entry.filename in parts:
            raise refused(shown, f"The file holds {entry.filename} twice.", _SAVE_AS_DOCX)
        if not entry.is_dir():
            parts[entry.filename] = content
    return parts


def _is_text(name: str) -> bool:
    return name.casefold().endswith((".xml", ".rels"))


def _check(parts: dict[str, bytes], shown: str) -> None:
    types = parts.get("[Content_Types].xml", b"")
    if b"macroEnabled" in types or any(map(_ACTIVE.search, parts)):
        raise refused(
            shown,
            "The file holds macros or embedded programs.",
            "Copy its text into a new document, and save that as .docx.",
        )
    if _MAIN not in types or "_rels/.rels" not in parts:
        raise refused(shown, "This is not a Word document.", _SAVE_AS_DOCX)
    for name, content in parts.items():
        if not _is_text(name):
            continue
        if _DOCTYPE.search(content):
            raise refused(shown, f"{name} in it declares entities, as no Word document does.")
        if name.startswith("word/") and _STRICT in content[:4000]:
            raise refused(
                shown,
                "The file is saved as “Strict Open XML”, which few programs read.",
                "In Word choose “Word document (.docx)” when you save it.",
            )
