"""Opens a SQLite ledger for writing."""

import os
from pathlib import Path

from outreach.errors import LedgerReadOnly
from outreach.ledger import backups, engines, faults, making, migrating
from outreach.ledger.identity import Identity
from outreach.ledger.locks import FileLocks
from outreach.ledger.store import SqlLedger
from outreach.ledger.times import Clock


def open_file(path: Path, identity: Identity, shown: str, clock: Clock) -> SqlLedger:
    """Open a file that was looked at already, bring it up to date, and end runs that died."""
    if not (os.access(path, os.W_OK) and os.access(path.parent, os.W_OK)):
        raise LedgerReadOnly(shown)
    if identity.older:
        backups.copy_beside(path, clock(), shown)
    engine = engines.sqlite_engine(path)
    try:
        with faults.told(shown):
            connection = engines.for_writing(engine.connect())
            making.mark_as_ours(connection)
            if identity.older:
                with connection.begin():
                    migrating.upgrade(connection)
            ledger = SqlLedger(engine, connection, FileLocks(path), clock, identity.id, shown, path)
            ledger.recover()
    except BaseException:
        engine.dispose()
        raise
    return ledger
