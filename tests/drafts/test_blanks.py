"""Blanks in a draft, and what they become."""

import pytest

from outreach.drafts.blanks import Blank, Blanks
from outreach.drafts.written import BLANK_ENDS, COLUMN_BEGINS, PROMPT_BEGINS, Words


def names(text: str) -> list[str]:
    parts = Blanks().in_words((Words(text),))
    return [part.name for part in parts if isinstance(part, Blank)]


def column(label: str) -> str:
    return f"{COLUMN_BEGINS}{label}{BLANK_ENDS}"


def prompt(label: str) -> str:
    return f"{PROMPT_BEGINS}{label}{BLANK_ENDS}"


@pytest.mark.parametrize(
    "written",
    [
        *("[CITY]", "[insert city]", "<<City>>", "<City>", "{City}", "{{ city }}", "{{City}}"),
        *("[  City  ]", prompt("City")),
    ],
)
def test_a_blank_nobody_can_be_sure_of_becomes_a_variable_to_be_filled_in(written: str) -> None:
    (name,) = names(f"I live in {written}.")
    assert name.startswith("todo_")
    assert "city" in name


@pytest.mark.parametrize("line", ["____", "______________", ".....", "……", "XXXX"])
def test_each_line_to_write_on_is_a_blank_of_its_own(line: str) -> None:
    assert names(f"On {line} in {line} it happened.") == ["todo_blank", "todo_blank_2"]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("in your capacity as [OFFICE]", "office"),
        ("as [insert job title]", "office"),
        ("Dear [NAME]", "name"),
        ("[NAME OF OFFICIAL] must act", "name"),
        ("[Minister's last name]", "family"),
        (f"To {column('First_Name')}", "given"),
        (f"To {column('LastName')}", "family"),
        (f"in {column('City')}", "locality"),
        ("I am [YOUR NAME]", "sender_name"),
        ("Write on [DATE]", "date"),
        ("[Add your own story here]", "personal"),
    ],
)
def test_a_blank_whose_meaning_is_sure_becomes_a_field(text: str, name: str) -> None:
    assert names(text) == [name]


@pytest.mark.parametrize(
    "text", ["[NAME] was arrested.", "My name is [NAME].", "Tell [FIRST NAME] so.", "[TITLE]"]
)
def test_a_name_that_may_be_anybodys_is_never_the_recipients(text: str) -> None:
    assert all(name.startswith("todo_") for name in names(text))


@pytest.mark.parametrize(
    "text",
    [
        *("article 19 [1]", "he said so [sic]", "and […] then", "« des mots »", "a < b and c > d"),
        *(
            "see <https://example.org>",
            "write to <jane@example.org>",
            "{1}",
            "wait …",
            "snake_case",
        ),
    ],
)
def test_what_is_no_blank_stays_as_it_is(text: str) -> None:
    assert names(text) == []


def test_the_same_blank_is_the_same_variable_everywhere() -> None:
    assert names("[CITY], yes, [City]") == ["todo_city", "todo_city"]


def test_highlighted_words_are_a_blank_as_a_whole() -> None:
    words = (Words("About "), Words("Alex ", marked=True), Words("Sample", True, marked=True))
    about, blank, end = Blanks().in_words((*words, Words(".")))
    assert isinstance(blank, Blank)
    assert (blank.name, about.text, end.text) == ("todo_alex_sample", "About ", ".")


def test_a_highlighted_paragraph_is_stressed_and_no_blank() -> None:
    words = (Words("A whole paragraph that somebody wants read with care. " * 3, marked=True),)
    assert Blanks().in_words(words) == words


def test_a_blank_that_is_spread_over_words_of_several_looks_is_found() -> None:
    parts = Blanks().in_words((Words("In ["), Words("CI", strong=True), Words("TY] now")))
    assert [part.name if isinstance(part, Blank) else part.text for part in parts] == [
        "In ",
        "todo_city",
        " now",
    ]


def test_every_blank_is_noted_with_the_words_around_it() -> None:
    blanks = Blanks()
    blanks.in_words((Words(f"Dear {column('Last_Name')}, I live in [CITY]."),))
    assert [(one.written, one.name) for one in blanks.noted] == [
        ("«Last_Name»", "family"),
        ("[CITY]", "todo_city"),
    ]
    assert "I live in [CITY]." in blanks.noted[1].around
    assert blanks.open == {"todo_city": "[CITY]"}
