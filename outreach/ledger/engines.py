"""SQLAlchemy engines for both databases, set up so that what is committed stays."""

from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from sqlalchemy import Connection, Engine, create_engine, event, text
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError
from sqlalchemy.pool import QueuePool

from outreach.encryption import databases
from outreach.errors import LedgerDriverMissing, LedgerUrlUnknown
from outreach.ledger import faults, files
from outreach.ledger.rows import NONE, Parameters, Row, Rows

_BEGIN = "outreach.begin"


def sqlite_engine(path: Path) -> Engine:
    """An engine on an existing file."""
    engine = create_engine(
        "sqlite://",
        creator=lambda: files.connect_writing(path),
        module=databases.driver(path),
        hide_parameters=True,
        # Without a name in its url, SQLAlchemy would take it for a database in memory, and give a
        # thread one connection for everything: a question could not be asked within another.
        poolclass=QueuePool,
        pool_size=2,
    )
    event.listen(engine, "begin", _begin)
    return engine


def _begin(connection: Connection) -> None:
    # The driver is told to leave transactions alone; by itself it would begin them too late.
    connection.connection.cursor().execute(connection.info.get(_BEGIN, "BEGIN"))


def for_writing(connection: Connection) -> Connection:
    """Let a connection's transactions take the right to write when they begin.

    SQLite refuses, rather than waits, when a transaction turns from reading to writing too late.
    """
    if connection.dialect.name == "sqlite":
        connection.info[_BEGIN] = "BEGIN IMMEDIATE"
    return connection


def postgres_engine(url: URL) -> Engine:
    """An engine on a server; the driver is loaded now."""
    try:
        engine = create_engine(url, hide_parameters=True, pool_size=2)
    except ModuleNotFoundError as error:
        raise LedgerDriverMissing from error
    event.listen(engine, "connect", _commit_to_disk)
    return engine


def _commit_to_disk(connection: object, _record: object) -> None:
    cursor = connection.cursor()  # type: ignore[attr-defined]
    cursor.execute("SET synchronous_commit TO on")
    cursor.close()
    connection.commit()  # type: ignore[attr-defined]


def read_url(url: str) -> URL:
    """A url that this program can use; `postgresql://` means the driver that is offered."""
    try:
        parsed = make_url(url)
    except ArgumentError as error:
        raise LedgerUrlUnknown(url) from error
    if parsed.drivername == "postgresql":
        return parsed.set(drivername="postgresql+psycopg")
    if parsed.drivername != "postgresql+psycopg":
        raise LedgerUrlUnknown(parsed.render_as_string(hide_password=True))
    return parsed


def shown(url: URL) -> str:
    """How errors name a server's ledger: no user, no password, no options."""
    host = url.host or "localhost"
    return f"{host}/{url.database or ''}"


class ConnectionRows:
    """Asks within whatever transaction a connection is in."""

    def __init__(self, connection: Connection, shown: str) -> None:
        self._connection = connection
        self._shown = shown

    def __call__(self, sql: str, parameters: Parameters = NONE) -> Iterator[Row]:
        with (
            faults.told(self._shown),
            closing(self._connection.execute(text(sql), parameters)) as result,
        ):
            yield from result

    @contextmanager
    def snapshot(self) -> Iterator[Rows]:
        """See `Rows`: the transaction there is must do."""
        yield self


class EngineRows:
    """Asks within the open transaction of a ledger where there is one, else beside it."""

    def __init__(self, engine: Engine, connection: Connection, shown: str) -> None:
        self._engine = engine
        self._connection = connection
        self._shown = shown

    def __call__(self, sql: str, parameters: Parameters = NONE) -> Iterator[Row]:
        if self._connection.in_transaction():
            yield from list(ConnectionRows(self._connection, self._shown)(sql, parameters))
            return
        with self.snapshot() as rows:
            yield from rows(sql, parameters)

    @contextmanager
    def snapshot(self) -> Iterator[Rows]:
        """See `Rows`."""
        with faults.told(self._shown), self._engine.connect() as connection:
            if connection.dialect.name == "postgresql":
                connection.execution_options(isolation_level="REPEATABLE READ")
            yield ConnectionRows(connection.execution_options(yield_per=500), self._shown)
