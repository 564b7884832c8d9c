"""Where a record went on that was moved to another database."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    op.add_column("ledger", sa.Column("moved_to", sa.Text))
    op.add_column("ledger", sa.Column("moved_at", sa.String(27)))
