"""Puts a copy of the record back."""

from pathlib import Path

from outreach.cli import asking, console, times
from outreach.cli.folder import open_workspace, writing_ledger
from outreach.errors import ExitStatus, UsageProblem
from outreach.ledger.reading import LedgerReader


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


def say_gaps(ledger: LedgerReader | None) -> None:
    """Tell of times of which the record is lost, before letters are held because of them."""
    for gap in ledger.gaps() if ledger else ():
        console.note(
            f"The record from {times.short(gap.since)} to {times.short(gap.until)} UTC is lost "
            f"({gap.reason}). Letters that may have gone then become undecided instead of being "
            f"sent. If nothing was sent then: outreach ledger close-gap {gap.number}",
            "yellow",
        )
