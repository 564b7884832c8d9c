"""Brings the casework tables into a ledger's file, or refuses the ledger."""

from pathlib import Path

from outreach.casework.tables import VERSION_TABLE, VERSIONS, metadata
from outreach.errors import LedgerNewer, RecordLiesOpen
from outreach.ledger.rows import Rows
from outreach.ledger.store import SqlLedger

MIGRATIONS = Path(__file__).parent / "migrations" / "versions"

_HAS = "SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = :name"


def prepare(ledger: SqlLedger) -> None:
    """See that a ledger is encrypted and has the newest casework tables; an older one is copied
    before it is brought up to date.
    """
    if not ledger.encrypted:
        raise RecordLiesOpen(ledger.shown)
    version = found_version(ledger.rows)
    if version == VERSIONS[-1]:
        return
    if version and version not in VERSIONS:
        raise LedgerNewer(ledger.shown, version, VERSIONS[-1])
    if version:
        ledger.backup()
    _upgrade(ledger)


def found_version(rows: Rows) -> str:
    """Which version of the tables there is; empty where there is none."""
    if not list(rows(_HAS, {"name": VERSION_TABLE})):
        return ""
    return next((str(row[0]) for row in rows(f"SELECT version_num FROM {VERSION_TABLE}")), "")  # noqa: S608 - a constant


def _upgrade(ledger: SqlLedger) -> None:
    from outreach.ledger.migrating import History, upgrade

    with ledger.writing() as connection:
        upgrade(connection, of=History(MIGRATIONS, VERSION_TABLE, metadata))
