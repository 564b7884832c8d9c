"""A case to hand over: files in one encrypted file, with a passphrase of its own.

An SQLCipher database of one table; any program that opens these opens it with the passphrase.
"""

from collections.abc import Iterable, Iterator
from contextlib import closing, suppress
from dataclasses import dataclass, field
from pathlib import Path

from outreach.encryption import databases, keys
from outreach.encryption.keys import Key
from outreach.errors import NotAnArchive, NotWritten, PassphraseWrong
from outreach.ledger import files as database_files
from outreach.ledger.packing import digest

_PRODUCT = "outreach case archive 1"
_MAKE = (
    "CREATE TABLE about (product TEXT NOT NULL)",
    """CREATE TABLE files (
        place INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, media_type TEXT NOT NULL,
        sha256 TEXT NOT NULL, content BLOB NOT NULL)""",
)
_ADD = "INSERT INTO files (name, media_type, sha256, content) VALUES (?, ?, ?, ?)"


@dataclass(frozen=True, slots=True)
class ArchivedFile:
    """`name` is a path with `/`, without a code that leads out of a folder."""

    name: str
    media_type: str
    content: bytes = field(repr=False)


def write_archive(path: Path, key: Key, kept: Iterable[ArchivedFile]) -> None:
    """A new file for its owner alone, whole or not at all; raises NotWritten."""
    aside = database_files.beside(path, database_files.PART.rstrip("-"))
    keys.unlock(key)
    try:
        database_files.make_empty(aside, key)
        _fill(aside, kept)
        if not database_files.place(aside, path):
            raise FileExistsError(17, "there is a file of that name already")
    except OSError as error:
        raise NotWritten(path, error) from error
    except databases.errors() as error:
        raise NotWritten(path, OSError(5, str(error))) from error
    finally:
        keys.lock(key)
        with suppress(OSError):
            database_files.remove(aside)
    database_files.sync_folder(path.parent)


def _fill(path: Path, kept: Iterable[ArchivedFile]) -> None:
    with closing(database_files.connect_writing(path)) as connection:
        connection.execute("BEGIN")
        for statement in _MAKE:
            connection.execute(statement)
        connection.execute("INSERT INTO about (product) VALUES (?)", (_PRODUCT,))
        for one in kept:
            row = (one.name, one.media_type, digest(one.content), one.content)
            connection.execute(_ADD, row)
        connection.execute("COMMIT")


def read_archive(path: Path, key: Key, shown: str) -> Iterator[ArchivedFile]:
    """Its files, each as it was; raises PassphraseWrong or NotAnArchive."""
    keys.unlock(key)
    try:
        if not databases.opens(path, key):
            raise PassphraseWrong(shown)
        with closing(database_files.connect_still(path)) as connection:
            names = {row[0] for row in connection.execute("SELECT name FROM sqlite_master")}
            if not {"about", "files"} <= names or databases.changed_pages(connection):
                raise NotAnArchive(shown)
            rows = connection.execute(
                "SELECT name, media_type, sha256, content FROM files ORDER BY place"
            )
            for name, media_type, sha256, content in rows:
                if digest(bytes(content)) != sha256:
                    raise NotAnArchive(shown)
                yield ArchivedFile(name, media_type, bytes(content))
    except databases.errors() as error:
        raise NotAnArchive(shown) from error
    finally:
        keys.lock(key)
