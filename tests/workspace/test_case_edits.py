"""Changes to a case's text, which keep everything else as somebody wrote it."""

from datetime import date

import pytest
from hypothesis import given

from outreach.errors import InputInvalid
from outreach.model.case import Case, Closed, CloseReason, PersonAtRisk, Stay
from outreach.workspace.case_documents import (
    read_case,
    with_closed,
    with_known_on,
    with_stay,
    write_case,
)
from tests.workspace.test_case_documents import cases

MOVED = Stay("hk-stanley", date(2024, 3, 1), date(2024, 3, 5), 'a "letter"')
TEXT = """\
# mine
number = "1"   # on her letter

[names]
en = "Anna"

[[held]]
facility = "hk-pik-uk" # the first
since = 2021-01-08
# she wrote from here

# What we ask for
[demands]
en = ["Release her."]
"""
NEW = write_case(Case("heron", (PersonAtRisk((("en", "Anna"),)),)))


def read(text: str) -> Case:
    return read_case(text, "", "heron", private=True)


def test_a_move_stands_below_the_place_before_and_every_other_line_stays() -> None:
    changed = with_stay(TEXT, MOVED)
    assert read(changed).held == (Stay("hk-pik-uk", date(2021, 1, 8)), MOVED)
    assert [line for line in TEXT.split("\n") if line not in changed.split("\n")] == []
    before, _, after = changed.partition('facility = "hk-stanley"')
    assert before.endswith("# she wrote from here\n\n[[held]]\n")
    assert "# What we ask for\n[demands]\n" in after


def test_the_first_place_stands_where_the_example_of_one_is() -> None:
    changed = with_stay(NEW, MOVED)
    assert read(changed).held == (MOVED,)
    assert changed.index("# [[held]]") < changed.index("\n[[held]]") < changed.index("# [demands]")


def test_a_place_can_be_written_into_a_text_without_any_examples() -> None:
    assert read(with_stay('[names]\nen = "Anna"', MOVED)).held == (MOVED,)


def test_the_day_on_which_they_were_there_is_put_into_the_last_place() -> None:
    changed = with_known_on(with_stay(TEXT, Stay("hk-stanley")), date(2026, 1, 2))
    assert [stay.known_on for stay in read(changed).held] == [None, date(2026, 1, 2)]
    later = with_known_on(changed, date(2026, 2, 1))
    assert later == changed.replace("2026-01-02", "2026-02-01")
    assert with_known_on(later, date(2025, 1, 1)) == later


def test_nobody_is_known_to_be_where_the_case_names_no_place() -> None:
    with pytest.raises(InputInvalid, match="does not say where they are held"):
        with_known_on(NEW, date(2026, 1, 2))


def test_a_case_is_closed_and_closed_again_for_another_reason() -> None:
    closed = Closed(CloseReason.RELEASED, date(2026, 2, 1), "on bail")
    changed = with_closed(TEXT, closed)
    assert changed.startswith(TEXT)
    assert read(changed).closed == closed
    again = with_closed(changed, Closed(CloseReason.ASKED_TO_STOP, date(2026, 3, 1), 'said "no"'))
    assert read(again).closed == Closed(CloseReason.ASKED_TO_STOP, date(2026, 3, 1), 'said "no"')
    assert read(with_closed(again, closed)) == read(changed)


@pytest.mark.parametrize(
    "text",
    [
        'held = [{facility = "hk-pik-uk"}]\n[names]\nen = "Anna"\n',
        'charge = """\n[[held]]\n[closed]\nknown_on = 2020-01-01\n"""\n[names]\nen = "Anna"\n',
        "number = ",
    ],
)
def test_a_text_that_is_laid_out_otherwise_is_left_alone(text: str) -> None:
    with pytest.raises(InputInvalid):
        with_stay(text, MOVED)


@given(cases())
def test_a_change_says_what_is_meant_and_nothing_else(case: Case) -> None:
    text = write_case(case)
    before = read(text)
    moved = read(with_stay(text, MOVED)) if not case.held or case.held[-1].since is None else None
    if moved:
        assert moved.held == (*case.held, MOVED)
        assert moved.people == before.people
    closed = Closed(CloseReason.DIED, date(2026, 3, 1), "so we heard")
    assert read(with_closed(text, closed)).closed == closed
