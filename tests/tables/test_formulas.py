"""No cell of a CSV file is a formula, and every cell comes back as it was."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from outreach.tables.formulas import marked, unmarked
from outreach.tables.reading import read_table
from outreach.tables.writing import write_csv

FORMULAS = (
    '=HYPERLINK("https://example.org","look")',
    "=1+1",
    "@SUM(A1)",
    "+cmd|' /C calc'!A0",
    "-2+3+cmd|' /C calc'!A0",
    "\t=1",
    "+1*2",
)
PHONES = ("+852 2867 2198", "+1 (202) 555-0100", "+85228672198", "-", "-5", "- 1.5", "+44 20/7946")


@pytest.mark.parametrize("cell", FORMULAS)
def test_a_formula_is_written_as_text(cell, tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    write_csv(path, ["id", "name"], [{"id": "1", "name": cell}])
    assert "'" + cell.replace('"', '""') in path.read_text(encoding="utf-8")
    assert next(read_table(path, "a.csv").rows).values["name"] == cell


@pytest.mark.parametrize("cell", PHONES)
def test_a_number_stays_as_it_is(cell) -> None:
    assert marked(cell) == cell
    assert unmarked(marked(cell)) == cell


def test_a_heading_that_is_a_formula_comes_back(tmp_path: Path) -> None:
    write_csv(tmp_path / "a.csv", ["id", "=1"], [{"id": "1", "=1": "x"}])
    assert read_table(tmp_path / "a.csv", "a.csv").columns == ("id", "=1")


@given(st.text(alphabet="'=+-@ \ta1()", max_size=8))
def test_every_cell_comes_back(cell) -> None:
    assert unmarked(marked(cell)) == cell


def test_an_apostrophe_that_belongs_to_a_name_stays() -> None:
    assert marked("'t Hooft") == unmarked("'t Hooft") == "'t Hooft"
