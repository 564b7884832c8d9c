"""YAML read as plain text."""

import pytest

from outreach.errors import InputInvalid
from outreach.tables.plain_yaml import Entries, Listing, Scalar, read_yaml


def test_every_value_stays_as_it_is_written():
    node = read_yaml("[NO, 007, 1_000, 2021-07-31, yes, 1.50, 12:30:45, 'null', off]", "a.yaml")
    assert isinstance(node, Listing)
    assert [item.text for item in node.items if isinstance(item, Scalar)] == [
        "NO", "007", "1_000", "2021-07-31", "yes", "1.50", "12:30:45", "null", "off",
    ]  # fmt: skip


@pytest.mark.parametrize("nothing", ["a:", "a: ~", "a: null", "a: ''"])
def test_nothing_is_an_empty_text(nothing):
    node = read_yaml(nothing, "a.yaml")
    assert isinstance(node, Entries)
    assert node.pairs[0][1] == Scalar("", 1)


def test_lines_count_from_the_line_at_which_the_text_starts():
    node = read_yaml("a: 1\nb:\n  - x\n  - y\n", "a.md", first_line=2)
    assert isinstance(node, Entries)
    listing = node.pairs[1][1]
    assert isinstance(listing, Listing)
    assert [(key.text, key.line) for key, _ in node.pairs] == [("a", 2), ("b", 3)]
    assert [item.line for item in listing.items] == [4, 5]


def test_an_empty_document_is_nothing():
    assert read_yaml("# only a comment\n", "a.yaml") is None


def test_an_alias_stands_for_what_it_names():
    node = read_yaml("- &a Ministry\n- *a\n", "a.yaml")
    assert isinstance(node, Listing)
    assert node.items[1] == Scalar("Ministry", 1)


def test_aliases_that_multiply_are_refused():
    lines = ["- &a0 [x, x, x, x, x, x, x, x, x, x]"]
    lines += [f"- &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]" for n in range(1, 30)]
    with pytest.raises(InputInvalid, match="repeat too much"):
        read_yaml("\n".join(lines), "a.yaml")


def test_an_alias_to_itself_is_refused():
    with pytest.raises(InputInvalid, match="Nothing before this is named &a"):
        read_yaml("&a [*a]", "a.yaml")


def test_deep_nesting_is_refused():
    with pytest.raises(InputInvalid, match="nested too deeply"):
        read_yaml("[" * 5000 + "]" * 5000, "a.yaml")


@pytest.mark.parametrize(
    "tagged",
    ["!!python/object/apply:os.system [ls]", "!foo bar", "!!binary aGk=", "!!int 1", "!!set {a}"],
)
def test_tags_are_refused_and_make_nothing(tagged):
    with pytest.raises(InputInvalid, match=r"a\.yaml:1: The tag .* is not read"):
        read_yaml(f"- {tagged}", "a.yaml")


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ("a: 1\na: 2", 2, "given twice"),
        ("a: 1\n<<: {b: 2}", 2, "single word"),
        ("? [a]\n: b", 1, "single word"),
        ("a: 1\n---\nb: 2", 2, "second document"),
        ("a: b: c", 1, "cannot be read"),
        ("a: [1,\nb", 2, "cannot be read"),
        ("a:\n\t- b", 2, "cannot be read"),
        ("a: \x07", None, "cannot be read"),
    ],
)
def test_what_cannot_be_read_is_refused_with_its_line(text, line, words):
    with pytest.raises(InputInvalid) as refusal:
        read_yaml(text, "a.yaml")
    (problem,) = refusal.value.problems
    assert words in problem.sentence
    assert problem.line == line
