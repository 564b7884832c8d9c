"""SQLite files encrypted by SQLCipher: every page by itself, its log and its journal too.

Without its key such a file is random from the first byte. Each page carries a digest under the key,
so that a changed byte is found when the page is read. Temporary tables and sorts stay in memory:
the library is built that way.

Its `cipher_memory_security`, which locks and wipes memory of its own, is left off: opening took ten
times as long (tests/benchmarks/bench_private.py), and what is read lies in Python's strings too,
which nothing locks or wipes.

The library is loaded when the first encrypted file is opened. Its connections and errors are those
of `sqlite3` but for their module.
"""

import sqlite3
import sys
from contextlib import closing
from pathlib import Path
from types import ModuleType
from typing import cast

from outreach.encryption import open_files
from outreach.encryption.keys import SALT_BYTES, Key, salt_of

PAGE = 4096  # bytes, as SQLCipher 4 has them
PLAIN = b"SQLite format 3\x00"

_LIBRARY = "sqlcipher3.dbapi2"
_FORMAT = 4


def is_encrypted(path: Path) -> bool:
    """Whether a database file begins with a salt rather than with SQLite's own words."""
    head = salt_of(path)
    return len(head) == SALT_BYTES and head != PLAIN


def driver(path: Path) -> ModuleType:
    """The module whose connections and errors belong to a file."""
    return _library() if is_encrypted(path) else sqlite3


def errors() -> tuple[type[Exception], ...]:
    """What a failing database raises, for `except`; nothing is loaded for it."""
    loaded = sys.modules.get(_LIBRARY)
    if loaded is None:
        return (sqlite3.DatabaseError,)
    return (sqlite3.DatabaseError, loaded.DatabaseError)


def connect(path: Path, mode: str, key: Key, timeout: float = 60.0) -> sqlite3.Connection:
    """Open an existing file. `mode` is `ro`, `rw` or `immutable`; none of them makes one."""
    connection = open_files.connect(_library(), path, mode, timeout)
    # By itself it would write every failure to stderr, between the words that are for people.
    connection.execute("PRAGMA cipher_log_level = NONE")
    connection.execute(f"PRAGMA key = \"x'{key.raw.hex()}{key.salt.hex()}'\"")
    connection.execute(f"PRAGMA cipher_compatibility = {_FORMAT}")
    return connection


def begin(path: Path, key: Key) -> None:
    """Write the first page, and with it the salt, into a file that is empty."""
    with closing(connect(path, "rw", key)) as connection:
        connection.execute("PRAGMA user_version = 0")


def opens(path: Path, key: Key) -> bool:
    """Whether a key is that of a file, which is left as it is, with whatever lies beside it.

    A damaged first page reads like a wrong key: nobody can tell them apart by the file alone.
    """
    log = path.with_name(f"{path.name}-wal")
    try:
        with closing(connect(path, "ro" if log.exists() else "immutable", key)) as connection:
            connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
    except errors() as error:
        return getattr(error, "sqlite_errorcode", 0) & 0xFF != sqlite3.SQLITE_NOTADB
    return True


def changed_pages(connection: sqlite3.Connection) -> tuple[str, ...]:
    """What SQLCipher says of pages that are not as they were written, those in no use too.

    It reads past all locks: of a file in use, what is found twice is true.
    """
    first, second = (
        {str(row[0]) for row in connection.execute("PRAGMA cipher_integrity_check")}
        for _ in range(2)
    )
    return tuple(sorted(first & second))


def _library() -> ModuleType:
    from sqlcipher3 import dbapi2

    return cast("ModuleType", dbapi2)
