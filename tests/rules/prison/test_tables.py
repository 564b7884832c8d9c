"""The tables of prison systems, those of the program and those of a user."""

import tomllib
from collections.abc import Iterator
from datetime import date
from importlib.resources import files
from typing import Any

import pytest

from outreach.errors import InputInvalid, UsageProblem
from outreach.model.correspondence import LetterKind
from outreach.model.origin import Confidence
from outreach.model.severity import Severity
from outreach.rules.prison.objecting import objections, rules_for
from outreach.rules.prison.tables import prison_tables
from tests.rules.prison.letters import keeping_all

FILES = sorted(
    (entry.name, entry.read_text(encoding="utf-8"))
    for entry in (files("outreach.data") / "facilities").iterdir()
    if entry.name.endswith(".toml")
)
ORIGIN = 'source = "example.org"\nverified_on = 2026-11-22\nconfidence = "verified"\n'
NEW_SYSTEM = f"""
id = "xx-example"
name = "Example Prison Service"
country = "GB"
envelope = ["{{name}}", "{{facility}}", "{{address}}"]
{ORIGIN}
[[rule]]
id = "photos"
check = "at-most"
of = "photos"
most = 3
severity = "error"
sentence = "Three photos are the most."
way_out = "Send fewer."
{ORIGIN}
[[facility]]
id = "xx-one"
name = "HMP Example"
address = ["1 Example Road"]
locality = "Exampleton"
postcode = "EX1 1AA"
{ORIGIN}"""
OWN_FACILITY = f"""
system = "hk-csd"
[[facility]]
id = "hk-stanley"
name = "Stanley Prison"
address = ["100 Example Road"]
{ORIGIN}"""


def rows(table: dict[str, Any]) -> Iterator[dict[str, Any]]:
    if "id" in table:
        yield table
    for kind in ("rule", "note", "facility"):
        for row in table.get(kind, []):
            yield row
            yield from row.get("rule", [])


@pytest.mark.parametrize(("name", "text"), FILES, ids=[name for name, _ in FILES])
def test_every_row_says_where_it_was_read_when_and_how_well(name: str, text: str) -> None:
    found = list(rows(tomllib.loads(text)))
    assert found
    for row in found:
        assert len(row["source"]) > 5, row
        assert type(row["verified_on"]) is date, row
        assert Confidence(row["confidence"]) is not Confidence.CONFIRMED, row
        if "no page read" in row["source"].casefold():
            assert row["confidence"] == "memory", row


def test_nothing_from_memory_stops_a_letter_but_an_address() -> None:
    tables = prison_tables()
    every = [rule for system in tables.systems for rule in system.rules] + [*tables.general]
    assert not [
        rule.id
        for rule in every
        if rule.severity is Severity.ERROR and rule.origin.confidence is Confidence.MEMORY
    ]


def test_no_facility_is_a_box_of_a_group() -> None:
    """Letters through support groups are the user's own affair; the groups were dissolved."""
    hong_kong = prison_tables().system("hk-csd")
    lines = [line for one in hong_kong.facilities for line in one.address.lines]
    assert lines
    assert not [line for line in lines if "box" in line.casefold()]


def test_a_new_system_is_one_file() -> None:
    tables = prison_tables([("facilities/example.toml", NEW_SYSTEM)])
    system, facility = tables.facility("xx-one")
    assert facility.address.country == "GB"
    posting = keeping_all(tables, system, LetterKind.TO_PERSON)
    rules = rules_for(tables.general, system, facility, LetterKind.TO_PERSON)
    assert not objections(rules, posting)
    assert "photos" in {rule.id for rule in rules}


def test_a_users_facility_goes_before_the_programs() -> None:
    tables = prison_tables([("facilities/mine.toml", OWN_FACILITY)])
    _, facility = tables.facility("hk-stanley")
    assert facility.address.lines == ("100 Example Road",)
    assert facility.own
    assert len(tables.system("hk-csd").facilities) == len(
        prison_tables().system("hk-csd").facilities
    )


def test_a_new_address_of_a_prison_takes_none_of_its_rules_away() -> None:
    _, shipped = prison_tables().facility("hk-stanley")
    _, own = prison_tables([("facilities/mine.toml", OWN_FACILITY)]).facility("hk-stanley")
    assert "all-is-read" in {rule.id for rule in own.rules}
    assert (own.native_name, own.holds) == (shipped.native_name, shipped.holds)


