"""Which of a folder's two records `outreach ledger` is about."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from outreach.cli.opening.folder import open_workspace, reading_ledger

if TYPE_CHECKING:
    from outreach.ledger.reading import LedgerReader
    from outreach.workspace.opening import Workspace


@contextmanager
def chosen_record(workspace: Path | None, *, private: bool) -> "Iterator[LedgerReader | None]":
    """The record of campaigns or the private one, only to be read; None where there is none yet."""
    folder = open_workspace(workspace)
    reading = _reading_private(folder) if private else reading_ledger(folder, moved_too=True)
    with reading as ledger:
        yield ledger


@contextmanager
def _reading_private(folder: "Workspace") -> "Iterator[LedgerReader]":
    from outreach.cli.opening import passphrases
    from outreach.cli.opening.private_store import insist_on_it, store_of
    from outreach.ledger.opening import open_ledger

    store = store_of(folder)
    insist_on_it(store)
    passphrases.unlock(folder, store.path)
    with open_ledger(store.url, store.id, writing=False) as ledger:
        yield ledger
