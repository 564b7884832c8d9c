"""The SQLite ledger as a file, encrypted or not: how it is opened, made, moved and taken away."""

import os
import sqlite3
from contextlib import closing, suppress
from datetime import datetime
from pathlib import Path

from outreach.encryption import databases, open_files
from outreach.encryption.keys import Key, key_of
from outreach.errors import PassphraseNeeded

APPLICATION_ID = 0x6F757472  # "outr", at byte 68 of the file
BUSY_SECONDS = 60.0
PART = ".part-"  # in the name of a file that is not finished
OWNER_ONLY = 0o600
OWNER_ONLY_FOLDER = 0o700

# What SQLite says where it can make no log; on a full disk, too.
_NO_LOG = frozenset(
    {
        sqlite3.SQLITE_CANTOPEN,
        sqlite3.SQLITE_READONLY,
        sqlite3.SQLITE_FULL,
        sqlite3.SQLITE_IOERR,
    }
)

# What a journal of SQLite's can be called, after the name of its file.
_LOGS = ("-wal", "-shm", "-journal")


def connect(path: Path, mode: str) -> sqlite3.Connection:
    """Open an existing file, by its key if it is encrypted; the one place where that matters.

    `mode` is `ro`, `rw`, or `immutable` for a file that nobody uses; none of them makes one.
    """
    if databases.is_encrypted(path):
        return databases.connect(path, mode, key_to(path), BUSY_SECONDS)
    return open_files.connect(sqlite3, path, mode, BUSY_SECONDS)


def key_to(path: Path) -> Key:
    """The key of an encrypted file; PassphraseNeeded while it is locked."""
    key = key_of(path)
    if key is None:
        raise PassphraseNeeded(str(path))
    return key


def connect_reading(path: Path) -> sqlite3.Connection:
    """Open for reading only, leaving nothing behind and changing nothing.

    With a write-ahead log beside it, from a running process or a crash, `ro` reads both and leaves
    them alone. Without one, `ro` would leave an empty log behind; opened `rw` the log that SQLite
    makes is gone on closing, and where the folder allows no log, or has no room for one, the file
    can be read as it lies.
    """
    logs = [log for log in (beside(path, "-wal"), beside(path, "-journal")) if log.exists()]
    connection = connect(path, "ro" if logs else "rw")
    try:
        connection.execute("PRAGMA query_only = ON")
        connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
    except BaseException as error:
        connection.close()
        code = getattr(error, "sqlite_errorcode", sqlite3.SQLITE_OK) & 0xFF
        # What could not be opened for want of room leaves an empty log behind.
        if code not in _NO_LOG or any(log.exists() and log.stat().st_size for log in logs):
            raise
        return connect(path, "immutable")
    return connection


def connect_still(path: Path) -> sqlite3.Connection:
    """Open a file that no process uses, whatever its state, and leave it and its log alone."""
    return connect(path, "ro" if beside(path, "-wal").exists() else "immutable")


def connect_writing(path: Path) -> sqlite3.Connection:
    """Open for writing; what is committed is on the disk."""
    connection = connect(path, "rw")
    for pragma in ("synchronous = FULL", "fullfsync = ON", "foreign_keys = ON"):
        connection.execute(f"PRAGMA {pragma}")
    return connection


def beside(path: Path, ending: str) -> Path:
    """A file of SQLite's or ours beside the ledger."""
    return path.with_name(path.name + ending)


def make_empty(path: Path, key: Key | None) -> None:
    """An empty file that only its owner can read; fails if there is one. SQLite's own follow.

    With a key it has a first page, by which all who open it see that it is encrypted.
    """
    os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_RDWR, OWNER_ONLY))
    if key is not None:
        databases.begin(path, key)


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
        if part.name.endswith(_LOGS):
            continue
        with suppress(OSError):
            if before is not None and part.stat().st_mtime > before.timestamp():
                continue
            if _nobody_holds(part):
                remove(part)


def _nobody_holds(part: Path) -> bool:
    """Asked without a key: what cannot be read, as a database or at all, could be locked first."""
    try:
        with closing(open_files.connect(sqlite3, part, "rw", 0)) as connection:
            connection.execute("BEGIN EXCLUSIVE")
    except sqlite3.Error as error:
        return error.sqlite_errorcode & 0xFF == sqlite3.SQLITE_NOTADB
    return True


def has_left_log(path: Path) -> bool:
    """Whether something of SQLite's lies beside a file, or where it was."""
    return any(beside(path, ending).exists() for ending in _LOGS)


def move(old: Path, new: Path) -> None:
    """Move a database file that nobody uses, with what SQLite left beside it."""
    # The log first: it would be taken for the log of whatever gets the old name.
    for ending in (*_LOGS, ""):
        with suppress(FileNotFoundError):
            beside(old, ending).rename(beside(new, ending))


def remove(path: Path) -> None:
    """Take away a database file of ours that nobody uses, with what SQLite left beside it."""
    for ending in ("", *_LOGS):
        beside(path, ending).unlink(missing_ok=True)


def sync_folder(folder: Path) -> None:
    """Make a new name in a folder last; systems without that make it last by themselves."""
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
