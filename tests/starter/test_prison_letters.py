"""The shipped letters to and about people in prison: whole in both languages, within the rules."""

import re
from dataclasses import replace
from datetime import date

import pytest

from outreach.composing.case_values import CaseInLetters
from outreach.composing.forms import forms_of_address
from outreach.composing.gaps import left_gaps, marked_gaps
from outreach.composing.merging import Merger
from outreach.composing.occasion import Occasion
from outreach.composing.personal import Surroundings, Words, personal_letter, read_words
from outreach.composing.starters import starter
from outreach.errors import InputInvalid
from outreach.model.campaign import Audience, TemplateSet
from outreach.model.case import Case, PersonAtRisk, Stay
from outreach.model.correspondence import LetterKind
from outreach.model.facility import PrisonSystem
from outreach.model.letter import BulletList, Letter, NumberedList
from outreach.model.page import PageSetup
from outreach.model.people import PersonName, PostalAddress, Recipient, Signatory
from outreach.renderers import RENDERERS
from outreach.rules.guidance import points_for
from outreach.rules.prison.objecting import objections, rules_for
from outreach.rules.prison.tables import prison_tables
from outreach.workspace.templates import read_template, template_names
from tests.rules.prison.letters import TODAY, keeping_all

TO_MANY = ("about-a-prisoner", "independent-inquiry", "legislator-action", "release-the-charged")
TO_ONE = ("birthday-card", "festival-card", "first-letter", "further-letter")
LANGUAGES = ("en", "zh-Hant")
TABLES = prison_tables()
CASE = Case(
    "example",
    (PersonAtRisk((("en", "Chan Siu-ming"), ("zh-Hant", "陳小明")), number="123456"),),
    private=False,
    held=(Stay("example", date(2025, 3, 2)),),
    arrested_on=date(2024, 12, 1),
    tried_on=date(2025, 2, 20),
    sentenced_on=date(2025, 3, 2),
    charges=(("en", "unlawful assembly"), ("zh-Hant", "非法集結")),
    sentences=(("en", "two years in prison"), ("zh-Hant", "監禁兩年")),
    demands=(
        ("en", ("Release him without conditions.", "Until then, give him medical care.")),
        ("zh-Hant", ("無條件釋放他。", "在獲釋之前，確保他得到醫療護理。")),
    ),
)
SECRETARY = Recipient(
    "hk",
    PersonName("Alex Example", "Alex", "Example", "歐陽例"),
    office="Secretary for Examples",
    organisation="Department of Examples",
    address=PostalAddress(("1 Example Road",), "Central", "Hong Kong", "", "HK"),
    more=(("office.zh-Hant", "例子司司長"),),
)
PERSONAL = "I teach at a primary school in Toronto. " * 4


@pytest.fixture(params=TO_ONE)
def letters(request, shipped) -> TemplateSet:
    return read_template(shipped, request.param)


@pytest.fixture(params=LANGUAGES)
def language(request) -> str:
    return request.param


def opened(letters: TemplateSet, language: str) -> str:
    """What the writer finds in the editor."""
    template = letters.in_language(language)
    return starter(CaseInLetters(CASE), language, {"sender_name": "Jane"}, template=template)


def filled(letters: TemplateSet, language: str) -> Words:
    """The same once every place is filled in with a few words."""
    text = opened(letters, language)
    for gap in marked_gaps(text):
        text = text.replace(gap.words, "一株新芽" if language == "zh-Hant" else "a new leaf", 1)
    return read_words(text, "the letter")


def on_pages(words: Words, language: str) -> Letter:
    return personal_letter(words, Surroundings(language, TODAY, "CA", ("Jane",), "Jane", ""))


def as_text(words: Words) -> str:
    return f"{words.salutation}\n{words.body}\n{words.close}"


# --- all of them ---------------------------------------------------------------------------------


def test_the_shipped_letters_are_these(shipped) -> None:
    assert template_names(shipped) == tuple(sorted((*TO_MANY, *TO_ONE)))


@pytest.mark.parametrize("name", [*TO_MANY, *TO_ONE])
def test_each_is_in_both_languages_to_the_same_people_with_the_same_advice(shipped, name) -> None:
    english, chinese = read_template(shipped, name).variants
    assert (english.language, chinese.language) == LANGUAGES
    assert (english.audience is Audience.PRISONER) == (name in TO_ONE)
    assert english.guidance == chinese.guidance
    assert points_for(english) == points_for(chinese) != ()
    assert english.note
    assert chinese.note
    assert " " not in re.sub("[!-~] | [!-~]", "", chinese.note)


# --- to the person -------------------------------------------------------------------------------


def test_a_letter_as_it_comes_does_not_go(letters, language) -> None:
    with pytest.raises(InputInvalid) as refused:
        read_words(opened(letters, language), "the letter")
    marked = marked_gaps(letters.in_language(language).body)
    assert marked
    assert len(refused.value.problems) == len(marked)
    assert all("left to fill in" in problem.sentence for problem in refused.value.problems)


def test_both_languages_leave_the_same_places_to_the_writer(letters) -> None:
    english, chinese = letters.variants
    assert len(marked_gaps(english.body)) == len(marked_gaps(chinese.body))
    assert not left_gaps(as_text(filled(letters, "en")) + as_text(filled(letters, "zh-Hant")))


