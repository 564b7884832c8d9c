"""What every kind of table is read into."""

from collections.abc import Iterator
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Row:
    """One record. `line` is where it starts in its file (the row number in a spreadsheet).

    `values` holds every column of the table; a cell that is not there is an empty string.
    """

    line: int
    values: dict[str, str]


@dataclass(frozen=True, slots=True)
class Dialect:
    """How a CSV file is written, so that it can be written back the same way."""

    encoding: str
    delimiter: str
    sep_line: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """A table whose rows are read as they are taken.

    `rows` raises InputInvalid with every problem of the file once its last row has been taken.
    `notes` are sentences about choices made while reading ("the first of three sheets").
    """

    columns: tuple[str, ...]
    rows: Iterator[Row]
    notes: tuple[str, ...] = ()
    dialect: Dialect | None = None

    @property
    def heading_line(self) -> int | None:
        """Where a CSV file has its headings."""
        return None if self.dialect is None else 1 + self.dialect.sep_line
