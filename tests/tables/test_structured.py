"""Lists kept as YAML or JSON."""

import pytest

YAML = """\
# officials
- name: Ada
  country: NO
  seats: 007
  address:
    - 1 Elm Street
    - Leeds

- {name: Bo, tags: [a, b], verified_on: 2026-01-31}
"""
JSON = """\
[
  {"name": "Ada", "seats": 1.50, "open": true, "note": null,
   "address": ["1 Elm Street", "Leeds"]},

  {"name": "\\u9109"}
]
"""


@pytest.mark.parametrize("ending", [".yaml", ".yml"])
def test_a_yaml_list_is_read_with_lines_and_values_as_written(rows, ending):
    first, second = rows("list" + ending, YAML)
    assert first.line == 2
    assert first.values == {
        "name": "Ada",
        "country": "NO",
        "seats": "007",
        "address": "1 Elm Street\nLeeds",
        "tags": "",
        "verified_on": "",
    }
    assert second.line == 9
    assert second.values["verified_on"] == "2026-01-31"


def test_a_json_list_is_read_with_lines_and_numbers_as_written(rows):
    first, second = rows("list.json", JSON)
    assert (first.line, second.line) == (2, 5)
    assert first.values == {
        "name": "Ada",
        "seats": "1.50",
        "open": "true",
        "note": "",
        "address": "1 Elm Street\nLeeds",
    }
    assert second.values["name"] == "鄉"


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("a.yaml", "", "no list of recipients"),
        ("a.yaml", "name: Ada", "no list of recipients"),
        ("a.yaml", "- Ada", "not an entry with keys"),
        ("a.yaml", "- name: {first: Ada}", "entries of its own"),
        ("a.yaml", "- name: Jos\ufffd", "a character was lost"),
        ("a.yaml", "- {name: Ada, name: Bo}", "given twice"),
        ("a.json", "", "does not start with a list"),
        ("a.json", "[]", "no recipients"),
        ("a.json", '{"name": "Ada"}', "does not start with a list"),
        ("a.json", '[{"name": "Ada"}', "end of the list is missing"),
        ("a.json", '[{"name": "Ada"} {"name": "Bo"}]', "a comma"),
        ("a.json", '[{"name": "Ad', "cannot be read"),
        ("a.json", '[{"name": "Ada", "name": "Bo"}]', "given twice: name"),
        ("a.json", '[{"name": "Ada"}] x', "something follows"),
        ("a.json", '["Ada"]', "not an entry with keys"),
        ("a.json", '[{"name": {"first": "Ada"}}]', "entries of its own"),
        ("a.json", '[{"name": "\\ud800"}]', "U+D800"),
        ("a.json", "[" * 100_000, "cannot be read"),
    ],
)
def test_what_is_not_a_list_of_entries_is_refused(problems, name, content, words):
    (problem,) = problems(name, content)
    assert words in problem.sentence


def test_the_line_of_a_mistake_in_json_is_told(problems):
    (problem,) = problems("a.json", '[\n{"name": "Ada"},\n{"name": "Bo",}\n]')
    assert problem.line == 3


def test_all_damaged_entries_are_told_at_once(problems):
    found = problems("a.yaml", "- name: Jos\ufffd\n- Ada\n- name: JosÃ©\n")
    assert [problem.line for problem in found] == [1, 2, 3]
