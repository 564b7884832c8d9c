"""The importer of Congress: names whole, seats right, and no half of a file."""

import json
from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from outreach.composing.forms import forms_of_address
from outreach.errors import InputInvalid
from outreach.importers import IMPORTERS, congress_offices
from outreach.importers.contract import changes
from outreach.importers.us_congress import COLUMNS, WATCHED, read
from outreach.model.people import PersonName, PostalAddress, Recipient
from tests.importers.contract import ImporterContract

DAY = date(2026, 6, 15)


def imported(path: Path):
    return read(path, path.name, verified_on=DAY)


def refusal(path: Path) -> str:
    with pytest.raises(InputInvalid) as refused:
        imported(path)
    return str(refused.value)


def the_first(members, written, **changed):
    members[1].update(changed)
    return imported(written(members)).rows[1]


@pytest.fixture(scope="module")
def congress(real_congress):
    return imported(real_congress)


# --- the real list ------------------------------------------------------------------------------


def test_every_sitting_member_is_imported(congress) -> None:
    found = congress
    assert len(found.rows) == len({row["id"] for row in found.rows}) == 537
    assert found.columns == COLUMNS
    assert all(set(row) == set(COLUMNS) for row in found.rows)
    offices = Counter(row["office"] for row in found.rows)
    assert offices["Senator"] == 100
    assert offices["Delegate"] == 5
    assert offices["Resident Commissioner"] == 1


def test_the_one_without_an_address_and_the_broken_link_are_named(congress) -> None:
    found = congress
    assert sum(not row["address"] for row in found.rows) == 1
    said = "\n".join(map(str, found.notes))
    assert len(found.notes) == 2
    assert "has no address yet" in said
    assert "no web address, and it was left out: hhttps://" in said
    assert all(row["form_url"].startswith(("https://", "http://", "")) for row in found.rows)


def test_every_address_is_split_into_its_lines(congress) -> None:
    rows = [row for row in congress.rows if row["address"]]
    assert {(row["locality"], row["region"]) for row in rows} == {("Washington", "DC")}
    assert all(row["postcode"][:5] in {"20510", "20515"} for row in rows)
    assert not any("Washington" in row["address"] for row in rows)


def test_every_salutation_has_the_office_and_the_whole_family_name(congress) -> None:
    forms, kinds = forms_of_address(), Counter[str]()
    for row in congress.rows:
        found = forms.address(_recipient(row), "en", "CA")
        assert found.salutation == f"Dear {row['office']} {row['family']}:"
        assert found.envelope_name == f"The Honorable {row['name']}"
        kinds[row["office"]] += 1
    assert sum(kinds.values()) == 537


def _recipient(row) -> Recipient:
    return Recipient(
        row["id"],
        PersonName(row["name"], row["given"], row["family"], suffix=row["suffix"]),
        office=row["office"],
        organisation=row["organisation"],
        address=PostalAddress((row["address"],), "Washington", "DC", row["postcode"], "US"),
    )


def test_suffixes_accents_and_long_family_names_are_kept(congress) -> None:
    rows = congress.rows
    assert all(row["family"] in row["name"] for row in rows)
    suffixed = [row for row in rows if row["suffix"]]
    assert len(suffixed) == 20
    assert all(row["name"].endswith(row["suffix"]) for row in suffixed)
    assert sum(" " in row["family"] for row in rows) >= 15
    assert sum(not row["name"].isascii() for row in rows) >= 8


def test_divisions_are_those_of_open_civic_data(congress) -> None:
    rows = congress.rows
    by_seat = {(row["chamber"], row["state"], row["district"]): row["division"] for row in rows}
    root = "ocd-division/country:us"
    assert by_seat["house", "CA", "12"] == f"{root}/state:ca/cd:12"
    assert by_seat["house", "WY", "0"] == f"{root}/state:wy/cd:at-large"
    assert by_seat["senate", "WY", ""] == f"{root}/state:wy"
    assert by_seat["house", "DC", "0"] == f"{root}/district:dc"
    assert by_seat["house", "GU", "0"] == f"{root}/territory:gu"
    assert by_seat["house", "PR", "0"] == f"{root}/territory:pr"


def test_json_of_the_same_members_gives_the_same_rows(real_congress, congress, tmp_path) -> None:
    import json

    import yaml

    loaded = yaml.load(real_congress.read_text(encoding="utf-8"), yaml.CSafeLoader)
    path = tmp_path / "legislators-current.json"
    path.write_text(json.dumps(loaded), encoding="utf-8")
    assert imported(path).rows == congress.rows


def test_wherever_the_real_file_is_cut_off_it_is_refused(real_congress, tmp_path) -> None:
    whole = real_congress.read_bytes()
    lines = whole.splitlines(keepends=True)
    path = tmp_path / "cut.yaml"
    for share in (0.0003, 0.011, 0.07, 0.23, 0.42):
        path.write_bytes(whole[: int(len(whole) * share)])
        assert refusal(path)
        path.write_bytes(b"".join(lines[: int(len(lines) * share)]))
        assert refusal(path)


