"""`log received`: a letter that came in, with its scan or its words."""

import sys
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from shlex import quote

from outreach.casework.values import NewReceived
from outreach.cli.casework.log.logged import Logged, opened
from outreach.cli.casework.personal_letters.addressing import person_of, promised
from outreach.cli.screen import asking, console, times
from outreach.errors import NotWritten, UsageProblem
from outreach.ledger.packing import digest
from outreach.model.case import PersonAtRisk
from outreach.model.dispatch import Status
from outreach.tables.scans import Scan, read_scan

_LONGEST = 1_000_000  # characters
_TEXT = "text/plain; charset=utf-8"
_TRACES = (
    "Deletion is not certain: a solid-state disk, a stick or a memory card may keep what was "
    "deleted, and copies stay where the file was before: on the scanner or the phone, in a folder "
    "that is synchronised, in its wastebasket, in back-ups. Delete them there too."
)
ANSWERED = "answered by in"


@dataclass(frozen=True, slots=True)
class Came:
    """What was typed."""

    case: str
    scan: Path | None
    text: bool
    on: str | None
    writer: str
    person: str
    answers: int | None
    note: str
    delete: bool = False


def carry_out(workspace: Path | None, came: Came) -> None:
    """Keep it, and offer to delete the file."""
    if came.scan is not None and came.text:
        raise UsageProblem("--from-scan and --text are two ways to give it.", "Give one of them.")
    if came.delete and came.scan is None:
        raise UsageProblem("--delete is about the file of --from-scan.", "Name it.")
    day = times.day_gone(came.on)
    if came.text and asking.somebody_is_there():
        _from_editor(workspace, came, day)
        return
    scan = _content(came)
    kept = _put_on_record(workspace, came, scan, day)
    if came.scan is not None and kept:
        _offer_deletion(came.scan, asked=not came.delete)


def _from_editor(workspace: Path | None, came: Came, day: date) -> None:
    """The words as they are typed; on record before the editor's file is gone."""
    from outreach.cli.screen.editor import Safe, edited

    def keep(text: str) -> None:
        if text.strip():
            _put_on_record(workspace, came, _words(text), day)

    again = f"outreach log received {came.case} --text"
    typed = edited("", ".txt", Safe(keep, lambda path: f"{again} < {quote(str(path))}"))
    if not (typed or "").strip():
        raise _nothing()


def _put_on_record(workspace: Path | None, came: Came, scan: Scan | None, day: date) -> bool:
    """Whether its words are kept."""
    with opened(workspace, came.case, create=True) as log:
        new = _new(log, came, scan, day)
        number = _keep(log, new, came.answers)
        to = f" to {new.writer}" if new.writer else ""
        console.say(f"Letter in{number} from {log.case.id}{to} is on record, of {day}.")
        if not came.writer:
            _say_whose(log, came, new, number)
        if new.content is None:
            console.say("Nothing of its words is kept: --from-scan FILE or --text keeps them.")
        log.warn_of_early(day, f"in{number}")
        content = new.content
        return content is not None and log.casework.content(digest(content)) == content


def _content(came: Came) -> Scan | None:
    if came.scan is not None:
        return read_scan(came.scan)
    return _words(sys.stdin.read(_LONGEST + 1)) if came.text else None


def _words(text: str) -> Scan:
    if len(text) > _LONGEST:
        raise UsageProblem("That is more than a million characters.", "Keep it as a scan.")
    if not text.strip():
        raise _nothing()
    return Scan(text.encode(), _TEXT)


def _nothing() -> UsageProblem:
    return UsageProblem("No words were given.", "Without --text only the day is put on record.")


def _new(log: Logged, came: Came, scan: Scan | None, day: date) -> NewReceived:
    person = person_of(log.case, came.person)
    if came.writer and log.casework.writer(came.writer) is None:
        _insist_on_sender(log, came.writer)
    if scan is not None:
        _insist_on_new(log, digest(scan.content))
    return NewReceived(
        case=log.case.id,
        on=day,
        person=person.id,
        writer=came.writer or _writer_of_letter(log, came.answers) or _only_writer(log, person),
        content=scan.content if scan else None,
        media_type=scan.media_type if scan else "",
        note=came.note,
    )


def _insist_on_sender(log: Logged, writer: str) -> None:
    if writer != log.folder.settings.sender.id:
        known = ", ".join(one.id for one in log.casework.writers()) or "none yet"
        raise UsageProblem(f"There is no writer “{writer}”.", f"There are: {known}.")


def _insist_on_new(log: Logged, sha256: str) -> None:
    for one in log.casework.received_letters(log.case.id):
        if one.sha256 == sha256:
            raise UsageProblem(
                f"This is on record already: in{one.id}, of {one.on}.",
                f"outreach log show {log.case.id}",
            )


def _writer_of_letter(log: Logged, answers: int | None) -> str:
    return log.out(answers).writer if answers else ""


def _only_writer(log: Logged, person: PersonAtRisk) -> str:
    """Who writes to them, where one has promised to."""
    ids = promised(log.casework, log.case, person)
    return next(iter(ids)) if len(ids) == 1 else ""


def _say_whose(log: Logged, came: Came, new: NewReceived, number: int) -> None:
    """Whom it was taken to be for, unasked, or that it was left open."""
    mend = f"outreach log undo {log.case.id} in{number}, then --as WRITER"
    if new.writer and not came.answers:
        console.note(f"{new.writer} writes to them. If it is to somebody else: {mend}")
    elif not new.writer and promised(log.casework, log.case, person_of(log.case, came.person)):
        console.note(f"Several people write to them. To say to whom it is: {mend}", "dim")


def _keep(log: Logged, new: NewReceived, answers: int | None) -> int:
    """The letter, and that another one was answered by it: both or neither."""
    now, ledger = times.now(), log.casework.ledger
    with log.casework.together():
        number = log.casework.received(new, now)
        if answers:
            letter = log.out(answers)
            detail, by = f"{ANSWERED}{number}", letter.writer
            ledger.record(letter.key, Status.REPLIED, at=now, recorded_at=now, by=by, detail=detail)
    return number


def _offer_deletion(path: Path, *, asked: bool) -> None:
    if asked and not asking.somebody_is_there():
        console.note(f"It is kept in the private store; {path} lies there still. {_TRACES}")
        return
    if asked and not asking.confirmed(
        f"It is kept in the private store. Delete {path} now?", yes=False
    ):
        console.note(f"{path} lies there still.")
        return
    # A link's own file is what holds the letter; the link alone would be no loss to anybody.
    files = (path, path.resolve()) if path.is_symlink() else (path,)
    elsewhere = path.stat().st_nlink > 1
    try:
        for file in files:
            file.unlink()
    except OSError as error:
        raise NotWritten(file, error) from error
    for file in files:
        console.say(f"{file} is deleted.")
    if elsewhere:
        console.note("The same file has another name too: delete that one as well.", "yellow")
    console.note(_TRACES)
