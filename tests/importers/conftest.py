"""A Congress of invented members, and the real one where its file is at hand."""

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

REAL = Path(__file__).parents[3] / "shared" / "data" / "us-congress" / "legislators-current.yaml"

Members = list[dict[str, Any]]


@pytest.fixture(scope="session")
def real_congress() -> Path:
    if not REAL.is_file():
        pytest.skip("the real list of members is not at hand")
    return REAL


@pytest.fixture
def members() -> Members:
    """One senator and representatives of one state, as many as make a Congress."""
    return list(_members())


def _members() -> Iterator[dict[str, Any]]:
    yield _member("E000000", "sen", "OH", **{"class": 1})
    for number in range(1, 520):
        yield _member(f"E{number:06}", "rep", "OH", district=number)


def _member(bioguide: str, kind: str, state: str, **seat: Any) -> dict[str, Any]:
    return {
        "id": {"bioguide": bioguide},
        "name": {"first": "Sam", "last": f"Example{bioguide[-3:]}"},
        "bio": {"gender": "F"},
        "terms": [
            {"type": "rep", "start": "2003-01-03", "end": "2005-01-03", "state": state,
             "district": 1, "party": "Orchard"},
            {"type": kind, "start": "2025-01-03", "end": "2027-01-03", "state": state,
             "party": "Orchard", "phone": "202-555-0100", "contact_form": "https://sam.example.org/",
             "address": f"{bioguide[-3:]} Example House Office Building Washington DC 20515-0001",
             **seat},
        ],
    }  # fmt: skip


@pytest.fixture
def written(tmp_path: Path) -> Callable[[Members], Path]:
    def write(members: Members) -> Path:
        path = tmp_path / "legislators-current.json"
        path.write_text(json.dumps(members), encoding="utf-8")
        return path

    return write
