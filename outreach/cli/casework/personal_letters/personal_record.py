"""A letter to one person on record: first its bytes, then its files, then what became of it."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from outreach.casework.values import Going, LetterDetails, LetterOut, NewLetter
from outreach.cli.casework.personal_letters.composing_letter import Ready
from outreach.cli.casework.personal_letters.personal_files import (
    File,
    file_name,
    insist_on_free_names,
    message_files,
    write_all,
)
from outreach.cli.casework.personal_letters.personal_pages import envelope_pages, how_to_print
from outreach.cli.casework.personal_letters.rules_told import as_told
from outreach.cli.casework.personal_letters.to_person import ToPerson
from outreach.cli.opening import private_store
from outreach.cli.screen import asking, console, times
from outreach.cli.screen.paths import shown
from outreach.errors import AlreadyThere, NotWritten, OutreachError, RuleObjects, UsageProblem
from outreach.model.dispatch import LetterKey, Status
from outreach.model.severity import Severity
from outreach.model.stationery import Envelope

if TYPE_CHECKING:
    from outreach.casework.store import Casework

_HERE, _PRINTED, _POSTED = "here", "printed", "posted"


@dataclass(frozen=True, slots=True)
class Destination:
    """Where the files go, into which envelope, and the limit of a message's parts."""

    folder: Path
    envelope: Envelope
    limit: int | None = None


@dataclass(frozen=True, slots=True)
class Begun:
    """How a letter began: the `template`, if any, and whether it was the `draft` in the store."""

    template: str = ""
    draft: bool = True


def keep_and_write(
    to: ToPerson, casework: "Casework", ready: Ready, where: Destination, begun: Begun
) -> LetterKey:
    """Put the letter on record, let its draft go, write the files. Raises NotWritten; AlreadyThere
    before anything is on record.
    """
    # Made before: what cannot be made is not on record.
    envelope = _envelope(to, where)
    with casework.together():
        _insist_on_new_words(to, casework, ready)
        key = casework.begin_letter(_new_letter(to, ready, begun), times.now())
        if begun.draft:
            casework.drop_draft(to.case.id, to.person.id, to.writer.id)
        number = int(key.wave)
        files = _files(to, ready.made.content, number, envelope, where.limit)
        _insist_on_new(to, where.folder, number, files)
    _write(to, where, number, files)
    return key


def _new_letter(to: ToPerson, ready: Ready, begun: Begun) -> NewLetter:
    made = ready.made
    details = LetterDetails(
        sort=to.sort,
        going=to.going,
        language=to.language,
        facility="" if to.case.relay else to.facility.id,
        words=made.pages.words,
        pages=made.pages.number,
        template=begun.template,
        overrides=ready.overrides,
        confirmed=ready.confirmed,
        text_digest=made.digest,
        told=as_told(to),
    )
    return NewLetter(
        case=to.case.id,
        writer=to.writer.id,
        person=to.person.id,
        details=details,
        content=made.content,
        media_type=made.media_type,
    )


def _insist_on_new_words(to: ToPerson, casework: "Casework", ready: Ready) -> None:
    """Whoever wrote at the same moment was not on record when the rules were asked."""
    rule = next((one for one in to.rules if one.check == "same-words"), None)
    overridden = rule is not None and any(one.rule == rule.id for one in ready.overrides)
    if rule is None or rule.severity is not Severity.ERROR or overridden:
        return
    for one in casework.letters(to.case.id):
        if one.person == to.person.id and one.details.text_digest == ready.made.digest:
            raise RuleObjects(
                f"{rule.id}: another command has just put every word of it on record, as letter "
                f"{one.number} to {to.case.id}. {rule.sentence}",
                f"Its files once more: outreach case write {to.case.id} --again {one.number}",
            )


def _insist_on_new(to: ToPerson, folder: Path, number: int, files: Sequence[File]) -> None:
    """A number that comes again is that of a letter which an older copy of the store forgot."""
    try:
        insist_on_free_names(folder, files)
    except AlreadyThere as refusal:
        refusal.also(
            f"Nothing is on record yet. If they are of a letter {number} to {to.case.id} that you "
            f"made before, this record does not know of it: an older copy of the private store may "
            "have been put back. Then put the newest one back first: outreach ledger restore COPY"
        )
        raise


def write_again(to: ToPerson, casework: "Casework", letter: LetterOut, where: Destination) -> None:
    """The files of a letter on record, from its own bytes; the envelope as the case is now."""
    content = casework.content(letter.sha256) if letter.sha256 else None
    if content is None:
        raise UsageProblem(
            f"The record keeps no pages of letter {letter.number} to {letter.case}.",
            "It was written by hand, or its words were taken out since.",
        )
    if letter.details.facility != ("" if to.case.relay else to.facility.id):
        console.note(
            "They were moved since it was made: the envelope says where they are now.", "yellow"
        )
    files = _files(to, content, letter.number, _envelope(to, where), where.limit)
    _write(to, where, letter.number, files)


def _envelope(to: ToPerson, where: Destination) -> bytes:
    return b"" if to.going is Going.ELECTRONIC else envelope_pages(to, where.envelope)


def _files(
    to: ToPerson, content: bytes, number: int, envelope: bytes, limit: int | None
) -> Sequence[File]:
    if to.going is Going.ELECTRONIC:
        return message_files(to, number, content.decode(), limit)
    return [
        (file_name(to, number), content),
        (file_name(to, number, "envelope"), envelope),
    ]


def _write(to: ToPerson, where: Destination, number: int, files: Sequence[File]) -> None:
    try:
        written = write_all(where.folder, files)
    except NotWritten as refusal:
        # The command once more would be a second letter.
        raise OutreachError(
            refusal.sentence,
            f"Letter {number} is on record all the same. Its files, there or elsewhere: outreach "
            f"case write {to.case.id} --again {number} --out DIR",
        ) from refusal
    console.say(f"Letter {number} to {to.case.id}:")
    for path in written:
        console.say(f"    {shown(path)}")
    if to.going is not Going.ELECTRONIC:
        console.say(how_to_print(to, where.envelope))
    if to.case.private:
        console.say("These files name the person: delete them when they are no longer needed.")


def ask_what_became(to: ToPerson, key: LetterKey) -> None:
    """Printed, posted, or neither yet; and how to say it later."""
    answer = _answer(to) if asking.somebody_is_there() else _HERE
    if answer == _HERE:
        console.say(f"Once it is on its way: outreach log sent {to.case.id}")
        return
    now, by = times.now(), to.writer.id
    with private_store.open_casework(to.folder) as casework:
        if answer == _PRINTED:
            casework.ledger.record(key, Status.PRINTED, at=now, recorded_at=now, by=by)
            console.say(f"Recorded as printed. Once it is posted: outreach log sent {to.case.id}")
        else:
            casework.sent(key, to.today, now, by=by)
            console.say("Recorded as on its way.")


def _answer(to: ToPerson) -> str:
    if to.going is Going.ELECTRONIC:
        choices = [(_HERE, "not sent yet"), (_POSTED, "it was sent")]
    else:
        choices = [
            (_HERE, "not printed yet"),
            (_PRINTED, "printed, all pages came out"),
            (_POSTED, "printed, and in the post"),
        ]
    return asking.choose("Where is it now?", choices, _HERE)
