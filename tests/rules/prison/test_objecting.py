"""The shipped rules: a letter that keeps them, and for each one a letter that breaks it alone."""

from dataclasses import replace
from datetime import timedelta

import pytest

from outreach.model.correspondence import LetterKind, LetterPages
from outreach.model.facility import Facility, Objection, Override, PrisonSystem, Rule
from outreach.model.severity import Severity
from outreach.rules.prison.checks import CHECKS
from outreach.rules.prison.objecting import (
    decided,
    from_memory,
    in_a_message,
    objections,
    rules_for,
    through_relay,
)
from outreach.rules.prison.posting import Posting
from outreach.rules.prison.tables import prison_tables
from tests.rules.prison.letters import BREAKING, TODAY, keeping_all

TABLES = prison_tables()
SYSTEMS = {system.id: system for system in TABLES.systems}
EXPECTED = {
    "hk-csd", "us-bop", "us-tx", "us-ca", "us-ny", "gb-hmpps", "ca-csc", "cn-prison",
    "cn-detention",
}  # fmt: skip
# Where no letter of a stranger arrives, none passes.
NEVER = "strangers-letters"
CASES = [
    pytest.param(system, rule, kind, id=f"{system.id}-{kind.value}-{rule.id}")
    for system in TABLES.systems
    for kind in LetterKind
    for rule in (*system.rules, *TABLES.general)
    if kind in rule.kinds
    # Of one id, that of the system holds; what needs an address means nothing where all is routed.
    and (rule in system.rules or rule.id not in {one.id for one in system.rules})
    and not (system.routed and rule.check.startswith("address-"))
]


def objected(posting: Posting) -> tuple[Objection, ...]:
    rules = rules_for(TABLES.general, posting.system, posting.facility, posting.letter.kind)
    return objections(rules, posting)


def test_all_systems_are_there() -> None:
    assert SYSTEMS.keys() >= EXPECTED


@pytest.mark.parametrize("kind", LetterKind)
@pytest.mark.parametrize("system", TABLES.systems, ids=lambda system: system.id)
def test_a_letter_that_keeps_the_rules_passes(system: PrisonSystem, kind: LetterKind) -> None:
    found = {one.rule.id for one in objected(keeping_all(TABLES, system, kind))}
    assert found <= {NEVER}
    assert (NEVER in found) == (system.id == "cn-detention" and kind is LetterKind.TO_PERSON)


@pytest.mark.parametrize(("system", "rule", "kind"), CASES)
def test_a_letter_that_breaks_one_rule_is_told_of_that_one_with_its_source(
    system: PrisonSystem, rule: Rule, kind: LetterKind
) -> None:
    keeping = keeping_all(TABLES, system, kind)
    before = {one.rule.id for one in objected(keeping)} - {rule.id}
    found = objected(BREAKING[rule.check](rule, keeping))
    assert {one.rule.id for one in found} - before == {rule.id}
    mine = next(one for one in found if one.rule.id == rule.id)
    assert mine.found
    assert mine.way_out
    assert "{" not in mine.way_out
    assert mine.rule.sentence == rule.sentence
    assert mine.rule.origin.source
    assert mine.rule.origin.verified_on is not None


@pytest.mark.parametrize(
    ("system", "facility"),
    [
        pytest.param(system, facility, id=facility.id)
        for system in TABLES.systems
        for facility in system.facilities
        if facility.rules
    ],
)
def test_a_facilitys_own_rule_is_told_with_its_source(
    system: PrisonSystem, facility: Facility
) -> None:
    keeping = keeping_all(TABLES, system, LetterKind.TO_PERSON)
    there = replace(keeping, facility=replace(keeping.facility, rules=facility.rules))
    assert {one.rule.id for one in objected(there)} == {rule.id for rule in facility.rules}
    assert all("rule 47A" in one.rule.origin.source for one in objected(there))
    confirmed = keeping.mailing.confirmed | {rule.id for rule in facility.rules}
    assert not objected(replace(there, mailing=replace(there.mailing, confirmed=confirmed)))


def test_every_check_is_used_by_a_shipped_rule_and_can_be_broken() -> None:
    used = {rule.check for system in TABLES.systems for rule in system.rules}
    used |= {rule.check for rule in TABLES.general}
    assert used == CHECKS.keys() == BREAKING.keys()


