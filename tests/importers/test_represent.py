"""Represent: the seat is the recipient, and the first of several pages is not the whole."""

import json
from pathlib import Path
from typing import Any

import pytest

from outreach.errors import InputInvalid
from outreach.importers.represent import read
from tests.importers.contract import DAY, ImporterContract


def member(**changed: Any) -> dict[str, Any]:
    return {
        "name": "Sam Example",
        "first_name": "Sam",
        "last_name": "Example",
        "elected_office": "MP",
        "party_name": "Orchard",
        "email": "sam@example.org",
        "url": "https://example.org/sam",
        "personal_url": "",
        "gender": "F",
        "district_name": "Somewhere",
        "representative_set_name": "House of Commons",
        "source_url": "https://example.org/members",
        "related": {
            "representative_set_url": "/representative-sets/house-of-commons/",
            "boundary_url": "/boundaries/federal-electoral-districts/1/",
        },
        "extra": {"preferred_languages": ["English", "French"]},
        "offices": [
            {"type": "constituency", "postal": "1 Main Street\nSomewhere ON  K1K 1K1"},
            {
                "type": "legislature",
                "postal": "House of Commons\nOttawa ON  K1A 0A6",
                "tel": "1 613 555-0100",
            },
        ],
        **changed,
    }


def written(tmp_path: Path, *members: dict[str, Any], **answer: Any) -> Path:
    path = tmp_path / "Commons 2026.json"
    whole = {"objects": members, "meta": {"next": None, "total_count": len(members)}, **answer}
    path.write_text(json.dumps(whole), encoding="utf-8")
    return path


def rows(path: Path):
    return read(path, path.name, verified_on=DAY).rows


class TestRepresent(ImporterContract):
    source = "represent"
    ending = ".json"

    @pytest.fixture
    def whole(self, tmp_path: Path) -> Path:
        return written(tmp_path, member(), member(district_name="Elsewhere", name="Ann Other"))


def test_a_row_has_what_the_answer_says(tmp_path) -> None:
    (row,) = rows(written(tmp_path, member()))
    assert {name: text for name, text in row.items() if text} == {
        "id": "ca-house-of-commons-mp-somewhere",
        "name": "Sam Example",
        "given": "Sam",
        "family": "Example",
        "gender": "female",
        "office": "MP",
        "organisation": "House of Commons",
        "country": "CA",
        "languages": "en, fr",
        "email": "sam@example.org",
        "website": "https://example.org/sam",
        "phone": "1 613 555-0100",
        "address": "House of Commons",
        "locality": "Ottawa",
        "region": "ON",
        "postcode": "K1A 0A6",
        "party": "Orchard",
        "district": "Somewhere",
        "source": "https://example.org/members",
        "verified_on": "2026-08-01",
    }


def test_a_new_holder_keeps_the_id_of_the_seat(tmp_path) -> None:
    before = rows(written(tmp_path, member()))[0]["id"]
    assert rows(written(tmp_path, member(name="Ann Other")))[0]["id"] == before


def test_several_in_one_district_are_told_apart_by_their_names(tmp_path) -> None:
    ids = [row["id"] for row in rows(written(tmp_path, member(), member(name="Ann Other")))]
    assert ids == [
        "ca-house-of-commons-mp-somewhere-sam-example",
        "ca-house-of-commons-mp-somewhere-ann-other",
    ]


def test_the_answer_for_a_postcode_is_read_and_nobody_twice(tmp_path) -> None:
    path = written(tmp_path)
    found = {"representatives_centroid": [member()], "representatives_concordance": [member()]}
    path.write_text(json.dumps(found))
    assert len(rows(path)) == 1


def test_one_page_of_several_is_refused(tmp_path) -> None:
    meta = {"next": "/representatives/?offset=20", "total_count": 338}
    with pytest.raises(InputInvalid, match="one page: 1 of 338") as refused:
        rows(written(tmp_path, member(), meta=meta))
    assert "limit=1000" in str(refused.value)


def test_a_field_that_holds_something_else_is_put_where_it_belongs(tmp_path) -> None:
    (row,) = rows(written(tmp_path, member(email="https://example.org/write-to-sam")))
    assert (row["email"], row["form_url"]) == ("", "https://example.org/write-to-sam")
