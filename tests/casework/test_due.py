"""What there is to do this week."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

import pytest

from outreach.casework import birthdays
from outreach.casework.due import Due, DueKind, OpenedCase, due
from outreach.casework.values import LetterDetails, LetterOut, Received, Sort, key_of
from outreach.model.case import Case, Closed, CloseReason, Guarded, Pair, PersonAtRisk, Stay
from outreach.model.dispatch import Status

TODAY = date(2026, 11, 22)
WEEKS = timedelta(weeks=1)
ANNA = Case(
    "heron",
    (PersonAtRisk((("en", "Anna"),)),),
    held=(Stay("hk-stanley", date(2024, 1, 1), TODAY - timedelta(days=45)),),
)
PAIR = Pair("heron", "jane", 4 * WEEKS, TODAY - 10 * WEEKS)


def letter(days_ago: int, status: Status = Status.POSTED, writer: str = "jane") -> LetterOut:
    on = TODAY - timedelta(days=days_ago)
    gone = status not in (Status.PREPARED, Status.DRAFTED)
    return LetterOut(
        key_of("heron", 7, "", writer),
        *("heron", "", writer, 7, status),
        at=datetime.combine(on, time(12), UTC),
        prepared_on=on,
        sent_on=on if gone else None,
        details=LetterDetails(),
    )


def came(days_ago: int, writer: str = "") -> Received:
    on = TODAY - timedelta(days=days_ago)
    return Received(3, "heron", "", writer, on, "", "", "", datetime.combine(on, time(12), UTC))


def to_do(
    case: Case = ANNA,
    pairs: tuple[Pair, ...] = (PAIR,),
    letters: tuple[LetterOut, ...] = (letter(2),),
    received: tuple[Received, ...] = (),
    guarded: Guarded = Guarded(),  # noqa: B008 frozen
) -> list[tuple[DueKind, date | None]]:
    found = due([OpenedCase(case, guarded)], pairs, letters, received, TODAY)
    return [(one.kind, one.on or one.since) for one in found]


def test_nothing_is_due_where_all_promises_are_kept() -> None:
    assert to_do() == []


@pytest.mark.parametrize(
    ("days_ago", "kind"),
    [
        (20, None),
        (21, DueKind.LETTER_DUE),
        (28, DueKind.LETTER_DUE),
        (35, DueKind.LETTER_DUE),
        (36, DueKind.PROMISE_LAPSED),
        (400, DueKind.PROMISE_LAPSED),
    ],
)
def test_a_letter_is_due_four_weeks_after_the_last_and_a_week_later_the_promise_lapses(
    days_ago: int, kind: DueKind | None
) -> None:
    sent = TODAY - timedelta(days=days_ago)
    pair = replace(PAIR, since=date(2025, 1, 1))
    expected = [(kind, sent + timedelta(days=28))] if kind else []
    assert to_do(pairs=(pair,), letters=(letter(days_ago),)) == expected


def test_a_promise_without_a_letter_counts_from_its_day() -> None:
    assert to_do(pairs=(replace(PAIR, since=TODAY),), letters=()) == []
    found = due([OpenedCase(ANNA)], [PAIR], [], [], TODAY)
    assert found == (
        Due(DueKind.PROMISE_LAPSED, "heron", "", "jane", PAIR.since + 4 * WEEKS, None),
    )


def test_a_promise_counts_from_its_own_day_where_the_last_letter_is_older() -> None:
    pair = replace(PAIR, since=TODAY - 2 * WEEKS)
    assert to_do(pairs=(pair,), letters=(letter(300),)) == []


def test_letters_of_another_writer_keep_nobodys_promise() -> None:
    kinds = [kind for kind, _ in to_do(letters=(letter(2, writer="ben"),))]
    assert kinds == [DueKind.PROMISE_LAPSED]


def test_people_to_whom_nobody_promised_to_write_are_named() -> None:
    assert to_do(pairs=(), letters=()) == [(DueKind.NOBODY_WRITES, None)]
    ended = replace(PAIR, ended_on=TODAY)
    assert to_do(pairs=(ended,)) == [(DueKind.NOBODY_WRITES, TODAY - timedelta(days=2))]
    others = replace(PAIR, person="b")
    assert (DueKind.NOBODY_WRITES, None) in to_do(pairs=(others,), letters=())


@pytest.mark.parametrize(("days_ago", "named"), [(28, False), (29, True)])
def test_somebody_written_to_as_often_as_they_should_be_needs_no_promise(
    days_ago: int, named: bool
) -> None:
    guarded = Guarded(every=4 * WEEKS)
    assert bool(to_do(pairs=(), letters=(letter(days_ago),), guarded=guarded)) is named


@pytest.mark.parametrize(
    ("birthday", "today", "on"),
    [
        ("11-22", TODAY, TODAY),
        ("1990-12-13", TODAY, date(2026, 12, 13)),
        ("12-14", TODAY, None),
        ("11-21", TODAY, None),
        ("01-02", date(2026, 12, 20), date(2027, 1, 2)),
        ("02-29", date(2027, 2, 10), date(2027, 2, 28)),
        ("02-29", date(2028, 2, 10), date(2028, 2, 29)),
        ("", TODAY, None),
    ],
)
def test_a_birthday_is_told_three_weeks_ahead(birthday: str, today: date, on: date | None) -> None:
    assert birthdays.coming(birthday, today) == on


def test_a_birthday_is_told_until_a_card_is_made() -> None:
    case = replace(ANNA, people=(replace(ANNA.people[0], birthday="12-01"),))
    assert to_do(case) == [(DueKind.BIRTHDAY, date(2026, 12, 1))]
    card = replace(letter(1), details=LetterDetails(sort=Sort.CARD))
    assert to_do(case, letters=(card,)) == []
    last_year = replace(card, sent_on=TODAY - timedelta(days=350))
    assert (DueKind.BIRTHDAY, date(2026, 12, 1)) in to_do(case, letters=(last_year, letter(2)))


@pytest.mark.parametrize(
    ("stay", "since"),
    [
        (Stay("x", TODAY), ()),
        (Stay("x", date(2024, 1, 1), TODAY - timedelta(days=46)), (TODAY - timedelta(days=46),)),
        (Stay("x"), (None,)),
        (None, (None,)),
    ],
)
def test_a_place_that_nobody_confirmed_lately_is_to_be_asked_about(
    stay: Stay | None, since: tuple[date | None, ...]
) -> None:
    case = replace(ANNA, held=(stay,) if stay else ())
    assert to_do(case) == [(DueKind.STAY_UNCONFIRMED, day) for day in since]


@pytest.mark.parametrize("status", [Status.PREPARED, Status.DRAFTED])
def test_a_letter_that_lies_here_is_to_be_posted_and_is_no_lapsed_promise(status: Status) -> None:
    assert to_do(letters=(letter(90, status),)) == [
        (DueKind.NOT_POSTED, TODAY - timedelta(days=90))
    ]
    assert to_do(letters=(letter(0, status),)) == []


def test_a_letter_from_prison_is_to_be_answered() -> None:
    assert to_do(received=(came(1),)) == [(DueKind.NOT_ANSWERED, TODAY - timedelta(days=1))]
    assert to_do(received=(came(2),)) == []
    assert to_do(received=(came(1),), letters=(letter(0, Status.PREPARED), letter(2))) == []
    to_ben = [kind for kind, _ in to_do(received=(came(5, "ben"),))]
    assert to_ben == [DueKind.NOT_ANSWERED]


def test_a_letter_that_came_back_is_told_until_another_sets_out() -> None:
    back = letter(3, Status.RETURNED)
    assert to_do(letters=(back,)) == [(DueKind.RETURNED, TODAY - timedelta(days=3))]
    assert to_do(letters=(replace(back, sent_on=TODAY - timedelta(days=20)), letter(1))) == []


def test_nothing_is_due_for_a_closed_case() -> None:
    closed = replace(ANNA, held=(), closed=Closed(CloseReason.RELEASED, TODAY))
    assert to_do(closed, letters=(letter(90, Status.PREPARED),), received=(came(1),)) == []


def test_each_of_several_people_has_what_is_theirs_and_the_most_pressing_comes_first() -> None:
    people = (PersonAtRisk((("en", "A"),), id="a"), PersonAtRisk((("en", "B"),), id="b"))
    case = replace(ANNA, people=people, held=())
    pair = replace(PAIR, person="a")
    found = due([OpenedCase(case)], [pair], [], [], TODAY)
    assert [(one.kind, one.person) for one in found] == [
        (DueKind.PROMISE_LAPSED, "a"),
        (DueKind.NOBODY_WRITES, "b"),
        (DueKind.STAY_UNCONFIRMED, ""),
    ]
