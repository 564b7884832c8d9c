"""From lines of cells, headings first, to a table; the same for CSV and spreadsheets."""

from collections.abc import Iterable, Iterator
from itertools import chain

from outreach.errors import InputInvalid, Problem
from outreach.tables.damage import any_suspicion, damage
from outreach.tables.files import refused
from outreach.tables.rows import Dialect, Row, Table

# A file with one cause for complaint in each of its rows says so once it is clear.
_SAME_PROBLEM_SHOWN = 20

Records = Iterator[tuple[int, list[str]]]


def table(
    records: Records,
    shown: str,
    problems: list[Problem],
    *,
    notes: tuple[str, ...] = (),
    dialect: Dialect | None = None,
) -> Table:
    """Take the first line that is not empty as headings, and the rest as rows.

    `problems` is where `records` writes what it finds; it is raised with the problems found here.
    """
    filled = ((line, cells) for line, cells in records if any(map(str.strip, cells)))
    line, cells = next(filled, (0, []))
    if not line:
        if problems:
            raise InputInvalid(problems)
        raise refused(
            shown, "The file is empty.", "It needs a line of headings and a row for each recipient."
        )
    headings = [heading.strip() for heading in cells]
    problems.extend(_headings_at_fault(headings, shown, line))
    before = len(problems)
    first = next(filled, None)
    if first is None:
        if len(problems) == before:
            problems.append(Problem("There are headings but no rows.", file=shown, line=line))
        raise InputInvalid(problems)
    columns = tuple(dict.fromkeys(filter(None, headings)))
    rows = _rows(headings, chain([first], filled), shown, problems)
    return Table(columns, rows, notes, dialect)


def _headings_at_fault(headings: list[str], shown: str, line: int) -> Iterator[Problem]:
    for heading in dict.fromkeys(filter(None, headings)):
        if (times := headings.count(heading)) > 1:
            yield Problem(
                f"The heading “{heading}” is given {times} times.",
                "Rename or remove all but one of the columns.",
                shown,
                line,
            )
        if wrong := damage(heading):
            yield Problem(f"The heading “{heading}” {wrong}.", "Write it again.", shown, line)


def _rows(
    headings: list[str], records: Records, shown: str, problems: list[Problem]
) -> Iterator[Row]:
    too_wide: list[int] = []
    for line, cells in records:
        if _outside(headings, cells):
            too_wide.append(line)
        if any_suspicion(cells):
            problems.extend(damaged_cells(zip(headings, cells, strict=False), shown, line))
        yield Row(line, _under(headings, cells))
    problems.extend(_too_wide(too_wide, len(headings), shown))
    if problems:
        raise InputInvalid(sorted(problems, key=lambda problem: problem.line or 0))


def _under(headings: list[str], cells: list[str]) -> dict[str, str]:
    """Each cell by its heading; a column without a heading is left out."""
    missing = [""] * (len(headings) - len(cells))
    values = dict(zip(headings, cells + missing if missing else cells, strict=False))
    values.pop("", None)
    return values


def _outside(headings: list[str], cells: list[str]) -> bool:
    """Whether a cell that holds something has no heading above it."""
    if len(cells) <= len(headings) and all(headings):
        return False
    heads = chain(headings, [""] * len(cells))
    return any(cell.strip() and not head for head, cell in zip(heads, cells, strict=False))


def damaged_cells(cells: Iterable[tuple[str, str]], shown: str, line: int) -> Iterator[Problem]:
    """A problem for each cell, given with its heading, whose text was damaged earlier."""
    for heading, cell in cells:
        if wrong := damage(cell):
            yield Problem(
                f"The cell under “{heading}” {wrong}.",
                "Write it again, or get the list again from its source.",
                shown,
                line,
            )


def _too_wide(lines: list[int], width: int, shown: str) -> Iterator[Problem]:
    for line in lines[:_SAME_PROBLEM_SHOWN]:
        yield Problem(
            f"The row has a cell without a heading (there are {width} columns).",
            "Put a value that holds the separator into quotation marks, or add the heading.",
            shown,
            line,
        )
    if (more := len(lines) - _SAME_PROBLEM_SHOWN) > 0:
        yield Problem(f"The same is true of {more} more rows.", file=shown, line=lines[-1])
