"""What headings mean."""

import pytest

from outreach.workspace.columns import FIELDS, columns_of


def sorted_out(*headings):
    columns, problems = columns_of(headings, "list.csv")
    assert not problems
    return columns


def test_every_field_of_the_design_is_known():
    assert sorted_out(*FIELDS).fields == {field: field for field in FIELDS}


@pytest.mark.parametrize(
    ("heading", "field"),
    [
        ("Name", "name"),
        ("POSTCODE", "postcode"),
        ("Native name", "native_name"),
        ("post-nominals", "post_nominals"),
        ("E-mail", "email"),
        ("Organization", "organisation"),
        ("Term End", "term_end"),
        ("Language", "languages"),
    ],
)
def test_fields_are_known_however_they_are_spelt(heading, field):
    assert sorted_out(heading).fields == {field: heading}


def test_other_columns_keep_a_name_that_letters_can_use():
    columns = sorted_out("party", "District", "政黨", "office.zh-hant", "Office.FR")
    assert columns.further == (
        ("party", "party"),
        ("District", "District"),
        ("政黨", "政黨"),
        ("office.zh-Hant", "office.zh-hant"),
        ("office.fr", "Office.FR"),
    )
    assert columns.notes == ()


def test_a_heading_that_letters_cannot_use_is_renamed_and_said():
    columns = sorted_out("Party name", "2nd (phone)", "class", "!")
    assert [name for name, _ in columns.further] == ["party_name", "_2nd_phone", "class_", "column"]
    assert columns.notes[0] == "The column “Party name” is {{ party_name }} in a letter."
    assert all(name.isidentifier() for name, _ in columns.further)


def test_a_heading_that_looks_like_a_field_misspelt_is_said():
    assert "Is it “email”?" in sorted_out("emial").notes[0]


@pytest.mark.parametrize(
    "headings", [("Email", "e-mail"), ("Party name", "party_name"), ("office.zh", "Office.ZH")]
)
def test_two_headings_of_one_meaning_are_refused(headings):
    _, (problem,) = columns_of(headings, "list.csv")
    assert all(heading in problem.sentence for heading in headings)
