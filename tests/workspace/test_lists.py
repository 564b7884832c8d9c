"""recipients/*, in all their forms."""

import json
import tracemalloc
from datetime import date
from pathlib import Path

import openpyxl
import pytest

from outreach.errors import NotFound
from outreach.workspace.lists import read_list

REAL = Path(__file__).parents[3] / "shared" / "data"


def excel(path: Path) -> None:
    book = openpyxl.Workbook()
    book.active.append(["ID", "Name", "Verified on", "Seats"])
    book.active.append([1, "Ada Example", date(2026, 1, 31), 64.0])
    book.save(path)


@pytest.mark.parametrize("ending", ["csv", "tsv", "xlsx", "yaml", "yml", "json"])
def test_a_list_is_the_same_in_every_form(workspace, root, put, ending):
    values = {"ID": "1", "Name": "Ada Example", "Verified on": "2026-01-31", "Seats": "64"}
    match ending:
        case "xlsx":
            excel(root / "recipients" / "list.xlsx")
        case "json":
            put("recipients/list.json", json.dumps([values]))
        case "yaml" | "yml":
            lines = "\n  ".join(f"{heading}: {cell}" for heading, cell in values.items())
            put(f"recipients/list.{ending}", f"- {lines}\n")
        case _:
            delimiter = "\t" if ending == "tsv" else ";"
            lines = "\n".join(map(delimiter.join, (values, values.values())))
            put(f"recipients/list.{ending}", lines)
    (found,) = workspace.recipients(["list"])
    assert (found.id, found.name.full, found.verified_on) == ("1", "Ada Example", date(2026, 1, 31))
    assert found.more == (("Seats", "64"),)


def test_the_lists_of_a_folder_are_named_once_and_oddities_left_out(workspace, root, put):
    put("recipients/congress.xlsx", b"")
    put("recipients/~$congress.xlsx", b"")
    put("recipients/.hidden.csv", b"")
    put("recipients/notes.txt", b"")
    (root / "recipients" / "old").mkdir()
    assert workspace.lists() == ("congress", "officials")


def test_a_list_may_be_named_with_its_ending(workspace):
    assert workspace.recipients(["officials.csv"])[0].list_name == "officials"


def test_two_files_of_one_name_are_refused(workspace, put, problems):
    put("recipients/officials.yaml", "- name: Ada\n")
    (problem,) = problems(workspace.recipients, ["officials"])
    assert "officials.csv, officials.yaml" in problem.sentence


def test_an_unknown_list_is_refused_with_the_nearest(workspace):
    with pytest.raises(NotFound, match="Did you mean “officials”"):
        workspace.recipients(["oficials"])


@pytest.mark.parametrize("name", ["../outreach", "", "..", "/etc/passwd"])
def test_a_name_that_leads_out_of_the_folder_finds_nothing(workspace, name):
    with pytest.raises(NotFound):
        workspace.recipients([name])


@pytest.mark.parametrize("name", ["old.xls", "old"])
def test_a_list_in_a_form_that_is_not_read_says_so(workspace, put, problems, name):
    put("recipients/old.xls", b"\xd0\xcf\x11\xe0")
    (problem,) = problems(workspace.recipients, [name])
    assert "“.xls” are not read" in problem.sentence
    assert ".xlsx" in problem.way_out


def test_a_folder_in_the_place_of_a_list_is_refused(workspace, root, problems):
    (root / "recipients" / "congress.csv").mkdir()
    (problem,) = problems(workspace.recipients, ["congress"])
    assert problem.sentence == "This is a folder, not a file."


def test_two_recipients_with_one_id_are_refused_with_both_places(workspace, put, problems):
    put("recipients/officials.csv", "id,name\na,Ada\nb,Bo\na,Cy\n")
    (problem,) = problems(workspace.recipients, ["officials"])
    assert problem.place == "recipients/officials.csv:4"
    assert "“a” is also that of line 2" in problem.sentence


def test_ids_are_unique_across_lists(workspace, put, problems):
    put("recipients/more.csv", "id,name\nx,Xi\nada,Other\n")
    (problem,) = problems(workspace.recipients, ["officials", "more"])
    assert problem.place == "recipients/more.csv:3"
    assert "recipients/officials.csv:2" in problem.sentence


def test_one_list_named_twice_is_read_once(workspace):
    assert len(workspace.recipients(["officials", "officials"])) == 1


def test_the_problems_of_all_lists_are_told_at_once(workspace, put, problems):
    put("recipients/a.csv", "name,email\nAda,x\n")
    put("recipients/b.csv", "")
    found = problems(workspace.recipients, ["a", "b", "officials"])
    assert [problem.file for problem in found] == ["recipients/a.csv", "recipients/b.csv"]


def test_missing_ids_are_derived_and_shown(workspace, put):
    put("recipients/officials.csv", "id,name,office\n,Ada,Minister\nbo,Bo,Mayor\n,Cy,Clerk\n")
    found = workspace.recipient_list("officials")
    assert [recipient.id for recipient in found.recipients] == ["minister", "bo", "clerk"]
    assert found.derived == ("minister", "clerk")


def test_renamed_columns_are_noted(workspace, put):
    put("recipients/officials.csv", "name,Party name\nAda,Green\n")
    assert any("party_name" in note for note in workspace.recipient_list("officials").notes)


def test_twenty_thousand_recipients_are_small(workspace, put):
    """Bytes held for each, counted rather than timed; a tenth of the rows is enough to know."""
    rows = "".join(
        f"R{n:05},Ana Müller {n},Member of Parliament,House of Commons,CA,en fr,"
        f"ana{n}@example.org,+1 613 555 {n:04},{n} Elm Street,Ottawa,ON,K1A 0A6,2026-01-31,Green\n"
        for n in range(2000)
    )
    put(
        "recipients/big.csv",
        "id,name,office,organisation,country,languages,email,phone,address,locality,region,"
        f"postcode,verified_on,party\n{rows}",
    )
    workspace.recipients(["big"])  # loads what is loaded once, such as the names of countries
    tracemalloc.start()
    try:
        found = workspace.recipients(["big"])
        held, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert len(found) == 2000
    assert held / len(found) < 1300
    assert (peak - held) / len(found) < 1500


@pytest.mark.skipif(not REAL.is_dir(), reason="the real lists are not beside this checkout")
def test_a_real_list_is_read(workspace, put):
    put("recipients/prisons.csv", (REAL / "uk-prisons" / "prisons.csv").read_bytes())
    found = read_list(workspace.root, "prisons")
    assert len(found.recipients) == len(set(found.derived)) == 174
    welsh = {one.further("address_line1_in_welsh") for one in found.recipients}
    assert any("Ystâd" in line for line in welsh)
    assert {one.country for one in found.recipients} == {"GB", ""}
