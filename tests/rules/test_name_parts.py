"""Parts of the names of others of a case in a letter. All people invented."""

import pytest

from outreach.rules.elsewhere import named_in
from outreach.rules.name_parts import parts_of


def found(text: str, *names: str, known: tuple[str, ...] = ("Ada Example",)) -> list[str]:
    return [one.who for one in named_in(text, parts_of(names, known))]


@pytest.mark.parametrize(
    ("name", "text", "part"),
    [
        ("Ben Two", "I heard from Ben.", "Ben"),
        ("Ben Two", "Mr TWO is well.", "Two"),
        ("LEE Tai-man", "Tai Man is well.", "Tai-man"),
        ("Núñez, Ángel", "Angel is well.", "Ángel"),
        ("陳大文", "大文問候你。", "大文"),
        ("歐陽大文", "大文問候你。", "大文"),
        ("김철수", "철수가 보고 싶어 한다.", "철수"),
        ("أحمد منصور", "رأيت أحمد أمس", "أحمد"),
    ],
)
def test_a_given_or_family_name_alone_is_found(name, text, part) -> None:
    assert found(text, name) == [part]


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("Ben Example", "The Example family is well."),  # shared with the one it is to
        ("Ben Two", "We two met twice."),  # a word
        ("Ben Two", "I heard from Ben Two."),  # whole names are looked for elsewhere
        ("Ben Two", "I heard from Benjamin."),
        ("Li Bo", "Li and Bo are well."),  # two letters
        ("Jan van Muster", "Van Dyck painted it."),
        ("Ben", "Ben is well."),  # a whole name
        ("陳大文", "陳先生問候你。"),  # a family name of one character
        ("陳文", "文章很好。"),
    ],
)
def test_what_need_not_be_one_of_them_is_let_through(name, text) -> None:
    assert found(text, name) == []


def test_a_given_name_in_chinese_that_the_letter_may_say_is_let_through() -> None:
    assert found("大文問候你。", "陳大文", known=("李大文",)) == []
