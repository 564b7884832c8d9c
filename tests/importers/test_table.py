"""Any spreadsheet: proposed, mapped, tidied, and remembered."""

import zipfile
from pathlib import Path

import pytest

from outreach.errors import InputInvalid
from outreach.importers import column_memory
from outreach.importers.column_guesses import guesses
from outreach.importers.table import propose, read
from tests.importers.contract import DAY, ImporterContract

CONTACTS = """\
Name,Position,Dept.,E-Mail,Tel,Remarks
Sam Example,Director,Bureau,sam@example.org,+852 5555 0100,first
Ann Other,Head of Office,Bureau,ann@example.org,+852 5555 0101,second
Lee Third,Clerk,Bureau,lee@example.org,+852 5555 0102,third
"""


def written(tmp_path: Path, text: str = CONTACTS, name: str = "contacts.csv") -> Path:
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    return path


def rows(path: Path, **mapping: str):
    return read(path, path.name, verified_on=DAY, mapping=mapping or None).rows


def proposed(*columns: str, **cells: list[str]) -> dict[str, str]:
    length = max(map(len, cells.values()), default=0)
    table = [{name: cells[name][place] for name in cells} for place in range(length)]
    return {guess.column: guess.field for guess in guesses(columns or tuple(cells), table)}


class TestTable(ImporterContract):
    source = "table"
    ending = ".csv"

    @pytest.fixture
    def whole(self, tmp_path: Path) -> Path:
        # Quoted, so that wherever it breaks off a cell is open or missing.
        quoted = "\n".join(
            ",".join(f'"{cell}"' for cell in line.split(",")) for line in CONTACTS.splitlines()
        )
        return written(tmp_path, quoted + "\n")


@pytest.mark.parametrize(
    ("columns", "fields"),
    [
        ("Name,Position,Dept.,E-Mail,Tel", "name,office,organisation,email,phone"),
        ("First Name,Surname,Job title,Zip code", "given,family,office,postcode"),
        ("姓名,职务,单位,电子邮件,电话", "name,office,organisation,email,phone"),
        ("姓名,職務,機構,電郵,地址", "name,office,organisation,email,address"),
        ("Prénom,Nom,Fonction,Courriel,Code postal", "given,family,office,email,postcode"),
        ("Nombre,Apellidos,Cargo,Correo electrónico", "given,family,office,email"),
        ("Vorname,Nachname,Behörde,E-Mail-Adresse,PLZ,Straße",
         "given,family,organisation,email,postcode,address"),
        ("Nom,Courriel", "name,email"),
        ("address_line1,address_line2,town", "address,address_2,locality"),
        ("Address 1,Address line 2,City", "address,address_2,locality"),
    ],
)  # fmt: skip
def test_headings_of_several_languages_are_known(columns, fields) -> None:
    assert ",".join(proposed(*columns.split(",")).values()) == fields


def test_columns_are_known_by_what_is_in_them() -> None:
    assert proposed(
        A=["a@example.org", "n/a", "b@example.org"],
        B=["https://example.org", "www.example.com", ""],
        C=["K1A 0A6", "SW1A 1AA", "90210-1234"],
        D=["+852 5555 0100", "(555) 555-0100", "555 555 0100"],
        E=["Deutschland", "法国", "Hong Kong"],
        F=["some", "other", "words"],
        G=["", "", ""],
    ) == {
        "A": "email", "B": "website", "C": "postcode", "D": "phone", "E": "country",
        "F": "keep", "G": "keep",
    }  # fmt: skip


def test_no_field_is_proposed_twice() -> None:
    found = proposed("E-mail", "Mail", **{"E-mail": ["a@example.org"], "Mail": ["b@example.org"]})
    assert found == {"E-mail": "email", "Mail": "keep"}


def test_a_row_has_its_fields_and_the_column_that_is_kept(tmp_path) -> None:
    found = read(written(tmp_path), "x", verified_on=DAY)
    assert found.list_name == "contacts"
    assert found.rows[0] == {
        "id": "sam-example",
        "name": "Sam Example",
        "office": "Director",
        "organisation": "Bureau",
        "email": "sam@example.org",
        "phone": "+852 5555 0100",
        "Remarks": "first",
        "source": "contacts.csv",
        "verified_on": "2026-08-01",
    }


def test_a_name_in_two_parts_is_put_together(tmp_path) -> None:
    found = rows(written(tmp_path, "Vorname,Nachname,Amt\nSam,Example,Chef\n"))
    assert (found[0]["name"], found[0]["family"]) == ("Sam Example", "Example")


