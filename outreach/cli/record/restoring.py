"""Puts a copy of the record back."""

from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from outreach.cli.opening.folder import open_workspace, writing_ledger
from outreach.cli.screen import asking, console, times, words
from outreach.errors import ExitStatus, UsageProblem
from outreach.ledger.reading import LedgerReader
from outreach.planning import Plan

if TYPE_CHECKING:
    from outreach.workspace.opening import Workspace


def carry_out(workspace: Path | None, copy: Path, *, yes: bool) -> int:
    from outreach.cli.scrubs import brought_back
    from outreach.ledger.restoring import restore

    folder = open_workspace(workspace)
    meant = _belongs_to(folder, copy)
    console.note(
        "What was recorded since the copy is kept where the present record can still be read. "
        "Letters that may have gone since become “not sure whether it went”."
    )
    if not asking.confirmed(f"Go back to {copy}?", yes=yes):
        console.say("Nothing was changed.")
        return ExitStatus.DONE
    before = _salt(meant)
    restored = restore(meant.url, meant.id, copy)
    console.say(str(restored))
    if before and _salt(meant) != before:
        console.note("It opens with the passphrase that the copy has, not with the latest one.")
    if meant.private and not meant.id:
        folder.record_private(id=restored.ledger_id)
        folder = open_workspace(workspace)
    if restored.since is not None:
        brought_back.tell(folder, restored.since, private=meant.private)
    return ExitStatus.DONE


@dataclass(frozen=True, slots=True)
class _Record:
    url: str
    id: str
    private: bool


def _salt(record: _Record) -> bytes:
    """The head of an encrypted record's file: another passphrase, another head."""
    from outreach.encryption.keys import salt_of
    from outreach.ledger.opening import file_of, is_encrypted

    path = file_of(record.url)
    there = path is not None and is_encrypted(record.url) and path.exists()
    return salt_of(path) if there and path is not None else b""


def _belongs_to(folder: "Workspace", copy: Path) -> _Record:
    """The record that a copy is of, both unlocked."""
    from outreach.cli.opening.folder import unlock_record
    from outreach.encryption.databases import is_encrypted

    settings = folder.settings
    campaigns = _Record(settings.ledger_url, settings.ledger_id, private=False)
    if not copy.is_file() or not is_encrypted(copy):
        unlock_record(folder)
        return campaigns
    from outreach.cli.opening import passphrases
    from outreach.cli.opening.private_store import store_of

    passphrases.unlock(folder, copy)
    store = store_of(folder)
    if store.path == folder.ledger_path or _id_of(copy) == settings.ledger_id:
        unlock_record(folder)
        return campaigns
    if store.path.exists():
        passphrases.unlock(folder, store.path)
    return _Record(store.url, store.id, private=True)


def _id_of(copy: Path) -> str:
    from outreach.ledger.opening import identify_file

    return identify_file(copy, str(copy), whole=False, encrypted=True).id


def close(workspace: Path | None, number: int, *, yes: bool) -> int:
    """Write down that nothing left in a lost time."""
    folder = open_workspace(workspace)
    with writing_ledger(folder) as ledger:
        gap = next((gap for gap in ledger.gaps() if gap.number == number), None)
        if gap is None:
            raise UsageProblem(f"There is no open gap {number} in the record.")
        lost = f"{times.short(gap.since)} to {times.short(gap.until)} UTC"
        question = f"Is it certain that nothing was sent from {lost}?"
        if not asking.confirmed(question, yes=yes):
            console.say("Nothing was changed.")
            return ExitStatus.DONE
        ledger.close_gap(number, by=folder.settings.sender.id, at=times.now())
    console.say("The gap is closed: letters not on record are sent again.")
    return ExitStatus.DONE


def say_gaps(ledger: LedgerReader | None, plan: Plan, parties: Collection[tuple[str, str]]) -> None:
    """Tell of times of which the record is lost, and how many letters are held because of them."""
    for gap in ledger.gaps() if ledger else ():
        console.note(
            f"The record from {times.short(gap.since)} to {times.short(gap.until)} UTC is lost "
            f"({gap.reason}). Letters that may have gone then become undecided instead of being "
            f"sent. If nothing was sent then: outreach ledger close-gap {gap.number}",
            "yellow",
        )
    held = _in_doubt(ledger, plan, parties) if ledger and ledger.gaps() else 0
    if held:
        console.note(
            f"Of these {words.count(len(parties), 'letter')}, {held:,} may have gone then: "
            f"they become undecided, and {len(parties) - held:,} are sent.",
            "yellow",
        )


def _in_doubt(ledger: LedgerReader, plan: Plan, parties: Collection[tuple[str, str]]) -> int:
    of_signatory: dict[str, set[str]] = {}
    for recipient, signatory in parties:
        of_signatory.setdefault(signatory, set()).add(recipient)
    return sum(
        len(ledger.in_doubt(plan.campaign.id, plan.wave, signatory, recipients))
        for signatory, recipients in of_signatory.items()
    )