@pytest.mark.parametrize("name", ["executive.yaml", "legislators-district-offices.yaml"])
def test_another_file_of_the_same_project_is_refused_briefly(real_congress, name) -> None:
    said = refusal(real_congress.parent / name)
    assert "Is it legislators-current" in said
    assert len(said.splitlines()) <= 11


# --- invented members ---------------------------------------------------------------------------


def test_an_importer_is_found_by_its_name() -> None:
    assert IMPORTERS["us-congress"]().IDS == "us-"


def test_a_row_has_what_the_file_says_and_no_more(members, written) -> None:
    row = imported(written(members)).rows[1]
    assert row == {
        "id": "us-e000001",
        "name": "Sam Example001",
        "given": "Sam",
        "middle": "",
        "family": "Example001",
        "suffix": "",
        "nickname": "",
        "gender": "female",
        "office": "Representative",
        "organisation": "U.S. House of Representatives",
        "country": "US",
        "division": "ocd-division/country:us/state:oh/cd:1",
        "languages": "en",
        "form_url": "https://sam.example.org/",
        "website": "",
        "phone": "202-555-0100",
        "address": "001 Example House Office Building",
        "locality": "Washington",
        "region": "DC",
        "postcode": "20515-0001",
        "party": "Orchard",
        "chamber": "house",
        "state": "OH",
        "district": "1",
        "senate_class": "",
        "term_start": "2025-01-03",
        "term_end": "2027-01-03",
        "source": "github.com/unitedstates/congress-legislators, legislators-current (CC0)",
        "verified_on": "2026-06-15",
    }


def test_another_source_is_recorded_as_given(members, written) -> None:
    found = read(written(members), "x", verified_on=DAY, source="a copy on paper")
    assert {row["source"] for row in found.rows} == {"a copy on paper"}


@pytest.mark.parametrize(
    ("name", "whole"),
    [
        ({"first": "Ana", "last": "Example", "official_full": "Ana B. Example"}, "Ana B. Example"),
        (
            {"first": "Mónica", "last": "Example", "official_full": "Monica Example"},
            "Mónica Example",
        ),
        (
            {"first": "Pablo", "last": "Example Rivera", "official_full": "Pablo Example"},
            "Pablo Example Rivera",
        ),
        (
            {"first": "Sam", "last": "Example", "suffix": "II", "official_full": "Sam Example"},
            "Sam Example II",
        ),
        (
            {
                "first": "Sam",
                "last": "Example",
                "suffix": "Jr.",
                "official_full": "Sam Example, Jr.",
            },
            "Sam Example, Jr.",
        ),
        (
            {"first": "Sam", "last": "Example", "official_full": 'S. "Sammy" Example'},
            'S. "Sammy" Example',
        ),
    ],
)
def test_the_name_is_the_official_one_with_what_only_its_parts_hold(
    members, written, name, whole
) -> None:
    assert the_first(members, written, name=name)["name"] == whole


@pytest.mark.parametrize(
    ("address", "line", "postcode"),
    [
        (
            "311 HART SENATE OFFICE BUILDING WASHINGTON DC 20510",
            "311 HART SENATE OFFICE BUILDING",
            "20510",
        ),
        ("2 Example Building, Washington, D.C. 20515-0001", "2 Example Building", "20515-0001"),
        ("Somewhere else altogether", "Somewhere else altogether", ""),
    ],
)
def test_an_address_in_one_line_is_split_or_kept(members, written, address, line, postcode) -> None:
    members[1]["terms"][-1]["address"] = address
    found = imported(written(members))
    assert (found.rows[1]["address"], found.rows[1]["postcode"]) == (line, postcode)
    assert bool(found.notes) == (not postcode)


@pytest.mark.parametrize(
    "url",
    [
        "hhttps://a.example.org/",
        "example.org",
        "https://",
        "https://nowhere/x",
        "javascript:alert(1)",
        "https://a b.example.org",
        "https://[::1",
        "No form found",
    ],
)
def test_a_link_no_browser_can_open_is_left_out_and_named(members, written, url) -> None:
    members[1]["terms"][-1]["contact_form"] = url
    found = imported(written(members))
    assert found.rows[1]["form_url"] == ""
    assert [url in str(note) for note in found.notes] == [True]


def _without(members, *keys: str) -> None:
    place = members[1]
    for key in keys[:-1]:
        place = place[key] if key != "terms" else place["terms"][-1]
    del place[keys[-1]]


@pytest.mark.parametrize(
    ("keys", "said"),
    [
        (("id", "bioguide"), "has no id bioguide"),
        (("name", "last"), "has no name last"),
        (("terms",), "has no type of the term"),
        (("terms", "end"), "has no end of the term"),
        (("terms", "state"), "has no state of the term"),
        (("terms", "district"), "has no district"),
    ],
)
def test_a_member_that_lacks_something_is_named(members, written, keys, said) -> None:
    _without(members, *keys)
    assert said in refusal(written(members))


@pytest.mark.parametrize(
    ("key", "value", "said"),
    [
        ("type", "prez", "sits in neither house"),
        ("end", "soon", "no day: soon"),
        ("end", "2020-01-03", "sat until 2020-01-03 only"),
        ("state", "Ohio", "state that is none"),
        ("district", "first", "has no district"),
    ],
)
def test_a_term_that_cannot_be_is_refused(members, written, key, value, said) -> None:
    members[1]["terms"][-1][key] = value
    assert said in refusal(written(members))


