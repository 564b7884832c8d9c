"""Letters to one person, as their writers leave them in the editor."""

from datetime import date

import pytest

from outreach.composing.personal import (
    Surroundings,
    Words,
    card,
    is_empty,
    personal_letter,
    read_words,
    without_guidance,
)
from outreach.errors import InputInvalid
from outreach.model.letter import Body, LineBreak, Paragraph, Role, Strong, Text

ENGLISH = """{# For the writer:
   two lines. #}

Dear Siu Ming,

The sun came up over
the lake.

With warm wishes,
"""
AROUND = Surroundings(
    language="en",
    dated=date(2026, 11, 22),
    home_country="GB",
    return_address=("Anna", "PO Box 100"),
    signature="Anna",
    on_each_page="CHAN Siu Ming 123456",
    number=3,
)


def paragraph(text: str) -> Paragraph:
    return Paragraph((Text(text),))


def refused(text: str) -> list[tuple[int | None, str]]:
    with pytest.raises(InputInvalid) as invalid:
        read_words(text, "the letter")
    return [(problem.line, problem.sentence) for problem in invalid.value.problems]


def test_salutation_and_close_are_told_from_the_words_between() -> None:
    assert read_words(ENGLISH, "x") == Words(
        "Dear Siu Ming,", (paragraph("The sun came up over the lake."),), "With warm wishes,"
    )


@pytest.mark.parametrize(
    "close",
    ["With warm wishes", "Yours sincerely", "All the best", "Love", "Take care", "Herzliche Grüße"],
)
def test_a_close_whose_comma_was_left_out_is_one_all_the_same(close: str) -> None:
    words = read_words(f"Dear Ada,\n\nThe sun came up.\n\n{close}\n", "x")
    assert words == Words("Dear Ada,", (paragraph("The sun came up."),), close)


@pytest.mark.parametrize(
    "last",
    ["I send you my love.", "The best of it was the lake and the way home", "So it went"],
)
def test_a_last_line_that_may_be_a_sentence_is_no_close(last: str) -> None:
    assert read_words(f"Dear Ada,\n\nThe sun came up.\n\n{last}\n", "x").close == ""


def test_a_letter_of_one_line_is_no_close() -> None:
    assert read_words("With love\n", "x") == Words("", (paragraph("With love"),), "")


@pytest.mark.parametrize("wish", ["祝　平安", "祝好！", "謹祝安康", "此致"])
def test_a_chinese_letter_ends_with_a_wish(wish: str) -> None:
    words = read_words(f"小明：\n\n你好！\n\n今天\n天晴。\n\n{wish}\n", "x")
    assert words == Words("小明：", (paragraph("你好！"), paragraph("今天天晴。")), wish)


def test_a_letter_without_either_is_all_words() -> None:
    assert read_words("The sun came up.\n\nIt was a fine day.", "x") == Words(
        "", (paragraph("The sun came up."), paragraph("It was a fine day.")), ""
    )


def test_one_line_is_a_salutation_and_nothing_else() -> None:
    assert read_words("Happy birthday!\n", "x") == Words("Happy birthday!", (), "")


def test_notes_to_the_writer_never_reach_the_letter_and_lines_keep_their_numbers() -> None:
    assert "writer" not in without_guidance(ENGLISH)
    assert without_guidance(ENGLISH).count("\n") == ENGLISH.count("\n")
    assert is_empty("{# Only this.\n#}\n \n")
    assert not is_empty(ENGLISH)


def test_headings_become_words_in_bold() -> None:
    (found,) = read_words("# My week", "x").body
    assert found == Paragraph((Strong((Text("My week"),)),))


def test_lines_break_where_the_writer_says_so() -> None:
    (found,) = read_words("One\\\ntwo", "x").body
    assert found == Paragraph((Text("One"), LineBreak(), Text("two")))


@pytest.mark.parametrize(
    ("text", "line", "said"),
    [
        ("", None, "The letter is empty."),
        ("{# all of it #}", None, "The letter is empty."),
        ("Dear Siu Ming,\n\n", None, "It says nothing but whom it is to."),
        ("小明：\n", None, "It says nothing but whom it is to."),
        ("Dear A,\n\n{# never ended", 3, "This note to yourself has no end."),
        ("Dear A,\n\n[… who you are] I like cats.", 3, "“[… who you are]” is left to fill in."),
        ("Dear {{ case.name }},\n\nHello.", 1, "“{{ case.name }}” is left to fill in."),
        ("Dear A,\n\n```\ncode\n```", 3, "A letter has no blocks of code."),
    ],
)
def test_what_no_letter_may_hold_is_told_with_its_line(
    text: str, line: int | None, said: str
) -> None:
    assert (line, said) in refused(text)


def test_everything_is_told_at_once() -> None:
    assert [line for line, _ in refused("[… a]\n\n![x](y.png)\n\n[… b]")] == [1, 5, 3]


def test_characters_that_stand_for_values_elsewhere_are_left_out() -> None:
    assert read_words("A\ue000 b.", "x").body == (paragraph("A b."),)


def test_a_personal_letter_has_no_subject_and_no_inside_address() -> None:
    letter = personal_letter(read_words(ENGLISH, "x"), AROUND)
    assert [part.role for part in letter.on_paper() if not isinstance(part, Body)] == [
        Role.RETURN_ADDRESS, Role.DATE, Role.SALUTATION, Role.CLOSE, Role.SIGNATURE,
    ]  # fmt: skip
    assert letter.on_each_page == "CHAN Siu Ming 123456"
    assert letter.date_text == "22 November 2026"
    assert letter.signature == ("Anna",)
    assert letter.title == ""


def test_a_card_has_a_few_words_and_a_name() -> None:
    letter = card(read_words(ENGLISH, "x"), AROUND)
    assert [part.role for part in letter.on_paper() if not isinstance(part, Body)] == [
        Role.SALUTATION, Role.CLOSE, Role.SIGNATURE,
    ]  # fmt: skip
