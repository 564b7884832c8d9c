"""Keeps with each letter which rules its writer was told of, as digests."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    op.add_column("letter_details", sa.Column("told", sa.Text))
