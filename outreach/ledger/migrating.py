"""Brings a database to the newest version of a schema, in the transaction it is given."""

from dataclasses import dataclass
from pathlib import Path

from alembic import command
from alembic.config import Config
from sqlalchemy import Connection, MetaData

from outreach.ledger import tables
from outreach.ledger.identity import VERSION_TABLE

MIGRATIONS = Path(__file__).parent / "migrations"


@dataclass(frozen=True, slots=True)
class History:
    """A history of migrations of its own, beside the ledger's in the same database. `versions` is
    their folder, `table` where the database keeps which of them it has seen.
    """

    versions: Path
    table: str
    metadata: MetaData


def upgrade(connection: Connection, version: str = "head", *, of: History | None = None) -> None:
    """Run every migration, of the ledger or another history, up to a version, that this database
    has not seen.
    """
    history = of or History(MIGRATIONS / "versions", VERSION_TABLE, tables.metadata)
    config = Config()
    config.set_main_option("script_location", _escaped(MIGRATIONS))
    config.set_main_option("version_locations", _escaped(history.versions))
    # A folder may have a colon in its name.
    config.set_main_option("path_separator", "newline")
    config.attributes.update(connection=connection, history=history)
    command.upgrade(config, version)


def _escaped(path: Path) -> str:
    return str(path).replace("%", "%%")
