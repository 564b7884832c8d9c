"""A check is written into the list, and nothing else of the file changes."""

from datetime import date

import pytest

from outreach.errors import NotWritten, UsageProblem
from outreach.workspace.verifying import verify

URL = "https://example.org/officials"
DAY = date(2026, 11, 20)


def test_a_check_changes_two_cells(workspace, put):
    first = 'id, Name ,verified on,source,notes\r\na,"Ada, Example",,,"x\r\ny"\r\n'
    text = f"{first}bo,Bo,2020-01-01,old,\r\n"
    path = put("recipients/officials.csv", text)
    (done,) = verify(workspace, ["bo"], URL, DAY)
    assert path.read_bytes().decode() == text.replace("2020-01-01,old", f"2026-11-20,{URL}")
    assert (done.recipient.verified_on, done.file) == (DAY, "recipients/officials.csv")


def test_a_list_without_the_columns_gets_them_at_the_end(workspace, put):
    path = put("recipients/officials.csv", "name;office\nAda;Mayor\nBo;Clerk\n")
    verify(workspace, ["clerk"], URL, DAY)
    header, first, second = path.read_text().splitlines()
    assert header == "name;office;verified_on;source"
    assert (first, second) == ("Ada;Mayor;;", f"Bo;Clerk;2026-11-20;{URL}")


def test_several_are_written_at_once_in_every_list_that_has_them(workspace, put):
    put("recipients/officials.csv", "id,name,verified_on,source\na,Ada,,\nb,Bo,,\n")
    put("recipients/more.tsv", "id\tname\tverified_on\tsource\na\tAda\t\t\n")
    done = verify(workspace, ["a", "b"], URL, DAY)
    assert [(one.recipient.id, one.file) for one in done] == [
        ("a", "recipients/more.tsv"),
        ("a", "recipients/officials.csv"),
        ("b", "recipients/officials.csv"),
    ]
    assert all(one.recipient.source == URL for one in done)


def test_an_id_that_no_list_has_leaves_all_as_it_was(workspace, put):
    path = put("recipients/officials.csv", "id,name,verified_on,source\na,Ada,,\n")
    with pytest.raises(UsageProblem, match="'nobody'; nothing was written"):
        verify(workspace, ["a", "nobody"], URL, DAY)
    assert path.read_text() == "id,name,verified_on,source\na,Ada,,\n"


def test_other_kinds_of_list_are_refused_with_what_to_write_where(workspace, put, problems):
    put("recipients/more.yaml", "- name: Ada\n")
    (problem,) = problems(verify, workspace, ["ada"], URL, DAY)
    assert "CSV and TSV" in problem.sentence
    assert "“2026-11-20” under verified_on" in problem.way_out
    assert problem.file == "recipients/more.yaml"


def test_a_disk_that_is_read_only_is_said(workspace, put, read_only):
    path = put("recipients/officials.csv", "id,name,verified_on,source\na,Ada,,\n")
    read_only()
    with pytest.raises(NotWritten, match="read-only"):
        verify(workspace, ["a"], URL, DAY)
    assert path.read_text() == "id,name,verified_on,source\na,Ada,,\n"
