"""Importing a data set, once and again."""

import csv
import json

import pytest

MEMBERS = 501


def legislators(number: int) -> list[dict[str, object]]:
    return [
        {
            "id": {"bioguide": f"X{n:06}"},
            "name": {
                "first": "Example",
                "last": f"Person{n}",
                "official_full": f"Example Person{n}",
            },
            "bio": {"gender": "F"},
            "terms": [
                {
                    "type": "rep",
                    "start": "2025-01-03",
                    "end": "2027-01-03",
                    "state": "CA",
                    "district": n,
                    "party": "Example",
                    "address": f"{n} Longworth House Office Building Washington DC 20515",
                    "phone": "202-555-0100",
                }
            ],
        }
        for n in range(1, number + 1)
    ]


@pytest.fixture
def data_set(tmp_path):
    path = tmp_path / "legislators-current.json"
    path.write_text(json.dumps(legislators(MEMBERS)) + "\n", encoding="utf-8")
    return path


def test_a_list_imported_again_keeps_what_people_wrote_into_it(outreach, folder, data_set) -> None:
    first = outreach("recipients", "import", "us-congress", str(data_set))
    assert first.status == 0, first.err
    path = folder / "recipients" / "us-congress.csv"
    rows = list(csv.DictReader(path.read_text(encoding="utf-8").splitlines()))
    assert len(rows) == MEMBERS
    rows[0] |= {"email": "own@example.org", "tags": "stop", "notes": "met in May"}
    own = {"id": "own-row", "name": "Own Row", "office": "Aide"}
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, [*rows[0]])
        writer.writeheader()
        writer.writerows([*rows, own])
    assert outreach("recipients", "import", "us-congress", str(data_set)).status == 0
    again = list(csv.DictReader(path.read_text(encoding="utf-8").splitlines()))
    assert len(again) == MEMBERS + 1
    assert again[0]["email"] == "own@example.org"
    assert again[0]["tags"] == "stop"
    assert again[0]["notes"] == "met in May"
    assert again[-1]["id"] == "own-row"
