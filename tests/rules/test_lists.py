"""What in lists needs a look."""

from dataclasses import replace
from datetime import date

import pytest

from outreach.model.people import PersonName, PostalAddress, Recipient
from outreach.rules.lists import Severity, findings

TODAY = date(2026, 11, 22)
WELL = Recipient(
    "ada",
    PersonName("Ada Example", "Ada", "Example"),
    office="Mayor",
    organisation="Town",
    email="mayor@example.org",
    verified_on=TODAY,
    list_name="list",
    line=2,
)


def found(*recipients):
    return list(findings(recipients, lambda _: "recipients/list.csv", TODAY))


def kinds(*recipients):
    return [(one.severity.value, one.kind) for one in found(*recipients)]


def test_nothing_is_found_where_all_is_well():
    assert found(WELL) == []


@pytest.mark.parametrize(
    ("changes", "finding"),
    [
        ({"email": ""}, ("warning", "no-way")),
        ({"email": "ada@office.invalid"}, ("warning", "address")),
        ({"email": "ada@localhost"}, ("warning", "address")),
        ({"verified_on": None}, ("hint", "not-verified")),
        ({"verified_on": date(2025, 11, 21)}, ("warning", "not-verified")),
        (
            {"verified_on": date(2026, 1, 1), "term_end": date(2026, 2, 1)},
            ("warning", "term-ended"),
        ),
        ({"more": (("term_start", "2027-01-01"),)}, ("hint", "term-to-come")),
        ({"office": "", "organisation": ""}, ("hint", "private")),
        ({"tags": ("Home-Address",)}, ("error", "home-address")),
        ({"more": (("address_kind", " Residence"),)}, ("error", "home-address")),
    ],
)
def test_what_needs_a_look_is_named_with_its_severity(changes, finding):
    assert kinds(replace(WELL, **changes)) == [finding]


def test_a_finding_names_its_row():
    (one,) = found(replace(WELL, email=""))
    assert (one.problem.place, one.recipient) == ("recipients/list.csv:2", "ada")


def test_the_same_person_twice_is_named_with_both_places():
    again = replace(WELL, id="ada2", name=PersonName("Example, Ada"), line=9)
    (one,) = found(WELL, again)
    assert (one.severity, one.kind, one.recipient) == (Severity.WARNING, "duplicate", "ada2")
    assert "(ada), recipients/list.csv:2" in one.problem.sentence
    assert one.problem.line == 9


def test_one_row_in_two_lists_is_meant():
    assert found(WELL, replace(WELL, list_name="other")) == []


def test_many_of_a_kind_are_said_once():
    rows = [
        replace(WELL, id=f"p{n}", name=PersonName(f"Ada Able{n}"), office="", organisation="",
                email=f"p{n}@example.org")
        for n in range(11)
    ]  # fmt: skip
    (one,) = found(*rows)
    assert (one.severity, one.kind) == (Severity.WARNING, "private")
    assert "11 rows" in one.problem.sentence
    assert "and 6 more" in one.problem.sentence


def test_the_home_of_a_private_person_is_theirs_to_be_written_to():
    private = replace(
        WELL, office="", organisation="", tags=("home-address",), address=PostalAddress(("1 Road",))
    )
    assert kinds(private) == [("hint", "private")]
