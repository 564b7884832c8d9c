"""The short way to take a name apart tells what the long way tells."""

from itertools import product

import pytest

from outreach.composing.name_splitting import taken_apart
from outreach.composing.name_words import surnames, words
from outreach.composing.plain_names import plain_western_name

_REGIONS = ("chinese", "korean", "vietnamese")
_WORDS = sorted(
    {
        word.capitalize()
        for known in (
            *(surnames(region).latin for region in _REGIONS),
            words().title_starts,
            words().particles,
            words().no_family_name,
            words().letters,
            words().generations,
            {"jane", "doe", "esq", "ng", "feng", "anneliese", "st", "o", "van", "jr", "sr"},
        )
        for word in known
        if word.isascii() and word.isalpha()
    }
)


@pytest.mark.parametrize("country", ["US", "GB", "DE", "FR", "CA"])
def test_both_ways_agree_about_every_pair_of_known_words(country: str) -> None:
    some = _WORDS[:: max(1, len(_WORDS) // 60)]
    told = 0
    for first, last in {*product(some, ("Jane", "Feng", *some)), *product(["Jane"], _WORDS)}:
        for full in (f"{first} {last}", f"{first} Q. {last}"):
            name = plain_western_name(full, country)
            assert name is None or name == taken_apart(full, country), full
            told += name is not None
    assert told > len(_WORDS)


@pytest.mark.parametrize(
    ("full", "country"),
    [
        ("Jane Doe", "HK"),
        ("Jane Doe", ""),
        ("Jane Doe", "RU"),
        ("Jane O’Doe", "GB"),
        ("Dr Doe", "GB"),
        ("Jane van Doe", "US"),
        ("Xie Feng", "US"),
    ],
)
def test_other_shapes_and_places_go_the_long_way(full: str, country: str) -> None:
    assert plain_western_name(full, country) is None


def test_an_initial_is_a_given_name() -> None:
    name = plain_western_name("Jane Q. Doe", "US")
    assert name is not None
    assert (name.given, name.family, name.guessed) == ("Jane Q.", "Doe", True)
