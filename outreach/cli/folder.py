"""The campaign folder a command works in, and its ledger."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from outreach.ledger.reading import LedgerReader
    from outreach.ledger.store import SqlLedger
    from outreach.workspace.opening import Workspace


def open_workspace(named: Path | None) -> "Workspace":
    """The folder named, or the nearest one upwards from here."""
    from outreach.workspace.finding import find_root
    from outreach.workspace.opening import Workspace

    return Workspace(find_root(Path.cwd(), named))


@contextmanager
def reading_ledger(
    folder: "Workspace", *, moved_too: bool = False
) -> "Iterator[LedgerReader | None]":
    """The record, only to be read; None where nothing was recorded yet. Creates no file.

    Of one that was moved, only what looks back is read (`moved_too`), and it is said where it is.
    """
    from outreach.cli import console
    from outreach.errors import NoLedgerYet
    from outreach.ledger.opening import open_ledger

    settings = folder.settings
    try:
        ledger = open_ledger(settings.ledger_url, settings.ledger_id, writing=False)
    except NoLedgerYet:
        yield None
        return
    with ledger:
        if ledger.moved is not None:
            refusal = ledger.moved.refusal(ledger.shown)
            if not moved_too:
                raise refusal
            console.note(refusal.sentence, "yellow")
        yield ledger


@contextmanager
def writing_ledger(folder: "Workspace") -> "Iterator[SqlLedger]":
    """The record, to be written; made, and its id noted in outreach.toml, where there is none."""
    from outreach.ledger.opening import open_ledger

    settings = folder.settings
    with open_ledger(settings.ledger_url, settings.ledger_id, writing=True, create=True) as ledger:
        if not settings.ledger_id:
            folder.record_ledger_id(ledger.id)
        yield ledger
