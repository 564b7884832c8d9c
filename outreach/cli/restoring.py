"""Puts a copy of the record back."""

from pathlib import Path

from outreach.cli import asking, console
from outreach.cli.folder import open_workspace
from outreach.errors import ExitStatus


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
