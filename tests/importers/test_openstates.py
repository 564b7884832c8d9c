"""Open States: legislators and executives of the states, each from a file of their own."""

from datetime import date
from pathlib import Path

import pytest

from outreach.importers.openstates import read
from tests.importers.contract import DAY, ImporterContract

REAL = Path(__file__).parents[3] / "shared" / "data" / "openstates"

PERSON = """\
id: ocd-person/{key}
name: {name}
given_name: Sam
family_name: Example
gender: Female
email: {email}
party:
- name: Orchard
roles:
{roles}
offices:
- classification: district
  address: 5 Side Street, Elsewhere, {state} 90002
- classification: capitol
  address: {address}
  voice: 555-555-0100
links:
- url: https://sam.example.org/
sources:
- url: https://example.org/sam
"""
ROLE = """\
- type: {kind}
  jurisdiction: ocd-jurisdiction/country:us/state:{state}/government
  start_date: {start}
  end_date: '{end}'
"""


def role(kind: str = "lower", state: str = "ca", start="2025-01-01", end="", district="12") -> str:
    text = ROLE.format(kind=kind, state=state, start=start, end=end)
    return text + (f"  district: '{district}'\n" if district else "")


def person(folder: Path, key: str, roles: str, **changed: str) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    given = {
        "name": "Sam Example",
        "email": f"{key}@example.org",
        "address": "1021 O St. Suite 8530, Sacramento, CA 95814",
        "state": "CA",
    }
    path = folder / f"{key}.yml"
    path.write_text(PERSON.format(key=key, roles=roles.rstrip("\n"), **given | changed))
    return path


def only(folder: Path) -> dict[str, str]:
    (row,) = read(folder, "data", verified_on=DAY).rows
    return dict(row)


class TestOpenStates(ImporterContract):
    source = "openstates"
    ending = ".yml"

    @pytest.fixture
    def whole(self, tmp_path: Path) -> Path:
        for key in ("a", "b", "c"):
            person(tmp_path / "data" / "legislature", key, role(district=f"{ord(key)}"))
        return tmp_path / "data"

    def one_file(self, whole: Path) -> Path:
        return whole / "legislature" / "b.yml"


def test_a_row_has_what_the_file_says(tmp_path) -> None:
    person(tmp_path, "a", role())
    row = only(tmp_path)
    assert {name: text for name, text in row.items() if text} == {
        "id": "os-a",
        "name": "Sam Example",
        "given": "Sam",
        "family": "Example",
        "gender": "female",
        "office": "Assemblymember",
        "organisation": "California State Assembly",
        "country": "US",
        "division": "ocd-division/country:us/state:ca/sldl:12",
        "languages": "en",
        "email": "a@example.org",
        "website": "https://sam.example.org/",
        "phone": "555-555-0100",
        "address": "1021 O St. Suite 8530",
        "locality": "Sacramento",
        "region": "CA",
        "postcode": "95814",
        "party": "Orchard",
        "chamber": "lower",
        "state": "CA",
        "district": "12",
        "term_start": "2025-01-01",
        "source": "github.com/openstates/people (CC0)",
        "verified_on": "2026-08-01",
    }


@pytest.mark.parametrize(
    ("kind", "state", "district", "office", "organisation", "division"),
    [
        ("upper", "tx", "3", "State Senator", "Texas State Senate", "state:tx/sldu:3"),
        ("upper", "oh", "3", "State Senator", "Ohio Senate", "state:oh/sldu:3"),
        ("lower", "oh", "3", "State Representative", "Ohio House of Representatives",
         "state:oh/sldl:3"),
        ("lower", "va", "3", "Delegate", "Virginia House of Delegates", "state:va/sldl:3"),
        ("lower", "nh", "1A", "State Representative", "New Hampshire House of Representatives",
         "state:nh/sldl:1a"),
        ("governor", "oh", "", "Governor of Ohio", "", "state:oh"),
        ("secretary of state", "oh", "", "Secretary of State of Ohio", "", "state:oh"),
        ("chief election officer", "oh", "", "Chief Election Officer", "State of Ohio", "state:oh"),
    ],
)  # fmt: skip
def test_each_office_is_called_by_its_name(
    tmp_path, kind, state, district, office, organisation, division
) -> None:
    person(tmp_path, "a", role(kind, state, district=district))
    row = only(tmp_path)
    assert (row["office"], row["organisation"]) == (office, organisation)
    assert row["division"] == f"ocd-division/country:us/{division}"


