"""The schema, as SQLAlchemy sees it. migrations/ brings a ledger there; a test compares the two.

Times are text of one width (see `times`) and mean the same on SQLite and PostgreSQL, so that a
ledger can be copied from one to the other row by row.
"""

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Connection,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    Insert,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
    UniqueConstraint,
    false,
    text,
)
from sqlalchemy.dialects import postgresql, sqlite

from outreach.ledger.times import WIDTH

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)

Number = BigInteger().with_variant(Integer(), "sqlite")
Moment = String(WIDTH)

ledger = Table(
    "ledger",
    metadata,
    Column("id", Text, primary_key=True),
    Column("product", Text, nullable=False),
    Column("created_at", Moment, nullable=False),
    # Where the record goes on since it was moved there; this one is kept, and not written to.
    Column("moved_to", Text),
    Column("moved_at", Moment),
)

campaigns = Table(
    "campaigns",
    metadata,
    Column("id", Text, primary_key=True),
    Column("title", Text, nullable=False),
    Column("private", Boolean, nullable=False, server_default=false()),
)

waves = Table(
    "waves",
    metadata,
    Column("campaign", Text, ForeignKey("campaigns.id"), primary_key=True),
    Column("wave", Text, primary_key=True),
    Column("parent", Text),
    Column("reason", Text, nullable=False),
    Column("created_at", Moment, nullable=False),
    ForeignKeyConstraint(["campaign", "parent"], ["waves.campaign", "waves.wave"]),
)

# Nothing about the machine or its user.
runs = Table(
    "runs",
    metadata,
    Column("id", Text, primary_key=True),
    Column("account", Text, nullable=False),
    Column("started_at", Moment, nullable=False),
    Column("ended_at", Moment),
)

contents = Table(
    "contents",
    metadata,
    Column("sha256", String(64), primary_key=True),
    Column("media_type", Text, nullable=False),
    Column("size", Integer, nullable=False),
    Column("body", LargeBinary),  # empty once the words are no longer kept
)

# `status`, `status_at`, `attempt` (its number) and `event` are what `standing` derives.
letters = Table(
    "letters",
    metadata,
    Column("id", Number, primary_key=True),
    Column("campaign", Text, nullable=False),
    Column("wave", Text, nullable=False),
    Column("recipient", Text, nullable=False),
    Column("signatory", Text, nullable=False),
    Column("name", Text, nullable=False),
    Column("office", Text, nullable=False),
    Column("status", Text, nullable=False),
    Column("status_at", Moment, nullable=False),
    Column("attempt", Integer),
    Column("event", Number),
    UniqueConstraint("campaign", "wave", "recipient", "signatory"),
    ForeignKeyConstraint(["campaign", "wave"], ["waves.campaign", "waves.wave"]),
    Index(None, "campaign", "wave", "status"),
    Index(None, "recipient"),
)

_unsettled = text("outcome IS NULL AND run IS NOT NULL")

attempts = Table(
    "attempts",
    metadata,
    Column("id", Number, primary_key=True),
    Column("letter", Number, ForeignKey("letters.id"), nullable=False),
    Column("number", Integer, nullable=False),
    Column("way", Text, nullable=False),
    Column("account", Text, nullable=False),
    Column("sender", Text, nullable=False),
    Column("address", Text, nullable=False),
    Column("address_folded", Text, nullable=False),
    Column("message_id", Text),
    Column("sha256", String(64), ForeignKey("contents.sha256")),
    Column("run", Text, ForeignKey("runs.id")),
    Column("first_at", Moment, nullable=False),
    Column("last_at", Moment, nullable=False),
    Column("tries", Integer, nullable=False),
    Column("outcome", Text),
    Column("code", Integer, nullable=False),
    Column("words", Text, nullable=False),
    Column("settled_at", Moment),
    Column("retry_at", Moment),
    UniqueConstraint("letter", "number"),
    UniqueConstraint("message_id"),
    Index(None, "account", "last_at"),
    Index(None, "address_folded"),
    Index("ix_attempts_unsettled", "run", sqlite_where=_unsettled, postgresql_where=_unsettled),
)

# Append-only: nothing here is ever changed or deleted.
events = Table(
    "events",
    metadata,
    Column("id", Number, primary_key=True),
    Column("letter", Number, ForeignKey("letters.id"), nullable=False),
    Column("attempt", Integer, nullable=False),
    Column("handover", Integer, nullable=False),
    Column("kind", Text, nullable=False),
    Column("at", Moment, nullable=False),
    Column("recorded_at", Moment, nullable=False),
    Column("recorded_by", Text, nullable=False),
    Column("detail", Text, nullable=False),
    Column("undoes", Number, ForeignKey("events.id")),
    ForeignKeyConstraint(["letter", "attempt"], ["attempts.letter", "attempts.number"]),
    Index(None, "letter"),
    Index(None, "kind", "at"),
)

# Times of which the record is lost. The two numbers tell what was in the ledger before.
gaps = Table(
    "gaps",
    metadata,
    Column("id", Number, primary_key=True),
    Column("since", Moment, nullable=False),
    Column("until", Moment, nullable=False),
    Column("reason", Text, nullable=False),
    Column("last_attempt", Number, nullable=False),
    Column("last_event", Number, nullable=False),
    Column("closed_at", Moment),
    Column("closed_by", Text),
)


def insert_new(connection: Connection, table: Table) -> Insert:
    """`INSERT … ON CONFLICT DO NOTHING` in the connection's dialect."""
    return insert_new_by(connection.dialect.name, table)


def insert_new_by(dialect: str, table: Table) -> Insert:
    """The same, by the dialect's name."""
    if dialect == "postgresql":
        return postgresql.insert(table).on_conflict_do_nothing()
    return sqlite.insert(table).on_conflict_do_nothing()
