"""Writing a table as CSV, whole or not at all."""

import re
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from outreach.tables.formulas import marked
from outreach.tables.rows import Dialect
from outreach.tables.whole_files import writing_whole

PLAIN = Dialect("utf-8", ",")

# The csv module leaves a lone carriage return and a space at the edge unquoted, and a reader then
# takes the one for the end of the row and drops the other.
_NEEDS_QUOTES = re.compile(r'[",;\t\r\n]|^\s|\s$')


def write_csv(
    path: Path,
    columns: Sequence[str],
    rows: Iterable[Mapping[str, str]],
    dialect: Dialect = PLAIN,
    *,
    private: bool = False,
) -> None:
    """Write rows under `columns`, in UTF-8; a value a row does not have is an empty cell.

    With the dialect a table was read in, it is written back with the same delimiter and, where it
    was not plain UTF-8, with a byte-order mark, by which Excel knows that it is UTF-8 now.
    What a spreadsheet would take for a formula is marked (see `formulas`). `private` as in
    `writing_whole`.
    """
    with writing_whole(path, private=private) as file:
        if dialect.encoding != "utf-8":
            file.write(b"\xef\xbb\xbf")
        if dialect.sep_line:
            file.write(f"sep={dialect.delimiter}\n".encode())
        file.write(_line(columns, dialect.delimiter))
        for row in rows:
            file.write(_line([row.get(column, "") for column in columns], dialect.delimiter))


def _line(cells: Sequence[str], delimiter: str) -> bytes:
    written = delimiter.join(map(_cell, cells))
    return f"{written or _quoted('')}\n".encode()


def _cell(value: str) -> str:
    value = marked(value)
    return _quoted(value) if _NEEDS_QUOTES.search(value) else value


def _quoted(value: str) -> str:
    return '"' + value.replace('"', '""') + '"'
