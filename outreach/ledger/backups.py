"""Checked copies of a SQLite ledger."""

import re
import secrets
from contextlib import closing, suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path

from outreach.errors import CopyRefused, LedgerDamaged, LedgerFailed
from outreach.ledger import faults, files

FOLDER = "backups"
KEPT = 10

_OTHERS_AT_ONCE = 20
_SURELY_OVER = timedelta(hours=1)

_OURS = re.compile(r"ledger-(\d{8}T\d{6}Z)(?:-(\d+))?\.db")


def copy(ledger: Path, destination: Path, shown: str) -> Path:
    """Copy a ledger into a new file, checked before it takes its name.

    What other processes commit meanwhile is in the copy or not, never in parts.
    """
    if destination.exists():
        raise CopyRefused(f"{destination} is there already.", "Name a file that is not there yet.")
    # Others may copy just now.
    aside = files.beside(destination, f"{files.PART}{secrets.token_hex(4)}")
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
        files.hold(target)
        source.backup(target)
        # One file, complete without a log beside it.
        target.execute("PRAGMA journal_mode = DELETE")
        found = files.quick_check(target)
    if found:
        raise LedgerDamaged(shown, found)


def copy_beside(ledger: Path, at: datetime, shown: str) -> Path:
    """Copy a ledger into the folder beside it, and let go of the oldest copies there."""
    folder = ledger.parent / FOLDER
    files.make_private_folder(folder)
    files.remove_left_over(folder, at - _SURELY_OVER)
    made = _copy_to_free_name(ledger, folder, at, shown)
    for old in kept_beside(ledger)[:-KEPT]:
        with suppress(OSError):
            old.unlink()
    return made


def _copy_to_free_name(ledger: Path, folder: Path, at: datetime, shown: str) -> Path:
    for _ in range(_OTHERS_AT_ONCE):
        with suppress(CopyRefused):  # another process took that name meanwhile
            return copy(ledger, _next_name(folder, at), shown)
    return copy(ledger, _next_name(folder, at), shown)


def set_aside(ledger: Path, at: datetime, word: str) -> Path:
    """Move a ledger that is used no more, as it lies, into the folder backups beside it."""
    folder = ledger.parent / FOLDER
    files.make_private_folder(folder)
    aside = folder / f"{word}-{at.astimezone(UTC):%Y%m%dT%H%M%SZ}-{secrets.token_hex(2)}.db"
    files.move(ledger, aside)
    return aside


def kept_beside(ledger: Path) -> tuple[Path, ...]:
    """The copies taken before sends, oldest first."""
    return tuple(path for _, _, path in _kept(ledger.parent / FOLDER))


def _kept(folder: Path) -> list[tuple[str, int, Path]]:
    """(time in the name, number among those of that time, path), oldest first."""
    return sorted(
        (match[1], int(match[2] or 0), path)
        for path in folder.glob("ledger-*.db")
        if (match := _OURS.fullmatch(path.name))
    )


def _next_name(folder: Path, at: datetime) -> Path:
    """A name after all others: a clock set back must not make the newest copy the oldest."""
    stamp = f"{at.astimezone(UTC):%Y%m%dT%H%M%SZ}"
    last, number = max(((time, number) for time, number, _ in _kept(folder)), default=("", 0))
    name = f"ledger-{stamp}.db" if stamp > last else f"ledger-{last}-{number + 1}.db"
    return folder / name
