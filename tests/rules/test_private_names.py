"""Names and numbers of private cases, found in plain texts."""

import pytest

from outreach.model.case import Case, PersonAtRisk
from outreach.rules.private_names import found_in, said_in, wanted_of


def case_of(*names: str, number: str = "", prison_name: str = "", private: bool = True) -> Case:
    tagged = tuple((f"x-{place}", name) for place, name in enumerate(names))
    person = PersonAtRisk(tagged, prison_name=prison_name, number=number)
    return Case("heron", (person,), private=private)


@pytest.mark.parametrize(
    ("case", "text"),
    [
        (case_of("Chan Siu Ming"), "for Chan Siu Ming."),
        (case_of("Chan Siu Ming"), "FOR SIU-MING CHAN"),
        (case_of("Siu Ming Chan"), "id,family,given\n1,Chan,Siu Ming"),
        (case_of("Chan Siu Ming"), "of Chan Siu\n  Ming"),
        (case_of("Chan Siu Ming"), "freechansiuming"),
        (case_of("Ångström"), "angstrom"),
        (case_of("Ann"), "Free Ann now"),
        (case_of("陳小明"), "釋放陳小明！"),
        (case_of("陳小明 Chan Siu Ming"), "釋放陳小明！"),
        (case_of("Иван Петров"), "письмо Иван Петров"),
        (case_of(prison_name="CHAN SM"), "Dear Chan SM"),
        (case_of("Nobody Known", number="98-A-0004"), "number 98A0004"),
        (case_of("Nobody Known", number="123456"), "no123456 no. 123456"),
    ],
)
def test_it_is_found_however_it_is_written(case, text) -> None:
    assert [name for _, name in found_in(text, wanted_of([case]))] == ["heron"]


@pytest.mark.parametrize(
    ("case", "text"),
    [
        (case_of("Ann"), "Annapolis, an annex"),
        (case_of("Li"), "Li and Li"),
        (case_of("陳"), "陳小明"),
        (case_of("Anna"), "Annapolis"),
        (case_of("Nobody Known", number="123456"), "1234567"),
        (case_of("Nobody Known", number="12"), "12 letters"),
        (case_of("Chan Siu Ming"), "Chan and Ming"),
        (case_of("Chan Siu Ming", private=False), "Chan Siu Ming"),
        (case_of(""), "anything"),
    ],
)
def test_what_is_too_short_or_somebody_else_is_not(case, text) -> None:
    assert list(found_in(text, wanted_of([case]))) == []


def test_each_line_is_told_once() -> None:
    text = "a\nAda Example, Ada Example\n\nexample ada\n"
    assert list(found_in(text, wanted_of([case_of("Ada Example")]))) == [(2, "heron"), (4, "heron")]


@pytest.mark.parametrize(
    ("text", "name", "known", "is_said"),
    [
        ("Dear Wong Ho Ying, all is well.", "Wong Ho Yin", "Wong Ho Ying", False),
        ("Dear Wong Ho Ying, Wong Ho-yin is well.", "Wong Ho Yin", "Wong Ho Ying", True),
        ("李明志：你好。", "李明", "李明志", False),
        ("李明：李明志問候你。", "李明志", "李明", True),
        ("Tai Man\nLee is well.", "LEE Tai Man", "Ada Example", True),
    ],
)
def test_a_name_within_one_that_is_known_is_not_said(text, name, known, is_said) -> None:
    assert bool(said_in(text, [name], [known])) == is_said
