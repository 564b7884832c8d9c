"""Every row of every table, seen as an office would see it: one line of a list a case."""

import csv
from collections.abc import Iterator
from pathlib import Path

import pytest

from outreach.composing.form_tables import shipped_tables
from outreach.composing.forms import Address, forms_of_address
from outreach.model.people import Gender, PersonName, PostalAddress, Recipient

CASES = Path(__file__).with_name("forms_of_address.csv")
EXPECTED = ("envelope_name", "salutation", "close")
GUESSED = {"Mr", "Mr.", "Ms", "Ms.", "Mrs", "Mrs.", "Madam", "先生", "女士"}


def cases() -> Iterator[dict[str, str]]:
    with CASES.open(encoding="utf-8", newline="") as lines:
        yield from csv.DictReader(lines)


def address(case: dict[str, str]) -> Address:
    recipient = Recipient(
        "one",
        PersonName(case["name"], "", case["family"], case["native_name"], case["honorific"]),
        Gender(case["gender"]),
        office=case["office"],
        organisation=case["organisation"],
        address=PostalAddress(country=case["country"]),
        more=(("status", case["status"]),) if case["status"] else (),
    )
    return forms_of_address().address(recipient, case["language"], "CA")


@pytest.mark.parametrize(
    "case", tuple(cases()), ids=lambda case: "/".join(list(case.values())[:7]).replace(" ", "_")
)
def test_everybody_is_addressed_as_the_line_says(case) -> None:
    found = address(case)
    assert {key: getattr(found, key) for key in EXPECTED} == {key: case[key] for key in EXPECTED}
    if not case["gender"]:
        written = " ".join((*found.envelope, found.salutation))
        assert not GUESSED.intersection(written.split())


def test_every_row_of_every_table_has_a_line_without_a_gender() -> None:
    seen = {(form.file, form.line) for case in cases() if not case["gender"]
            for form in [address(case).form]}  # fmt: skip
    missing = {(form.file, form.line) for form in shipped_tables().forms} - seen
    assert not missing


def test_every_row_gives_a_whole_form_to_a_person_of_unknown_gender() -> None:
    for case in cases():
        found = address({**case, "gender": ""})
        assert found.envelope_name, case
        assert found.salutation, case
        assert found.close or case["language"].startswith("zh"), case
