"""`log show`: all letters out and in, by person and writer, in the order of their days."""

from collections.abc import Iterable
from datetime import date
from pathlib import Path

from outreach.casework.values import Going, LetterOut, Received, Remark
from outreach.cli.casework.log.logged import Logged, number_of, opened
from outreach.cli.screen import console, words
from outreach.errors import InputInvalid, UsageProblem
from outreach.model.dispatch import Status

Letter = LetterOut | Received

_GOING = {
    Going.BY_HAND: "by hand",
    Going.POST: "",
    Going.ELECTRONIC: "electronic",
    Going.RELAY: "by a relay",
}
_LATEST = 10  # letters, where one is to be named
_STATUS = {
    Status.PENDING: "taken back",
    Status.PREPARED: "lies here, not posted",
    Status.PRINTED: "lies here, not posted",
    Status.DRAFTED: "lies here, not sent",
    Status.SUBMITTED: "on its way",
    Status.SENT: "on its way",
    Status.POSTED: "on its way",
    Status.RETURNED: "came back",
    Status.BOUNCED: "came back",
}


def show_all(workspace: Path | None, case: str, number: str, *, as_json: bool) -> None:
    """A table, or one JSON document."""
    with opened(workspace, case, reading=True) as log:
        letters = [log.named(number)] if number else in_order(log)
        if as_json:
            console.document(case=log.case.id, items=[as_fields(one) for one in letters])
            return
        if not letters:
            console.note(f"No letters yet: outreach case write {log.case.id}")
            return
        several = len(log.case.people) > 1
        headings = ("", "Day", *(("Person",) if several else ()), "Writer", "What became of it")
        console.table(headings, [_as_row(one, several=several) for one in letters])


def in_order(log: Logged) -> list[Letter]:
    """Out and in together."""
    every: Iterable[Letter] = (
        *log.casework.letters(log.case.id),
        *log.casework.received_letters(log.case.id),
    )
    return sorted(every, key=day_of)


def day_of(letter: Letter) -> date:
    """When it set out or came in; of one that lies here, when it was made."""
    if isinstance(letter, Received):
        return letter.on
    return letter.sent_on or letter.prepared_on


def _as_row(letter: Letter, *, several: bool) -> tuple[str, ...]:
    person = (letter.person,) if several else ()
    said = "; ".join(filter(None, (_became(letter), *map(_in_words, letter.remarks))))
    return number_of(letter), str(day_of(letter)), *person, letter.writer, said


def _became(letter: Letter) -> str:
    if isinstance(letter, Received):
        return ": ".join(filter(None, ("came in", letter.note)))
    details = letter.details
    kind = " ".join(filter(None, (details.sort.value, _GOING[details.going])))
    pages = words.count(details.pages, "page") if details.pages else ""
    status = in_words(letter.status)
    why = f": {letter.detail}" if letter.detail else ""
    when = f" on {letter.at.date()}" if letter.came_back else ""
    return ", ".join(filter(None, (kind, pages, f"{status}{when}{why}")))


def in_words(status: Status) -> str:
    """What became of a letter to them, as people say it."""
    return _STATUS.get(status, words.STATUS[status])


def which(log: Logged, number: str) -> Letter:
    """The letter of a number; raises UsageProblem, which names the letters where none is given."""
    if number:
        return log.named(number)
    letters = in_order(log)
    if not letters:
        raise UsageProblem(f"There are no letters of {log.case.id} yet.")
    several = len(log.case.people) > 1
    rows = ("  ".join(filter(None, _as_row(one, several=several))) for one in letters[-_LATEST:])
    latest = f"The latest {_LATEST} are" if len(letters) > _LATEST else "There are"
    listed = "\n".join(("", *(f"      {row}" for row in rows)))
    raise UsageProblem("Which letter is not said: give its number.", f"{latest}:{listed}")


def _in_words(one: Remark) -> str:
    return f"{one.kind.value} on {one.on}{f': {one.detail}' if one.detail else ''}"


def as_fields(letter: Letter) -> dict[str, object]:
    """One letter for `--json`, and for exports."""
    common = {
        "number": number_of(letter),
        "person": letter.person,
        "writer": letter.writer,
        "day": str(day_of(letter)),
        "sha256": letter.sha256,
        "remarks": [
            {"kind": one.kind.value, "on": str(one.on), "detail": one.detail}
            for one in letter.remarks
        ],
    }
    if isinstance(letter, Received):
        more = {"media_type": letter.media_type, "note": letter.note}
        return {"direction": "in", **common, **more}
    return {"direction": "out", **common, **_of_sent(letter)}


def _of_sent(letter: LetterOut) -> dict[str, object]:
    details = letter.details
    return {
        "status": letter.status.value,
        "since": str(letter.at.date()),
        "detail": letter.detail,
        "sort": details.sort.value,
        "going": details.going.value,
        "language": details.language,
        "facility": details.facility,
        "words": details.words,
        "pages": details.pages,
        "overrides": [{"rule": one.rule, "reason": one.reason} for one in details.overrides],
    }


# --- the words of one ----------------------------------------------------------------------------


def show_words(workspace: Path | None, case: str, number: str, out: Path | None) -> None:
    """On the screen, or in a file for its owner alone."""
    with opened(workspace, case, reading=True) as log:
        letter = log.named(number)
        content = log.casework.content(letter.sha256) if letter.sha256 else None
    if content is None:
        raise UsageProblem(
            f"The words of letter {number_of(letter)} are not kept.",
            "It was written by hand, or its words were taken out since.",
        )
    if out is not None:
        _write(out, content)
        return
    console.say(_words_of(content, number_of(letter), case))


def _write(path: Path, content: bytes) -> None:
    from outreach.tables.whole_files import write_whole

    if path.exists():
        raise UsageProblem(f"{path} is there already.", "Name a file that is not there yet.")
    write_whole(path, content, private=True)
    console.say(f"Written: {path}")
    console.note("It holds the letter in plain: delete it when it is no longer needed.")


def _words_of(content: bytes, number: str, case: str) -> str:
    from outreach.tables.letter_files import read_pdf

    try:
        if content.startswith(b"%PDF-"):
            return read_pdf(content, number).text.strip()
        return content.decode().strip()
    except (InputInvalid, UnicodeDecodeError):
        raise UsageProblem(
            f"Letter {number} is kept as a picture.",
            f"See it in a file: outreach log show {case} --text {number} --out FILE",
        ) from None
