"""`log sent`: a letter that was prepared set out, or one that was made without this program."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from outreach.casework.values import Going, LetterDetails, LetterOut, NewLetter, Sort
from outreach.cli.casework.log.logged import Logged, opened
from outreach.cli.casework.personal_letters.addressing import person_of, writer_of
from outreach.cli.screen import asking, console, times
from outreach.errors import UsageProblem
from outreach.model.case import Case
from outreach.model.when import earliest

_WAYS = {
    "hand": Going.BY_HAND,
    "by-hand": Going.BY_HAND,
    "post": Going.POST,
    "relay": Going.RELAY,
    "electronic": Going.ELECTRONIC,
}


@dataclass(frozen=True, slots=True)
class Sent:
    """What was typed."""

    case: str
    letter: int | None
    by: str
    on: str | None
    writer: str
    person: str
    card: bool = False
    note: str = ""
    second: bool = False


def carry_out(workspace: Path | None, sent: Sent) -> None:
    """Put it on record."""
    if sent.letter is not None and sent.by:
        raise UsageProblem(
            "--letter names one that is on record, and --by begins another one.",
            "Give one of the two.",
        )
    day, way = times.day_gone(sent.on), _way(sent.by)
    with opened(workspace, sent.case, create=way is not None) as log:
        if way is None:
            letter = _waiting(log, sent)
            _set_out(log, letter, day, sent.note)
            number = letter.number
        else:
            number = _begin(log, sent, way, day)
        log.warn_of_early(day, str(number))
        if log.case.closed:
            console.note(f"The case {log.case.id} is closed since {log.case.closed.on}.", "yellow")


def _way(word: str) -> Going | None:
    if not word:
        return None
    way = _WAYS.get(word.casefold())
    if way is None:
        raise UsageProblem(
            f"--by cannot be “{word}”.", "Choose one of hand, post, relay, electronic."
        )
    return way


# --- one that was prepared -----------------------------------------------------------------------


def _waiting(log: Logged, sent: Sent) -> LetterOut:
    """The letter named, or the only one that waits to be posted."""
    if sent.letter is not None:
        return log.out(sent.letter)
    waiting = [
        one
        for one in log.casework.letters(log.case.id)
        if one.waiting
        and sent.writer in ("", one.writer)
        and (not sent.person or one.person == sent.person)
    ]
    if len(waiting) == 1:
        return waiting[0]
    if waiting:
        numbers = ", ".join(str(one.number) for one in waiting)
        raise UsageProblem(
            f"Several letters to {log.case.id} wait to be posted: {numbers}.",
            f"Say which: outreach log sent {log.case.id} --letter {waiting[0].number}",
        )
    raise UsageProblem(
        f"No letter to {log.case.id} waits to be posted.",
        f"One that was made without outreach: outreach log sent {log.case.id} --by hand",
    )


def _set_out(log: Logged, letter: LetterOut, day: date, note: str) -> None:
    log.casework.sent(letter.key, day, times.now(), by=letter.writer, detail=note)
    console.say(f"Letter {letter.number} to {log.case.id}: on its way since {day}.")
    if day < letter.prepared_on:
        console.note(
            f"It was put on record on {letter.prepared_on}, after that day. If that is a mistake: "
            f"outreach log undo {log.case.id} {letter.number}",
            "yellow",
        )


# --- one that was made elsewhere -----------------------------------------------------------------


def _begin(log: Logged, sent: Sent, way: Going, day: date) -> int:
    """Put it on record; its number."""
    person = person_of(log.case, sent.person)
    writer = writer_of(log.folder, log.casework, log.case, person, sent.writer)
    if not sent.second:
        _insist_on_another(log, person.id, writer.id, day)
    new = NewLetter(
        case=log.case.id,
        writer=writer.id,
        person=person.id,
        details=LetterDetails(
            sort=Sort.CARD if sent.card else Sort.LETTER,
            going=way,
            facility="" if way is Going.RELAY else _facility_on(log.case, day),
        ),
        sent_on=day,
        note=sent.note,
    )
    key = log.casework.begin_letter(new, times.now())
    console.say(
        f"Letter {key.wave} to {log.case.id} is on record: from {writer.id}, on its way since "
        f"{day}. Its words are not kept."
    )
    return int(key.wave)


def _insist_on_another(log: Logged, person: str, writer: str, day: date) -> None:
    """Raises UsageProblem for a letter that seems to be on record, unless somebody says that it is
    a second one.
    """
    same = (
        one
        for one in log.casework.letters(log.case.id)
        if one.gone and (one.person, one.writer, one.sent_on) == (person, writer, day)
    )
    if not (before := next(same, None)):
        return
    sentence = f"Letter {before.number} to {log.case.id}, of {writer}, went on {day} too."
    if asking.somebody_is_there():
        console.note(sentence, "yellow")
        if asking.confirmed("Is this a second letter?", yes=False):
            return
        raise UsageProblem("Nothing was put on record.", f"outreach log show {log.case.id}")
    raise UsageProblem(sentence, "If this is a second letter, say so: --second")


def _facility_on(case: Case, day: date) -> str:
    """Where they were held on that day, as far as is known."""
    there = [stay for stay in case.held if stay.since is None or earliest(stay.since) <= day]
    found = (there or case.held)[-1:]
    return found[0].facility if found else ""