def test_a_district_with_a_name_has_no_division_made_up(tmp_path) -> None:
    person(tmp_path, "a", role("upper", "ma", district="First Plymouth and Norfolk"))
    assert only(tmp_path)["division"] == ""


def test_the_office_held_on_the_day_counts(tmp_path) -> None:
    person(tmp_path, "a", role(end="2025-06-01") + role("attorney general", district=""))
    assert only(tmp_path)["office"] == "Attorney General of California"


def test_those_who_left_are_named_and_left_out(tmp_path) -> None:
    person(tmp_path, "a", role())
    person(tmp_path / "retired", "b", role(end="2024-12-01"))
    found = read(tmp_path, "data", verified_on=DAY)
    assert [row["id"] for row in found.rows] == ["os-a"]
    (note,) = found.notes
    assert (
        str(note)
        == "data/retired/b.yml: Sam Example holds no office since 2024-12-01, and was left out."
    )


def test_a_term_that_ends_today_is_still_held_and_one_that_begins_tomorrow_not_yet(
    tmp_path,
) -> None:
    person(tmp_path, "a", role(end=DAY.isoformat()))
    person(tmp_path, "b", role(start="2026-08-02"))
    assert [row["id"] for row in read(tmp_path, "data", verified_on=DAY).rows] == ["os-a"]


def test_a_form_where_an_email_belongs_becomes_the_form(tmp_path) -> None:
    person(tmp_path, "a", role(), email="https://sam.example.org/contact")
    row = only(tmp_path)
    assert (row["email"], row["form_url"]) == ("", "https://sam.example.org/contact")


def test_lines_that_repeat_the_addressee_are_left_out_of_the_address(tmp_path) -> None:
    address = "The Honorable Sam Example; Governor of Ohio State; State House; Columbus, OH 43215"
    person(tmp_path, "a", role("governor", "oh", district=""), address=address)
    row = only(tmp_path)
    assert (row["address"], row["locality"], row["postcode"]) == (
        "State House",
        "Columbus",
        "43215",
    )


def test_a_list_is_named_after_its_state(tmp_path) -> None:
    person(tmp_path / "ca", "a", role())
    person(tmp_path / "ny", "b", role(state="ny"))
    assert read(tmp_path / "ca", "x", verified_on=DAY).list_name == "openstates-ca"
    assert read(tmp_path, "x", verified_on=DAY).list_name == "openstates"


def test_committees_are_passed_over_and_a_person_twice_is_refused(tmp_path) -> None:
    person(tmp_path, "a", role())
    (tmp_path / "c.yml").write_text("id: ocd-organization/1\nname: Committee\n")
    assert only(tmp_path)["id"] == "os-a"
    person(tmp_path / "again", "a", role())
    with pytest.raises(Exception, match=r"ocd-person/a is also that of data/a\.yml"):
        only(tmp_path)


def test_all_real_legislators_are_imported() -> None:
    if not REAL.is_dir():
        pytest.skip("the real lists of legislators are not at hand")
    found = read(REAL, "openstates", verified_on=date(2026, 8, 5))
    assert len(found.rows) == 339
    assert len(found.notes) == 2
    assert all(row["name"] and row["family"] in row["name"] and row["office"] for row in found.rows)
    assert sum(not row["locality"] for row in found.rows) == 1
    assert {row["division"].count("/") for row in found.rows} == {2, 3}
