"""Breaking lines by the columns they take."""

from hypothesis import given
from hypothesis import strategies as st

from outreach.renderers.wrapping import columns, wrap


def test_chinese_takes_two_columns_and_accents_none() -> None:
    assert columns("abc") == 3
    assert columns("司長") == 4
    assert columns("e\u0301") == 1


def test_latin_breaks_at_spaces() -> None:
    assert wrap("one two three", 8) == ("one two", "three")


def test_chinese_breaks_between_characters() -> None:
    assert wrap("一二三四五六七", 6) == ("一二三", "四五六", "七")


def test_no_line_starts_with_a_comma_or_ends_with_an_opening_bracket() -> None:
    assert wrap("一二三，四五", 6) == ("一二", "三，四", "五")
    assert wrap("一二（三四）五", 6) == ("一二", "（三", "四）五")


def test_a_latin_word_within_chinese_stays_whole() -> None:
    assert wrap("我是Alex我是Alex", 9) == ("我是Alex", "我是Alex")


def test_a_word_wider_than_the_line_is_not_cut() -> None:
    url = "https://example.org/" + "a" * 40
    assert wrap(f"see {url} there", 20) == ("see", url, "there")


def test_leading_and_double_spaces_within_a_line_stay() -> None:
    assert wrap("  two  spaces", 40) == ("  two  spaces",)
    assert wrap("  indented by two here", 10)[0] == "  indented"


def test_an_empty_line_stays_a_line() -> None:
    assert wrap("", 10) == ("",)


@given(st.text(alphabet="ab 一二，。（）é\u0301", max_size=60), st.integers(2, 20))
def test_no_character_is_lost(text: str, width: int) -> None:
    assert "".join("".join(wrap(text, width)).split()) == "".join(text.split())
