"""What letters say of the case they are about."""

from dataclasses import replace
from datetime import date

import pytest

from outreach.composing.case_values import CaseInLetters
from outreach.composing.faults import CannotMerge
from outreach.composing.filters import FILTERS
from outreach.composing.merging import Merger
from outreach.errors import InputInvalid
from outreach.model.campaign import TemplateSet
from outreach.model.case import Case, PersonAtRisk, Stay
from outreach.model.facility import Facility, InLanguage
from outreach.model.letter import NumberedList, Paragraph, Text
from outreach.model.origin import Confidence, Origin
from outreach.model.people import PostalAddress
from outreach.model.when import MonthOrYear
from outreach.renderers.text import text_on_paper

ADA = PersonAtRisk((("en", "Ada *Example*"), ("zh-Hant", "陳例子")), number="123456")
BEN = PersonAtRisk((("en", "Ben Example"),), number="654321", id="ben")
CASE = Case(
    "heron",
    (ADA,),
    held=(Stay("example", date(2026, 1, 5)),),
    arrested_on=date(2025, 12, 30),
    charge="sedition {{ name }} <b>",
    charges=(("en", "sedition {{ name }} <b>"), ("zh-Hant", "煽動")),
    demands=(("en", ("Release *them*.", "Drop {{ charge }}.")), ("zh-Hant", ("釋放", "撤銷"))),
)
PRISON = Facility(
    "example",
    "hk-csd",
    "Example Prison",
    PostalAddress(),
    Origin("", None, Confidence.OWN),
    native_name="示例監獄",
    others=(InLanguage("cy", "Carchar Enghraifft", PostalAddress()),),
)
ABOUT = CaseInLetters(CASE, PRISON)


@pytest.fixture
def said(letter_of, occasion):
    """The words of a letter about a case."""

    def say(body: str, about: CaseInLetters = ABOUT, language: str = "en", **fields: object) -> str:
        letter = letter_of(body, on=occasion(case=about), language=language, **fields)
        return " ".join(text_on_paper(letter).split())

    return say


@pytest.mark.parametrize(
    ("body", "language", "words"),
    [
        ("About {{ case.name }}.", "en", "About Ada *Example*."),
        ("關於{{ case.name }}。", "zh-Hant", "關於陳例子。"),
        ("No. {{ case.number }}", "en", "No. 123456"),
        ("at {{ case.facility }}", "en", "at Example Prison"),
        ("在{{ case.facility }}", "zh-Hant", "在示例監獄"),
        ("yn {{ case.facility }}", "cy", "yn Carchar Enghraifft"),
        ("arrested on {{ case.arrested_on }}", "en", "arrested on 30 December 2025"),
        ("charged with {{ case.charge }}", "en", "charged with sedition {{ name }} <b>"),
        ("控罪：{{ case.charge }}", "zh-Hant", "控罪：煽動"),
        ("since {{ case.held_since }}", "en", "since 5 January 2026"),
        ("{% if case.sentence %}sentenced{% else %}untried{% endif %}", "en", "untried"),
        ("{{ case.sentence | default('no sentence') }}", "en", "no sentence"),
        ("{% for one in case.names %}{{ one }};{% endfor %}", "en", "Ada *Example*;"),
    ],
)
def test_a_letter_says_it_in_its_own_language(said, body, language, words) -> None:
    assert words in said(body, language=language)


def test_several_people_are_listed_as_the_language_does(said) -> None:
    together = CaseInLetters(Case("herons", (ADA, BEN)))
    assert "Ada *Example* and Ben Example" in said("{{ case.name }}", together)
    assert "123456 and 654321" in said("{{ case.number }}", together)
    assert "陳例子和Ben Example" in said("{{ case.name }}", together, "zh-Hant")


def test_a_value_is_words_and_never_markup(letter_of, occasion) -> None:
    letter = letter_of("**{{ case.name }}** {{ case.charge }}", on=occasion(case=ABOUT))
    (paragraph,) = letter.body
    assert isinstance(paragraph, Paragraph)
    assert Text(" sedition {{ name }} <b>") in paragraph.inlines


@pytest.mark.parametrize(
    ("when", "language", "words"),
    [
        (MonthOrYear(2024, 3), "en", "Arrested: March 2024"),
        (MonthOrYear(2024, 3), "zh-Hant", "Arrested: 2024年3月"),
        (MonthOrYear(2024, 3), "fr", "Arrested: mars 2024"),
        (MonthOrYear(2024, 3), "xx", "Arrested: 2024-03"),
        (MonthOrYear(2024), "en", "Arrested: 2024"),
        (MonthOrYear(2024), "zh-Hant", "Arrested: 2024年"),
    ],
)
def test_a_letter_says_no_more_of_a_day_than_is_known(said, when, language, words) -> None:
    about = CaseInLetters(replace(CASE, arrested_on=when))
    assert said("Arrested: {{ case.arrested_on }}.", about, language).count(f"{words}.")


@pytest.mark.parametrize("place", ["demands", "case.demands"])
def test_the_demands_of_the_case_stand_as_they_are(letter_of, occasion, place) -> None:
    letter = letter_of(
        f"I call on you to:\n\n{{{{ {place} }}}}", on=occasion(case=ABOUT), about=ABOUT
    )
    _, demands = letter.body
    assert demands == NumberedList(
        (
            (Paragraph((Text("Release *them*."),)),),
            (Paragraph((Text("Drop {{ charge }}."),)),),
        )
    )


def test_demands_of_the_letter_go_before_those_of_the_case(letter_of, occasion) -> None:
    letter = letter_of("{{ demands }}", on=occasion(case=ABOUT), about=ABOUT, demands=("Act.",))
    assert letter.body == (NumberedList(((Paragraph((Text("Act."),)),),)),)