def test_a_letter_filled_in_is_a_letter_to_them(letters, language) -> None:
    words = filled(letters, language)
    named = "陳小明：" if language == "zh-Hant" else "Dear Chan Siu-ming,"
    assert words.salutation == named
    assert words.close.startswith("祝" if language == "zh-Hant" else "With ")
    assert words.body
    assert "{" not in as_text(words)


def test_a_letter_says_nothing_of_the_case_or_an_organization(letters, language) -> None:
    words = "case|charge|trial|court|sentence|prison|freedom|release|Amnesty|God|bless|Christmas"
    words += "|案|控|審|法庭|判|監|囚|自由|釋放|組織|聖誕|上帝|主佑|團圓"
    assert not re.search(words, as_text(filled(letters, language)), re.IGNORECASE)


@pytest.mark.parametrize("system", TABLES.systems, ids=lambda system: system.id)
def test_no_system_objects_to_what_a_letter_says(letters, language, system: PrisonSystem) -> None:
    words = filled(letters, language)
    pages = replace(
        keeping_all(TABLES, system, LetterKind.TO_PERSON).pages, words=len(as_text(words).split())
    )
    keeping = keeping_all(TABLES, system, LetterKind.TO_PERSON)
    posting = replace(
        keeping, pages=pages, letter=replace(keeping.letter, text=as_text(words), language=language)
    )
    rules = rules_for(TABLES.general, system, posting.facility, LetterKind.TO_PERSON)
    found = {one.rule.id for one in objections(rules, posting)}
    # Where no letter of a stranger arrives, none passes; and not everywhere is Chinese read.
    assert found <= {"strangers-letters", "language"}


def test_a_letter_takes_one_page(letters, language) -> None:
    renderer = RENDERERS["pdf"](PageSetup())
    (made,) = renderer.each([on_pages(filled(letters, language), language)])
    assert made.pages == 1


def test_the_first_letter_says_who_writes_and_how_often(shipped) -> None:
    letters = read_template(shipped, "first-letter")
    for variant in letters.variants:
        assert "{{ sender_name }}" in variant.body
        assert re.search("how often|多久一次", variant.body)


# --- about the person ----------------------------------------------------------------------------


def about(shipped, language: str, case: Case = CASE, group: str = "") -> Letter:
    letters = read_template(shipped, "about-a-prisoner")
    _, facility = TABLES.facility("hk-stanley")
    occasion = Occasion(
        Signatory("jane", "Jane Doe", group=group),
        date(2026, 11, 22),
        "CA",
        ("Jane Doe", "12 Elm Street", "Toronto ON  M5V 2T6"),
        personal=PERSONAL,
        case=CaseInLetters(case, facility if case.held else None),
    )
    merger = Merger.prepare(letters, ("office.zh-Hant",), occasion, forms_of_address(), language)
    return merger.letter(SECRETARY, 1)


def test_facts_and_demands_are_those_of_the_case_and_no_others(shipped, language) -> None:
    letter = about(shipped, language)
    (facts,) = (block for block in letter.body if isinstance(block, BulletList))
    assert len(facts.items) == 5
    told = str(facts)
    held, charge = (
        ("Stanley Prison", "unlawful assembly") if language == "en" else ("赤柱監獄", "非法集結")
    )
    for fact in ("2024", "2025", held, charge):
        assert fact in told
    (demands,) = (block for block in letter.body if isinstance(block, NumberedList))
    assert len(demands.items) == 2
    assert CASE.demands_in(language)[0] in str(demands)
    assert "123456" in letter.subject + str(letter.body)
    assert PERSONAL.strip() in str(letter.body)


def test_what_the_case_does_not_say_is_left_out(shipped, language) -> None:
    bare = Case("example", CASE.people, demands=CASE.demands)
    letter = about(shipped, language, bare)
    assert not [block for block in letter.body if isinstance(block, BulletList)]
    assert not re.search("facts|事實", str(letter.body))
    assert [block for block in letter.body if isinstance(block, NumberedList)]


def test_it_says_who_writes_and_for_whom(shipped, language) -> None:
    assert "Jane Doe" in str(about(shipped, language).body)
    assert "Friends of Letters" in str(about(shipped, language, group="Friends of Letters").body)


def test_with_a_typical_case_it_takes_one_page(shipped, language) -> None:
    (made,) = RENDERERS["pdf"](PageSetup()).each([about(shipped, language)])
    assert made.pages == 1


@pytest.mark.parametrize("system", TABLES.systems, ids=lambda system: system.id)
def test_no_rule_for_letters_to_officials_objects(shipped, language, system: PrisonSystem) -> None:
    letter = about(shipped, language)
    asks = CASE.demands_in(language)
    keeping = keeping_all(TABLES, system, LetterKind.ABOUT_PERSON)
    said = replace(
        keeping.letter, text=str(letter), language=language, demands=asks, asks=asks, ruled_out=()
    )
    rules = rules_for(TABLES.general, system, keeping.facility, LetterKind.ABOUT_PERSON)
    assert not objections(rules, replace(keeping, letter=said))
