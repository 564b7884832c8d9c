"""CSV and TSV as people have them."""

from collections.abc import Callable
from pathlib import Path

import pytest

from outreach.tables.reading import read_table


def values(rows):
    return [row.values for row in rows]


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("ending", [".csv", ".tsv"])
def test_the_delimiter_is_recognised_from_the_headings(rows, delimiter, ending):
    text = delimiter.join(["name", "office"]) + "\n" + delimiter.join(["Ada", "Minister"]) + "\n"
    assert values(rows("list" + ending, text)) == [{"name": "Ada", "office": "Minister"}]


def test_a_semicolon_list_keeps_commas_in_its_cells_and_headings(rows):
    found = rows("list.csv", "name;address, full;city\nAda;1 Elm Street, Flat 2;Leeds\n")
    assert values(found) == [
        {"name": "Ada", "address, full": "1 Elm Street, Flat 2", "city": "Leeds"}
    ]


def test_the_line_excel_writes_first_is_obeyed_and_skipped(rows):
    found = rows("list.csv", "sep=;\r\nname;office\r\nAda;Minister\r\n")
    assert [(row.line, row.values["office"]) for row in found] == [(3, "Minister")]


def test_a_quoted_line_break_keeps_the_line_at_which_its_record_starts(rows):
    found = rows("list.csv", 'name,address\nAda,"1 Elm Street\nLeeds"\nBo,2 Elm Street\n')
    assert [(row.line, row.values["address"]) for row in found] == [
        (2, "1 Elm Street\nLeeds"),
        (4, "2 Elm Street"),
    ]


def test_spaces_around_headings_are_dropped_and_cells_stay_as_they_are(rows):
    assert values(rows("list.csv", ' name , office\nAda ,"  Minister"\n')) == [
        {"name": "Ada ", "office": "  Minister"}
    ]


def test_a_quotation_after_a_space_is_still_a_quotation(rows):
    found = rows("list.csv", 'name, address\nAda, "Leeds, England"\n')
    assert values(found) == [{"name": "Ada", "address": "Leeds, England"}]


def test_empty_lines_and_lines_of_empty_cells_are_skipped(rows):
    found = rows("list.csv", "\n\nname,office\n\nAda,Minister\n,\n  ,  \nBo,Mayor\n")
    assert [row.line for row in found] == [5, 8]


def test_old_mac_line_ends_are_line_ends(rows):
    assert len(rows("list.csv", "name,office\rAda,Minister\rBo,Mayor\r")) == 2


def test_missing_cells_at_the_end_of_a_row_are_empty(rows):
    found = rows("list.csv", "name,office,phone\nAda\nBo,Mayor,1\n")
    assert values(found)[0] == {"name": "Ada", "office": "", "phone": ""}


def test_an_empty_column_that_excel_left_behind_is_ignored(rows):
    assert values(rows("list.csv", "name,office,,\nAda,Minister,,\n")) == [
        {"name": "Ada", "office": "Minister"}
    ]


def test_a_heading_given_twice_is_refused_with_its_line(problems):
    (problem,) = problems("list.csv", "name,email, name \nAda,a@example.org,Bo\n")
    assert "“name” is given 2 times" in problem.sentence
    assert problem.place == "list.csv:1"


def test_headings_without_rows_are_refused(problems):
    (problem,) = problems("list.csv", "name,office\n\n")
    assert "no rows" in problem.sentence


def test_more_cells_than_headings_are_refused_with_the_row(problems):
    (problem,) = problems("list.csv", "name,address\nAda,1 Elm Street, Leeds\nBo,Leeds\n")
    assert "without a heading" in problem.sentence
    assert problem.line == 2


def test_one_cause_in_every_row_is_not_told_a_thousand_times(problems):
    found = problems("list.csv", "name,address\n" + "Ada,1 Elm Street, Leeds\n" * 1000)
    assert len(found) == 21
    assert "980 more rows" in found[-1].sentence


def test_a_quotation_that_is_never_closed_is_refused_where_it_opens(problems):
    (problem,) = problems("list.csv", 'name,office\nAda,Minister\nBo,"May')
    assert "never closed" in problem.sentence
    assert problem.line == 3


def test_a_quotation_mark_within_a_quotation_is_refused_and_the_rest_still_read(problems):
    found = problems("list.csv", 'name,office\n"Ada "the" first",x\nBo,y\nCy,z,too many\n')
    assert [problem.line for problem in found] == [2, 4]
    assert 'Double it: "She said ""yes"""' in found[0].way_out


def test_a_list_cut_off_within_its_last_row_is_refused(problems):
    (problem,) = problems("list.csv", "name,office,email\nAda,Minister,a@example.org\nBo,May")
    assert "breaks off" in problem.sentence
    assert problem.line == 3


def test_a_last_row_without_a_line_break_is_fine_when_it_is_whole(rows):
    assert len(rows("list.csv", "name,office\nAda,Minister\nBo,Mayor")) == 2


def test_all_problems_of_a_file_are_told_at_once_in_the_order_of_its_lines(problems):
    found = problems("list.csv", "name,name\nJosÃ©,x\nBo,y,z\n#REF!,z\n")
    assert [problem.line for problem in found] == [1, 2, 3, 4]


def test_rows_are_read_as_they_are_taken(saved: Callable[[str, str], Path]):
    path = saved("list.csv", "name,office\n" + "Ada,Minister\n" * 5 + 'Bo,"never closed')
    table = read_table(path, "list.csv")
    assert next(table.rows).line == 2


@pytest.mark.parametrize("content", ["", "\n\n", "  ,\n", "\ufeff"])
def test_an_empty_list_is_refused(problems, content):
    (problem,) = problems("list.csv", content)
    assert "is empty" in problem.sentence
