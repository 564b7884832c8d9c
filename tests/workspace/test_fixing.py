"""Writing derived ids into a list."""

import pytest

from outreach.errors import NotWritten
from outreach.workspace.fixing import fix_ids


def test_missing_ids_are_written_and_the_rest_stays(workspace, put):
    path = put("recipients/officials.csv", 'id,name,office\n,Ada,"Minister, First"\nbo,Bo,Mayor\n')
    assert fix_ids(workspace, "officials") == ("minister-first",)
    assert path.read_text() == 'id,name,office\nminister-first,Ada,"Minister, First"\nbo,Bo,Mayor\n'


def test_a_list_without_the_column_gets_it_first(workspace, put):
    path = put("recipients/officials.csv", "name;Party name\nAda;Green\n")
    fix_ids(workspace, "officials")
    assert path.read_text() == "id;name;Party name\nada;Ada;Green\n"


def test_a_second_time_there_is_nothing_to_do(workspace, put):
    path = put("recipients/officials.csv", "ID,name\n,Ada\n")
    fix_ids(workspace, "officials")
    written = path.read_bytes()
    assert fix_ids(workspace, "officials") == ()
    assert path.read_bytes() == written


def test_a_list_from_excel_can_still_be_opened_in_excel(workspace, put):
    text = "sep=;\r\nname;office\r\nJosé;Alcalde\r\n"
    path = put("recipients/officials.csv", text.encode("cp1252"))
    fix_ids(workspace, "officials")
    assert path.read_bytes() == "\ufeffsep=;\nid;name;office\nalcalde;José;Alcalde\n".encode()
    assert workspace.recipients(["officials"])[0].name.full == "José"


def test_ids_stay_when_rows_are_added_afterwards(workspace, put):
    path = put("recipients/officials.csv", "name,office\nAda,Senator\n")
    fix_ids(workspace, "officials")
    path.write_text(path.read_text() + ",Bo,Senator\n")
    assert workspace.recipients(["officials"])[0].id == "senator"


def test_other_kinds_of_list_are_refused_with_what_to_do(workspace, put, problems):
    put("recipients/more.yaml", "- name: Ada\n")
    (problem,) = problems(fix_ids, workspace, "more")
    assert "CSV and TSV" in problem.sentence
    assert "“ada”" in problem.way_out


def test_a_list_with_problems_is_left_alone(workspace, put, problems):
    path = put("recipients/officials.csv", "name,email\nAda,x\n")
    assert problems(fix_ids, workspace, "officials")
    assert path.read_text() == "name,email\nAda,x\n"


def test_a_disk_that_is_read_only_is_said(workspace, put, read_only):
    path = put("recipients/officials.csv", "name\nAda\n")
    read_only()
    with pytest.raises(NotWritten, match="read-only"):
        fix_ids(workspace, "officials")
    assert path.read_text() == "name\nAda\n"
