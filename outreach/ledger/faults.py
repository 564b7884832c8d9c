"""What a database's failure means for the user. The drivers' own words tell more than a class."""

import errno
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from outreach.encryption import databases
from outreach.errors import (
    LedgerBusy,
    LedgerDamaged,
    LedgerFailed,
    LedgerFull,
    LedgerOvertaken,
    LedgerReadOnly,
    LedgerUnreachable,
    LedgerUnusable,
)

_SQLITE: dict[int, Callable[[str], LedgerUnusable]] = {
    sqlite3.SQLITE_FULL: LedgerFull,
    sqlite3.SQLITE_READONLY: LedgerReadOnly,
    sqlite3.SQLITE_PERM: LedgerReadOnly,
    sqlite3.SQLITE_BUSY: LedgerBusy,
    sqlite3.SQLITE_LOCKED: LedgerBusy,
    sqlite3.SQLITE_CORRUPT: lambda ledger: LedgerDamaged(ledger, "a page of it cannot be read"),
    sqlite3.SQLITE_NOTADB: lambda ledger: LedgerDamaged(ledger, "it does not read as a database"),
}

_NO_ROOM = frozenset({errno.ENOSPC, getattr(errno, "EDQUOT", errno.ENOSPC)})
_LEAST_ROOM = 64 * 1024  # bytes: less than SQLite needs to open a file for writing

# PostgreSQL's SQLSTATE, by its first characters.
_POSTGRES: dict[str, Callable[[str], LedgerUnusable]] = {
    "53100": LedgerFull,
    "25006": LedgerReadOnly,
    "42501": LedgerReadOnly,
    "40001": LedgerOvertaken,
    "40P01": LedgerOvertaken,
    "40": lambda ledger: LedgerBusy(ledger, "another process wrote the same letters"),
    "55P03": LedgerBusy,
    "XX00": lambda ledger: LedgerDamaged(ledger, "the server cannot read a page of it"),
}


@contextmanager
def told(ledger: str) -> Iterator[None]:
    """Turn what a driver raises into a refusal; what is a bug of ours keeps its traceback."""
    try:
        yield
    except Exception as error:
        refusal = refusal_of(error, ledger)
        if refusal is None:
            raise
        raise refusal from error


def refusal_of(error: Exception, ledger: str) -> LedgerUnusable | None:
    """The refusal for a driver's error, or None when it is not the database's doing."""
    raised = getattr(error, "orig", error)
    if isinstance(raised, databases.errors()):
        return _of_sqlite(raised, ledger)
    if hasattr(raised, "sqlstate"):
        lost = bool(getattr(error, "connection_invalidated", False))
        return _of_postgres(raised, ledger, lost=lost)
    return None


def of_system(error: OSError, ledger: str, words: str = "") -> LedgerUnusable:
    """The refusal for what the system said of a ledger's file."""
    if error.errno in _NO_ROOM:
        return LedgerFull(ledger)
    return LedgerFailed(ledger, words or error.strerror or str(error))


def disk_is_full(path: Path) -> bool:
    """Whether there is hardly any room beside a file; False where nobody can tell."""
    try:
        return shutil.disk_usage(path.parent).free < _LEAST_ROOM
    except OSError:
        return False


def _of_sqlite(error: Exception, ledger: str) -> LedgerUnusable | None:
    primary = getattr(error, "sqlite_errorcode", sqlite3.SQLITE_MISUSE) & 0xFF
    if primary in _SQLITE:
        return _SQLITE[primary](ledger)
    if primary in _SYSTEM:
        # Of the files beside the ledger, SQLite says no more than that they cannot be had.
        return (
            LedgerFull(ledger) if disk_is_full(Path(ledger)) else LedgerFailed(ledger, str(error))
        )
    return None


# An error of the disk, a file that cannot be opened, no memory, a lock that the system refuses.
_SYSTEM = frozenset(
    {
        sqlite3.SQLITE_IOERR,
        sqlite3.SQLITE_CANTOPEN,
        sqlite3.SQLITE_NOMEM,
        sqlite3.SQLITE_NOLFS,
        sqlite3.SQLITE_PROTOCOL,
        sqlite3.SQLITE_AUTH,
    }
)


def _of_postgres(error: object, ledger: str, *, lost: bool) -> LedgerUnusable | None:
    state = str(getattr(error, "sqlstate", None) or "")
    for start, refusal in _POSTGRES.items():
        if state.startswith(start):
            return refusal(ledger)
    words = " ".join(str(error).split()) or "the connection was lost."
    # No state at all: the server was never reached. 08, 57P, 53, 28, 3D: it turned us away.
    if lost or not state or state.startswith(("08", "57P", "53", "28", "3D")):
        return LedgerUnreachable(ledger, words)
    if state.startswith("58"):
        return LedgerFailed(ledger, words)
    return None
