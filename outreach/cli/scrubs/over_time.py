"""What is older than the time for which a folder keeps words (`keep_texts`)."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from outreach.cli.opening.cases import case_in
from outreach.cli.screen import console, words
from outreach.model.case import Case
from outreach.workspace import cases as files

if TYPE_CHECKING:
    from outreach.casework.store import Casework
    from outreach.ledger.reading import LedgerReader
    from outreach.workspace.opening import Workspace


def old_letters(ledger: "LedgerReader | None", before: datetime, campaign: str = "") -> int:
    """How many letters of campaigns `outreach scrub` would take the words from."""
    from outreach.ledger import scrubbing

    if ledger is None:
        return 0
    return sum(old.letters for old in scrubbing.found(ledger.rows, before, campaign))


def old_cases(folder: "Workspace", casework: "Casework", before: datetime) -> Iterator[Case]:
    """Cases closed before a time, of which the store holds something still."""
    for case in every_case(folder, casework):
        if case.closed and case.closed.on < before.date() and holds_words(casework, case.id):
            yield case


def every_case(folder: "Workspace", casework: "Casework | None") -> Iterator[Case]:
    """Public ones, and the private ones of the store."""
    for name in files.public_cases(folder.root):
        yield files.read_public(folder.root, name)
    for entry in casework.entries() if casework else ():
        if entry.private:
            yield case_in(entry)


def holds_words(casework: "Casework", case: str) -> bool:
    """Whether the store has anything of a case beyond what happened when."""
    if casework.entry(case) is not None:
        return True
    digests = (
        *(one.sha256 for one in casework.letters(case)),
        *(one.sha256 for one in casework.received_letters(case)),
    )
    return any(one and casework.content(one) is not None for one in digests)


def remind(folder: "Workspace", now: datetime) -> None:
    """Say that words in the record of campaigns are over their time; asks no passphrase."""
    from outreach.cli.opening.folder import reading_ledger
    from outreach.ledger.opening import is_encrypted

    settings = folder.settings
    if is_encrypted(settings.ledger_url):
        return
    with reading_ledger(folder, moved_too=True) as ledger:
        number = (
            0 if ledger is None or ledger.moved else old_letters(ledger, now - settings.keep_texts)
        )
    if number:
        console.note(sentence(number, settings.keep_texts), "yellow")


def sentence(letters: int, keep: timedelta) -> str:
    """What is over its time, and what to do about it."""
    return (
        f"The words of {words.count(letters, 'letter')} are on record for longer than you keep "
        f"them ({words.span(keep)}): outreach scrub"
    )
