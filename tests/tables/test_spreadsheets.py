"""XLSX and ODS, made here by the libraries people's programs are like."""

from datetime import date, datetime, time
from pathlib import Path

import openpyxl
import pytest
from odf.opendocument import OpenDocumentSpreadsheet
from odf.table import Table, TableCell, TableRow
from odf.text import P

from outreach.errors import InputInvalid
from outreach.tables.reading import read_table

SEEN = datetime.fromisoformat("2026-01-31T09:05")  # spreadsheets know no time zones


def excel(path: Path, rows: list[list[object]], *more_sheets: str) -> Path:
    book = openpyxl.Workbook()
    book.active.title = "Officials"
    for row in rows:
        book.active.append(row)
    for name in more_sheets:
        book.create_sheet(name)
    book.save(path)
    return path


def test_cells_are_read_as_a_person_would_write_them(tmp_path):
    path = excel(
        tmp_path / "list.xlsx",
        [
            ["name", "seats", "share", "since", "seen", "at", "open", "phone"],
            ["Ada", 1.0, 0.5, date(2026, 1, 31), SEEN, time(9, 5), True, 0],
            ["Bo", 85225113511, 1e21, None, None, None, False, "007"],
        ],
    )
    first, second = read_table(path, "list.xlsx").rows
    assert list(first.values.values()) == [
        "Ada", "1", "0.5", "2026-01-31", "2026-01-31 09:05", "09:05", "true", "0",
    ]  # fmt: skip
    assert second.values["seats"] == "85225113511"
    assert second.values["open"] == "false"
    assert second.values["phone"] == "007"


def test_the_row_number_of_the_sheet_is_the_line(tmp_path):
    path = excel(tmp_path / "list.xlsx", [[], [None, "name", "office"], [], [None, "Ada", "a\nb"]])
    (row,) = read_table(path, "list.xlsx").rows
    assert (row.line, row.values) == (4, {"name": "Ada", "office": "a\nb"})


def test_the_first_visible_sheet_is_read_and_named_where_there_are_several(tmp_path):
    book = openpyxl.Workbook()
    book.active.title = "Notes"
    book.active.sheet_state = "hidden"
    book.create_sheet("Officials").append(["name"])
    book["Officials"].append(["Ada"])
    book.create_sheet("More")
    book.save(tmp_path / "list.xlsx")
    table = read_table(tmp_path / "list.xlsx", "list.xlsx")
    assert table.notes == ("Read from the sheet “Officials”, the first of 2.",)
    assert [row.values for row in table.rows] == [{"name": "Ada"}]


def test_a_single_sheet_needs_no_note(tmp_path):
    assert not read_table(excel(tmp_path / "a.xlsx", [["name"], ["Ada"]]), "a.xlsx").notes


def test_all_problems_of_a_sheet_are_told_at_once(tmp_path):
    path = excel(tmp_path / "a.xlsx", [["name", "name"], ["JosÃ©", "x"], ["Bo", "y", "z"]])
    with pytest.raises(InputInvalid) as refusal:
        list(read_table(path, "a.xlsx").rows)
    assert [problem.place for problem in refusal.value.problems] == [
        "a.xlsx:1",
        "a.xlsx:2",
        "a.xlsx:3",
    ]


def test_an_open_document_sheet_is_read(tmp_path):
    sheet = Table(name="Officials")
    for cells in (["name", "since", "seats", "open"], [], ["Ada\nBo", "2026-01-31", 64, True]):
        row = TableRow()
        for cell in cells:
            row.addElement(open_document_cell(cell))
        sheet.addElement(row)
    rest = TableRow(numberrowsrepeated=1048000)
    rest.addElement(TableCell(numbercolumnsrepeated=16000))
    sheet.addElement(rest)
    document = OpenDocumentSpreadsheet()
    document.spreadsheet.addElement(sheet)
    document.save(tmp_path / "list.ods")
    (row,) = read_table(tmp_path / "list.ods", "list.ods").rows
    assert row.line == 3
    assert row.values == {"name": "Ada\nBo", "since": "2026-01-31", "seats": "64", "open": "true"}


def open_document_cell(value: object) -> TableCell:
    match value:
        case bool():
            return TableCell(valuetype="boolean", booleanvalue=str(value).lower())
        case int():
            return TableCell(valuetype="float", value=str(value))
        case str() if value.startswith("2026"):
            return TableCell(valuetype="date", datevalue=value)
    cell = TableCell(valuetype="string")
    for line in str(value).split("\n"):
        cell.addElement(P(text=line))
    return cell


def test_an_empty_sheet_is_refused(tmp_path):
    with pytest.raises(InputInvalid, match="is empty"):
        read_table(excel(tmp_path / "a.xlsx", []), "a.xlsx")


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "is empty"),
        (b"name,office\nAda,Minister\n", "not a spreadsheet"),
        (b"\xd0\xcf\x11\xe0 old", "password"),
        (b"PK\x03\x04 cut off", "damaged"),
    ],
)
def test_what_is_no_spreadsheet_is_refused(problems, content, words):
    (problem,) = problems("list.xlsx", content)
    assert words in problem.sentence


def test_a_spreadsheet_that_was_cut_off_is_refused(tmp_path, problems):
    whole = excel(tmp_path / "whole.xlsx", [["name"], ["Ada"]]).read_bytes()
    (problem,) = problems("list.xlsx", whole[: len(whole) // 2])
    assert "damaged, cut off" in problem.sentence


def test_a_zip_that_holds_no_sheet_is_refused(tmp_path):
    import zipfile

    with zipfile.ZipFile(tmp_path / "list.xlsx", "w") as package:
        package.writestr("hello.txt", "hello")
    with pytest.raises(InputInvalid, match="cannot be read"):
        read_table(tmp_path / "list.xlsx", "list.xlsx")


def test_a_formula_that_failed_is_told_with_its_row(tmp_path):
    book = openpyxl.Workbook()
    book.create_sheet("Officials", 0)
    book.active = 0
    sheet = book["Officials"]
    for row in (["name", "office"], ["Ada", "Mayor"], ["Bo", "x"], ["Cy", "Mayor"]):
        sheet.append(row)
    sheet["B3"].value, sheet["B3"].data_type = "#N/A", "e"
    book.save(tmp_path / "list.xlsx")
    with pytest.raises(InputInvalid) as caught:
        list(read_table(tmp_path / "list.xlsx", "list.xlsx").rows)
    (problem,) = caught.value.problems
    assert problem.place == "list.xlsx:3"
    assert "“office” is the error of a formula (#N/A)" in problem.sentence


def test_a_failed_formula_on_another_sheet_does_not_matter(tmp_path):
    book = openpyxl.Workbook()
    book.active.append(["name"])
    book.active.append(["Ada"])
    other = book.create_sheet("Sums")
    other["A1"].value, other["A1"].data_type = "#REF!", "e"
    book.save(tmp_path / "list.xlsx")
    (row,) = read_table(tmp_path / "list.xlsx", "list.xlsx").rows
    assert row.values == {"name": "Ada"}
