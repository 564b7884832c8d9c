"""letter_templates/*.md."""

from datetime import date, timedelta
from hashlib import sha256

import pytest

from outreach.errors import NotFound
from outreach.model.campaign import Audience, Fact

FULL = """\
---
audience: official
subject: The people prosecuted for peaceful expression
facts:
  charged: {value: 64, as_of: 2021-07-31, source: https://example.org/a}
  killed: 0
  arrested:
    as_of: 2021-07-31
  open:
demands:
  - Drop the charges.
  - >
    Release
    everyone.
variables: {place: Hong Kong, year: 2021}
salutation: Dear {{ office }}
close: Yours
enclosures: A list
max_age: 2 years
note: for translators
---

I am writing about {{ charged }}.
"""


def test_everything_a_letter_can_say_is_read(workspace, put):
    put("letter_templates/appeal.md", FULL)
    (found,) = workspace.template("appeal").variants
    assert found.subject == "The people prosecuted for peaceful expression"
    assert found.subject_line == 3
    assert found.facts == (
        Fact("charged", "64", date(2021, 7, 31), "https://example.org/a", 5),
        Fact("killed", "0", None, "", 6),
        Fact("arrested", "", date(2021, 7, 31), "", 7),
        Fact("open", "", None, "", 9),
    )
    assert found.demands == ("Drop the charges.", "Release everyone.")
    assert found.demand_lines == (11, 12)
    assert (found.salutation_line, found.close_line) == (16, 17)
    assert found.variables == (("place", "Hong Kong"), ("year", "2021"))
    assert found.enclosures == ("A list",)
    assert found.max_age == timedelta(days=730)
    assert found.body == "\nI am writing about {{ charged }}.\n"
    assert FULL.split("\n")[found.body_line] == "I am writing about {{ charged }}."
    assert (found.language, found.file) == ("en", "letter_templates/appeal.md")


def test_a_letter_is_to_officials_unless_it_says_otherwise(workspace, put, problems):
    put("letter_templates/appeal.md", "---\nsubject: x\n---\nx\n")
    assert workspace.template("appeal").audience is Audience.OFFICIAL
    put("letter_templates/appeal.md", "---\nsubject: x\naudience: prisonner\n---\nx\n")
    (problem,) = problems(lambda: workspace.template("appeal"))
    assert "cannot be “prisonner”" in problem.sentence
    assert problem.line == 3


def test_a_letter_to_somebody_in_prison_needs_no_subject(workspace, put):
    put("letter_templates/card.md", "---\naudience: prisoner\nguidance: card\n---\nx\n")
    (found,) = workspace.template("card").variants
    assert (found.subject, found.audience, found.guidance) == ("", Audience.PRISONER, ("card",))


def test_advice_that_there_is_none_of_is_refused(workspace, put, problems):
    put("letter_templates/card.md", "---\naudience: prisoner\nguidance: [card, knot]\n---\nx\n")
    (problem,) = problems(lambda: workspace.template("card"))
    assert "cannot be “knot”" in problem.sentence
    assert "card" in problem.way_out


def test_languages_of_one_letter_are_to_the_same_audience(workspace, put, problems):
    put("letter_templates/card.md", "---\naudience: prisoner\n---\nx\n")
    put("letter_templates/card.fr.md", "---\nsubject: x\n---\nx\n")
    (problem,) = problems(lambda: workspace.template("card"))
    assert (
        "another audience (official) than letter_templates/card.md (prisoner)" in problem.sentence
    )
    assert problem.file == "letter_templates/card.fr.md"


def test_a_letter_has_all_its_languages_the_plain_file_first(workspace, put):
    put("letter_templates/appeal.zh-hant.md", "---\nsubject: 呼籲\n---\n內文\n")
    put("letter_templates/appeal.de.md", "---\nsubject: Appell\n---\nText\n")
    put("letter_templates/appeal-2.md", "---\nsubject: x\n---\nx\n")
    found = workspace.template("appeal")
    assert [variant.language for variant in found.variants] == ["en", "de", "zh-Hant"]
    assert workspace.templates() == ("appeal", "appeal-2")


def test_the_plain_file_may_be_in_another_language(workspace, put):
    put("letter_templates/appeal.md", "---\nsubject: x\nlanguage: fr\n---\nx\n")
    assert workspace.template("appeal").variants[0].language == "fr"


