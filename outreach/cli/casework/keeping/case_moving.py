"""`case move` and `case close`: where somebody is now, and when nobody writes any more."""

from datetime import date
from pathlib import Path

from outreach.cli.campaigns.about_case import why_closed
from outreach.cli.casework.keeping.case_keeping import change
from outreach.cli.opening.cases import case_of, reading_casework
from outreach.cli.opening.folder import open_workspace
from outreach.cli.prisons.facilities import tables_of
from outreach.cli.screen import console, times, words
from outreach.errors import InputInvalid, UsageProblem
from outreach.model.case import Case, Closed, CloseReason, Stay
from outreach.model.when import earliest
from outreach.workspace import case_documents
from outreach.workspace.opening import Workspace


def move(workspace: Path | None, name: str, to: str, on: str | None, source: str) -> None:
    """Put down that they are held elsewhere since a day."""
    folder = open_workspace(workspace)
    _, facility = tables_of(folder).facility(to)
    day = times.day_gone(on)
    case = case_of(folder, name)
    _insist_on_open(case)
    _insist_on_a_move(case, facility.id, day)
    stay = Stay(facility.id, day, source=source.strip())
    change(folder, name, lambda text: case_documents.with_stay(text, stay))
    console.say(f"{name}: at {facility.name} ({facility.id}) since {day}.")
    _say_known_later(case, day)
    if facility.closed:
        console.note("That prison is closed in the tables: nobody is written to there.", "yellow")
    console.say(f"Its rules: outreach facility show {facility.id}")


def _insist_on_a_move(case: Case, facility: str, day: date) -> None:
    now = case.stay
    if now and now.facility == facility:
        raise UsageProblem(
            f"{case.id} is at {facility} already.",
            f"That they are still there: outreach case move {case.id} --still-there",
        )
    if now and now.since and earliest(now.since) > day:
        raise UsageProblem(
            f"They are at {now.facility} since {now.since}, and {day} lies before.",
            f"To mend what was written: outreach case edit {case.id}",
        )


def _say_known_later(case: Case, day: date) -> None:
    """That the day of the move lies before one on which they were still at the earlier place."""
    before = case.stay
    if before and before.known_on and before.known_on > day:
        console.note(
            f"They were known to be at {before.facility} on {before.known_on}, after that day. If "
            f"one of the two is a mistake: outreach case edit {case.id}",
            "yellow",
        )


def still_there(workspace: Path | None, name: str, on: str | None) -> None:
    """Put down that they were known to be where they are."""
    folder = open_workspace(workspace)
    day, case = times.day_gone(on), case_of(folder, name)
    _insist_on_open(case)
    if case.stay is None:
        raise UsageProblem(
            f"Nothing says where {name} is held.", f"outreach case move {name} --to FACILITY"
        )
    change(folder, name, lambda text: case_documents.with_known_on(text, day))
    console.say(f"{name}: known to be at {case.stay.facility} on {day}.")


def close(workspace: Path | None, name: str, reason: str, on: str | None, detail: str) -> None:
    """End a case: its promises with it, and every letter."""
    folder = open_workspace(workspace)
    day, case = times.day_gone(on), case_of(folder, name)
    _insist_on_open(case)
    ended = Closed(_reason(reason), day, detail.strip())
    change(folder, name, lambda text: case_documents.with_closed(text, ended))
    console.say(f"The case {name} is closed: {why_closed(ended)}.")
    _end_pairs(folder, name, day, ended.reason.value)
    _say_waiting(folder, name)
    _say_campaigns(folder, name)
    console.note("No letter to them or about them is made any more. What is on record stays.")


def _insist_on_open(case: Case) -> None:
    if case.closed:
        raise UsageProblem(
            f"The case {case.id} was closed on {case.closed.on}: {why_closed(case.closed)}.",
            f"To open it again, take out [closed]: outreach case edit {case.id}",
        )


def _reason(word: str) -> CloseReason:
    try:
        return CloseReason(word)
    except ValueError:
        known = ", ".join(CloseReason)
        raise UsageProblem(f"--reason cannot be “{word}”.", f"Choose one of {known}.") from None


def _end_pairs(folder: Workspace, name: str, day: date, why: str) -> None:
    with reading_casework(folder) as casework:
        pairs = casework.pairs(name) if casework else ()
        for pair in pairs:
            if casework:
                casework.end_pair(name, pair.writer, day, person=pair.person, why=why)
    if pairs:
        writers = words.some([pair.writer for pair in pairs], most=10)
        console.say(f"Tell those who write: {writers}. Their promises are ended.")


def _say_waiting(folder: Workspace, name: str) -> None:
    """Letters that were made, and perhaps lie on somebody's table."""
    with reading_casework(folder) as casework:
        letters = casework.letters(name) if casework else ()
    if waiting := [str(one.number) for one in letters if one.waiting]:
        those = words.count(len(waiting), "letter")
        console.note(
            f"{those} made and not on record as sent: {', '.join(waiting)}. Do not post what lies "
            f"there still. One that went: outreach log sent {name} --letter {waiting[0]}; one that "
            f"did not: outreach log undo {name} {waiting[0]}",
            "yellow",
        )


def _say_campaigns(folder: Workspace, name: str) -> None:
    try:
        naming = [one.id for one in folder.campaigns() if one.case == name]
    except InputInvalid:
        console.note("Campaigns that name it could not be looked for: outreach check", "yellow")
        return
    if naming:
        console.say(f"These campaigns name it, and stop: {', '.join(naming)}.")
