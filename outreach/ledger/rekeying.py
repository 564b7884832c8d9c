"""Gives an encrypted ledger another key. Whenever that is broken off, the old file stands there
or the new one, and either is whole.
"""

import secrets
import sqlite3
from contextlib import closing, suppress
from pathlib import Path

from outreach.encryption import databases, keys
from outreach.encryption.keys import Key
from outreach.errors import LedgerBusy, LedgerDamaged
from outreach.ledger import faults, files, soundness
from outreach.ledger.locks import FileLocks

_PATIENCE = 5_000  # milliseconds until whoever else has it open is to be told of


def change_key(path: Path, new: Key, shown: str) -> None:
    """Write everything into a new file under an unlocked key, check it, and move it into place.

    Refused with LedgerBusy while another command has the ledger open. Copies made before keep the
    old key.
    """
    if FileLocks(path).any_held():
        raise LedgerBusy(shown, "another outreach command is sending or printing")
    files.remove_left_over(path.parent)
    aside = files.beside(path, f"{files.PART}{secrets.token_hex(4)}")
    keys.unlock(new)
    try:
        with faults.told(shown), closing(files.connect(path, "rw")) as source:
            _have_alone(source, shown)
            files.make_empty(aside, new)
            _copy_checked(source, aside, shown)
            _exchange(source, aside, path)
    except OSError as error:
        raise faults.of_system(error, shown) from error
    finally:
        with suppress(OSError):
            files.remove(aside)
    files.sync_folder(path.parent)


def _have_alone(source: sqlite3.Connection, shown: str) -> None:
    """Nobody else reads or writes it from now on, and no log lies beside it.

    A log that stayed there would be taken for that of the new file.
    """
    source.execute(f"PRAGMA busy_timeout = {_PATIENCE}")
    source.execute("PRAGMA synchronous = FULL")
    ((mode,),) = source.execute("PRAGMA journal_mode = DELETE").fetchall()
    if mode != "delete":
        raise LedgerBusy(shown, "another outreach command has it open")
    files.hold(source)


def _copy_checked(source: sqlite3.Connection, aside: Path, shown: str) -> None:
    with closing(files.connect_writing(aside)) as target:
        files.hold(target)
        source.backup(target)
        target.execute("PRAGMA journal_mode = DELETE")
        found = soundness.quick_check(target) or " ".join(databases.changed_pages(target)[:1])
    if found:
        raise LedgerDamaged(shown, found)


def _exchange(source: sqlite3.Connection, aside: Path, path: Path) -> None:
    try:
        aside.replace(path)
    except PermissionError:  # some systems keep a file that is open where it is
        source.close()
        aside.replace(path)
