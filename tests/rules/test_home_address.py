"""A remark before somebody's home address goes where it can be kept."""

from dataclasses import replace
from datetime import timedelta

import pytest

from outreach.model.people import PostalAddress, Recipient, Signatory
from outreach.model.settings import Printing, Settings, Shown
from outreach.rules.home_address import home_addresses

HOME = PostalAddress(("12 Elm Street",), "Toronto", "ON", "M5V 2T6", "CA")
JANE = Signatory("jane", "Jane Doe", "jane@example.org", HOME)
SETTINGS = Settings(JANE, None, Printing(), Shown.FULL, timedelta(365), "sqlite:///x.db", "")


def office(country: str) -> Recipient:
    return Recipient("x", office="Office", address=PostalAddress(("1 Road",), country=country))


def said(*countries: str, settings: Settings = SETTINGS, by: Signatory = JANE) -> list[str]:
    letters = [(office(country), by) for country in countries]
    return [problem.sentence for problem in home_addresses(letters, settings)]


def test_letters_to_hong_kong_and_china_are_told_of_together() -> None:
    (sentence,) = said("HK", "CA", "CN", "HK")
    assert sentence.startswith("3 letters to offices in Hong Kong and mainland China would show")
    assert said("HK")[0].startswith("1 letter to an office in Hong Kong")


def test_letters_elsewhere_are_not() -> None:
    assert not said("CA", "GB", "")


@pytest.mark.parametrize("shown", [Shown.CITY, Shown.GROUP])
def test_nothing_is_said_where_letters_show_less(shown: Shown) -> None:
    assert not said("HK", settings=replace(SETTINGS, shown=shown))


def test_an_address_where_nobody_lives_is_said_once_for_all() -> None:
    office_of_the_group = replace(SETTINGS, home_address=False)
    assert not said("HK", settings=office_of_the_group)
    # That says nothing of where other writers live.
    other = replace(JANE, id="sam")
    assert said("HK", settings=office_of_the_group, by=other)


def test_somebody_without_an_address_has_none_to_show() -> None:
    assert not said("HK", by=replace(JANE, address=PostalAddress()))
