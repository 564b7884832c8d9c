"""TOML and YAML with lines."""

import pytest

from outreach.workspace.documents import parse_toml, read_toml
from outreach.workspace.front_matter import read_front_matter

TOML = """\
# a comment
title = "x"
[sender]
name = "Jane"
address = [
  "12 Elm Street",
]
[facts.charged]
value = 1.50
"odd key" = 1
a.b = 2
"""


def test_every_key_of_toml_has_its_line():
    document = parse_toml(TOML, "a.toml")
    assert document.line(("title",)) == 2
    assert document.line(("sender", "name")) == 4
    assert document.line(("facts", "charged", "value")) == 9
    assert document.line(("facts", "charged", "odd key")) == 10
    assert document.line(("facts", "charged", "a", "b")) == 11


def test_a_key_without_a_line_of_its_own_has_that_of_what_holds_it():
    document = parse_toml("[facts]\ncharged = {value = 64}\n", "a.toml")
    assert document.line(("facts", "charged", "value")) == 2
    assert document.line(("facts", "other")) == 1
    assert document.line(("nowhere",)) is None


def test_each_table_of_a_list_has_the_lines_of_its_own_keys():
    text = (
        '[[held]]\nfacility = "a"\n[[held]]\nfacility = "b"\n[held.more]\nx = 1\n'
        '[[held.more.other]]\ny = 1\n[names]\nnotes = """\n[[held]]\nen = 2\n"""\nen = "A"\n'
    )
    document = parse_toml(text, "a.toml")
    assert document.line(("held",)) == 1
    assert document.line(("held", "0", "facility")) == 2
    assert document.line(("held", "1")) == 3
    assert document.line(("held", "1", "facility")) == 4
    assert document.line(("held", "1", "more", "x")) == 6
    assert document.line(("held", "1", "more", "other", "0", "y")) == 8
    assert document.line(("names", "en")) == 14


def test_decimal_numbers_stay_as_they_are_written():
    assert parse_toml(TOML, "a.toml").data["facts"]["charged"]["value"] == "1.50"


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("a = 1\nb = Jane\n", 2),
        ("a = 1\na = 2\n", 2),
        ("a = [1,\n\n", 1),
        ("a = 1\n[b\n", 2),
    ],
)
def test_a_mistake_in_toml_has_its_line(problems, text, line):
    (problem,) = problems(parse_toml, text, "a.toml")
    assert "cannot be read here" in problem.sentence
    assert problem.place == f"a.toml:{line}"


def test_toml_with_a_byte_order_mark_or_from_notepad_is_read(tmp_path):
    path = tmp_path / "a.toml"
    for encoding in ("utf-8-sig", "utf-16"):
        path.write_text('name = "鄭"\r\n', encoding)
        assert read_toml(path, "a.toml").data == {"name": "鄭"}


def test_front_matter_and_body_have_their_lines(tmp_path):
    path = tmp_path / "a.md"
    path.write_bytes(b"---\r\nsubject: x\r\nfacts:\r\n  n: {value: 0}\r\n---\r\n\r\nBody\r\n")
    matter = read_front_matter(path, "a.md")
    assert matter.document.data == {"subject": "x", "facts": {"n": {"value": "0"}}}
    assert matter.document.line(("facts", "n", "value")) == 4
    assert (matter.body, matter.body_line) == ("\nBody\n", 6)


@pytest.mark.parametrize(
    ("text", "words", "line"),
    [
        ("Dear reader", "no front matter", 1),
        ("", "no front matter", 1),
        ("---\nsubject: x\n", "not closed", 1),
        ("---\n- subject\n---\nx", "no keys", 2),
        ("---\nsubject: a: b\n---\nx", "cannot be read", 2),
        ("---\nsubject: x\nsubject: y\n---\nx", "given twice", 3),
        ("---\nsubject: !!python/name:os.system x\n---\nx", "tag", 2),
    ],
)
def test_front_matter_that_cannot_be_read_is_refused(tmp_path, problems, text, words, line):
    (tmp_path / "a.md").write_text(text)
    (problem,) = problems(read_front_matter, tmp_path / "a.md", "a.md")
    assert words in problem.sentence
    assert problem.line == line