def test_the_gravest_objections_come_first() -> None:
    keeping = keeping_all(TABLES, SYSTEMS["us-ny"], LetterKind.TO_PERSON)
    mailing = replace(keeping.mailing, sender_name="", printed_pages=9, confirmed=frozenset())
    pages = replace(keeping.pages, paper=None, words=900)
    found = objected(replace(keeping, mailing=mailing, pages=pages))
    order = [list(Severity).index(one.rule.severity) for one in found]
    assert order == sorted(order)
    assert len(set(order)) > 1


def test_a_maximum_security_prison_reads_everything() -> None:
    reading = {one.id for one in SYSTEMS["hk-csd"].facilities if one.rules}
    assert reading == {
        one.id for one in SYSTEMS["hk-csd"].facilities if "maximum security" in one.holds
    }
    assert len(reading) == 6


def test_letters_about_a_person_are_not_held_to_the_rules_of_the_prison() -> None:
    keeping = keeping_all(TABLES, SYSTEMS["cn-detention"], LetterKind.ABOUT_PERSON)
    assert not objected(keeping)


# --- overriding ----------------------------------------------------------------------------------


@pytest.fixture
def two_errors() -> tuple[Objection, ...]:
    keeping = keeping_all(TABLES, SYSTEMS["us-ny"], LetterKind.TO_PERSON)
    mailing = replace(keeping.mailing, sender_name="", printed_pages=9)
    return objected(replace(keeping, mailing=mailing))


def test_an_error_stops_the_letter_until_it_is_overridden_by_name_with_a_reason(
    two_errors: tuple[Objection, ...],
) -> None:
    assert {one.rule.id for one in decided(two_errors, ()).stopping} == {
        "sender",
        "printed-pages-max",
    }
    override = Override("printed-pages-max", "the Superintendent agreed")
    verdict = decided(two_errors, [override])
    assert [one.rule.id for one in verdict.stopping] == ["sender"]
    assert [(one.rule.id, by) for one, by in verdict.overridden] == [
        ("printed-pages-max", override)
    ]


def test_an_override_without_a_reason_counts_for_nothing(
    two_errors: tuple[Objection, ...],
) -> None:
    assert len(decided(two_errors, [Override("sender", "  ")]).stopping) == 2


def test_an_override_that_met_no_objection_is_told(two_errors: tuple[Objection, ...]) -> None:
    needless = Override("enclosures", "not needed")
    assert decided(two_errors, [needless]).needless == (needless,)


def test_a_warning_stops_nothing() -> None:
    keeping = keeping_all(TABLES, SYSTEMS["hk-csd"], LetterKind.TO_PERSON)
    letter = replace(keeping.letter, known_there_on=None)
    verdict = decided(objected(replace(keeping, letter=letter)), ())
    assert [one.rule.id for one in verdict.objections] == ["recent-transfer"]
    assert not verdict.stopping


# --- what the checks see -------------------------------------------------------------------------


def _hong_kong(**letter: object) -> set[str]:
    keeping = keeping_all(TABLES, SYSTEMS["hk-csd"], LetterKind.TO_PERSON)
    return {
        one.rule.id for one in objected(replace(keeping, letter=replace(keeping.letter, **letter)))
    }


@pytest.mark.parametrize(
    ("text", "objects"),
    [
        ("The co-accused send greetings 123456", True),
        ("Your ACCOMPLICES 123456", True),
        ("你的同案 都問候你", True),
        ("你 的 同 案", True),
        ("An accompliceship is no such word", False),
        ("The coaccused", False),
    ],
)
def test_words_that_endanger_are_found_as_words(text: str, objects: bool) -> None:
    assert ("sensitive-case-terms" in _hong_kong(text=text)) is objects


@pytest.mark.parametrize("written", ["Chan\n Tai-Man", "chan tai-man’s sister", "ＣＨＡＮ tai-man"])
def test_what_the_case_rules_out_is_found_however_it_is_written(written: str) -> None:
    found = _hong_kong(text=f"Greetings from {written}.", must_not_mention=("Chan Tai-man",))
    assert found == {"must-not-mention"}


def test_a_chinese_letter_is_known_by_its_characters() -> None:
    assert not _hong_kong(text="你好，我叫小明，我住在加拿大。")
    keeping = keeping_all(TABLES, SYSTEMS["cn-prison"], LetterKind.TO_PERSON)
    english = replace(keeping, letter=replace(keeping.letter, language="en"))
    assert {one.rule.id for one in objected(english)} == {"language", "script"}


