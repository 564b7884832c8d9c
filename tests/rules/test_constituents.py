"""Offices that look for a constituent's address."""

import pytest

from outreach.model.origin import Confidence
from outreach.model.people import PostalAddress, Recipient
from outreach.rules.constituents import legislatures, wants_address


def member(country: str, organisation: str, office: str) -> Recipient:
    where = PostalAddress(country=country)
    return Recipient("x", office=office, organisation=organisation, address=where)


@pytest.mark.parametrize(
    ("who", "house"),
    [
        (("GB", "House of Commons", "Member of Parliament"), "House of Commons of the United"),
        (("CA", "House of Commons", "MP"), "House of Commons of Canada"),
        (("US", "United States Senate", "Senator"), "United States Senate"),
        (("US", "U.S. House of Representatives", "Delegate"), "United States House"),
        (("US", "California State Senate", "State Senator"), "State senates"),
    ],
)
def test_members_of_these_houses_are_known_as_lists_have_them(
    who: tuple[str, str, str], house: str
) -> None:
    found = wants_address(member(*who))
    assert found is not None
    assert found.name.startswith(house)


@pytest.mark.parametrize(
    "who",
    [
        ("GB", "House of Lords", "Member of the House of Lords"),
        ("AU", "House of Representatives", "Member of Parliament"),
        ("GB", "Home Office", "Home Secretary"),
        ("US", "", "Senator"),
    ],
)
def test_no_other_office_is_shown_more_than_the_writer_wants(who: tuple[str, str, str]) -> None:
    assert wants_address(member(*who)) is None


def test_every_row_has_a_source_a_day_and_a_known_confidence() -> None:
    for row in legislatures():
        assert row.origin.source
        assert row.origin.verified_on
        assert row.origin.confidence in Confidence
        assert row.offices
        assert row.organisations
