"""Says in plain sentences what there is to do, each with the command for it."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, assert_never

from outreach.casework.due import Due, DueKind, OpenedCase
from outreach.casework.due import due as due_of
from outreach.cli.opening.cases import guarded_in, reading_casework
from outreach.cli.opening.folder import open_workspace
from outreach.cli.screen import console, times, words
from outreach.cli.scrubs import over_time
from outreach.errors import UsageProblem
from outreach.model.case import Case, Guarded

if TYPE_CHECKING:
    from outreach.casework.store import Casework
    from outreach.workspace.opening import Workspace

_HEADINGS = {
    DueKind.RETURNED: "Came back",
    DueKind.NOT_POSTED: "To post",
    DueKind.NOT_ANSWERED: "To answer",
    DueKind.PROMISE_LAPSED: "Longer ago than was meant",
    DueKind.LETTER_DUE: "To write",
    DueKind.NOBODY_WRITES: "Nobody writes to them",
    DueKind.BIRTHDAY: "Birthdays",
    DueKind.STAY_UNCONFIRMED: "Still there?",
}


def show(workspace: Path | None, *, weeks: int, names: bool, as_json: bool) -> None:
    """On the screen, or as one JSON document."""
    folder, now = open_workspace(workspace), times.now()
    with reading_casework(folder) as casework:
        cases = list(_opened(folder, casework))
        found = _due(cases, casework, timedelta(weeks=weeks))
        found = tuple(_that_arrive(folder, cases, found))
        old = [] if casework is None else _old(folder, casework, now)
    called = _names(cases) if names else {}
    if as_json:
        console.document(items=[_as_fields(one, called) for one in found])
        return
    _tell(found, called, weeks, known=bool(cases))
    for case in old:
        console.note(
            f"The case {case} is closed for longer than you keep words "
            f"({words.span(folder.settings.keep_texts)}): outreach scrub --case {case}",
            "yellow",
        )
    over_time.remind(folder, now)


def _opened(folder: "Workspace", casework: "Casework | None") -> Iterator[OpenedCase]:
    guarded = {one.id: guarded_in(one) for one in casework.entries()} if casework else {}
    for case in over_time.every_case(folder, casework):
        yield OpenedCase(case, guarded.get(case.id, Guarded()))


def _due(
    cases: Sequence[OpenedCase], casework: "Casework | None", ahead: timedelta
) -> tuple[Due, ...]:
    if casework is None:
        return due_of(cases, (), (), (), times.today(), ahead)
    letters, received = casework.letters(), casework.received_letters()
    return due_of(cases, casework.pairs(), letters, received, times.today(), ahead)


def _that_arrive(
    folder: "Workspace", cases: Sequence[OpenedCase], found: Sequence[Due]
) -> Iterator[Due]:
    """Without asking who could write to somebody whom no stranger's letter reaches."""
    nobody = {one.case for one in found if one.kind is DueKind.NOBODY_WRITES}
    cut_off = {
        one.case.id for one in cases if one.case.id in nobody and _is_cut_off(folder, one.case)
    }
    for one in found:
        if one.kind is not DueKind.NOBODY_WRITES or one.case not in cut_off:
            yield one


def _is_cut_off(folder: "Workspace", case: Case) -> bool:
    from outreach.cli.prisons.facilities import tables_of

    if case.relay or not case.stay:
        return False
    try:
        system, facility = tables_of(folder).facility(case.stay.facility)
    except UsageProblem:
        return False  # a prison that was taken out of the tables
    return any(rule.check == "does-not-arrive" for rule in (*system.rules, *facility.rules))


def _old(folder: "Workspace", casework: "Casework", now: datetime) -> list[str]:
    before = now - folder.settings.keep_texts
    return [case.id for case in over_time.old_cases(folder, casework, before)]


def _names(cases: Sequence[OpenedCase]) -> dict[tuple[str, str], str]:
    """(case, person) → who they are; of a case as such, everybody in it."""
    found: dict[tuple[str, str], str] = {}
    for case in (one.case for one in cases):
        found[case.id, ""] = ", ".join(person.label for person in case.people)
        found |= {(case.id, one.id): one.label for one in case.people if one.id}
    return found


