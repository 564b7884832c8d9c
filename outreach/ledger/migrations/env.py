"""Run by Alembic: applies migrations on the connection that `migrating` hands over."""

from alembic import context

given = context.config.attributes
context.configure(
    connection=given["connection"],
    target_metadata=given["history"].metadata,
    version_table=given["history"].table,
    # SQLite can undo a half-made table too, once the driver is told to leave transactions alone.
    transactional_ddl=True,
)
with context.begin_transaction():
    context.run_migrations()