def test_a_letter_may_exist_in_one_language_alone(workspace, put):
    put("letter_templates/lettre.fr.md", "---\nsubject: x\n---\nx\n")
    assert workspace.template("lettre").variants[0].language == "fr"


def test_one_language_twice_is_refused(workspace, put, problems):
    put("letter_templates/appeal.en.md", "---\nsubject: x\n---\nx\n")
    (problem,) = problems(workspace.template, "appeal")
    assert "appeal.md is in the same language (en)" in problem.sentence


@pytest.mark.parametrize(
    ("front", "line", "words"),
    [
        ("language: en", None, "“subject” is missing"),
        ("subject: |\n  two\n  lines", 2, "a line break"),
        ('subject: "two\\r\\nlines"', 2, "a line break"),
        ('subject: "tab\\there"', 2, "a tab"),
        ("subject: [a]", 2, "is not a text"),
        ("subject: x\nsubjct: y", 3, "is not known"),
        ("subject: x\nlanguage: German", 3, "cannot be “German”"),
        ("subject: x\nmax_age: old", 3, "span of time"),
        ("subject: x\nfacts: [1]", 3, "keys of its own"),
        ("subject: x\nfacts:\n  two words: 1", 4, "cannot be used"),
        ("subject: x\nfacts:\n  a: {vlue: 1}", 4, "is not known"),
        ("subject: x\nfacts:\n  a: {as_of: 2021}", 4, "is not a day"),
        ("subject: x\ndemands: {a: b}", 3, "not a list of texts"),
    ],
)
def test_each_mistake_is_told_with_its_line(workspace, put, problems, front, line, words):
    put("letter_templates/appeal.md", f"---\n{front}\n---\nText\n")
    found = problems(workspace.template, "appeal")
    assert words in found[0].sentence
    assert (found[0].file, found[0].line) == ("letter_templates/appeal.md", line)


def test_an_unknown_key_names_the_nearest_one(workspace, put, problems):
    put("letter_templates/appeal.md", "---\nsubject: x\ndemand: [y]\n---\nText\n")
    (problem,) = problems(workspace.template, "appeal")
    assert problem.way_out == "Did you mean “demands”?"


def test_the_problems_of_all_languages_are_told_at_once(workspace, put, problems):
    put("letter_templates/appeal.md", "---\nsubject: x\n---\n \n")
    put("letter_templates/appeal.fr.md", "Bonjour\n")
    put("letter_templates/appeal.de.md", "---\nsubject: x\nlanguage: nl\n---\nx\n")
    found = problems(workspace.template, "appeal")
    assert sorted(problem.file for problem in found) == [
        "letter_templates/appeal.de.md",
        "letter_templates/appeal.fr.md",
        "letter_templates/appeal.md",
    ]


def test_a_file_name_whose_second_part_is_no_language_is_refused(workspace, put, problems):
    put("letter_templates/appeal.final.md", "---\nsubject: x\n---\nx\n")
    (problem,) = problems(workspace.template, "appeal")
    assert "cannot be “final”" in problem.sentence


def test_a_damaged_or_binary_letter_is_refused(workspace, put, problems):
    put("letter_templates/appeal.md", b"---\nsubject: x\n---\n\0\0")
    assert "zero bytes" in problems(workspace.template, "appeal")[0].sentence


@pytest.mark.parametrize("name", ["../appeal", "apeal", ""])
def test_an_unknown_letter_is_refused(workspace, name):
    with pytest.raises(NotFound, match="no letter called"):
        workspace.template(name)


def test_the_digest_is_that_of_all_languages_in_the_order_of_their_names(workspace, put):
    put("letter_templates/appeal.md", FULL)
    put("letter_templates/appeal.fr.md", FULL + "en français\n")
    files = [workspace.root / "letter_templates" / name for name in ("appeal.fr.md", "appeal.md")]
    whole = b"".join(path.read_bytes() for path in files)
    assert workspace.text_digest("appeal") == sha256(whole).hexdigest()
    put("letter_templates/appeal.fr.md", FULL + "en Français\n")
    assert workspace.text_digest("appeal") != sha256(whole).hexdigest()
    with pytest.raises(NotFound):
        workspace.text_digest("other")
