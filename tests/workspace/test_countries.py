"""Countries by code and name."""

import pytest

from outreach.workspace import countries
from outreach.workspace.countries import country_code


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("HK", "HK"),
        ("hk", "HK"),
        ("Hong Kong", "HK"),
        ("Canada", "CA"),
        ("united kingdom", "GB"),
        ("UK", "GB"),
        ("England", "GB"),
        ("USA", "US"),
        ("United States", "US"),
        ("Türkiye", "TR"),
        ("Turkey", "TR"),
        ("Côte d'Ivoire", "CI"),
        ("NO", "NO"),
    ],
)
def test_codes_and_english_names_are_known(text, code):
    assert country_code(text) == code


@pytest.mark.parametrize("text", ["", "Atlantis", "XA", "ZZ", "EU", "European Union", "001"])
def test_what_is_no_country_is_not(text):
    assert country_code(text) == ""


def test_the_codes_are_those_that_babel_knows() -> None:
    assert countries._known() == frozenset(countries._codes().values())
