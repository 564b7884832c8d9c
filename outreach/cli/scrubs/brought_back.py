"""What a copy brought back that had been scrubbed: said at once, with the way out."""

from collections.abc import Iterator
from datetime import datetime
from typing import TYPE_CHECKING

from outreach.cli.opening import private_store
from outreach.cli.opening.folder import reading_ledger
from outreach.cli.screen import console, times, words
from outreach.cli.scrubs import over_time
from outreach.cli.scrubs.wiping import wipe
from outreach.errors import InputInvalid

if TYPE_CHECKING:
    from outreach.casework.store import Casework
    from outreach.workspace.opening import Workspace


def tell(folder: "Workspace", since: datetime, *, private: bool) -> None:
    """After a copy took the place of a record that could not be read to its end: what was scrubbed
    `since` the copy was made is known only as far as that record could be read.
    """
    found = list(_in_private_store(folder) if private else _in_record(folder))
    console.note(
        f"If anything was scrubbed after {times.short(since)} UTC, the copy brought it back. "
        + ("Over its time now:" if found else "To take it out again: outreach scrub"),
        "yellow",
    )
    for line in found:
        console.note(f"  {line}", "yellow")


def _in_record(folder: "Workspace") -> Iterator[str]:
    keep = folder.settings.keep_texts
    with reading_ledger(folder) as ledger:
        letters = over_time.old_letters(ledger, times.now() - keep)
    if letters:
        yield f"the words of {words.count(letters, 'letter')}: outreach scrub"
    if private_store.exists(folder) and private_store.store_of(folder).whole:
        yield from _cases(folder)


def _in_private_store(folder: "Workspace") -> Iterator[str]:
    before = times.now() - folder.settings.keep_texts
    with private_store.open_record(folder, reading=True) as ledger:
        letters = over_time.old_letters(ledger, before)
    if letters:
        yield f"the words of {words.count(letters, 'letter')} of campaigns: outreach scrub"
    yield from _cases(folder)


def _cases(folder: "Workspace") -> Iterator[str]:
    with private_store.open_casework(folder) as casework:
        _take_out_again(casework)
        try:
            closed = [one for one in over_time.every_case(folder, casework) if one.closed]
        except InputInvalid:
            closed = []  # told where that case is used
        held = [one for one in closed if over_time.holds_words(casework, one.id)]
    for case in held:
        day = case.closed.on if case.closed else ""
        yield f"the case {case.id}, closed on {day}: outreach scrub --case {case.id}"


def _take_out_again(casework: "Casework") -> None:
    """Cases of which the damaged record said that they were scrubbed: nothing else names them."""
    back = [one for one in casework.removed() if over_time.holds_words(casework, one)]
    for case in back:
        casework.remove_texts(case, times.now())
    if back:
        console.say(f"Had been scrubbed, and was taken out again: {words.some(back)}.")
        wipe(casework.ledger)
