"""`mark posted --file`: the letter that went, where somebody changed it in a word processor."""

from dataclasses import dataclass
from pathlib import Path

from outreach.errors import InputInvalid, UsageProblem
from outreach.tables.files import open_regular, refused

_LARGEST = 10 * 1024 * 1024
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
# By the end of the name: the media type, and how such a file begins.
_KINDS = {
    ".docx": (_WORD, b"PK\x03\x04"),
    ".pdf": ("application/pdf", b"%PDF-"),
    ".txt": ("text/plain; charset=utf-8", b""),
}


@dataclass(frozen=True, slots=True)
class ChangedLetter:
    """The exact bytes of a file, and its media type."""

    content: bytes
    media_type: str


def changed_letter(path: Path) -> ChangedLetter:
    """The letter in a file; raises InputInvalid or UsageProblem for what cannot be one."""
    kind = _KINDS.get(path.suffix.casefold())
    if kind is None:
        raise UsageProblem(
            f"{path.name} is no letter that can be kept.", "Give a .docx, .pdf or .txt file."
        )
    with open_regular(path, str(path)) as file:
        content = file.read(_LARGEST + 1)
    if len(content) > _LARGEST:
        raise refused(str(path), "The file is larger than 10 MB.", "Keep it as a PDF instead.")
    media_type, beginning = kind
    if not content.strip() or not content.startswith(beginning):
        raise refused(str(path), f"This is not a {path.suffix} file.", "Is it the right one?")
    if media_type.startswith("text/"):
        _insist_on_text(content, path)
    return ChangedLetter(content, media_type)


def _insist_on_text(content: bytes, path: Path) -> None:
    try:
        content.decode()
    except UnicodeDecodeError as error:
        raise _not_utf_8(path) from error


def _not_utf_8(path: Path) -> InputInvalid:
    return refused(str(path), "The text is not in UTF-8.", "Save it as UTF-8, or as a PDF.")
