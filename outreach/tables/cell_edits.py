"""Changing a few cells of a CSV file, and nothing else of it: every other byte stays as it is."""

import csv
import io
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from outreach.tables.encodings import encoding_of, open_text
from outreach.tables.files import refused
from outreach.tables.formulas import marked
from outreach.tables.rows import Dialect


@dataclass(frozen=True, slots=True)
class _Record:
    """Where the cells of a record stand in the text; `end` is before its line break."""

    cells: tuple[tuple[int, int], ...]
    end: int


def with_cells(
    path: Path, shown: str, dialect: Dialect, line: int, values: Mapping[str, str]
) -> bytes:
    """The file with `values` (by heading) in the record that starts on `line`.

    Raises InputInvalid where the file changed since it was read. Every heading has to be there.
    """
    encoding = encoding_of(path, shown)
    with open_text(path, shown, encoding) as file:
        text = file.read()
    headings, offset = _places(text, dialect, line)
    try:
        columns = {headings.index(heading): value for heading, value in values.items()}
        changed = _edited(text, offset, dialect.delimiter, columns)
        return changed.encode(encoding)
    except ValueError as error:
        raise refused(shown, "The file changed while it was read.", "Try again.") from error


def _edited(text: str, offset: int, delimiter: str, columns: Mapping[int, str]) -> str:
    record = _record(text, offset, delimiter)
    if (missing := max(columns) + 1 - len(record.cells)) > 0:  # a row may be shorter than the rest
        text = f"{text[: record.end]}{delimiter * missing}{text[record.end :]}"
        record = _record(text, offset, delimiter)
    for column in sorted(columns, reverse=True):
        start, end = record.cells[column]
        text = f"{text[:start]}{_quoted(columns[column], delimiter)}{text[end:]}"
    return text


def _places(text: str, dialect: Dialect, line: int) -> tuple[Sequence[str], int]:
    """The headings in their order, and where in the text a line begins."""
    lines = list(io.StringIO(text, newline=""))
    rest = iter(lines[dialect.sep_line :])
    reader = csv.reader(rest, delimiter=dialect.delimiter, skipinitialspace=True)
    headings = next((cells for cells in reader if any(map(str.strip, cells))), [])
    return [heading.strip() for heading in headings], sum(map(len, lines[: line - 1]))


def _record(text: str, start: int, delimiter: str) -> _Record:
    cells: list[tuple[int, int]] = []
    place = start
    while True:
        end = _end_of_cell(text, place, delimiter)
        cells.append((place, end))
        if text[end : end + 1] != delimiter:
            return _Record(tuple(cells), end)
        place = end + 1


def _end_of_cell(text: str, start: int, delimiter: str) -> int:
    place = start
    while text[place : place + 1] == " ":
        place += 1
    if text[place : place + 1] == '"':
        place += 1
        while (place := text.find('"', place) + 1) and text[place : place + 1] == '"':
            place += 1
    return min(filter(lambda end: end >= 0, _ends(text, max(place, start), delimiter)))


def _ends(text: str, start: int, delimiter: str) -> Iterator[int]:
    yield len(text)
    for sign in (delimiter, "\n", "\r"):
        yield text.find(sign, start)


def _quoted(value: str, delimiter: str) -> str:
    out = io.StringIO()
    csv.writer(out, delimiter=delimiter, lineterminator="").writerow([marked(value)])
    return out.getvalue()
