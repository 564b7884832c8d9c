"""CSV and TSV as people have them: saved by Excel, by hand, in any of the common dialects."""

import csv
import io
from collections.abc import Iterator
from pathlib import Path
from typing import TextIO

from outreach.errors import Problem
from outreach.tables import grids
from outreach.tables.encodings import encoding_of, open_text
from outreach.tables.formulas import unmarked
from outreach.tables.rows import Dialect, Table

# Enough to hold any line of headings.
_SAMPLE = 64 * 1024
_DELIMITERS = (",", ";", "\t")


def read_separated(path: Path, shown: str) -> Table:
    """Read CSV or TSV. The delimiter is the one that splits the headings into most cells."""
    encoding = encoding_of(path, shown)
    with open_text(path, shown, encoding) as file:
        sample = file.read(_SAMPLE)
    dialect = _dialect(sample, encoding, "\t" if path.suffix.casefold() == ".tsv" else ",")
    problems: list[Problem] = []
    records = _records(path, shown, dialect, problems)
    return grids.table(records, shown, problems, dialect=dialect)


def _dialect(sample: str, encoding: str, usual: str) -> Dialect:
    first = sample.partition("\n")[0]
    # Excel writes and obeys such a first line; nobody means it as a heading.
    if first.casefold().startswith("sep=") and len(first.rstrip("\r")) == 5:
        return Dialect(encoding, first[4], sep_line=True)
    candidates = (usual, *(other for other in _DELIMITERS if other != usual))
    return Dialect(encoding, max(candidates, key=lambda delimiter: _width(sample, delimiter)))


def _width(sample: str, delimiter: str) -> int:
    reader = csv.reader(io.StringIO(sample, newline=""), delimiter=delimiter, skipinitialspace=True)
    try:
        return next((len(cells) for cells in reader if "".join(cells).strip(" ,;\t")), 0)
    except csv.Error:
        return 0


def _records(
    path: Path, shown: str, dialect: Dialect, problems: list[Problem]
) -> Iterator[tuple[int, list[str]]]:
    with open_text(path, shown, dialect.encoding) as file:
        if dialect.sep_line:
            file.readline()
        lines = _Lines(file)
        short = _ShortRows()
        for line, cells in _parsed(lines, shown, dialect, problems):
            short.note(line, len(cells))
            yield line, cells
        if lines.cut_off and short.only_the_last:
            problems.append(
                Problem(
                    "The file breaks off in this row: it has fewer cells than all the others, "
                    "and no line break follows it.",
                    "Get the file again; if the row is whole, end it with a line break.",
                    shown,
                    short.last,
                )
            )


def _parsed(
    lines: "_Lines", shown: str, dialect: Dialect, problems: list[Problem]
) -> Iterator[tuple[int, list[str]]]:
    reader = csv.reader(lines, delimiter=dialect.delimiter, strict=True, skipinitialspace=True)
    skipped = 1 if dialect.sep_line else 0
    while True:
        line = reader.line_num + 1 + skipped
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            problems.append(_broken(str(error), shown, line))
            if not _goes_on(error):
                return
        else:
            if cells:
                # A look over the row is cheaper than one at each of its cells.
                marked = "'" in "".join(cells)
                yield line, list(map(unmarked, cells)) if marked else cells


def _goes_on(error: csv.Error) -> bool:
    """Whether the lines after a record that cannot be read mean anything."""
    return "expected after" in str(error)


def _broken(error: str, shown: str, line: int) -> Problem:
    if "expected after" in error:
        return Problem(
            "A quotation mark stands inside a quoted cell of this row.",
            'Double it: "She said ""yes""".',
            shown,
            line,
        )
    if "end of data" in error or "field limit" in error:
        return Problem(
            "A quotation mark is opened in this row and never closed; the file may be cut off.",
            "Close it, or get the file again.",
            shown,
            line,
        )
    return Problem(f"The row cannot be read: {error}.", file=shown, line=line)


class _Lines:
    """The lines of a file; `cut_off` says whether the last one lacks its line break."""

    def __init__(self, file: TextIO) -> None:
        self._file = file
        self.cut_off = False

    def __iter__(self) -> Iterator[str]:
        for line in self._file:
            self.cut_off = not line.endswith(("\n", "\r"))
            yield line


class _ShortRows:
    """Whether the last of several rows, and no other, has fewer cells than the headings."""

    def __init__(self) -> None:
        self._headings = self._rows = self._short = 0
        self.last = 0
        self.only_the_last = False

    def note(self, line: int, width: int) -> None:
        if not self._headings:
            self._headings = width
            return
        short = width < self._headings
        self._rows += 1
        self._short += short
        self.last = line
        self.only_the_last = short and self._short == 1 and self._rows > 1
