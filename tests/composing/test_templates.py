"""Templates are checked whole before the first letter."""

from datetime import date, timedelta

import pytest

from outreach.composing.facts import stale_facts
from outreach.composing.templates import check_variants
from outreach.model.campaign import Fact, TemplateSet

REFUSED = {
    "demands in a line of words": (
        {"body": "So: {{ demands }}", "demands": ("a",)}, 10, "must stand alone"),
    "demands below a line of words": (
        {"body": "So:\n{{ demands }}", "demands": ("a",)}, 11, "must stand alone"),
    "demands in bold": ({"body": "a\n\n**{{ demands }}**", "demands": ("a",)}, 12, "stand alone"),
    "demands as a target": (
        {"body": "[a]({{ demands }})", "demands": ("a",)}, 10, "must stand alone"),
    "demands with a filter": (
        {"body": "{{ demands | join }}", "demands": ("a",)}, 10, "can only stand alone"),
    "demands in a loop": (
        {"body": "{% for d in demands %}{% endfor %}", "demands": ("a",)}, 10, "only stand alone"),
    "demands without any": ({"body": "{{ demands }}"}, 10, "has no place here"),
    "demands that stand nowhere": ({"body": "a", "demands": ("a",)}, 10, "stand nowhere"),
    "demands in the subject": (
        {"body": "{{ demands }}", "subject": "{{ demands }}", "demands": ("a",)}, 1, "no place"),
    "personal words in a demand": (
        {"body": "{{ demands }}", "demands": ("{{ personal }}",), "demand_lines": (7,)}, 7,
        "Demand 1: `personal` has no place here"),
    "a demand that is empty": (
        {"body": "{{ demands }}", "demands": ("a", " "), "demand_lines": (7, 8)}, 8, "Demand 2"),
    "a demand with a picture": (
        {"body": "{{ demands }}", "demands": ("![a](b)",), "demand_lines": (7,)}, 7, "no pictures"),
    "no subject": ({"body": "a", "subject": " "}, 1, "no subject"),
    "a subject of two lines": ({"body": "a", "subject": "a\nb", "subject_line": 2}, 2, "a line"),
    "a salutation of two lines": (
        {"body": "a", "salutation": "a\nb", "salutation_line": 5}, 5, "line break"),
    "an unknown field in the close": (
        {"body": "a", "close": "{{ nme }}", "close_line": 6}, 6, "Close: There is no field"),
    "no body": ({"body": " \n"}, 10, "has no text"),
    "a fact called like a field": (
        {"body": "a", "facts": (Fact("office", line=4),)}, 4, "called like something else"),
    "a fact nobody can name": (
        {"body": "a", "facts": (Fact("in prison", line=4),)}, 4, "cannot be written"),
    "a variable called like a fact": (
        {"body": "a", "facts": (Fact("charged"),), "variables": (("charged_as_of", "b"),)}, None,
        "called like something else"),
    "a private character": ({"body": "a\nb\ue000"}, 11, "that no font prints"),
    "a private character in numbers": ({"body": "a\nb&#xE001;"}, 11, "that no font prints"),
    "a control character": ({"body": "a\nb\x07"}, 11, "that no font prints"),
}  # fmt: skip


@pytest.mark.parametrize(("given", "line", "sentence"), REFUSED.values(), ids=REFUSED)
def test_it_is_refused_with_its_line(problems_of, given, line, sentence):
    problems = problems_of(**given)
    assert sentence in problems[0].sentence
    assert (problems[0].file, problems[0].line) == ("appeal.md", line)


def test_a_template_with_line_ends_of_windows_is_read(letter_of):
    assert len(letter_of("a\r\n\r\n{{ name }}\r\n").body) == 2


def test_a_column_is_known_by_its_name_and_a_plain_form_of_it(compiled):
    ready = compiled("{{ Party }} {{ party }} {{ date_of_birth }}", ("Party", "Date of birth"))
    assert [name for name, _ in ready.sources] == ["Party", "date_of_birth", "party"]


def test_a_column_for_one_language_is_no_name_of_its_own(problems_of):
    (problem,) = problems_of("{{ office_zh_Hant }}", ("office.zh-Hant",))
    assert "no field" in problem.sentence


def test_variants_must_make_as_many_demands(template):
    body = "{{ demands }}"
    english = template(body, demands=("a", "b", "c"))
    chinese = template(
        body, demands=("a", "b"), language="zh-Hant", file="appeal.zh-Hant.md", demand_lines=(6, 7)
    )
    (problem,) = check_variants(TemplateSet("appeal", (english, chinese)))
    assert (problem.file, problem.line) == ("appeal.zh-Hant.md", 6)
    assert "makes 2 demands" in problem.sentence
    assert "makes 3" in problem.sentence


def test_variants_must_tell_the_same_facts(template):
    english = template(facts=(Fact("charged", "64", date(2021, 7, 31)), Fact("held", "3")))
    french = template(facts=(Fact("charged", "47", line=5), Fact("held")), language="fr")
    (problem,) = check_variants(TemplateSet("appeal", (english, french)))
    assert (problem.line, "64" in problem.sentence, "47" in problem.sentence) == (5, True, True)


def test_variants_that_agree_pass(template):
    variants = (template(demands=("a",)), template(demands=("b",), language="fr"))
    assert check_variants(TemplateSet("appeal", variants)) == ()


YEAR = timedelta(days=365)


def test_a_fact_older_than_allowed_is_told(template):
    told = template(facts=(Fact("charged", "64", date(2021, 7, 31), "a report", line=4),))
    (problem,) = stale_facts(told, (), date(2026, 11, 22), YEAR)
    assert (problem.file, problem.line) == ("appeal.md", 4)
    assert "`charged` is of 2021-07-31: 1,940 days old" in problem.sentence
    assert "a report" in problem.way_out


def test_a_template_says_itself_how_old_facts_may_be(template):
    facts = (Fact("charged", "64", date(2021, 7, 31)),)
    assert stale_facts(template(facts=facts, max_age=10 * YEAR), (), date(2026, 1, 1), YEAR) == ()
    assert stale_facts(template(facts=facts), (), date(2026, 1, 1)) == ()


def test_a_fact_that_the_campaign_gives_anew_is_not_old(template):
    told = template(facts=(Fact("charged", "64", date(2021, 7, 31)), Fact("held")))
    anew = (Fact("charged", "70", date(2026, 7, 1)),)
    assert stale_facts(told, anew, date(2026, 11, 22), YEAR) == ()


def test_a_fact_without_a_date_is_told_where_age_matters(template):
    (problem,) = stale_facts(template(facts=(Fact("charged", "64"),)), (), date(2026, 1, 1), YEAR)
    assert "does not say of which day" in problem.sentence
