"""`log returned`, `photocopied`, `delayed`, `refused` and `undo`."""

from datetime import UTC, date, datetime
from pathlib import Path

from outreach.casework.values import LetterOut, Received, Remark, RemarkKind
from outreach.cli.casework.log.log_received import ANSWERED
from outreach.cli.casework.log.log_showing import in_words, which
from outreach.cli.casework.log.logged import Logged, number_of, opened
from outreach.cli.screen import console, times
from outreach.errors import UsageProblem
from outreach.model.dispatch import Status

_BEFORE_ALL = datetime.min.replace(tzinfo=UTC)
_SAID = {
    RemarkKind.PHOTOCOPIED: "handed over as a copy",
    RemarkKind.DELAYED: "held up",
    RemarkKind.REFUSED: "kept from them",
}


def came_back(workspace: Path | None, case: str, number: str, reason: str, on: str | None) -> None:
    """A letter out came back."""
    day = times.day_gone(on)
    with opened(workspace, case) as log:
        letter = which(log, number)
        if isinstance(letter, Received):
            raise UsageProblem(
                f"{number} came in, and cannot have come back.", "Name a letter out: 3"
            )
        log.casework.returned(letter.key, day, times.now(), by=letter.writer, detail=reason)
        _say(log, letter, "came back", day, reason)
        if log.case.closed:
            console.note(f"The case {log.case.id} is closed since {log.case.closed.on}.", "yellow")
        else:
            console.say(f"Write again: outreach case write {log.case.id}")


def remark(
    workspace: Path | None, case: str, number: str, kind: str, reason: str, on: str | None
) -> None:
    """Something became known of a letter, out or in."""
    day, what = times.day_gone(on), RemarkKind(kind)
    with opened(workspace, case) as log:
        letter = which(log, number)
        said = Remark(
            log.case.id,
            what,
            day,
            number=letter.number if isinstance(letter, LetterOut) else 0,
            received=letter.id if isinstance(letter, Received) else 0,
            detail=reason,
            by=letter.writer or log.folder.settings.sender.id,
        )
        log.casework.remark(said, times.now())
        _say(log, letter, _SAID[what], day, reason)


def _say(log: Logged, letter: LetterOut | Received, what: str, day: date, reason: str) -> None:
    why = f": {reason}" if reason else ""
    console.say(f"Letter {number_of(letter)}, {log.case.id}: {what} on {day}{why}.")
    log.warn_of_early(day, number_of(letter))
    sent = letter.sent_on if isinstance(letter, LetterOut) else None
    if sent and day < sent:
        console.note(
            f"The letter went on {sent}, after that day. If that is a mistake: outreach log undo "
            f"{log.case.id} {number_of(letter)}",
            "yellow",
        )


# --- taking back ---------------------------------------------------------------------------------


def take_back(workspace: Path | None, case: str, number: str) -> None:
    """The last thing that was said of a letter; of one that came in, in the end the letter."""
    with opened(workspace, case) as log, log.casework.together():
        letter = which(log, number)
        last = max(letter.remarks, key=lambda one: one.id, default=None)
        if isinstance(letter, Received):
            what = _undo_remark(log, last) if last else _undo_received(log, letter)
        elif last and _recorded(last) >= (letter.said_at or _BEFORE_ALL):
            what = _undo_remark(log, last)
        else:
            what = _undo_status(log, letter)
        unmade = isinstance(letter, LetterOut) and _is_unmade(log, letter)
    console.say(f"Letter {number_of(letter)}, {log.case.id}: {what} is taken back.")
    if unmade:
        _say_how_to_go_on(log.case.id, number_of(letter), has_pages=bool(letter.sha256))


def _is_unmade(log: Logged, letter: LetterOut) -> bool:
    return log.out(letter.number).status is Status.PENDING


def _say_how_to_go_on(case: str, number: str, *, has_pages: bool) -> None:
    console.say(f"It counts as not sent. If it was: outreach log sent {case} --letter {number}")
    if has_pages:
        console.say(f"Its pages once more: outreach case write {case} --again {number}")


def _recorded(one: Remark) -> datetime:
    return one.recorded_at or _BEFORE_ALL


def _undo_remark(log: Logged, last: Remark) -> str:
    log.casework.undo_remark(last.id, times.now(), by=last.by)
    return f"“{_SAID[last.kind]}”"


def _undo_status(log: Logged, letter: LetterOut) -> str:
    if letter.status is Status.PENDING:
        raise UsageProblem(
            f"All that was logged of letter {letter.number} is taken back already.",
            f"If it was sent: outreach log sent {log.case.id} --letter {letter.number}",
        )
    log.casework.undo(letter.key, times.now(), by=letter.writer)
    return f"“{in_words(letter.status)}”"


def _undo_received(log: Logged, letter: Received) -> str:
    """That another letter was answered by it, too."""
    by = letter.writer or log.folder.settings.sender.id
    log.casework.undo_received(letter.id, times.now(), by=by)
    for one in log.casework.letters(log.case.id):
        if one.status is Status.REPLIED and one.detail == f"{ANSWERED}{letter.id}":
            log.casework.undo(one.key, times.now(), by=by)
    return "that it came"
