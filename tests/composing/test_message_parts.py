"""Letters for systems that take messages: counted, and parted."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from outreach.composing.message_parts import as_message, characters, counted_twice, parts

MARK = re.compile(r"^\((\d+)/(\d+)\)\n")


def test_characters_are_code_points_in_composed_form_and_a_line_break_is_one() -> None:
    assert characters("cafe\u0301\r\nau lait\n\n") == 12
    assert characters("小明：你好") == 5
    assert characters("🙂") == 1


def test_what_some_systems_count_as_two_is_named_once() -> None:
    assert counted_twice("🙂 and 🙂 and 𠮷, not 吉") == "🙂𠮷"


def test_a_text_within_the_limit_stays_whole_and_unnumbered() -> None:
    assert parts("Hello.\n", 6) == ("Hello.",)


def test_parts_end_with_a_paragraph_where_one_ends_in_time() -> None:
    text = "\n\n".join(f"Paragraph {n}. " + "Words. " * 10 for n in range(6))
    made = parts(text, 220)
    assert all(len(part) <= 220 for part in made)
    assert all(MARK.sub("", part).startswith("Paragraph") for part in made)


def test_a_long_sentence_is_parted_between_words_and_chinese_between_characters() -> None:
    for part in parts("word " * 200, 100):
        assert set(MARK.sub("", part).split()) == {"word"}
    assert "".join(MARK.sub("", part) for part in parts("字" * 500, 100)) == "字" * 500


@pytest.mark.parametrize("limit", [1, 10, 20])
def test_a_limit_that_leaves_no_room_is_refused(limit: int) -> None:
    with pytest.raises(ValueError, match=str(limit)):
        parts("word " * 500, limit)


@given(st.text(st.sampled_from("ab .!?。，字\n🙂"), max_size=2000), st.integers(60, 400))
def test_no_part_is_longer_than_the_limit_and_no_word_is_lost(text: str, limit: int) -> None:
    made = parts(text, limit)
    assert all(len(part) <= limit for part in made)
    bare = [MARK.sub("", part) for part in made] if len(made) > 1 else list(made)
    assert "".join("".join(bare).split()) == "".join(as_message(text).split())
    if len(made) > 1:
        numbers = [MARK.match(part).groups() for part in made]  # type: ignore[union-attr]
        assert numbers == [(str(n), str(len(made))) for n in range(1, len(made) + 1)]
