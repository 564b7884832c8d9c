"""TOML as text."""

import tomllib

from hypothesis import given
from hypothesis import strategies as some

from outreach.workspace.toml_text import (
    array,
    listed,
    long_text,
    quoted,
    with_value,
    with_value_in_last,
)

TEXTS = some.text(some.characters(exclude_categories=["Cs"]))


@given(TEXTS)
def test_whatever_a_text_holds_toml_reads_it_back(text):
    assert tomllib.loads(f"a = {quoted(text)}") == {"a": text}


@given(some.lists(TEXTS))
def test_lists_are_read_back(texts):
    assert tomllib.loads(f"a = {array(texts)}") == {"a": texts}
    assert tomllib.loads(f"a = {listed(texts)}") == {"a": texts}


@given(some.text(some.characters(exclude_categories=["Cs"]) | some.sampled_from('"\\\n')))
def test_a_text_of_many_lines_is_read_back_with_a_line_break_after_it(text):
    assert tomllib.loads(f"a = {long_text(text)}") == {"a": f"{text}\n" if text else ""}


def test_a_day_and_a_text_with_quotation_marks_are_replaced_and_the_comment_stays():
    text = '[closed]\non = 2026-01-02 # a Friday\ndetail = "a \\"b\\" c" # so they say\n'
    changed = with_value(with_value(text, "closed", "on", "2026-02-03"), "closed", "detail", '"d"')
    assert changed == '[closed]\non = 2026-02-03 # a Friday\ndetail = "d" # so they say\n'


def test_a_value_is_written_into_the_last_table_of_a_list():
    text = "[[held]]\na = 1\n[[held]]\na = 2\n# b = 3\n\n# b = 4\n[names]\n"
    changed = with_value_in_last(text, "held", "b", "5")
    assert changed == "[[held]]\na = 1\n[[held]]\na = 2\nb = 5\n\n# b = 4\n[names]\n"
    assert with_value_in_last(changed, "held", "b", "6") == changed.replace("b = 5", "b = 6")
    assert with_value_in_last("[names]\n", "held", "b", "5") == "[names]\n"


def test_chinese_and_quotes_stay_readable():
    assert quoted('鄭 "x" \\ \x7f') == '"鄭 \\"x\\" \\\\ \\u007f"'
