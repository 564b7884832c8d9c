"""A post outlives its holder."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from outreach.model.people import Gender, PersonName, Recipient
from outreach.rules.holders import (
    is_holder,
    is_unchecked,
    term_is_over,
    term_is_to_come,
    to_the_office,
)

TODAY = date(2026, 11, 22)
HOLDER = Recipient(
    "sj",
    PersonName("Teresa Example", "Teresa", "Example"),
    Gender.FEMALE,
    office="Secretary for Justice",
    organisation="Department of Justice",
    email="office@example.org",
    salutation="Dear Teresa",
    term_end=date(2026, 6, 30),
    more=(("office.zh-Hant", "律政司司長"), ("salutation.zh-Hant", "x"), ("party", "A")),
)


def test_a_term_is_over_for_a_person_and_not_for_an_office():
    assert term_is_over(HOLDER, TODAY)
    assert not term_is_over(replace(HOLDER, name=PersonName()), TODAY)
    assert not term_is_over(replace(HOLDER, office="Former Secretary for Justice"), TODAY)
    assert not term_is_over(replace(HOLDER, verified_on=TODAY), TODAY)


@pytest.mark.parametrize(
    ("written", "to_come"),
    [("2026-11-23", True), ("2026-11-22", False), ("2027", False), ("soon", False), ("", False)],
)
def test_a_term_begins_on_its_first_day(written, to_come):
    assert term_is_to_come(replace(HOLDER, more=(("term_start", written),)), TODAY) is to_come


def test_a_check_lasts_as_long_as_the_campaign_says():
    age = timedelta(days=180)
    assert is_unchecked(HOLDER, TODAY, age)
    assert not is_unchecked(HOLDER, TODAY, None)
    assert not is_unchecked(replace(HOLDER, verified_on=TODAY - age), TODAY, age)
    assert is_unchecked(replace(HOLDER, verified_on=TODAY - timedelta(days=181)), TODAY, age)


def test_neither_an_office_nor_a_private_person_is_a_holder():
    assert is_holder(HOLDER)
    assert not is_holder(replace(HOLDER, name=PersonName()))
    assert not is_holder(replace(HOLDER, office="", organisation=""))


def test_a_letter_to_the_office_says_nothing_of_the_person():
    office = to_the_office(HOLDER)
    assert office is not None
    assert (office.id, office.office, office.email) == ("sj", HOLDER.office, HOLDER.email)
    assert not office.name
    assert (office.gender, office.salutation, office.term_end) == (Gender.UNKNOWN, "", None)
    assert office.more == (("office.zh-Hant", "律政司司長"), ("party", "A"))


@pytest.mark.parametrize("email", ["teresa@example.org", "t.example@example.org"])
def test_a_mailbox_of_the_person_s_name_goes_with_them(email):
    office = to_the_office(replace(HOLDER, email=email))
    assert office is not None
    assert office.email == ""


def test_without_an_office_there_is_nothing_to_write_to():
    assert to_the_office(replace(HOLDER, office="")) is None