def test_a_users_rule_goes_before_the_programs_and_that_of_a_facility_before_both() -> None:
    rule = (
        'id = "photo-count"\ncheck = "at-most"\nof = "photos"\nmost = {most}\n'
        f'sentence = "So many."\nway_out = "Fewer."\n{ORIGIN}'
    )
    own = (
        f'system = "hk-csd"\n[[rule]]\n{rule.format(most=5)}\n'
        f'[[facility]]\nid = "hk-new"\nname = "New"\naddress = ["1 Road"]\n{ORIGIN}\n'
        f"[[facility.rule]]\n{rule.format(most=2)}"
    )
    tables = prison_tables([("facilities/mine.toml", own)])

    def most(facility: str) -> int:
        of, place = tables.facility(facility)
        rules = rules_for(tables.general, of, place, LetterKind.TO_PERSON)
        return next(rule.most for rule in rules if rule.id == "photo-count")

    assert most("hk-stanley") == 5
    assert most("hk-new") == 2


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ("confidence", "lacks `confidence`"),
        ("verified_on", "lacks `verified_on`"),
        ("source", "lacks `source`"),
        ("most", "lacks `most`"),
        ("sentence", "lacks `sentence`"),
    ],
)
def test_a_row_that_lacks_something_is_refused_with_its_line(wrong: str, said: str) -> None:
    lines = NEW_SYSTEM.split("\n")
    start = lines.index("[[rule]]")
    at = next(n for n, line in enumerate(lines) if n > start and line.startswith(wrong))
    text = "\n".join([*lines[:at], *lines[at + 1 :]])
    with pytest.raises(InputInvalid) as refused:
        prison_tables([("facilities/mine.toml", text)])
    (problem,) = refused.value.problems
    assert said in problem.sentence
    assert "“photos”" in problem.sentence
    assert problem.place == f"facilities/mine.toml:{start + 1}"


@pytest.mark.parametrize(
    ("changed", "to", "said"),
    [
        ('check = "at-most"', 'check = "taste"', "has the check “taste”"),
        ('of = "photos"', 'of = "apples"', "counts “apples”"),
        ("most = 3", "most = -3", "is no number"),
        ('severity = "error"', 'severity = "fatal"', "has “fatal” as `severity`"),
        ('severity = "error"', 'severty = "error"', "key that is not known: `severty`"),
        ('id = "photos"', 'id = "Photos!"', "has an `id`"),
        ("{facility}", "{prison}", "has the blank {prison}"),
        ('country = "GB"', 'country = "Britain"', "has a `country`"),
        ('id = "xx-example"', 'colour = "red"', "“colour” is not known here"),
        ("[[rule]]", "[[rule", "This is not TOML"),
    ],
)
def test_what_cannot_be_meant_is_refused_in_a_sentence(changed: str, to: str, said: str) -> None:
    with pytest.raises(InputInvalid) as refused:
        prison_tables([("facilities/mine.toml", NEW_SYSTEM.replace(changed, to, 1))])
    assert said in str(refused.value)


@pytest.mark.parametrize(
    ("text", "line", "said"),
    [
        (
            OWN_FACILITY.replace("address", "adress", 1),
            6,
            "The facility “hk-stanley” has a key that is not known: `adress`; did you mean",
        ),
        ('sytem = "hk-csd"\n', 1, "“sytem” is not known here; did you mean `system`?"),
        ('system = "hk-csd"\n\n[[facility\n', 3, "This is not TOML: "),
        ('system = "hk-csd"\nname = """\nso on\n', 3, "This is not TOML: "),
    ],
)
def test_a_slip_is_told_with_its_own_line(text: str, line: int, said: str) -> None:
    with pytest.raises(InputInvalid) as refused:
        prison_tables([("facilities/mine.toml", text)])
    problem = refused.value.problems[0]
    assert problem.sentence.startswith(said)
    assert problem.line == line
    assert "line" not in problem.sentence


def test_a_rule_from_memory_that_stops_letters_is_refused() -> None:
    text = NEW_SYSTEM.replace('confidence = "verified"', 'confidence = "memory"')
    with pytest.raises(InputInvalid, match="make it a warning"):
        prison_tables([("facilities/mine.toml", text)])


def test_a_file_for_a_system_that_nobody_knows_is_refused() -> None:
    with pytest.raises(InputInvalid, match="no prison system “hk-cds”"):
        prison_tables([("mine.toml", OWN_FACILITY.replace("hk-csd", "hk-cds"))])


def test_the_problems_of_all_files_are_told_together() -> None:
    with pytest.raises(InputInvalid) as refused:
        prison_tables([("one.toml", "x = "), ("two.toml", "y = ")])
    assert {problem.file for problem in refused.value.problems} == {"one.toml", "two.toml"}


def test_an_unknown_prison_is_told_with_the_nearest() -> None:
    with pytest.raises(UsageProblem, match="Did you mean “hk-stanley”"):
        prison_tables().facility("hk-stanly")