def _tell(
    found: Sequence[Due], called: dict[tuple[str, str], str], weeks: int, *, known: bool
) -> None:
    if not known:
        console.say("There are no cases yet: outreach case new CODE-WORD")
    elif not found:
        span = "this week" if weeks == 1 else f"in the next {weeks} weeks"
        console.say(f"Nothing is due {span}.", "green")
    for place, (kind, group) in enumerate(groupby(found, key=lambda one: one.kind)):
        if place:
            console.say("")
        console.say(_HEADINGS[kind], "bold")
        for one in group:
            console.indented(sentence(one, called), 2)
            for command in commands(one):
                console.indented(command, 6, "cyan")


def _as_fields(one: Due, called: dict[tuple[str, str], str]) -> dict[str, object]:
    name = {"name": called.get((one.case, one.person), "")} if called else {}
    return {
        "kind": one.kind.value,
        "case": one.case,
        "person": one.person,
        **name,
        "writer": one.writer,
        "on": str(one.on or ""),
        "since": str(one.since or ""),
        "number": one.number or None,
        "facility": one.facility,
        "sentence": sentence(one, called),
        "commands": list(commands(one)),
    }


def sentence(one: Due, called: dict[tuple[str, str], str]) -> str:
    """What there is to do, and why; code words unless names were asked for."""
    who = _who(one, called)
    match one.kind:
        case DueKind.RETURNED:
            return f"Letter {one.number} to {who} came back on {one.since}. Where are they now?"
        case DueKind.NOT_POSTED:
            return f"Letter {one.number} to {who}, by {one.writer}, was made on {one.since}."
        case DueKind.NOT_ANSWERED:
            to = f" to {one.writer}" if one.writer else ""
            return f"A letter from {who}{to} came on {one.since}, and waits for an answer."
        case DueKind.PROMISE_LAPSED:
            return (
                f"{one.writer} meant to write to {who} by {one.on}. It happens; a few lines are "
                "enough. If it has become too much, somebody else can go on."
            )
        case DueKind.LETTER_DUE:
            last = f"; the last one went on {one.since}" if one.since else ": the first"
            return f"{one.writer} writes to {who} by {one.on}{last}."
        case DueKind.NOBODY_WRITES:
            last = f"; the last letter went on {one.since}" if one.since else ""
            return f"Nobody has promised to write to {who}{last}. Who could?"
        case DueKind.BIRTHDAY:
            return f"{who}: {_day(one.on)}. The post takes its time."
        case DueKind.STAY_UNCONFIRMED:
            return _where(who, one)
        case _:
            assert_never(one.kind)


def _where(who: str, one: Due) -> str:
    if not one.facility:
        return f"Nothing says where {who} is held."
    known = f"after {one.since}" if one.since else "at all"
    return f"Nobody confirmed {known} that {who} is at {one.facility}. Ask, before you write."


def _day(on: date | None) -> str:
    return f"{on.day} {on:%B}" if on else ""


def _who(one: Due, called: dict[tuple[str, str], str]) -> str:
    word = f"{one.case}/{one.person}" if one.person else one.case
    name = called.get((one.case, one.person), "")
    return f"{name} ({word})" if name else word


def commands(one: Due) -> tuple[str, ...]:
    """What to type: one of these."""
    person = f" --to {one.person}" if one.person else ""
    writer = f" --as {one.writer}" if one.writer else ""
    write = f"outreach case write {one.case}{person}{writer}"
    match one.kind:
        case DueKind.STAY_UNCONFIRMED if not one.facility:
            return (f"outreach case move {one.case} --to FACILITY",)
        case DueKind.RETURNED | DueKind.STAY_UNCONFIRMED:
            return (
                f"outreach case move {one.case} --still-there",
                f"outreach case move {one.case} --to FACILITY",
            )
        case DueKind.NOT_POSTED:
            return (f"outreach log sent {one.case} --letter {one.number}",)
        case DueKind.NOT_ANSWERED | DueKind.LETTER_DUE:
            return (write,)
        case DueKind.PROMISE_LAPSED:
            of = f" --person {one.person}" if one.person else ""
            return (write, f"outreach case unpair {one.case} --writer {one.writer}{of}")
        case DueKind.NOBODY_WRITES:
            of = f" --person {one.person}" if one.person else ""
            return (f'outreach case pair {one.case}{of} --writer ID --every "4 weeks"',)
        case DueKind.BIRTHDAY:
            return (f"outreach case write {one.case}{person} --from birthday-card",)
        case _:
            assert_never(one.kind)