def test_a_member_listed_twice_is_refused(members, written) -> None:
    assert "is listed twice" in refusal(written([*members, members[5]]))


def test_a_part_of_congress_is_refused(members, written) -> None:
    assert "only 200 of the 541 members" in refusal(written(members[:200]))


def test_a_name_that_was_wrongly_decoded_is_refused(members, written) -> None:
    members[1]["name"]["last"] = "GarcÃ­a"
    assert "read as another encoding" in refusal(written(members))


def test_many_mistakes_are_told_in_a_few_lines(members, written) -> None:
    for member in members:
        del member["name"]["last"]
    said = refusal(written(members))
    assert "There are 510 more problems like these." in said


class TestCongress(ImporterContract):
    source = "us-congress"
    ending = ".yaml"

    @pytest.fixture
    def whole(self, members, written) -> Path:
        return written(members)


# --- the offices at home ------------------------------------------------------------------------


def offices(tmp_path: Path, number: int = 519, **first: str) -> Path:
    path = tmp_path / congress_offices.FILE.replace(".yaml", ".json")
    office = {"address": "205 Fourth Ave.", "city": "Cullman", "state": "AL", "zip": "35055"}
    others = {"address": "8 Main St.", "suite": "#12", "building": "Old Hall", "city": "Jasper",
              "state": "AL", "zip": "35501"}  # fmt: skip
    records = [{"id": {"bioguide": "E000001"}, "offices": [office | first, others]}]
    records += [{"id": {"bioguide": f"E{n:06}"}, "offices": [office]} for n in range(2, number + 1)]
    path.write_text(json.dumps(records))
    return path


def at_home(tmp_path, members, written, path: Path):
    congress = imported(written(members))
    return congress_offices.read(path, path.name, congress, verified_on=DAY)


def test_a_member_is_the_same_recipient_at_home(tmp_path, members, written) -> None:
    found = at_home(tmp_path, members, written, offices(tmp_path, suite="104"))
    assert [row["id"] for row in found.rows] == [
        row["id"] for row in imported(written(members)).rows
    ]
    row = found.rows[1]
    assert (row["address"], row["locality"]) == ("205 Fourth Ave., Suite 104", "Cullman")
    assert (row["region"], row["postcode"], row["district_office"]) == ("AL", "35055", "Cullman")
    assert row["other_offices"] == "Old Hall, 8 Main St., Suite 12, Jasper AL 35501"
    assert row["phone"] == "202-555-0100"


def test_a_member_without_an_office_at_home_is_named(tmp_path, members, written) -> None:
    found = at_home(tmp_path, members, written, offices(tmp_path))
    assert found.rows[0]["locality"] == "Washington"
    assert [str(note).endswith("the one in Washington stands.") for note in found.notes] == [True]


def test_a_part_of_the_offices_is_refused(tmp_path, members, written) -> None:
    with pytest.raises(InputInvalid, match="offices of only 100 members"):
        at_home(tmp_path, members, written, offices(tmp_path, 100))


def test_the_members_are_no_offices(tmp_path, members, written) -> None:
    path = written(members)
    with pytest.raises(InputInvalid, match="no member with offices"):
        at_home(tmp_path, members, written, path)


def test_every_real_member_has_an_address_at_home(real_congress, congress) -> None:
    path = real_congress.with_name(congress_offices.FILE)
    found = congress_offices.read(path, path.name, congress, verified_on=DAY)
    assert len(found.rows) == 537
    assert sum(bool(row["district_office"]) for row in found.rows) == 533
    assert not any("Suite Suite" in row["address"] for row in found.rows)


# --- the next file ------------------------------------------------------------------------------


def test_a_newer_file_tells_who_joined_left_and_moved(members, written) -> None:
    old = imported(written(members)).rows
    members[1]["terms"].append(
        members[1]["terms"][-1] | {"type": "sen", "class": 2, "district": None}
    )
    del members[2]
    members.append(members[-1] | {"id": {"bioguide": "E900000"}})
    found = changes(old, imported(written(members)).rows, WATCHED)
    assert [member.id for member in found.joined] == ["us-e900000"]
    assert [(member.id, member.name) for member in found.left] == [("us-e000002", "Sam Example002")]
    (move,) = found.moved
    assert move.id == "us-e000001"
    assert move.changes == (
        ("chamber", "house", "senate"),
        ("district", "1", ""),
        ("office", "Representative", "Senator"),
    )


def test_the_same_file_again_changes_nothing(members, written) -> None:
    rows = imported(written(members)).rows
    assert not changes(rows, rows, WATCHED)


def test_rows_of_the_users_own_do_not_disturb_the_comparison(members, written) -> None:
    rows = imported(written(members)).rows
    own = {"id": "", "name": "Written by hand"}
    changed = [row | {"tags": "ours", "phone": "1"} for row in rows]
    assert not changes([own, *changed], rows, WATCHED)
