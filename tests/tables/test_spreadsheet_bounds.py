"""Spreadsheets that would fill the memory are refused before they are opened."""

import struct
import zipfile
from pathlib import Path

import openpyxl
import pytest
from odf.opendocument import OpenDocumentSpreadsheet
from odf.table import Table, TableCell, TableRow
from odf.text import P

from outreach.errors import InputInvalid
from outreach.tables import spreadsheet_bounds
from outreach.tables.spreadsheet_bounds import check_bounds

SHEET = "xl/worksheets/sheet1.xml"


def package(path: Path, sheet: bytes) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr(SHEET, sheet)
    return path


def test_a_zip_bomb_is_refused(tmp_path, monkeypatch):
    monkeypatch.setattr(spreadsheet_bounds, "LARGEST_UNPACKED", 1_000_000)
    path = package(tmp_path / "a.xlsx", b"<a>" + b" " * 1_000_000)
    assert path.stat().st_size < 10_000
    with pytest.raises(InputInvalid, match="unpacks to more"):
        check_bounds(path, "a.xlsx")


def test_a_zip_bomb_that_lies_about_its_size_is_refused(tmp_path, monkeypatch):
    monkeypatch.setattr(spreadsheet_bounds, "LARGEST_UNPACKED", 1_000_000)
    path = package(tmp_path / "a.xlsx", b"<a>" + b" " * 1_000_000)
    true_size = struct.pack("<I", 1_000_003)
    content = path.read_bytes()
    assert content.count(true_size) == 2
    path.write_bytes(content.replace(true_size, struct.pack("<I", 10)))
    with pytest.raises(InputInvalid, match="unpacks to more"):
        check_bounds(path, "a.xlsx")


def test_one_stray_cell_in_the_last_corner_is_refused_and_named(tmp_path):
    book = openpyxl.Workbook()
    book.active["A1"] = "name"
    book.active["XFD1048576"] = "x"
    book.save(tmp_path / "a.xlsx")
    with pytest.raises(InputInvalid, match=r"row 1,048,576 and column 16,384"):
        check_bounds(tmp_path / "a.xlsx", "a.xlsx")


def test_cells_without_a_reference_are_counted_too(tmp_path):
    sheet = b'<sheetData><row r="1048576">' + b"<c><v>1</v></c>" * 5 + b"</row></sheetData>"
    with pytest.raises(InputInvalid, match="column 4"):
        check_bounds(package(tmp_path / "a.xlsx", sheet), "a.xlsx")


def test_a_repeated_cell_of_open_document_is_refused(tmp_path):
    sheet = Table(name="S")
    row = TableRow(numberrowsrepeated=1000000)
    cell = TableCell(valuetype="string", numbercolumnsrepeated=1000)
    cell.addElement(P(text="x"))
    row.addElement(cell)
    sheet.addElement(row)
    document = OpenDocumentSpreadsheet()
    document.spreadsheet.addElement(sheet)
    document.save(tmp_path / "a.ods")
    with pytest.raises(InputInvalid, match="row 1,000,000 and column 1,000"):
        check_bounds(tmp_path / "a.ods", "a.ods")


def test_a_sheet_that_is_formatted_to_its_end_but_empty_there_is_fine(tmp_path):
    sheet = b'<sheetData><row r="1"><c r="A1"><v>1</v></c></row><row r="1048576">'
    sheet += b'<c r="XFD1048576" s="1"/></row></sheetData>'
    check_bounds(package(tmp_path / "a.xlsx", sheet), "a.xlsx")


@pytest.mark.parametrize(
    "sheet",
    [
        b'<!DOCTYPE a [<!ENTITY b "bbbb">]><a>&b;</a>',
        b'<row r="x"/>',
        b"<row",
        b"\xff\xfe\x00",
    ],
)
def test_a_damaged_sheet_is_refused(tmp_path, sheet):
    with pytest.raises(InputInvalid, match="damaged"):
        check_bounds(package(tmp_path / "a.xlsx", sheet + b" " * 10 + b"</x>"), "a.xlsx")


def test_very_many_parts_are_refused(tmp_path):
    with zipfile.ZipFile(tmp_path / "a.xlsx", "w") as file:
        for number in range(5_001):
            file.writestr(str(number), "")
    with pytest.raises(InputInvalid, match="unpacks to more"):
        check_bounds(tmp_path / "a.xlsx", "a.xlsx")
