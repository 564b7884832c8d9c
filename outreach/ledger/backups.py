"""Checked copies of a SQLite ledger."""

import re
import secrets
import sqlite3
from contextlib import closing, suppress
from datetime import UTC, datetime
from pathlib import Path

from outreach.errors import CopyRefused, LedgerDamaged, LedgerFailed
from outreach.ledger import faults, files

FOLDER = "backups"
KEPT = 10

_OTHERS_AT_ONCE = 20

_OURS = re.compile(r"ledger-(\d{8}T\d{6}Z)(?:-(\d+))?\.db")


def copy(ledger: Path, destination: Path, shown: str) -> Path:
    """Copy a ledger into a new file, checked before it takes its name.

    What other processes commit meanwhile is in the copy or not, never in parts.
    """
    if destination.exists():
        raise CopyRefused(f"{destination} is there already.", "Name a file that is not there yet.")
    aside = files.beside(destination, f".part-{secrets.token_hex(4)}")  # others may copy just now
    try:
        files.make_empty(aside)
        with faults.told(shown):
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
        source.backup(target)
        # One file, complete without a log beside it.
        target.execute("PRAGMA journal_mode = DELETE")
        found = quick_check(target)
    if found:
        raise LedgerDamaged(shown, found)


def quick_check(connection: sqlite3.Connection) -> str:
    """What SQLite finds wrong with a file, reading every page of it; empty when it is whole."""
    rows = connection.execute("PRAGMA quick_check(1)").fetchall()
    words = " ".join(str(row[0]) for row in rows)
    return "" if words == "ok" else " ".join(words.split())


def copy_beside(ledger: Path, at: datetime, shown: str) -> Path:
    """Copy a ledger into the folder beside it, and let go of the oldest copies there."""
    folder = ledger.parent / FOLDER
    files.make_private_folder(folder)
    made = _copy_to_free_name(ledger, folder, at, shown)
    for old in kept_beside(ledger)[:-KEPT]:
        with suppress(OSError):
            old.unlink()
    return made


def _copy_to_free_name(ledger: Path, folder: Path, at: datetime, shown: str) -> Path:
    for _ in range(_OTHERS_AT_ONCE):
        with suppress(CopyRefused):  # another process took that name in the same second
            return copy(ledger, _free_name(folder, at), shown)
    return copy(ledger, _free_name(folder, at), shown)


def kept_beside(ledger: Path) -> tuple[Path, ...]:
    """The copies taken before sends, oldest first."""
    found = [
        (match[1], int(match[2] or 0), path)
        for path in (ledger.parent / FOLDER).glob("ledger-*.db")
        if (match := _OURS.fullmatch(path.name))
    ]
    return tuple(path for _, _, path in sorted(found))


def _free_name(folder: Path, at: datetime) -> Path:
    stem = f"ledger-{at.astimezone(UTC):%Y%m%dT%H%M%SZ}"
    names = (f"{stem}{f'-{number}' if number else ''}.db" for number in range(10_000))
    return next(folder / name for name in names if not (folder / name).exists())
