"""The first version of the casework tables."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None

_MOMENT = sa.String(27)


def upgrade() -> None:
    _cases_and_writers()
    _letters_out()
    _letters_in()


def _cases_and_writers() -> None:
    op.create_table(
        "cases",
        sa.Column("id", sa.Text, primary_key=True),
        sa.Column("private", sa.Boolean, nullable=False),
        *_texts("facts", "guarded"),
        sa.Column("revision", sa.Integer, nullable=False),
        sa.Column("put_at", _MOMENT, nullable=False),
        sa.Column("removed_at", _MOMENT),
    )
    op.create_table(
        "correspondents",
        sa.Column("id", sa.Text, primary_key=True),
        *_texts("name", "signs_as", "email"),
        *_texts("lines", "locality", "region", "postcode", "country"),
        sa.Column("group_address", sa.Boolean, nullable=False),
    )
    op.create_table(
        "pairs",
        sa.Column("id", sa.Integer, primary_key=True),
        *_texts("case_id", "person", "writer"),
        sa.Column("days", sa.Integer, nullable=False),
        sa.Column("since", sa.Date, nullable=False),
        sa.Column("ended_on", sa.Date),
        *_texts("why_ended"),
    )
    op.create_index(
        "uq_pairs_that_hold",
        "pairs",
        ["case_id", "person", "writer"],
        unique=True,
        sqlite_where=sa.text("ended_on IS NULL"),
    )


def _letters_out() -> None:
    op.create_table(
        "letter_details",
        _letter(primary_key=True),
        *_texts("sort", "going", "language", "facility"),
        sa.Column("words", sa.Integer),
        sa.Column("pages", sa.Integer),
        *_texts("template", "confirmed", "text_digest"),
    )
    op.create_table(
        "letter_overrides",
        _letter(primary_key=True),
        sa.Column("rule", sa.Text, primary_key=True),
        *_texts("reason"),
    )
    op.create_table(
        "drafts",
        *(sa.Column(name, sa.Text, primary_key=True) for name in ("case_id", "person", "writer")),
        *_texts("words"),
        sa.Column("kept_at", _MOMENT, nullable=False),
    )


def _letters_in() -> None:
    op.create_table(
        "received",
        sa.Column("id", sa.Integer, primary_key=True),
        *_texts("case_id", "person", "writer"),
        sa.Column("came_on", sa.Date, nullable=False),
        sa.Column("sha256", sa.String(64), sa.ForeignKey("contents.sha256")),
        *_texts("note"),
        sa.Column("recorded_at", _MOMENT, nullable=False),
    )
    op.create_index("ix_received_case_id", "received", ["case_id"])
    op.create_table(
        "remarks",
        sa.Column("id", sa.Integer, primary_key=True),
        _letter(primary_key=False),
        sa.Column("received", sa.Integer, sa.ForeignKey("received.id")),
        *_texts("kind"),
        sa.Column("happened_on", sa.Date, nullable=False),
        sa.Column("recorded_at", _MOMENT, nullable=False),
        *_texts("recorded_by", "detail"),
        sa.Column("undoes", sa.Integer, sa.ForeignKey("remarks.id")),
    )
    op.create_index("ix_remarks_letter", "remarks", ["letter"])
    op.create_index("ix_remarks_received", "remarks", ["received"])


def _texts(*names: str) -> list[sa.Column[str]]:
    return [sa.Column(name, sa.Text, nullable=False) for name in names]


def _letter(*, primary_key: bool) -> sa.Column[int]:
    return sa.Column("letter", sa.Integer, sa.ForeignKey("letters.id"), primary_key=primary_key)
