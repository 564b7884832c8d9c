"""Checked copies of a SQLite ledger."""

import secrets
import sqlite3
from contextlib import closing, suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path

from outreach.encryption import databases
from outreach.encryption.keys import key_of
from outreach.errors import CopyRefused, LedgerDamaged, LedgerFailed, PassphraseNeeded
from outreach.ledger import faults, files, soundness
from outreach.ledger.copy_names import FOLDER, kept_beside, next_name, over_days, taken_at

KEPT = 10
OFTEN = timedelta(hours=1)  # at most this much work is in no copy

_LATEST = 3  # of those kept of an encrypted ledger; the others are of one day each

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
        words = f"no copy could be written to {destination}: {error}"
        raise faults.of_system(error, shown, words) from error
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
    """Copy a ledger into the folder beside it, and let go of old copies there: of a plain ledger,
    which is copied before each send, the oldest; of an encrypted one, which is copied as people
    work, those of the same days.
    """
    folder = ledger.parent / FOLDER
    files.make_private_folder(folder)
    files.remove_left_over(folder, at - _SURELY_OVER)
    made = _copy_to_free_name(ledger, at, shown)
    there = kept_beside(ledger)
    spanning = databases.is_encrypted(ledger)
    kept = over_days(there, KEPT, _LATEST) if spanning else there[-KEPT:]
    for old in set(there).difference(kept):
        with suppress(OSError):
            old.unlink()
    return made


def copy_if_due(ledger: Path, at: datetime, shown: str) -> Path | None:
    """The same, unless the newest copy is fresh and not of a ledger that was empty then."""
    newest = next(reversed(kept_beside(ledger)), None)
    if newest is not None:
        if not _holds_something(ledger):
            return None
        # A clock that was set back must not stop copies until it has caught up.
        if abs(at - taken_at(newest)) < OFTEN and _known_to_hold_something(newest):
            return None
    return copy_beside(ledger, at, shown)


def _known_to_hold_something(copy: Path) -> bool:
    with suppress(
        *databases.errors(), PassphraseNeeded, LedgerFailed, OSError
    ):  # or an earlier passphrase
        return _holds_something(copy)
    return False


def _holds_something(path: Path) -> bool:
    """Whether there is a row beyond those that every new ledger has, in tables of others too."""
    with closing(files.connect_reading(path)) as connection:
        return any(
            connection.execute(f'SELECT EXISTS (SELECT 1 FROM "{table}")').fetchone()[0]  # noqa: S608 - its own
            for table in _tables(connection)
        )


def _tables(connection: sqlite3.Connection) -> list[str]:
    found = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
    names = [str(row[0]) for row in found]
    return [n for n in names if n != "ledger" and not n.endswith("_version") and "sqlite_" not in n]


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
