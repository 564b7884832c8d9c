"""How large a spreadsheet is once it is unpacked, measured before anything unpacks it whole.

A small .xlsx or .ods can hold gigabytes (a “zip bomb”), and one stray cell in the last row makes
a reader reserve memory for every cell above it. Both are refused here. The sizes a zip file
states are not believed: every part is unpacked piece by piece and counted.
"""

import re
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from xml.parsers import expat

from outreach.tables.archives import DAMAGED
from outreach.tables.files import refused

LARGEST_UNPACKED = 200 * 1024 * 1024
MOST_CELLS = 4_000_000
_MOST_PARTS = 5_000
_PIECE = 256 * 1024
_SHEETS = re.compile(r"xl/worksheets/[^/]+\.xml|content\.xml")


def check_bounds(path: Path, shown: str) -> None:
    """Refuse a spreadsheet that is damaged, or too large to be a list of recipients."""
    try:
        with zipfile.ZipFile(path) as package:
            _check_parts(package, shown)
    except DAMAGED as error:
        raise refused(
            shown,
            "The spreadsheet is damaged, cut off or protected with a password.",
            "Open it, and save it again without a password.",
        ) from error


def _check_parts(package: zipfile.ZipFile, shown: str) -> None:
    parts = package.infolist()
    left = LARGEST_UNPACKED
    if len(parts) > _MOST_PARTS:
        raise _too_large(shown)
    for part in parts:
        extent = _Extent(shown) if _SHEETS.fullmatch(part.filename) else None
        for piece in _unpacked(package, part, left):
            left -= len(piece)
            if left < 0:
                raise _too_large(shown)
            if extent is not None:
                extent.feed(piece)


def _unpacked(package: zipfile.ZipFile, part: zipfile.ZipInfo, enough: int) -> Iterator[bytes]:
    # zipfile stops at the size the file states; a larger one makes it go on to the true end, or
    # so far beyond `enough` that the caller has had it.
    part.file_size = enough + 2 * _PIECE
    with package.open(part) as content:
        while piece := content.read(_PIECE):
            yield piece


def _too_large(shown: str) -> Exception:
    return refused(
        shown,
        "The spreadsheet unpacks to more than any list of recipients holds.",
        "Copy the list alone into a new spreadsheet, or save it as CSV.",
    )


class _Extent:
    """Follows the XML of a sheet and refuses it once its filled cells span too large an area.

    Called for every element of a large file, so it does little and remembers names it has seen.
    """

    def __init__(self, shown: str) -> None:
        self._shown = shown
        self._row = self._column = 0  # where the parser stands, from 1
        self._reference = ""  # the name of its cell, such as AB12, where the file gives it
        self._rows = self._columns = 0  # as far as anything is filled in
        self._meanings: dict[str, Callable[[dict[str, str]], None] | None] = {}
        self._numbers: dict[str, int] = {}
        self._parser = expat.ParserCreate(namespace_separator=" ")
        self._parser.StartElementHandler = self._start
        self._parser.StartDoctypeDeclHandler = self._doctype

    def feed(self, piece: bytes) -> None:
        try:
            self._parser.Parse(piece)
        except (expat.ExpatError, ValueError) as error:
            raise refused(
                self._shown, "The spreadsheet is damaged.", "Open it and save it again."
            ) from error

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        if name not in self._meanings:
            self._meanings[name] = self._meaning(_local(name))
        meaning = self._meanings[name]
        if meaning is not None:
            meaning(attributes)

    def _meaning(self, name: str) -> Callable[[dict[str, str]], None] | None:
        match name:
            case "row":
                return self._excel_row
            case "c":
                return self._excel_cell
            case "table":
                return self._open_document_table
            case "table-row":
                return self._open_document_row
            case "table-cell" | "covered-table-cell":
                return self._open_document_cell
            case "v" | "is" | "p":
                return self._filled
            case _:
                return None

    def _excel_row(self, attributes: dict[str, str]) -> None:
        self._row, self._column = int(attributes.get("r", self._row + 1)), 0

    def _excel_cell(self, attributes: dict[str, str]) -> None:
        self._reference = attributes.get("r", "")
        self._column += 1

    def _open_document_table(self, _: object) -> None:
        self._row = self._rows = self._columns = 0

    def _open_document_row(self, attributes: dict[str, str]) -> None:
        self._row, self._column = self._row + _times(attributes, "rows"), 0

    def _open_document_cell(self, attributes: dict[str, str]) -> None:
        self._column += _times(attributes, "columns")

    def _filled(self, _: object) -> None:
        if self._reference:
            self._move_to(self._reference)
        self._rows = max(self._rows, self._row)
        self._columns = max(self._columns, self._column)
        if self._rows * self._columns > MOST_CELLS:
            raise refused(
                self._shown,
                f"The sheet reaches to row {self._rows:,} and column {self._columns:,}.",
                "Delete whatever stands far below or beside the list, and save it again.",
            )

    def _move_to(self, reference: str) -> None:
        letters = reference.rstrip("0123456789")
        self._row = int(reference[len(letters) :])
        if letters not in self._numbers:
            number = 0
            for letter in letters:
                number = number * 26 + ord(letter) - ord("A") + 1
            self._numbers[letters] = number
        self._column = self._numbers[letters]

    def _doctype(self, *_: object) -> None:
        raise ValueError("spreadsheets declare no entities")


def _local(name: str) -> str:
    return name.rpartition(" ")[2]


def _times(attributes: dict[str, str], what: str) -> int:
    """How often OpenDocument says that a row or cell is repeated."""
    wanted = f"number-{what}-repeated"
    return next((int(value) for name, value in attributes.items() if _local(name) == wanted), 1)