@pytest.mark.parametrize(
    ("language", "text", "odd"),
    [
        ("en", "你好，我叫小明，我住在加拿大。", True),
        ("fr", "你好，我叫小明。", True),
        ("zh-Hant", "你好，我叫小明。Love, Jane", False),
        ("zh-Hant", "I am thinking of you.", True),
        ("zh-Hant", "Jane Doe", False),
        (
            "zh-Hant",
            "I am thinking of you, 小明, and so is my dog. 加油！",
            True,
        ),  # too little to tell by
        ("en", "I am thinking of you. 加油！", False),
        ("ja", "元気でいてください。", False),
        ("", "你好，我叫小明。", False),
    ],
)
def test_a_letter_in_another_script_than_its_language_has_is_noticed(
    language: str, text: str, odd: bool
) -> None:
    assert ("script" in _hong_kong(language=language, text=text)) is odd


def test_a_move_after_the_last_news_is_told() -> None:
    known = TODAY - timedelta(days=5)
    assert _hong_kong(known_there_on=known, moved_on=TODAY) == {"recent-transfer"}
    assert not _hong_kong(known_there_on=known, moved_on=known - timedelta(days=1))


def test_what_is_not_known_of_the_pages_is_not_objected_to() -> None:
    keeping = keeping_all(TABLES, SYSTEMS["gb-hmpps"], LetterKind.TO_PERSON)
    assert not objected(replace(keeping, pages=LetterPages(12)))


@pytest.mark.parametrize("number", ["A1234BC", "a1234bc"])
def test_a_number_is_of_its_shape_in_any_capitals(number: str) -> None:
    keeping = keeping_all(TABLES, SYSTEMS["gb-hmpps"], LetterKind.TO_PERSON)
    prisoners = (replace(keeping.letter.prisoners[0], number=number),)
    assert not objected(replace(keeping, letter=replace(keeping.letter, prisoners=prisoners)))


def test_a_demand_of_the_case_may_be_written_in_nearly_the_same_words() -> None:
    keeping = keeping_all(TABLES, SYSTEMS["hk-csd"], LetterKind.ABOUT_PERSON)
    letter = replace(
        keeping.letter,
        demands=("Drop all charges against her.", "Let her see a doctor."),
        asks=("Drop all the charges against her", "Let her see a doctor. Yours"),
    )
    assert not objected(replace(keeping, letter=letter))


def test_the_rules_from_memory_are_named() -> None:
    assert {rule.id for rule in from_memory(SYSTEMS["us-bop"].rules)} == {"staples"}


# --- other ways than the post --------------------------------------------------------------------


def test_a_letter_through_a_relay_is_not_held_to_what_stands_on_the_prisons_envelope() -> None:
    general, system = TABLES.general, SYSTEMS["gb-hmpps"]
    keeping = keeping_all(TABLES, system, LetterKind.TO_PERSON)
    rules = through_relay(rules_for(general, system, keeping.facility, LetterKind.TO_PERSON))
    checks = {rule.check for rule in rules}
    assert checks.isdisjoint({"address-known", "return-address-place", "known-there"})
    assert checks >= {"must-not-mention", "terms", "checklist", "number-on-each-page"}


def test_a_message_is_held_to_the_rules_about_words_alone() -> None:
    system = SYSTEMS["us-tx"]
    keeping = keeping_all(TABLES, system, LetterKind.TO_PERSON)
    rules = in_a_message(rules_for(TABLES.general, system, keeping.facility, LetterKind.TO_PERSON))
    assert {rule.check for rule in rules} == {"at-most", "must-not-mention", "no-politics",
                                              "other-cases", "others", "others-in-part",
                                              "ruled-out", "same-words", "script",
                                              "terms"}  # fmt: skip
    assert [rule.of for rule in rules if rule.check == "at-most"] == ["words"]


def test_politics_are_looked_for_only_where_the_case_leaves_them_out() -> None:
    keeping = keeping_all(TABLES, SYSTEMS["hk-csd"], LetterKind.TO_PERSON)
    said = replace(keeping, letter=replace(keeping.letter, text="Down with the regime"))
    assert "no-politics" not in {one.rule.id for one in objected(said)}
    without = replace(said, letter=replace(said.letter, politics=False))
    (found,) = [one for one in objected(without) if one.rule.id == "no-politics"]
    assert found.found == "It says “regime”."
