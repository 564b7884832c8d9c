"""What cells say."""

import pytest

from outreach.model.people import Gender
from outreach.workspace.cells import address_lines, gender, languages, tags


@pytest.mark.parametrize(
    ("word", "meant"),
    [
        ("f", Gender.FEMALE),
        ("Female", Gender.FEMALE),
        ("女", Gender.FEMALE),
        ("M", Gender.MALE),
        ("男", Gender.MALE),
        ("x", Gender.OTHER),
        ("Non-binary", Gender.OTHER),
        ("", Gender.UNKNOWN),
        ("unknown", Gender.UNKNOWN),
    ],
)
def test_words_for_gender_are_known(word, meant):
    assert gender(word) is meant


@pytest.mark.parametrize("word", ["Mr", "yes", "1"])
def test_nothing_is_guessed_from_other_words(word):
    assert gender(word) is None


@pytest.mark.parametrize("text", ["en, zh-Hant", "en;zh-hant", "EN zh_Hant", "en\nzh-Hant, en"])
def test_languages_are_split_however_they_are_listed(text):
    assert languages(text) == (("en", "zh-Hant"), "")


def test_a_word_that_is_no_language_is_named():
    assert languages("en, English") == (("en",), "English")


def test_tags_keep_their_spaces():
    assert tags("cabinet; human rights,, cabinet") == ("cabinet", "human rights")


@pytest.mark.parametrize(
    "text",
    [
        "1 Elm Street, Flat 2\nLeeds; York",
        "1 Elm Street, Flat 2 | Leeds; York|",
        "\r\n1 Elm Street, Flat 2\r\n\r\n Leeds; York ",
    ],
)
def test_addresses_are_split_at_lines_and_bars_only(text):
    assert address_lines(text) == ("1 Elm Street, Flat 2", "Leeds; York")
