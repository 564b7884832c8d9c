"""Questions and their answers."""

import io

import pytest

from outreach.cli.screen import asking
from outreach.errors import UsageProblem


@pytest.fixture
def typed(monkeypatch):
    def type_in(text: str) -> None:
        monkeypatch.setattr("sys.stdin", io.StringIO(text))

    return type_in


def test_an_empty_answer_keeps_the_default(typed) -> None:
    typed("\n")
    assert asking.ask("Name", "Jane") == "Jane"


def test_the_end_of_the_input_is_an_empty_answer(typed) -> None:
    typed("")
    assert asking.ask("Name", "Jane") == "Jane"
    assert not asking.confirmed("Sure?", yes=False)


def test_lines_end_with_an_empty_one(typed) -> None:
    typed("12 Elm Street\nToronto\n\nnot this\n")
    assert asking.ask_lines("Address") == ("12 Elm Street", "Toronto")


def test_a_choice_is_a_number_or_a_word_and_asked_again_otherwise(typed) -> None:
    choices = [("full", ""), ("city", "")]
    typed("9\n2\n")
    assert asking.choose("How much?", choices, "full") == "city"
    typed("full\n")
    assert asking.choose("How much?", choices, "city") == "full"


@pytest.mark.parametrize("answer", ["", "yess", "no", "10 ", "y "])
def test_only_a_clear_yes_is_a_yes(typed, answer) -> None:
    typed(f"{answer}\n")
    assert asking.confirmed("Sure?", yes=False) is (answer.strip() == "y")


def test_numbers_and_ranges_of_the_list() -> None:
    assert asking.places("12, 17-20") == {12, 17, 18, 19, 20}
    for wrong in ("", "a", "3-", "-3", "1,,2", "20-17", "1-99999999"):
        with pytest.raises(UsageProblem):
            asking.places(wrong)
