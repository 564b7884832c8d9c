"""A few cells of a CSV file are changed, and every other byte stays."""

import pytest

from outreach.tables.cell_edits import with_cells
from outreach.tables.reading import read_table


def edited(path, line, **values):
    dialect = read_table(path, path.name).dialect
    return with_cells(path, path.name, dialect, line, values)


@pytest.fixture
def put(tmp_path):
    def write(content, name="list.csv"):
        path = tmp_path / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return path

    return write


def test_only_the_cells_named_change(put):
    path = put('id,name, source ,on\r\n"a", "Ada ""A""",x,\r\nb,Bo,"y,\r\nz",2020-01-01\r\n')
    changed = edited(path, 3, source="https://example.org/b,c", on="2026-11-20")
    assert changed.decode() == (
        'id,name, source ,on\r\n"a", "Ada ""A""",x,\r\nb,Bo,"https://example.org/b,c",2026-11-20\r\n'
    )


def test_a_row_behind_cells_of_several_lines_is_found_by_its_line(put):
    path = put('id,address,on\na,"1 Road\n\nTown",\nb,Two,\n')
    assert edited(path, 5, on="x").decode() == 'id,address,on\na,"1 Road\n\nTown",\nb,Two,x\n'
    assert edited(path, 2, on="x").decode() == 'id,address,on\na,"1 Road\n\nTown",x\nb,Two,\n'


def test_a_row_that_is_too_short_grows(put):
    path = put("id,name,source,on\na\nb,Bo,s,o\n")
    assert edited(path, 2, source="s", on="o").decode() == "id,name,source,on\na,,s,o\nb,Bo,s,o\n"
    assert edited(path, 2, on="o").decode() == "id,name,source,on\na,,,o\nb,Bo,s,o\n"


def test_the_last_row_may_lack_its_line_break(put):
    path = put("id,on\na,\nb,old")
    assert edited(path, 3, on="new").decode() == "id,on\na,\nb,new"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_the_encoding_and_the_separator_stay(put, encoding):
    text = "sep=;\r\nname;on\r\nJosé Núñez;\r\nÁda;2020\r\n"
    path = put(text.encode(encoding))
    assert edited(path, 3, on="2026") == text.replace("Núñez;", "Núñez;2026").encode(encoding)


def test_what_a_spreadsheet_would_run_is_marked(put):
    path = put("id,source\na,\n")
    assert edited(path, 2, source="=1+1").decode() == "id,source\na,'=1+1\n"
