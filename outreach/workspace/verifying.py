"""Writing into a list that somebody looked, when and where, and found a recipient as listed."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from outreach.errors import InputInvalid, Problem, UsageProblem
from outreach.model.people import Recipient
from outreach.tables.cell_edits import with_cells
from outreach.tables.reading import read_table
from outreach.tables.rows import Dialect, Table
from outreach.tables.whole_files import write_whole
from outreach.tables.writing import write_csv
from outreach.workspace.columns import columns_of
from outreach.workspace.lists import FOLDER, find_list, read_list
from outreach.workspace.opening import Workspace


@dataclass(frozen=True, slots=True)
class Verified:
    """A recipient as the list has them now, in which file."""

    recipient: Recipient
    file: str


def verify(
    workspace: Workspace,
    wanted: Sequence[str],
    source: str,
    on: date,
    list_name: str | None = None,
) -> tuple[Verified, ...]:
    """Write `verified_on` and `source` into the rows of these ids, in every list that has them.

    Of a CSV or TSV file nothing else is changed. Other kinds of file are refused, with what to
    write where; raises UsageProblem for an id that no list has. Then nothing is written.
    """
    names = [list_name] if list_name else workspace.lists()
    found = {
        path: [row for row in read_list(workspace.root, path.name).recipients if row.id in wanted]
        for path in (find_list(workspace.root, name) for name in names)
    }
    _insist(wanted, found)
    values = {"verified_on": on.isoformat(), "source": source}
    _refuse_other_files(found, values)
    for path, rows in found.items():
        for row in rows:
            _write(path, row.line, values)
    return tuple(_read_again(workspace, found))


def _insist(wanted: Sequence[str], found: Mapping[Path, Sequence[Recipient]]) -> None:
    there = {row.id for rows in found.values() for row in rows}
    for missing in wanted:
        if missing not in there:
            sentence = f"No list has a recipient {missing!r}; nothing was written."
            raise UsageProblem(sentence, f"outreach recipients search {missing}")


def _refuse_other_files(
    found: Mapping[Path, Sequence[Recipient]], values: Mapping[str, str]
) -> None:
    by_hand = [
        _by_hand(path, row, values)
        for path, rows in found.items()
        for row in rows
        if path.suffix.casefold() not in {".csv", ".tsv"}
    ]
    if by_hand:
        raise InputInvalid(by_hand)


def _read_again(
    workspace: Workspace, found: Mapping[Path, Sequence[Recipient]]
) -> Iterator[Verified]:
    for path, rows in found.items():
        if rows:
            lines = {row.line for row in rows}
            for row in read_list(workspace.root, path.name).recipients:
                if row.line in lines:
                    yield Verified(row, f"{FOLDER}/{path.name}")


def _write(path: Path, line: int, values: Mapping[str, str]) -> None:
    shown = f"{FOLDER}/{path.name}"
    table = read_table(path, shown)
    fields = columns_of(table.columns, shown)[0].fields
    by_heading = {fields.get(column, column): value for column, value in values.items()}
    dialect = table.dialect or Dialect("utf-8", ",")
    if all(heading in table.columns for heading in by_heading):
        write_whole(path, with_cells(path, shown, dialect, line, by_heading))
    else:
        _with_new_columns(path, table, dialect, line, by_heading)


def _with_new_columns(
    path: Path, table: Table, dialect: Dialect, line: int, values: dict[str, str]
) -> None:
    columns = (*table.columns, *(heading for heading in values if heading not in table.columns))
    rows = [row.values | (values if row.line == line else {}) for row in table.rows]
    write_csv(path, columns, rows, dialect)


def _by_hand(path: Path, recipient: Recipient, values: Mapping[str, str]) -> Problem:
    cells = " and ".join(f"“{value}” under {column}" for column, value in values.items())
    return Problem(
        "A check is written into CSV and TSV files only.",
        f"Write it yourself: {cells}; or save the list as CSV.",
        f"{FOLDER}/{path.name}",
        recipient.line or None,
    )