# --- mistakes ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("body", "line", "sentence", "way_out"),
    [
        ("Hello.\n\n{{ case.nmae }}", 12, "called `case.nmae`", "Did you mean `case.name`?"),
        ("{{ case }}", 10, "`case` has no place here", "Say what of it: {{ case.name }}."),
        ("{{ case.names }}", 10, "`case.names` is a list", "Join it"),
        ("{{ case.name.upper }}", 10, "reaches into a value", ""),
        ("so {{ case.demands }}", 10, "must stand alone in a paragraph", ""),
        ("{{ office.name }}", 10, "reaches into a value", ""),
    ],
)
def test_a_field_that_is_none_is_refused_with_its_line(
    problems_of, body, line, sentence, way_out
) -> None:
    (found, *_) = problems_of(body)
    assert found.line == line
    assert sentence in found.sentence
    assert way_out in found.way_out


def test_an_empty_field_is_told_once_for_all_letters(said) -> None:
    with pytest.raises(CannotMerge) as refused:
        said("Hello.\n\ntried on {{ case.tried_on }}")
    (problem,) = refused.value.problems
    assert (problem.sentence, problem.line) == ("`case.tried_on` is empty.", 12)


def test_a_charge_in_other_languages_alone_is_none(said) -> None:
    with pytest.raises(CannotMerge, match=r"`case\.charge` is empty"):
        said("{{ case.charge }}", language="fr")


def test_a_variable_called_case_stays_what_it_is(said) -> None:
    assert "a paper case" in said("a {{ case }} case", variables=(("case", "paper"),))


def test_a_loop_over_cases_reaches_into_none(problems_of) -> None:
    (found,) = problems_of("{% for case in tags %}{{ case.name }}{% endfor %}")
    assert "reaches into a value" in found.sentence


@pytest.fixture
def prepared(template, occasion, forms):
    """All variants of a letter, made ready for a campaign."""

    def prepare(case: CaseInLetters | None, *variants: tuple[str, str]) -> Merger:
        made = tuple(template(body, language=tag, file=f"{tag}.md") for tag, body in variants)
        return Merger.prepare(TemplateSet("appeal", made), (), occasion(case=case), forms)

    return prepare


@pytest.mark.parametrize(
    "body", ["{{ case.name }}", "{{ case.demands }}", "{% if case.name %}{% endif %}x"]
)
def test_a_letter_about_a_case_needs_one(prepared, body) -> None:
    with pytest.raises(InputInvalid, match="about a case, and none is named"):
        prepared(None, ("en", body))


@pytest.mark.parametrize("place", ["demands", "case.demands"])
def test_demands_that_nobody_wrote_in_a_language_are_asked_for(prepared, place) -> None:
    with pytest.raises(InputInvalid) as refused:
        prepared(ABOUT, ("fr", f"{{{{ {place} }}}}"))
    (problem,) = refused.value.problems
    assert "heron" in f"{problem.sentence} {problem.way_out}"
    assert problem.file == "fr.md"


def test_a_case_demands_the_same_in_every_language(prepared) -> None:
    uneven = CaseInLetters(
        Case("heron", (ADA,), demands=(("en", ("A", "B")), ("zh-Hant", ("甲",))))
    )
    with pytest.raises(InputInvalid, match="2 in en, 1 in zh-Hant"):
        prepared(uneven, ("en", "{{ demands }}"), ("zh-Hant", "{{ case.demands }}"))


# --- what faults say -----------------------------------------------------------------------------

# The private case's values in the shapes that filters, links and headers stumble over.
_SHAPES = ("Marker", "Mårker", "marker.example.net/x", "a@marker.example", "javascript:marker")
_FIELDS = ("case.name", "case.number", "case.charge", "case.names", "case.numbers")
_BODIES = (
    *(f"{{{{ FIELD | {name} }}}}" for name in FILTERS),
    *(f"{{{{ FIELD | {name} | int }}}}" for name in FILTERS),
    *(f"{{{{ FIELD | {name} | date }}}}" for name in FILTERS),
    *(f"{{{{ FIELD {operator} 1 }}}}" for operator in ("+", "-", "*", "/", "%", "<", "in")),
    *("{{ FIELD | replace('a', FIELD) }}", "{{ FIELD | join(FIELD) }}", "{{ -FIELD }}"),
    "{% for one in FIELD %}{{ one | int }}[x]({{ one }}){% endfor %}",
    *("[x]({{ FIELD }})", "[x](mailto:{{ FIELD }})", "[{{ FIELD }}](https://example.org/)"),
)


@pytest.mark.parametrize("shape", _SHAPES)
def test_no_fault_quotes_a_value_of_a_private_case(letter_of, occasion, shape) -> None:
    person = PersonAtRisk((("en", shape),), number=shape)
    about = CaseInLetters(Case("heron", (person,), charge=shape))
    refused = 0
    for body in _BODIES:
        for field in _FIELDS:
            words = body.replace("FIELD", field)
            for fields in ({"body": words}, {"body": "x", "subject": words}):
                try:
                    letter_of(fields.pop("body"), on=occasion(case=about), **fields)
                except InputInvalid as refusal:
                    refused += 1
                    told = " ".join(f"{one.sentence} {one.way_out}" for one in refusal.problems)
                    assert "rker" not in told, words
    assert refused > 100


def test_faults_of_a_public_case_show_where_a_link_leads(letter_of, occasion) -> None:
    about = CaseInLetters(replace(CASE, people=(BEN,), private=False))
    with pytest.raises(CannotMerge, match="leads to “654321”, which is no address"):
        letter_of("[x]({{ case.number }})", on=occasion(case=about))
