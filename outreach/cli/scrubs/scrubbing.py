"""Carries out `outreach scrub`: what is old is shown, asked about, taken out, and wiped."""

from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from outreach.cli.opening.folder import (
    campaign_on_record,
    open_workspace,
    private_record,
    reading_ledger,
    writing_ledger,
)
from outreach.cli.screen import asking, console, times, words
from outreach.cli.scrubs import scrubbing_cases
from outreach.cli.scrubs.wiping import old_copies, tell_of_copies, wipe
from outreach.errors import UsageProblem
from outreach.ledger import scrubbing
from outreach.ledger.scrubbing import Old
from outreach.ledger.wiping import is_due
from outreach.workspace.wording import span

if TYPE_CHECKING:
    from outreach.ledger.reading import LedgerReader
    from outreach.ledger.store import SqlLedger
    from outreach.workspace.opening import Workspace

_STAYS = (
    "Their words, enclosures, names and addresses, what servers answered and what was noted go for "
    "good. Ids, dates, ways, outcomes and digests stay: the counts are the same, and nobody is "
    "written to twice."
)


@dataclass(frozen=True, slots=True)
class Scrubbing:
    """What was typed. `copies`: those from before are deleted unasked."""

    campaign: str | None = None
    case: str | None = None
    older_than: str | None = None
    dry_run: bool = False
    copies: bool = False
    yes: bool = False


def carry_out(workspace: Path | None, asked: Scrubbing) -> None:
    """One case; or the letters that are over their time, and then the cases that are."""
    if asked.case and asked.campaign:
        raise UsageProblem("A campaign and a case are named.", "Scrub one after the other.")
    folder = open_workspace(workspace)
    keep = _span(folder, asked)
    if asked.case:
        terms = scrubbing_cases.Terms(keep, asked.dry_run, asked.copies, asked.yes)
        scrubbing_cases.scrub_one(folder, asked.case.removesuffix(".toml"), terms)
        return
    before = times.now() - keep
    done = [_record(folder, one, asked, before) for one in _records(folder, asked)]
    if not any(done):
        console.say(f"No letter on record is settled and older than {words.span(keep)}.")
    if not asked.campaign:
        scrubbing_cases.tell_of_old_ones(folder, before)


def _span(folder: "Workspace", asked: Scrubbing) -> timedelta:
    if asked.older_than is None:
        return folder.settings.keep_texts
    found = span(asked.older_than)
    if found is None:
        raise UsageProblem(
            f"“{asked.older_than}” is not a span of time.", 'Write it as --older-than "1 year".'
        )
    return found


# --- the records of a folder ---------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Record:
    """The record of campaigns, or the private one; `campaign` is empty for all of them."""

    folder: "Workspace"
    private: bool
    campaign: str

    def reading(self) -> "AbstractContextManager[LedgerReader | None]":
        return private_record(self.folder) if self.private else reading_ledger(self.folder)

    def writing(self) -> "AbstractContextManager[SqlLedger]":
        return private_record(self.folder) if self.private else writing_ledger(self.folder)

    @property
    def name(self) -> str:
        return "the private store" if self.private else "the record"


def _records(folder: "Workspace", asked: Scrubbing) -> Iterator[_Record]:
    from outreach.cli.opening import private_store

    if asked.campaign:
        known = campaign_on_record(folder, asked.campaign)
        name = known.id if known else asked.campaign
        yield _Record(folder, bool(known and known.private), name)
        return
    yield _Record(folder, private=False, campaign="")
    if private_store.exists(folder) and not private_store.store_of(folder).whole:
        yield _Record(folder, private=True, campaign="")


def _record(folder: "Workspace", record: _Record, asked: Scrubbing, before: datetime) -> bool:
    """Returns whether there was anything to do."""
    with record.reading() as ledger:
        if ledger is None:
            return False
        found = scrubbing.found(ledger.rows, before, record.campaign)
        left_open = scrubbing.left_open(ledger.rows, before, record.campaign)
        due = is_due(ledger.rows, ledger.path)
        copies = old_copies(ledger)
    if left_open:
        console.note(
            f"{words.count(left_open, 'letter')} in {record.name} as old are left alone: what "
            "became of them is open, or they lie here to be posted. outreach history"
        )
    if found:
        _show(record, found)
    if asked.dry_run:
        if found:
            console.say("Nothing was changed.")
        return bool(found)
    if found and not _agreed(found, asked):
        console.say("Nothing was changed.")
        return True
    if not (found or due or (asked.copies and copies)):
        return False
    with record.writing() as ledger:
        _carry_out(ledger, record, asked, before)
    _tell_of_outbox(folder)
    return True


def _show(record: _Record, found: Sequence[Old]) -> None:
    letters = sum(old.letters for old in found)
    console.say(f"{words.count(letters, 'letter')} in {record.name} are over their time:")
    rows = [
        (old.campaign, f"{old.letters:,}", f"{old.first:%Y-%m-%d} to {old.last:%Y-%m-%d}")
        for old in found
    ]
    console.table(("Campaign", "Letters", "Settled"), rows)
    console.note(_STAYS)


def _agreed(found: Sequence[Old], asked: Scrubbing) -> bool:
    letters = sum(old.letters for old in found)
    if asked.yes:
        return True
    return asking.typed_number(letters, "take their words out for good")


def _carry_out(ledger: "SqlLedger", record: _Record, asked: Scrubbing, before: datetime) -> None:
    by = record.folder.settings.sender.id
    letters = scrubbing.scrub(ledger, before, times.now(), by, record.campaign)
    if letters:
        console.say(f"{words.count(letters, 'letter')}: words, names and addresses are taken out.")
    wipe(ledger)
    tell_of_copies(ledger, delete=asked.copies, ask=not asked.yes)


def _tell_of_outbox(folder: "Workspace") -> None:
    """What lies in files is not the record's."""
    files = sum(one.is_file() for one in folder.outbox.rglob("*")) if folder.outbox.is_dir() else 0
    if files:
        console.note(
            f"{folder.outbox.name}/ holds {words.count(files, 'file')} that may be such letters: "
            "delete there what you no longer need."
        )
