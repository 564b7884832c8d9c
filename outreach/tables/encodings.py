"""Which encoding a text file is in, decided before a word of it is used.

UTF-8 (with or without a byte-order mark) and UTF-16 (with one) are certain: they prove themselves.
Windows-1252 proves nothing, because every file can be read as it, so it is believed only where no
other reading is likely:

- every byte has a meaning in it, and its accented letters all belong to the alphabet of one
  language that is written in it. Czech, Polish, Turkish, Russian or Chinese bytes read as
  Windows-1252 give letters that no such language has together;
- no three accented letters follow each other, as they do in misread Greek, Cyrillic or Chinese;
- no dash, quotation mark or ordinal sign stands inside a word, as they do in misread DOS and Mac
  files, and no ã or õ where Portuguese has none, as in misread Romanian and Hungarian.

Anything else is refused with the line, and the way to save it as UTF-8.
"""

import codecs
import io
import re
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from outreach.errors import InputInvalid
from outreach.tables.files import open_regular, refused

SAVE_AS_UTF8 = "Save it as “CSV UTF-8”, or in an editor with the encoding UTF-8."

# Letters outside ASCII, small and capital, of the languages written in Windows-1252. Icelandic
# and Faroese are left out: their ð, þ and ý are what Turkish ğ, ş and ı look like.
_ALPHABETS = tuple(
    frozenset(letters + letters.upper())
    for letters in (
        "àâæçéèêëîïôœùûüÿ",  # French
        "äöüßé",  # German
        "áéíñóúüªº",  # Spanish
        "áâãàçéêíóôõúüªº",  # Portuguese
        "àèéìòùªº",  # Italian
        "áéíóúàèëïöü",  # Dutch, Irish
        "åäöé",  # Swedish, Finnish
        "æøåé",  # Danish, Norwegian
        "àçèéíïòóúü",  # Catalan
    )
)
_SIGNS = frozenset("‘’“”–—…•€§°·«»™©®\u00a0")
_MISREAD = re.compile(r"[À-ÿ]{3}|[^\W\d_][“”…–—][^\W\d_]|[ªº]\w|õ(?!e)|ã[^\Woes]", re.IGNORECASE)
_OTHER_FORMATS = (
    (b"PK\x03\x04", "an Excel or OpenDocument file", "Give its name the ending .xlsx or .ods."),
    (b"\xd0\xcf\x11\xe0", "an old Excel file (.xls)", "Save it as .xlsx or as “CSV UTF-8”."),
    (b"%PDF", "a PDF", "Ask for the table itself."),
)


def encoding_of(path: Path, shown: str) -> str:
    """The Python name of the encoding a text file is in; refuses what is not certain."""
    with open_regular(path, shown) as file:
        start = file.read(8)
        file.seek(0)
        _refuse_other_formats(start, shown)
        if start.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
            return _checked_utf16(path, shown)
        broken = _first_line_not_utf8(file, shown)
        if broken is None:
            return "utf-8-sig" if start.startswith(codecs.BOM_UTF8) else "utf-8"
        line, cut_off = broken
        if cut_off:
            raise refused(
                shown, "The file breaks off in the middle of a character.", "Get it again.", line
            )
        file.seek(0)
        if _is_windows_1252(file):
            return "cp1252"
    raise refused(
        shown, "The text is neither UTF-8 nor certain to be Windows-1252.", SAVE_AS_UTF8, line
    )


def open_text(path: Path, shown: str, encoding: str, errors: str = "replace") -> io.TextIOWrapper:
    """Open with line ends as they are. The file was decoded before: what fails now is marked."""
    return io.TextIOWrapper(open_regular(path, shown), encoding=encoding, errors=errors, newline="")


def read_text(path: Path, shown: str) -> str:
    """The whole of a text file; line ends become a plain line break."""
    with open_text(path, shown, encoding_of(path, shown)) as file:
        return file.read().replace("\r\n", "\n").replace("\r", "\n")


def _refuse_other_formats(start: bytes, shown: str) -> None:
    for signature, name, way_out in _OTHER_FORMATS:
        if start.startswith(signature):
            raise refused(shown, f"This is not text but {name}.", way_out)


def _checked_utf16(path: Path, shown: str) -> str:
    line = 1
    try:
        with open_text(path, shown, "utf-16", errors="strict") as file:
            for text in file:
                if "\0" in text:
                    raise _binary(shown)
                line += 1
    except UnicodeError as error:
        raise refused(
            shown, "The UTF-16 text is damaged or breaks off here.", "Get the file again.", line
        ) from error
    return "utf-16"


def _first_line_not_utf8(file: BinaryIO, shown: str) -> tuple[int, bool] | None:
    """The first line that is not UTF-8, and whether it is the last and just breaks off."""
    broken: tuple[int, bool] | None = None
    for number, line in enumerate(file, start=1):
        if b"\0" in line:
            raise _binary(shown)
        if broken is None:
            try:
                line.decode()
            except UnicodeDecodeError as error:
                broken = number, error.reason == "unexpected end of data" and error.start > 0
        elif broken[1]:
            broken = broken[0], False
    return broken


def _binary(shown: str) -> InputInvalid:
    return refused(
        shown,
        "This is not text (it holds zero bytes): a picture, a program, or UTF-16 without its mark?",
        SAVE_AS_UTF8,
    )


def _is_windows_1252(file: BinaryIO) -> bool:
    letters: set[str] = set()
    try:
        for text in _lines_as_windows_1252(file):
            if _MISREAD.search(text):
                return False
            letters.update(letter for letter in text if letter > "\x7f")
    except UnicodeDecodeError:
        return False
    letters -= _SIGNS
    return any(letters <= alphabet for alphabet in _ALPHABETS)


def _lines_as_windows_1252(file: BinaryIO) -> Iterator[str]:
    return (line.decode("cp1252") for line in file if not line.isascii())
