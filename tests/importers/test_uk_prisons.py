"""The prison register: open prisons in the list, closed ones named and left out."""

from datetime import date
from pathlib import Path

import pytest

from outreach.errors import InputInvalid
from outreach.importers.uk_prisons import on_envelope, read
from tests.importers.contract import DAY, ImporterContract

REAL = Path(__file__).parents[3] / "shared" / "data" / "uk-prisons" / "prisons.csv"
HEADINGS = (
    "prison_id,name,active,prison_name_in_welsh,address_line1,address_line2,town,county,postcode,"
    "country,address_line1_in_welsh,address_line2_in_welsh,town_in_welsh,county_in_welsh,"
    "country_in_welsh"
)


def written(tmp_path: Path, *rows: str) -> Path:
    path = tmp_path / "prisons.csv"
    invented = [
        f"{chr(65 + n // 26)}{chr(65 + n % 26)}X,Place{n} (HMP),1,,{n} Long Lane,,Exampleton,"
        "Exampleshire,EX1 1AA,England,,,,,"
        for n in range(172)
    ]
    path.write_text("\n".join((HEADINGS, *rows, *invented)) + "\n", encoding="utf-8")
    return path


class TestPrisons(ImporterContract):
    source = "uk-prisons"
    ending = ".csv"

    @pytest.fixture
    def whole(self, tmp_path: Path) -> Path:
        return written(tmp_path)


def test_an_open_prison_is_addressed_to_whoever_leads_it(tmp_path) -> None:
    welsh = "Carchar Enghraifft,2 Example Road,,Exampleton,,EX2 2BB,Wales,2 Heol,,Tref,,Cymru"
    row = read(written(tmp_path, f"QQI,Example (HMP & YOI),1,{welsh}"), "x", verified_on=DAY).rows[
        0
    ]
    assert {name: text for name, text in row.items() if text} == {
        "id": "uk-prison-qqi",
        "office": "Governor or Director",
        "organisation": "HMP & YOI Example",
        "organisation.cy": "Carchar Enghraifft",
        "country": "GB",
        "languages": "en",
        "address": "2 Example Road",
        "locality": "Exampleton",
        "postcode": "EX2 2BB",
        "address.cy": "2 Heol",
        "locality.cy": "Tref",
        "facility_id": "QQI",
        "facility": "Example (HMP & YOI)",
        "source": "github.com/ministryofjustice/prison-register (MIT)",
        "verified_on": "2026-08-01",
    }


def test_a_closed_prison_is_named_and_left_out(tmp_path) -> None:
    found = read(written(tmp_path, "QQI,Shut (HMP),0,,,,,,,,,,,,"), "x", verified_on=DAY)
    assert "uk-prison-qqi" not in {row["id"] for row in found.rows}
    assert "1 prisons are closed and were left out: Shut (HMP)." in str(found.notes[0])


def test_a_prison_with_two_addresses_has_the_first_and_says_the_other(tmp_path) -> None:
    rows = (
        "QQI,Two (HMP),1,,1 First Road,,Exampleton,,EX1 1AA,England,,,,,",
        "QQI,Two (HMP),1,,2 Second Road,,Exampleton,,EX1 1AB,England,,,,,",
    )
    found = read(written(tmp_path, *rows), "x", verified_on=DAY)
    assert [row["address"] for row in found.rows if row["facility_id"] == "QQI"] == ["1 First Road"]
    assert "the other is 2 Second Road | Exampleton | EX1 1AB" in str(found.notes[0])


@pytest.mark.parametrize("active", ["", "yes", "2"])
def test_a_prison_that_is_neither_open_nor_closed_is_refused(tmp_path, active) -> None:
    path = written(tmp_path, f"QQI,Odd (HMP),{active},,,,,,,,,,,,")
    with pytest.raises(InputInvalid, match="neither 1 nor 0"):
        read(path, "x", verified_on=DAY)


@pytest.mark.parametrize(
    ("name", "envelope"),
    [
        ("Altcourse (HMP & YOI)", "HMP & YOI Altcourse"),
        ("Finnamore (hmYOI)", "HMYOI Finnamore"),
        ("Foreign Prison", "Foreign Prison"),
    ],
)
def test_a_name_is_turned_round_for_the_envelope(name, envelope) -> None:
    assert on_envelope(name) == envelope


def test_the_whole_register_is_imported() -> None:
    if not REAL.is_file():
        pytest.skip("the real register is not at hand")
    found = read(REAL, "prisons.csv", verified_on=date(2026, 8, 18))
    assert len(found.rows) == 125
    assert "48 prisons are closed" in str(found.notes[0])
    assert sum("no street" in str(note) for note in found.notes) == 7
    assert sum(bool(row["address.cy"]) for row in found.rows) >= 1
