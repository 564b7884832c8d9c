"""Makes a new ledger, whole or not at all."""

import secrets
from contextlib import suppress
from datetime import datetime
from pathlib import Path

from sqlalchemy import Connection, Engine, insert, text

from outreach.encryption.keys import Key
from outreach.ledger import engines, faults, files, migrating
from outreach.ledger.identity import PRODUCT, VERSION_TABLE
from outreach.ledger.tables import ledger
from outreach.ledger.times import written

# Any number that other programs are unlikely to lock: only one process makes the tables.
_MAKING = 0x6F75747265616368

# Not to_regclass: the server answers it from a cache that, within a transaction, does not yet know
# of the tables that another process made while this one waited for its turn.
_HAS = text(
    "SELECT EXISTS (SELECT 1 FROM pg_class WHERE relname = :table AND pg_table_is_visible(oid))"
)


def make_file(path: Path, at: datetime, shown: str, key: Key | None = None) -> None:
    """A new SQLite ledger, readable by its owner only; with an unlocked `key`, an encrypted one.
    Where another process is quicker, its ledger is the one.
    """
    aside = files.beside(path, f".new-{secrets.token_hex(4)}")
    try:
        with faults.told(shown):
            files.make_empty(aside, key)
            _fill(aside, at)
        files.place(aside, path)
        files.sync_folder(path.parent)
    except OSError as error:
        words = f"it could not be made: {error.strerror or error}"
        raise faults.of_system(error, shown, words) from error
    finally:
        with suppress(OSError):
            files.remove(aside)


def _fill(aside: Path, at: datetime) -> None:
    engine = engines.sqlite_engine(aside)
    try:
        with engine.connect() as connection:
            mark_as_ours(connection)
            with engines.for_writing(connection).begin():
                make_tables(connection, at)
    finally:
        engine.dispose()


def mark_as_ours(connection: Connection) -> None:
    """Say in the file's head whose it is, and keep a log beside it that readers need not wait for.

    Neither can be done within a transaction of SQLAlchemy's.
    """
    cursor = connection.connection.cursor()
    cursor.execute(f"PRAGMA application_id = {files.APPLICATION_ID}")
    cursor.execute("PRAGMA journal_mode = WAL")
    cursor.close()


def make_tables(connection: Connection, at: datetime) -> None:
    """All tables, and the id that this ledger keeps."""
    migrating.upgrade(connection)
    new = {"id": secrets.token_hex(16), "product": PRODUCT, "created_at": written(at)}
    connection.execute(insert(ledger), new)


def make_on_server(engine: Engine, at: datetime) -> None:
    """The tables on a PostgreSQL server, unless another process was quicker."""
    with engine.begin() as connection:
        take_turn(connection)
        if not has_tables(connection):
            make_tables(connection, at)


def take_turn(connection: Connection) -> None:
    """On a server, only one process at a time makes or changes tables, until its end."""
    connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _MAKING})


def has_tables(connection: Connection) -> bool:
    """Whether a server has a table of a ledger's name, ours or another program's."""
    return _has(connection, "ledger") or _has(connection, "letters")


def has_version(connection: Connection) -> bool:
    """Whether what it has is ours."""
    return _has(connection, "ledger") and _has(connection, VERSION_TABLE)


def _has(connection: Connection, table: str) -> bool:
    return bool(connection.execute(_HAS, {"table": table}).scalar_one())
