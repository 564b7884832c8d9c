"""A user's own prisons, and those of an imported list."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from outreach.errors import AlreadyThere, UsageProblem
from outreach.model.origin import Confidence, Origin
from outreach.workspace.facilities import facilities
from outreach.workspace.facility_files import write_facility, write_rule

DAY = date(2026, 11, 22)
CONFIRMED = Origin('https://example.org/“a”?b="c"', DAY, Confidence.CONFIRMED)
LIST = (
    "id,office,organisation,organisation.cy,country,address,locality,postcode,address.cy,"
    "locality.cy,facility_id,facility,source,verified_on,tags\n"
    "uk-prison-qqi,Governor,HMP Example,Carchar Enghraifft,GB,2 Example Road | Industrial Estate,"
    "Exampleton,EX2 2BB,2 Heol,Tref,QQI,Example (HMP),example.org,2026-08-01,\n"
    "uk-prison-qqz,Governor,HMP Gone,,GB,3 Example Road,Exampleton,EX3 3CC,,,QQZ,Gone (HMP),"
    "example.org,2026-08-01,closed\n"
)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    (tmp_path / "recipients").mkdir()
    return tmp_path


@pytest.fixture
def with_list(root: Path) -> Path:
    (root / "recipients" / "uk-prisons.csv").write_text(LIST, encoding="utf-8")
    return root


def test_without_a_folder_there_are_the_programs_prisons() -> None:
    assert facilities(None).facility("hk-stanley")[0].id == "hk-csd"


@pytest.mark.parametrize("named", ["QQI", "uk-prison-qqi", "example (hmp)"])
def test_an_imported_prison_is_found_by_id_code_or_name(with_list: Path, named: str) -> None:
    system, facility = facilities(with_list).facility(named)
    assert system.id == "gb-hmpps"
    assert facility.name == "HMP Example"
    assert facility.address.lines == ("2 Example Road", "Industrial Estate")
    assert facility.origin == Origin("example.org", date(2026, 8, 1), Confidence.VERIFIED)


def test_the_welsh_address_is_kept(with_list: Path) -> None:
    (welsh,) = facilities(with_list).facility("QQI")[1].others
    assert (welsh.language, welsh.name) == ("cy", "Carchar Enghraifft")
    assert (welsh.address.lines, welsh.address.locality) == (("2 Heol",), "Tref")
    assert welsh.address.postcode == "EX2 2BB"


def test_a_prison_marked_as_closed_is_closed_and_an_absent_one_unknown(with_list: Path) -> None:
    assert facilities(with_list).facility("QQZ")[1].closed
    with pytest.raises(UsageProblem, match="closed ones are not in imported lists"):
        facilities(with_list).facility("QQX")


def test_an_own_file_goes_before_the_imported_list(with_list: Path) -> None:
    _, facility = facilities(with_list).facility("QQI")
    write_facility(with_list, replace(facility, name="HMP Other", origin=CONFIRMED))
    _, own = facilities(with_list).facility("QQI")
    assert (own.name, own.origin) == ("HMP Other", CONFIRMED)
    assert own.others == facility.others


def test_a_facility_that_was_written_is_read_back_as_it_was(root: Path) -> None:
    for before in facilities(root).system("hk-csd").facilities:
        write_facility(root, replace(before, origin=CONFIRMED))
        _, after = facilities(root).facility(before.id)
        path = f"facilities/{before.id}.toml"
        assert after == replace(before, origin=CONFIRMED, file=path, own=True)


def test_every_rule_that_was_written_is_read_back_as_it_was(root: Path) -> None:
    for system in facilities(None).systems:
        for rule in system.rules:
            write_rule(root, system.id, replace(rule, origin=CONFIRMED))
        after = facilities(root).system(system.id).rules
        assert after == tuple(replace(rule, origin=CONFIRMED) for rule in system.rules)


def test_a_file_that_holds_more_is_never_written_over(root: Path) -> None:
    _, facility = facilities(root).facility("hk-stanley")
    path = write_facility(root, replace(facility, origin=CONFIRMED))
    write_facility(root, replace(facility, origin=CONFIRMED))
    path.write_text(path.read_text() + "# ask for wing B\n")
    before = path.read_bytes()
    with pytest.raises(AlreadyThere):
        write_facility(root, facility)
    assert path.read_bytes() == before
