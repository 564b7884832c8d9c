"""Run by Alembic: applies migrations on the connection that `migrating` hands over."""

from alembic import context

from outreach.ledger.identity import VERSION_TABLE
from outreach.ledger.tables import metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    version_table=VERSION_TABLE,
    # SQLite can undo a half-made table too, once the driver is told to leave transactions alone.
    transactional_ddl=True,
)
with context.begin_transaction():
    context.run_migrations()
