"""Brings the casework tables into a ledger's file, or refuses the ledger."""

from pathlib import Path

from sqlalchemy.exc import OperationalError

from outreach.casework.tables import VERSION_TABLE, VERSIONS, metadata
from outreach.errors import LedgerDamaged, LedgerNewer, Problem, RecordLiesOpen
from outreach.ledger import faults
from outreach.ledger.rows import Rows
from outreach.ledger.store import SqlLedger

MIGRATIONS = Path(__file__).parent / "migrations" / "versions"

_COLUMNS = """
SELECT m.name, p.name FROM sqlite_master m JOIN pragma_table_info(m.name) p WHERE m.type = 'table'
"""
_HAS = "SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = :name"


def prepare(ledger: SqlLedger) -> None:
    """See that a ledger is encrypted and has the newest casework tables; an older one is copied
    before it is brought up to date.
    """
    if not ledger.encrypted:
        raise RecordLiesOpen(ledger.shown)
    version = found_version(ledger.rows)
    if version == VERSIONS[-1]:
        if missing := what_is_missing(ledger.rows):
            raise LedgerDamaged(ledger.shown, missing)
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


def problems_of_tables(rows: Rows, shown: str) -> tuple[Problem, ...]:
    """What stands against using the casework tables of a file; older ones are brought up to date
    by whoever writes.
    """
    missing = what_is_missing(rows) if found_version(rows) == VERSIONS[-1] else ""
    way_out = "Put back a copy: outreach ledger restore COPY"
    return (Problem(f"The file is damaged: {missing}.", way_out, shown),) if missing else ()


def what_is_missing(rows: Rows) -> str:
    """The first table or column that a file of the newest version lacks, in words; empty when it
    has all.
    """
    found = {(str(table), str(column)) for table, column in rows(_COLUMNS)}
    wanted = [(table.name, column.name) for table in metadata.sorted_tables for column in table.c]
    lacking = next((one for one in wanted if one not in found), None)
    return f"its table {lacking[0]} has no {lacking[1]}" if lacking else ""


def _upgrade(ledger: SqlLedger) -> None:
    from outreach.ledger.migrating import History, upgrade

    with ledger.writing() as connection:
        try:
            upgrade(connection, of=History(MIGRATIONS, VERSION_TABLE, metadata))
        except OperationalError as error:
            if faults.refusal_of(error, ledger.shown):
                raise  # the disk, or another process
            words = f"its tables could not be brought up to date ({error.orig})"
            raise LedgerDamaged(ledger.shown, words) from error
