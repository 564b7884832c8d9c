"""TOML as text."""

import tomllib

from hypothesis import given
from hypothesis import strategies as some

from outreach.workspace.toml_text import array, quoted

TEXTS = some.text(some.characters(exclude_categories=["Cs"]))


@given(TEXTS)
def test_whatever_a_text_holds_toml_reads_it_back(text):
    assert tomllib.loads(f"a = {quoted(text)}") == {"a": text}


@given(some.lists(TEXTS))
def test_lists_are_read_back(texts):
    assert tomllib.loads(f"a = {array(texts)}") == {"a": texts}


def test_chinese_and_quotes_stay_readable():
    assert quoted('鄭 "x" \\ \x7f') == '"鄭 \\"x\\" \\\\ \\u007f"'
