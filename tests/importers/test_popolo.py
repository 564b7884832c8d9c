"""Popolo: who holds an office on the day, under the id of the person."""

import json
from pathlib import Path
from typing import Any

import pytest

from outreach.errors import InputInvalid
from outreach.importers.popolo import read
from tests.importers.contract import DAY, ImporterContract


def data_set(**changed: Any) -> dict[str, Any]:
    return {
        "persons": [
            {
                "id": "p1",
                "name": "Sam Example",
                "given_name": "Sam",
                "family_name": "Example",
                "gender": "male",
                "honorific_prefix": "Dr",
                "email": "mailto:sam@example.org",
                "contact_details": [{"type": "voice", "value": "+1 555 555 0100"}],
                "links": [{"note": "Contact form", "url": "https://example.org/form"}],
            },
            {"id": "p2", "name": "Ann Other"},
            {"id": "p3", "name": "Late Leaver"},
        ],
        "organizations": [
            {"id": "parliament", "name": "Parliament", "classification": "legislature"},
            {"id": "orchard", "name": "Orchard", "classification": "party"},
        ],
        "areas": [{"id": "a1", "name": "Somewhere",
                   "identifiers": [{"identifier": "ocd-division/country:ca/ed:1"}]}],
        "posts": [{"id": "minister", "label": "Minister of Examples"}],
        "events": [{"id": "term/1", "start_date": "2024-01-01", "end_date": "2028-01-01"},
                   {"id": "term/0", "start_date": "2020-01-01", "end_date": "2023-12-31"}],
        "memberships": [
            {"person_id": "p1", "organization_id": "orchard", "role": "chair"},
            {"person_id": "p1", "organization_id": "parliament", "role": "member", "area_id": "a1",
             "on_behalf_of_id": "orchard", "legislative_period_id": "term/1"},
            {"person_id": "p1", "organization_id": "parliament", "role": "member",
             "legislative_period_id": "term/0"},
            {"person_id": "p2", "organization_id": "parliament", "post_id": "minister",
             "start_date": "2025-05"},
            {"person_id": "p3", "organization_id": "parliament", "end_date": "2026-07-31"},
        ],
        **changed,
    }  # fmt: skip


def written(tmp_path: Path, data: dict[str, Any]) -> Path:
    path = tmp_path / "parliament.json"
    path.write_text(json.dumps(data), encoding="utf-8")
    return path


class TestPopolo(ImporterContract):
    source = "popolo"
    ending = ".json"

    @pytest.fixture
    def whole(self, tmp_path: Path) -> Path:
        return written(tmp_path, data_set())


def test_a_member_has_the_area_the_party_and_the_term_of_the_period(tmp_path) -> None:
    row = read(written(tmp_path, data_set()), "x", verified_on=DAY).rows[0]
    assert {name: text for name, text in row.items() if text} == {
        "id": "popolo-p1",
        "name": "Sam Example",
        "given": "Sam",
        "family": "Example",
        "honorific": "Dr",
        "gender": "male",
        "office": "Member",
        "organisation": "Parliament",
        "division": "ocd-division/country:ca/ed:1",
        "email": "sam@example.org",
        "form_url": "https://example.org/form",
        "phone": "+1 555 555 0100",
        "party": "Orchard",
        "district": "Somewhere",
        "term_start": "2024-01-01",
        "term_end": "2028-01-01",
        "source": "a Popolo data set",
        "verified_on": "2026-08-01",
    }


def test_a_post_is_the_office_and_half_a_date_is_no_day(tmp_path) -> None:
    row = read(written(tmp_path, data_set()), "x", verified_on=DAY).rows[1]
    assert (row["office"], row["term_start"]) == ("Minister of Examples", "")


def test_those_who_hold_no_office_are_named(tmp_path) -> None:
    found = read(written(tmp_path, data_set()), "x", verified_on=DAY)
    assert [row["id"] for row in found.rows] == ["popolo-p1", "popolo-p2"]
    assert "1 hold no office on this day, left out: Late Leaver." in str(found.notes[0])


@pytest.mark.parametrize("key", ["persons", "memberships", "organizations"])
def test_a_file_without_one_of_its_parts_is_refused(tmp_path, key) -> None:
    with pytest.raises(InputInvalid, match=f"lists no {key}"):
        read(written(tmp_path, data_set(**{key: []})), "x", verified_on=DAY)


def test_a_person_twice_is_refused(tmp_path) -> None:
    data = data_set()
    data["persons"].append(dict(data["persons"][0]))
    with pytest.raises(InputInvalid, match="popolo-p1 is also that of x"):
        read(written(tmp_path, data), "x", verified_on=DAY)
