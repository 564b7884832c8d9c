"""Checked copies of a SQLite ledger."""

import secrets
from contextlib import closing, suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path

from outreach.encryption import databases
from outreach.encryption.keys import key_of
from outreach.errors import CopyRefused, LedgerDamaged, LedgerFailed
from outreach.ledger import faults, files, soundness
from outreach.ledger.copy_names import FOLDER, kept_beside, next_name

KEPT = 10

_OTHERS_AT_ONCE = 20
_SURELY_OVER = timedelta(hours=1)


def copy(ledger: Path, destination: Path, shown: str) -> Path:
    """Copy a ledger into a new file, checked before it takes its name.

    What other processes commit meanwhile is in the copy or not, never in parts.
    """
    if destination.exists():
        raise CopyRefused(f"{destination} is there already.", "Name a file that is not there yet.")
    # Others may copy just now.
    aside = files.beside(destination, f"{files.PART}{secrets.token_hex(4)}")
    try:
        with faults.told(shown):
            files.make_empty(aside, key_of(ledger))
            _copy_checked(ledger, aside, shown)
        if not files.place(aside, destination):
            raise CopyRefused(f"{destination} is there already.", "Name another file.")
    except OSError as error:
        raise LedgerFailed(shown, f"no copy could be written to {destination}: {error}") from error
    finally:
        with suppress(OSError):
            files.remove(aside)
    files.sync_folder(destination.parent)
    return destination


def _copy_checked(ledger: Path, aside: Path, shown: str) -> None:
    with (
        closing(files.connect_reading(ledger)) as source,
        closing(files.connect_writing(aside)) as target,
    ):
        files.hold(target)
        source.backup(target)
        # One file, complete without a log beside it.
        target.execute("PRAGMA journal_mode = DELETE")
        found = soundness.quick_check(target) or " ".join(databases.changed_pages(target)[:1])
    if found:
        raise LedgerDamaged(shown, found)


def copy_beside(ledger: Path, at: datetime, shown: str) -> Path:
    """Copy a ledger into the folder beside it, and let go of the oldest copies there."""
    folder = ledger.parent / FOLDER
    files.make_private_folder(folder)
    files.remove_left_over(folder, at - _SURELY_OVER)
    made = _copy_to_free_name(ledger, at, shown)
    for old in kept_beside(ledger)[:-KEPT]:
        with suppress(OSError):
            old.unlink()
    return made


def copy_daily(ledger: Path, at: datetime, shown: str) -> Path | None:
    """The same, unless there is a copy of that day (UTC) or a later one."""
    last = next(reversed(kept_beside(ledger)), None)
    today = f"{ledger.stem}-{at.astimezone(UTC):%Y%m%d}"
    return None if last is not None and last.name >= today else copy_beside(ledger, at, shown)


def _copy_to_free_name(ledger: Path, at: datetime, shown: str) -> Path:
    for _ in range(_OTHERS_AT_ONCE):
        with suppress(CopyRefused):  # another process took that name meanwhile
            return copy(ledger, next_name(ledger, at), shown)
    return copy(ledger, next_name(ledger, at), shown)


def set_aside(ledger: Path, at: datetime, word: str) -> Path:
    """Move a ledger that is used no more, as it lies, into the folder backups beside it."""
    folder = ledger.parent / FOLDER
    files.make_private_folder(folder)
    aside = folder / f"{word}-{at.astimezone(UTC):%Y%m%dT%H%M%SZ}-{secrets.token_hex(2)}.db"
    files.move(ledger, aside)
    return aside
