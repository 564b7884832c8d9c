"""XLSX and ODS, read through calamine."""

from collections.abc import Iterator, Mapping
from datetime import date, datetime, time, timedelta
from pathlib import Path

from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook, SheetVisibleEnum

from outreach.errors import Problem
from outreach.tables import grids
from outreach.tables.error_cells import column, error_cells
from outreach.tables.files import open_regular, refused
from outreach.tables.rows import Table
from outreach.tables.spreadsheet_bounds import check_bounds

Cell = int | float | str | bool | date | datetime | time | timedelta

_OLD_EXCEL = b"\xd0\xcf\x11\xe0"


def read_spreadsheet(path: Path, shown: str) -> Table:
    """Read the first sheet that is not hidden; a note says which where there are several."""
    _refuse_no_zip(path, shown)
    check_bounds(path, shown)
    try:
        with CalamineWorkbook.from_path(path) as workbook:
            names = [
                sheet.name
                for sheet in workbook.sheets_metadata
                if sheet.visible is SheetVisibleEnum.Visible
            ]
            name = (names or workbook.sheet_names)[0]
            sheet = workbook.get_sheet_by_name(name)
    except (CalamineError, IndexError) as error:
        raise refused(
            shown, f"The spreadsheet cannot be read: {error}.", "Open it and save it again."
        ) from error
    problems: list[Problem] = []
    errors = error_cells(path, name)
    return grids.table(_records(sheet, errors), shown, problems, notes=_notes(names))


def _refuse_no_zip(path: Path, shown: str) -> None:
    with open_regular(path, shown) as file:
        start = file.read(4)
    if not start:
        raise refused(shown, "The file is empty.", "Get it again.")
    if start == _OLD_EXCEL:
        raise refused(
            shown,
            "The file is protected with a password, or in the old Excel format.",
            "Open it, and save it as .xlsx without a password.",
        )
    if not start.startswith(b"PK"):
        raise refused(
            shown, "This is not a spreadsheet, whatever its name says.", "Give it its right ending."
        )


def _notes(names: list[str]) -> tuple[str, ...]:
    if len(names) < 2:
        return ()
    return (f"Read from the sheet “{names[0]}”, the first of {len(names)}.",)


def _records(
    sheet: CalamineSheet, errors: Mapping[int, tuple[tuple[str, str], ...]]
) -> Iterator[tuple[int, list[str]]]:
    for line, cells in enumerate(sheet.iter_rows(), start=1):
        texts = [cell if isinstance(cell, str) else _text(cell) for cell in cells]
        for letters, error in errors.get(line, ()):
            if (place := column(letters)) < len(texts):
                texts[place] = error
        yield line, texts


def _text(cell: Cell) -> str:
    """A cell as a person would write it: 1 rather than 1.0, days as in 2026-01-31."""
    match cell:
        case bool():
            return "true" if cell else "false"
        case float():
            return str(int(cell)) if cell.is_integer() else repr(cell)
        case datetime() if cell.time() == time():
            return cell.date().isoformat()
        case datetime():
            return cell.isoformat(sep=" ", timespec="minutes" if not cell.second else "seconds")
        case time():
            return cell.isoformat(timespec="minutes" if not cell.second else "seconds")
        case _:
            return str(cell)