def test_lines_of_an_address_become_one_address(tmp_path) -> None:
    text = 'Name,Address 1,Address 2,City,Country\nSam,Room 1,"Long Lane\nEast",Town,Allemagne\n'
    (row,) = rows(written(tmp_path, text))
    assert (row["address"], row["country"]) == ("Room 1 | Long Lane | East", "DE")


def test_a_row_that_nobody_can_be_addressed_by_is_named_with_its_line(tmp_path) -> None:
    found = read(
        written(tmp_path, "Name,Email\nSam,a@example.org\n,b@example.org\n"), "x", verified_on=DAY
    )
    assert len(found.rows) == 1
    assert str(found.notes[0]).startswith("x:3: The row gives neither a name nor an office")


def test_namesakes_are_told_apart_and_a_repetition_is_said(tmp_path) -> None:
    text = "Name,Office\nSam Example,Clerk\nSam Example,Chair\nSam Example,Chair\n"
    found = read(written(tmp_path, text), "x", verified_on=DAY)
    assert [row["id"] for row in found.rows] == ["sam-example-clerk", "sam-example-chair"]
    assert str(found.notes[0]).startswith("x:4: Sam Example is listed twice (line 3)")


def test_an_id_given_twice_is_refused(tmp_path) -> None:
    with pytest.raises(InputInvalid, match="x:3: The id 1 is also that of line 2"):
        read(written(tmp_path, "ID,Name\n1,Sam\n1,Ann\n"), "x", verified_on=DAY)


def test_two_columns_that_are_one_field_are_refused(tmp_path) -> None:
    with pytest.raises(InputInvalid, match="Two columns are “name”"):
        rows(written(tmp_path, "A,B\n1,2\n"), A="name", B="name")
    with pytest.raises(InputInvalid, match="No column is a name or an office"):
        rows(written(tmp_path, "A,B\n1,2\n"), A="email", B="keep")


def test_a_kept_column_is_never_mistaken_for_a_field(tmp_path) -> None:
    (row,) = rows(written(tmp_path, "A,E-Mail\nSam,x\n"), **{"A": "name", "E-Mail": "keep"})
    assert row["E-Mail (kept)"] == "x"


def test_a_dropped_column_is_not_taken_over(tmp_path) -> None:
    (row,) = rows(written(tmp_path, "A,Secret\nSam,x\n"), A="name", Secret="drop")
    assert "x" not in row.values()


def test_what_was_confirmed_is_known_the_next_time_and_for_the_next_file(tmp_path) -> None:
    path = written(tmp_path, "A,B\nSam,Chair\n")
    assert not propose(path, "x").remembered
    beside = column_memory.remember(path, {"A": "name", "B": "office"})
    assert beside.name == "contacts.csv.columns.toml"
    assert propose(path, "x").remembered
    next_month = written(tmp_path, "B,A\nChair,Sam\n", "contacts-2.csv")
    again = propose(next_month, "x")
    assert again.remembered
    assert [guess.field for guess in again.guesses] == ["office", "name"]
    assert not propose(written(tmp_path, "A,B,C\nSam,Chair,x\n", "other.csv"), "x").remembered


def test_columns_with_any_heading_are_remembered(tmp_path) -> None:
    heading = 'Na"me\\ = [x] 姓名 \x7f'
    path = written(tmp_path, "a\nb\n")
    column_memory.remember(path, {heading: "name"})
    assert column_memory.remembered(path, [heading]) == {heading: "name"}


@pytest.mark.parametrize("text", ["", "[columns]\nA = 1\n", "columns = 3\n", "[columns\n", "\x00"])
def test_a_memory_that_was_broken_is_refused_for_its_own_file_only(tmp_path, text) -> None:
    path = written(tmp_path, "A,B\n1,2\n")
    path.with_name("contacts.csv.columns.toml").write_text(text)
    with pytest.raises(InputInvalid, match=r"contacts\.csv\.columns\.toml"):
        propose(path, "x")
    assert not propose(written(tmp_path, "A,B\n1,2\n", "other.csv"), "x").remembered


def test_a_zip_bomb_that_is_called_a_spreadsheet_is_refused(tmp_path) -> None:
    path = tmp_path / "bomb.xlsx"
    with (
        zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package,
        package.open("xl/worksheets/sheet1.xml", "w") as part,
    ):
        for _ in range(300):
            part.write(b"<row/>" * 175_000)
    with pytest.raises(InputInvalid):
        propose(path, "bomb.xlsx")


def test_a_cell_that_is_a_file_is_refused(tmp_path) -> None:
    with pytest.raises(InputInvalid, match="holds 30,000 characters"):
        rows(written(tmp_path, f"Name,Notes\nSam,{'x' * 30_000}\n"))
