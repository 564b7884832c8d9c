"""Whether the file of a SQLite ledger is one, and whole."""

import sqlite3
import struct
from pathlib import Path

from outreach.encryption import databases, open_files
from outreach.encryption.keys import Key, salt_of
from outreach.errors import LedgerDamaged, NotALedger, NotEncrypted, PassphraseWrong
from outreach.ledger import copy_names, files

_HEADER = 100


def inspect(path: Path, shown: str, *, encrypted: bool) -> None:
    """Look at the file without using it as a database: of the kind it should be, and not cut short.

    Costs one read of 100 bytes; an encrypted one's first page is tried with its key too. A
    write-ahead log beside the file may hold what seems missing.
    """
    head, size = open_files.beginning(path, _HEADER)
    if not head:
        raise LedgerDamaged(shown, "it is empty")
    if encrypted:
        _inspect_encrypted(path, head, size, shown)
    else:
        _inspect_plain(path, head, size, shown)


def _inspect_plain(path: Path, head: bytes, size: int, shown: str) -> None:
    if len(head) < _HEADER or not head.startswith(databases.PLAIN):
        raise LedgerDamaged(shown, "it does not read as a database")
    if struct.unpack_from(">I", head, 68)[0] != files.APPLICATION_ID:
        raise NotALedger(shown)
    if _whole_size(head) > size and not _has_log(path):
        raise LedgerDamaged(shown, "it is cut short")


def _inspect_encrypted(path: Path, head: bytes, size: int, shown: str) -> None:
    if head.startswith(databases.PLAIN):
        raise NotEncrypted(shown)
    if size < databases.PAGE or (size % databases.PAGE and not _has_log(path)):
        raise LedgerDamaged(shown, "it is cut short")
    key = files.key_to(path)
    if databases.opens(path, key):
        return
    if _opens_a_copy(path, key):
        raise LedgerDamaged(shown, "its first page cannot be read, though the passphrase is right")
    raise PassphraseWrong(shown)


def _opens_a_copy(path: Path, key: Key) -> bool:
    """A copy has the salt of its ledger: a key that opens it is the right one for both."""
    copies = reversed(copy_names.kept_beside(path))
    return any(salt_of(one) == key.salt and databases.opens(one, key) for one in copies)


def _has_log(path: Path) -> bool:
    log = files.beside(path, "-wal")
    return log.exists() and log.stat().st_size > 0


def _whole_size(head: bytes) -> int:
    page_size = struct.unpack_from(">H", head, 16)[0]
    changed, pages, counted_at = (struct.unpack_from(">I", head, at)[0] for at in (24, 28, 92))
    if changed != counted_at:  # the count of pages is from before the last change
        return 0
    return int(pages * (65536 if page_size == 1 else page_size))


def quick_check(connection: sqlite3.Connection) -> str:
    """What SQLite finds wrong with a file, reading every page in use; empty when it is whole."""
    rows = connection.execute("PRAGMA quick_check(1)").fetchall()
    words = " ".join(str(row[0]) for row in rows)
    return "" if words == "ok" else " ".join(words.split())
