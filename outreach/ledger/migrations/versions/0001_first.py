"""The schema as it was first made. Never changed again: a change is a new migration."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None

NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
MOMENT = sa.String(27)
UNSETTLED = sa.text("outcome IS NULL AND run IS NOT NULL")


def upgrade() -> None:
    _whose()
    _campaigns()
    _letters()
    _attempts()
    _events()
    _gaps()


def _whose() -> None:
    op.create_table(
        "ledger",
        sa.Column("id", sa.Text, nullable=False),
        sa.Column("product", sa.Text, nullable=False),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_ledger"),
    )


def _campaigns() -> None:
    op.create_table(
        "campaigns",
        sa.Column("id", sa.Text, nullable=False),
        sa.Column("title", sa.Text, nullable=False),
        sa.Column("private", sa.Boolean, nullable=False, server_default=sa.false()),
        sa.PrimaryKeyConstraint("id", name="pk_campaigns"),
    )
    op.create_table(
        "waves",
        sa.Column("campaign", sa.Text, nullable=False),
        sa.Column("wave", sa.Text, nullable=False),
        sa.Column("parent", sa.Text),
        sa.Column("reason", sa.Text, nullable=False),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("campaign", "wave", name="pk_waves"),
        sa.ForeignKeyConstraint(["campaign"], ["campaigns.id"], name="fk_waves_campaign"),
        sa.ForeignKeyConstraint(
            ["campaign", "parent"],
            ["waves.campaign", "waves.wave"],
            name="fk_waves_campaign_parent",
        ),
    )


def _letters() -> None:
    op.create_table(
        "letters",
        sa.Column("id", NUMBER, nullable=False),
        sa.Column("campaign", sa.Text, nullable=False),
        sa.Column("wave", sa.Text, nullable=False),
        sa.Column("recipient", sa.Text, nullable=False),
        sa.Column("signatory", sa.Text, nullable=False),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("office", sa.Text, nullable=False),
        sa.Column("status", sa.Text, nullable=False),
        sa.Column("status_at", MOMENT, nullable=False),
        sa.Column("attempt", sa.Integer),
        sa.Column("event", NUMBER),
        sa.PrimaryKeyConstraint("id", name="pk_letters"),
        sa.UniqueConstraint(
            "campaign",
            "wave",
            "recipient",
            "signatory",
            name="uq_letters_campaign_wave_recipient_signatory",
        ),
        sa.ForeignKeyConstraint(
            ["campaign", "wave"],
            ["waves.campaign", "waves.wave"],
            name="fk_letters_campaign_wave",
        ),
    )
    op.create_index("ix_letters_campaign_wave_status", "letters", ["campaign", "wave", "status"])
    op.create_index("ix_letters_recipient", "letters", ["recipient"])


def _attempts() -> None:
    op.create_table(
        "runs",
        sa.Column("id", sa.Text, nullable=False),
        sa.Column("account", sa.Text, nullable=False),
        sa.Column("started_at", MOMENT, nullable=False),
        sa.Column("ended_at", MOMENT),
        sa.PrimaryKeyConstraint("id", name="pk_runs"),
    )
    op.create_table(
        "contents",
        sa.Column("sha256", sa.String(64), nullable=False),
        sa.Column("media_type", sa.Text, nullable=False),
        sa.Column("size", sa.Integer, nullable=False),
        sa.Column("body", sa.LargeBinary),
        sa.PrimaryKeyConstraint("sha256", name="pk_contents"),
    )
    op.create_table(
        "attempts",
        sa.Column("id", NUMBER, nullable=False),
        sa.Column("letter", NUMBER, nullable=False),
        sa.Column("number", sa.Integer, nullable=False),
        sa.Column("way", sa.Text, nullable=False),
        sa.Column("account", sa.Text, nullable=False),
        sa.Column("sender", sa.Text, nullable=False),
        sa.Column("address", sa.Text, nullable=False),
        sa.Column("address_folded", sa.Text, nullable=False),
        sa.Column("message_id", sa.Text),
        sa.Column("sha256", sa.String(64)),
        sa.Column("run", sa.Text),
        sa.Column("first_at", MOMENT, nullable=False),
        sa.Column("last_at", MOMENT, nullable=False),
        sa.Column("tries", sa.Integer, nullable=False),
        sa.Column("outcome", sa.Text),
        sa.Column("code", sa.Integer, nullable=False),
        sa.Column("words", sa.Text, nullable=False),
        sa.Column("settled_at", MOMENT),
        sa.Column("retry_at", MOMENT),
        sa.PrimaryKeyConstraint("id", name="pk_attempts"),
        sa.UniqueConstraint("letter", "number", name="uq_attempts_letter_number"),
        sa.UniqueConstraint("message_id", name="uq_attempts_message_id"),
        sa.ForeignKeyConstraint(["letter"], ["letters.id"], name="fk_attempts_letter"),
        sa.ForeignKeyConstraint(["sha256"], ["contents.sha256"], name="fk_attempts_sha256"),
        sa.ForeignKeyConstraint(["run"], ["runs.id"], name="fk_attempts_run"),
    )
    op.create_index("ix_attempts_account_last_at", "attempts", ["account", "last_at"])
    op.create_index("ix_attempts_address_folded", "attempts", ["address_folded"])
    op.create_index(
        "ix_attempts_unsettled",
        "attempts",
        ["run"],
        sqlite_where=UNSETTLED,
        postgresql_where=UNSETTLED,
    )


def _events() -> None:
    op.create_table(
        "events",
        sa.Column("id", NUMBER, nullable=False),
        sa.Column("letter", NUMBER, nullable=False),
        sa.Column("attempt", sa.Integer, nullable=False),
        sa.Column("handover", sa.Integer, nullable=False),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("at", MOMENT, nullable=False),
        sa.Column("recorded_at", MOMENT, nullable=False),
        sa.Column("recorded_by", sa.Text, nullable=False),
        sa.Column("detail", sa.Text, nullable=False),
        sa.Column("undoes", NUMBER),
        sa.PrimaryKeyConstraint("id", name="pk_events"),
        sa.ForeignKeyConstraint(["letter"], ["letters.id"], name="fk_events_letter"),
        sa.ForeignKeyConstraint(["undoes"], ["events.id"], name="fk_events_undoes"),
        sa.ForeignKeyConstraint(
            ["letter", "attempt"],
            ["attempts.letter", "attempts.number"],
            name="fk_events_letter_attempt",
        ),
    )
    op.create_index("ix_events_letter", "events", ["letter"])
    op.create_index("ix_events_kind_at", "events", ["kind", "at"])


def _gaps() -> None:
    op.create_table(
        "gaps",
        sa.Column("id", NUMBER, nullable=False),
        sa.Column("since", MOMENT, nullable=False),
        sa.Column("until", MOMENT, nullable=False),
        sa.Column("reason", sa.Text, nullable=False),
        sa.Column("last_attempt", NUMBER, nullable=False),
        sa.Column("last_event", NUMBER, nullable=False),
        sa.Column("closed_at", MOMENT),
        sa.Column("closed_by", sa.Text),
        sa.PrimaryKeyConstraint("id", name="pk_gaps"),
    )
