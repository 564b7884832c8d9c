"""The SQLite ledger as a file: is it one, is it whole, and how it is opened and made private."""

import os
import sqlite3
import struct
from contextlib import closing, suppress
from datetime import datetime
from pathlib import Path

from outreach.errors import LedgerDamaged, NotALedger

APPLICATION_ID = 0x6F757472  # "outr", at byte 68 of the file
BUSY_SECONDS = 60.0
PART = ".part-"  # in the name of a file that is not finished
OWNER_ONLY = 0o600
OWNER_ONLY_FOLDER = 0o700

_MAGIC = b"SQLite format 3\x00"
_HEADER = 100


def connect(path: Path, mode: str) -> sqlite3.Connection:
    """Open an existing file. `mode` is `ro` or `rw`; neither makes one."""
    return sqlite3.connect(
        f"{path.absolute().as_uri()}?mode={mode}",
        uri=True,
        timeout=BUSY_SECONDS,
        isolation_level=None,
        check_same_thread=False,
    )


def connect_reading(path: Path) -> sqlite3.Connection:
    """Open for reading only, leaving nothing behind and changing nothing.

    With a write-ahead log beside it, from a running process or a crash, `ro` reads both and leaves
    them alone. Without one, `ro` would leave an empty log behind; opened `rw` the log that SQLite
    makes is gone on closing, and where the folder allows no log the file can be read as it lies.
    """
    if beside(path, "-wal").exists() or beside(path, "-journal").exists():
        return connect(path, "ro")
    connection = connect(path, "rw")
    try:
        connection.execute("PRAGMA query_only = ON")
        connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
    except sqlite3.OperationalError as error:
        connection.close()
        if error.sqlite_errorcode & 0xFF not in (sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_READONLY):
            raise
        return _connect_unchanging(path)
    except BaseException:
        connection.close()
        raise
    return connection


def connect_still(path: Path) -> sqlite3.Connection:
    """Open a file that no process uses, whatever its state, and leave it and its log alone."""
    return connect(path, "ro") if beside(path, "-wal").exists() else _connect_unchanging(path)


def _connect_unchanging(path: Path) -> sqlite3.Connection:
    return sqlite3.connect(
        f"{path.absolute().as_uri()}?immutable=1",
        uri=True,
        isolation_level=None,
        check_same_thread=False,
    )


def connect_writing(path: Path) -> sqlite3.Connection:
    """Open for writing; what is committed is on the disk."""
    connection = connect(path, "rw")
    for pragma in ("synchronous = FULL", "fullfsync = ON", "foreign_keys = ON"):
        connection.execute(f"PRAGMA {pragma}")
    return connection


def inspect(path: Path, shown: str) -> None:
    """Look at the file without opening it as a database: ours, and not cut short.

    Costs one read of 100 bytes. A write-ahead log beside the file may hold what seems missing.
    """
    with path.open("rb") as file:
        head = file.read(_HEADER)
        size = os.fstat(file.fileno()).st_size
    if not head:
        raise LedgerDamaged(shown, "it is empty")
    if len(head) < _HEADER or not head.startswith(_MAGIC):
        raise LedgerDamaged(shown, "it does not read as a database")
    if struct.unpack_from(">I", head, 68)[0] != APPLICATION_ID:
        raise NotALedger(shown)
    log = beside(path, "-wal")
    if _whole_size(head) > size and not (log.exists() and log.stat().st_size):
        raise LedgerDamaged(shown, "it is cut short")


def quick_check(connection: sqlite3.Connection) -> str:
    """What SQLite finds wrong with a file, reading every page of it; empty when it is whole."""
    rows = connection.execute("PRAGMA quick_check(1)").fetchall()
    words = " ".join(str(row[0]) for row in rows)
    return "" if words == "ok" else " ".join(words.split())


def _whole_size(head: bytes) -> int:
    page_size = struct.unpack_from(">H", head, 16)[0]
    changed, pages, counted_at = (struct.unpack_from(">I", head, at)[0] for at in (24, 28, 92))
    if changed != counted_at:  # the count of pages is from before the last change
        return 0
    return int(pages * (65536 if page_size == 1 else page_size))


def beside(path: Path, ending: str) -> Path:
    """A file of SQLite's or ours beside the ledger."""
    return path.with_name(path.name + ending)


def make_empty(path: Path) -> None:
    """An empty file that only its owner can read; fails if there is one. SQLite's own follow."""
    os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_RDWR, OWNER_ONLY))


def make_private_folder(folder: Path) -> None:
    """A folder for the owner alone, unless it is there."""
    with suppress(FileExistsError):
        folder.mkdir(mode=OWNER_ONLY_FOLDER)


def place(new: Path, path: Path) -> bool:
    """Move a finished file to its name; False when something stands there already."""
    try:
        os.link(new, path)
    except FileExistsError:
        return False
    except OSError:  # a file system without links
        if path.exists():
            return False
        new.rename(path)
        return True
    new.unlink()
    return True


def hold(connection: sqlite3.Connection) -> None:
    """Keep a file that is being made from everybody else until the connection is closed."""
    connection.execute("PRAGMA locking_mode = EXCLUSIVE")
    connection.execute("BEGIN EXCLUSIVE")
    connection.execute("COMMIT")


def remove_left_over(folder: Path, before: datetime | None = None) -> None:
    """Take away what processes that were killed had half written.

    What one still writes is held; only for the moment in which it gives the file its name it is
    not: where others may be at work, only what was last touched `before` is taken away.
    """
    for part in folder.glob(f"*{PART}*"):
        if part.name.rpartition("-")[2] in {"wal", "shm", "journal"}:
            continue
        with suppress(sqlite3.Error, OSError):
            if before is not None and part.stat().st_mtime > before.timestamp():
                continue
            with closing(sqlite3.connect(part, timeout=0, isolation_level=None)) as connection:
                connection.execute("BEGIN EXCLUSIVE")
            remove(part)


def move(old: Path, new: Path) -> None:
    """Move a database file that nobody uses, with what SQLite left beside it."""
    # The log first: it would be taken for the log of whatever gets the old name.
    for ending in ("-wal", "-shm", "-journal", ""):
        with suppress(FileNotFoundError):
            beside(old, ending).rename(beside(new, ending))


def remove(path: Path) -> None:
    """Take away a database file of ours that nobody uses, with what SQLite left beside it."""
    for ending in ("", "-wal", "-shm", "-journal"):
        beside(path, ending).unlink(missing_ok=True)


def sync_folder(folder: Path) -> None:
    """Make a new name in a folder last; systems without that make it last by themselves."""
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
