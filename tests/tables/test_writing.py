"""Tables written as CSV are read back as they were."""

import csv
import io

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from outreach.errors import NotWritten
from outreach.tables.reading import read_table
from outreach.tables.rows import Dialect
from outreach.tables.writing import write_csv

CELLS = some.text(
    some.sampled_from('ab ",;\t\r\n|=@林é’'),
    max_size=8,
)


@settings(max_examples=60)
@given(some.lists(some.tuples(CELLS, CELLS), min_size=1, max_size=4))
def test_whatever_stands_in_a_cell_comes_back(tmp_path_factory, cells):
    rows = [{"id": "x", "a": first, "b": second} for first, second in cells]
    path = tmp_path_factory.mktemp("table") / "list.csv"
    write_csv(path, ["id", "a", "b"], rows)
    assert [row.values for row in read_table(path, "list.csv").rows] == rows


def test_a_plain_table_is_plain_csv_in_utf_8(tmp_path):
    write_csv(tmp_path / "a.csv", ["id", "name"], [{"id": "1", "name": "鄭"}, {"id": "2"}])
    assert (tmp_path / "a.csv").read_bytes() == "id,name\n1,鄭\n2,\n".encode()


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("sep_line", [True, False])
def test_a_table_is_written_back_in_its_own_dialect(tmp_path, delimiter, sep_line):
    dialect = Dialect("cp1252", delimiter, sep_line)
    write_csv(tmp_path / "a.csv", ["id", "name"], [{"id": "1", "name": "é;,\t"}], dialect)
    table = read_table(tmp_path / "a.csv", "a.csv")
    assert [row.values for row in table.rows] == [{"id": "1", "name": "é;,\t"}]
    assert table.dialect == Dialect("utf-8-sig", delimiter, sep_line)


def test_other_programs_read_the_same(tmp_path):
    cells = {"id": "1", "name": 'say "yes"', "address": "a\r\nb", "note": " x "}
    write_csv(tmp_path / "a.csv", list(cells), [cells])
    text = (tmp_path / "a.csv").read_bytes().decode()
    assert list(csv.DictReader(io.StringIO(text, newline=""))) == [cells]


def test_a_table_that_fails_half_way_leaves_the_old_one(tmp_path):
    (tmp_path / "a.csv").write_text("id\nold\n")

    def rows():
        yield {"id": "new"}
        raise OSError(28, "No space left on device")

    with pytest.raises(NotWritten, match="disk is full"):
        write_csv(tmp_path / "a.csv", ["id"], rows())
    assert (tmp_path / "a.csv").read_text() == "id\nold\n"
    assert len(list(tmp_path.iterdir())) == 1
