"""Puts a copy of the record back."""

from collections.abc import Collection
from pathlib import Path

from outreach.cli import asking, console, times, words
from outreach.cli.folder import open_workspace, writing_ledger
from outreach.errors import ExitStatus, UsageProblem
from outreach.ledger.reading import LedgerReader
from outreach.planning import Plan


def carry_out(workspace: Path | None, copy: Path, *, yes: bool) -> int:
    from outreach.ledger.restoring import restore

    folder = open_workspace(workspace)
    console.note(
        "What was recorded since the copy is kept where the present record can still be read. "
        "Letters that may have gone since become “not sure whether it went”."
    )
    if not asking.confirmed(f"Go back to {copy}?", yes=yes):
        console.say("Nothing was changed.")
        return ExitStatus.DONE
    settings = folder.settings
    console.say(str(restore(settings.ledger_url, settings.ledger_id, copy)))
    return ExitStatus.DONE


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
