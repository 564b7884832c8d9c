"""A list that an import keeps, and the copy of what it wrote."""

import pytest

from outreach.errors import InputInvalid, UsageProblem
from outreach.workspace.imported_lists import ImportedList
from outreach.workspace.lists import list_names

COLUMNS = ("id", "name", "office")
ROWS = ({"id": "a", "name": "Sam Example", "office": "Chair"},)


@pytest.fixture
def place(tmp_path) -> ImportedList:
    return ImportedList(tmp_path, "officials", "table")


def test_what_was_written_is_known_beside_what_stands_there(place, tmp_path) -> None:
    assert place.read() is None
    place.write(COLUMNS, ROWS, COLUMNS, ROWS)
    place.path.write_text("id,name,office,notes\na,Sam Example,Clerk,mine\n")
    there = place.read()
    assert there.columns == (*COLUMNS, "notes")
    assert there.rows[0]["office"] == "Clerk"
    assert there.last == {"a": ROWS[0]}
    assert list_names(tmp_path) == ("officials",)


def test_another_source_does_not_know_the_list(place, tmp_path) -> None:
    place.write(COLUMNS, ROWS, COLUMNS, ROWS)
    assert ImportedList(tmp_path, "officials", "vcard").read().last is None


def test_rows_that_could_not_be_read_again_are_refused_before_they_are_written(place) -> None:
    with pytest.raises(InputInvalid, match="“Narnia” is not a country"):
        place.check((*COLUMNS, "country"), [{**ROWS[0], "country": "Narnia"}])
    assert not place.path.exists()


def test_an_id_that_stands_twice_in_the_list_is_named(place) -> None:
    place.write(COLUMNS, ROWS, COLUMNS, ROWS)
    place.path.write_text("id,name\na,Sam\na,Ann\n")
    with pytest.raises(InputInvalid, match="csv:3: The id “a” is also that of line 2"):
        place.read()


@pytest.mark.parametrize("name", ["../x", "a/b", "", "con"])
def test_a_name_that_is_no_file_is_refused(tmp_path, name) -> None:
    with pytest.raises(UsageProblem, match="cannot be the name of a file"):
        ImportedList(tmp_path, name, "table")
