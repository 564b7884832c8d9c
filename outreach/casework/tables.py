"""What is kept beside the ledger's own tables; casework/migrations brings it there.

Texts of cases, drafts and writers may be changed and taken out. What happened is only ever added.
"""

from sqlalchemy import (
    Boolean,
    Column,
    Date,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    Text,
    text,
)

from outreach.ledger.tables import Moment, Number, contents, letters
from outreach.ledger.tables import metadata as of_ledger

VERSION_TABLE = "casework_version"
VERSIONS = ("0001", "0002")

metadata = MetaData(naming_convention=of_ledger.naming_convention)

cases = Table(
    "cases",
    metadata,
    Column("id", Text, primary_key=True),
    Column("private", Boolean, nullable=False),
    # TOML, for a person to edit; both empty once the texts are no longer kept.
    Column("facts", Text, nullable=False),
    Column("guarded", Text, nullable=False),
    Column("revision", Integer, nullable=False),
    Column("put_at", Moment, nullable=False),
    Column("removed_at", Moment),
)

correspondents = Table(
    "correspondents",
    metadata,
    Column("id", Text, primary_key=True),
    Column("name", Text, nullable=False),
    Column("signs_as", Text, nullable=False),
    Column("email", Text, nullable=False),
    Column("lines", Text, nullable=False),  # of the address, one a line
    Column("locality", Text, nullable=False),
    Column("region", Text, nullable=False),
    Column("postcode", Text, nullable=False),
    Column("country", Text, nullable=False),
    Column("group_address", Boolean, nullable=False),
)

_holds = text("ended_on IS NULL")

pairs = Table(
    "pairs",
    metadata,
    Column("id", Number, primary_key=True),
    Column("case_id", Text, nullable=False),
    Column("person", Text, nullable=False),
    Column("writer", Text, nullable=False),
    Column("days", Integer, nullable=False),
    Column("since", Date, nullable=False),
    Column("ended_on", Date),
    Column("why_ended", Text, nullable=False),
    Index("uq_pairs_that_hold", "case_id", "person", "writer", unique=True, sqlite_where=_holds),
)

letter_details = Table(
    "letter_details",
    metadata,
    Column("letter", Number, ForeignKey(letters.c.id), primary_key=True),
    Column("sort", Text, nullable=False),
    Column("going", Text, nullable=False),
    Column("language", Text, nullable=False),
    Column("facility", Text, nullable=False),
    Column("words", Integer),
    Column("pages", Integer),
    Column("template", Text, nullable=False),
    Column("confirmed", Text, nullable=False),  # ids, a space between
    Column("text_digest", Text, nullable=False),
    Column("told", Text),  # digests, a space between
)

letter_overrides = Table(
    "letter_overrides",
    metadata,
    Column("letter", Number, ForeignKey(letters.c.id), primary_key=True),
    Column("rule", Text, primary_key=True),
    Column("reason", Text, nullable=False),
)

drafts = Table(
    "drafts",
    metadata,
    Column("case_id", Text, primary_key=True),
    Column("person", Text, primary_key=True),
    Column("writer", Text, primary_key=True),
    Column("words", Text, nullable=False),
    Column("kept_at", Moment, nullable=False),
)

received = Table(
    "received",
    metadata,
    Column("id", Number, primary_key=True),
    Column("case_id", Text, nullable=False),
    Column("person", Text, nullable=False),
    Column("writer", Text, nullable=False),
    Column("came_on", Date, nullable=False),
    Column("sha256", String(64), ForeignKey(contents.c.sha256)),
    Column("note", Text, nullable=False),
    Column("recorded_at", Moment, nullable=False),
    Index(None, "case_id"),
)

# Append-only. `kind` "undone" takes back the remark `undoes`, or without one the letter in.
remarks = Table(
    "remarks",
    metadata,
    Column("id", Number, primary_key=True),
    Column("letter", Number, ForeignKey(letters.c.id)),
    Column("received", Number, ForeignKey("received.id")),
    Column("kind", Text, nullable=False),
    Column("happened_on", Date, nullable=False),
    Column("recorded_at", Moment, nullable=False),
    Column("recorded_by", Text, nullable=False),
    Column("detail", Text, nullable=False),
    Column("undoes", Number, ForeignKey("remarks.id")),
    Index(None, "letter"),
    Index(None, "received"),
)
