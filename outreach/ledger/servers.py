"""Opens a ledger on a PostgreSQL server."""

from sqlalchemy import Connection, Engine

from outreach.errors import LedgerMissing, NoLedgerYet, NotALedger
from outreach.ledger import engines, faults, making, migrating
from outreach.ledger.engines import ConnectionRows, EngineRows
from outreach.ledger.identity import Identity, expect, identify
from outreach.ledger.locks import AdvisoryLocks
from outreach.ledger.reading import LedgerReader
from outreach.ledger.store import SqlLedger
from outreach.ledger.times import Clock


def open_server(
    url: str, expected_id: str, *, writing: bool, create: bool, clock: Clock
) -> LedgerReader:
    """See `opening.open_ledger`. The tables are made in the first schema of the search path."""
    parsed = engines.read_url(url)
    shown = engines.shown(parsed)
    engine = engines.postgres_engine(parsed)
    try:
        with faults.told(shown):
            return _open(engine, expected_id, shown, clock, writing=writing, create=create)
    except BaseException:
        engine.dispose()
        raise


def _open(
    engine: Engine, expected_id: str, shown: str, clock: Clock, *, writing: bool, create: bool
) -> LedgerReader:
    identity = identify_server(engine, shown)
    if identity is None:
        if expected_id:
            raise LedgerMissing(shown, expected_id)
        if not (create and writing):
            raise NoLedgerYet(shown)
        making.make_on_server(engine, clock())
        identity = identify_server(engine, shown)
    if identity is None:
        raise NotALedger(shown)
    expect(identity, expected_id, shown, writing=writing)
    connection = engine.connect()
    if not writing:
        return _reader(engine, connection, identity, shown, clock)
    if identity.older:
        with connection.begin():
            making.take_turn(connection)
            migrating.upgrade(connection)
    locks = AdvisoryLocks(connection)
    ledger = SqlLedger(engine, connection, locks, clock, identity.id, shown, None)
    ledger.recover()
    return ledger


def _reader(
    engine: Engine, connection: Connection, identity: Identity, shown: str, clock: Clock
) -> LedgerReader:
    def close() -> None:
        connection.close()
        engine.dispose()

    rows = EngineRows(engine, connection, shown)
    return LedgerReader(rows, identity.id, shown, None, clock, close, identity.moved)


def identify_server(engine: Engine, shown: str) -> Identity | None:
    """Whose ledger is there; None where none is. Refuses another program's tables."""
    with engine.connect() as connection:
        if not making.has_tables(connection):
            return None
        if not making.has_version(connection):
            raise NotALedger(shown)
        return identify(ConnectionRows(connection, shown), shown)
