"""Rows of one database written into another, and two databases compared row by row.

Tables are read in pieces, in the order of their keys: no table is ever in memory whole, but for the
waves of campaigns, which are few.
"""

from collections.abc import Iterator, Mapping, Sequence
from itertools import zip_longest
from typing import Any

from sqlalchemy import (
    Column,
    Connection,
    Select,
    String,
    Table,
    func,
    insert,
    literal,
    select,
    text,
)
from sqlalchemy import table as table_named

from outreach.ledger import companions
from outreach.ledger.tables import contents, metadata, waves

TableRow = tuple[Any, ...]

_PIECE = 500
_PIECES: Mapping[str, int] = {contents.name: 20}  # these hold whole documents
_STATE = frozenset({"moved_to", "moved_at"})

# What never changes in a row, once it is written. Attempts and letters go on, contents and reasons
# are let go of; everything else of a table that is not named here stays as it was.
_FIXED: Mapping[str, Sequence[str]] = {
    "ledger": ("id", "product", "created_at"),
    "campaigns": ("id",),
    "waves": ("campaign", "wave"),
    "runs": ("id", "account", "started_at"),
    "contents": ("sha256",),
    "letters": ("id", "campaign", "wave", "recipient", "signatory"),
    "attempts": ("id", "letter", "number", "way", "address", "message_id", "first_at"),
    "gaps": ("id", "since", "until", "last_attempt", "last_event"),
}


def copy(source: Connection, target: Connection) -> Mapping[str, int]:
    """Write every row of `source` into the empty tables of `target`. Returns how many of each."""
    copied = {}
    for table in metadata.sorted_tables:
        copied[table.name] = 0
        for piece in _pieces(source, table):
            names = [column.name for column in table.columns]
            target.execute(insert(table), [dict(zip(names, row, strict=True)) for row in piece])
            copied[table.name] += len(piece)
    _number_on(target)
    return copied


def holds_more(source: Connection) -> bool:
    """Whether a file holds rows beyond a record's: private cases."""
    rows = (
        select(literal(1)).select_from(table_named(n)).limit(1) for n in companions.names(source)
    )
    return any(source.execute(row).first() for row in rows)


def empty(target: Connection) -> None:
    """Delete every row."""
    for table in reversed(metadata.sorted_tables):
        if target.dialect.name == "postgresql":
            # Deleting one by one would look for what refers to each, without an index to do it by.
            target.execute(text(f"TRUNCATE {table.name} CASCADE"))
        else:
            target.execute(table.delete())


def difference(source: Connection, target: Connection) -> str:
    """The first row in which two databases differ, in value or kind; empty when none does."""
    for table in metadata.sorted_tables:
        columns = [column for column in table.columns if column.name not in _STATE]
        for ours, theirs in zip_longest(_rows(source, columns), _rows(target, columns)):
            if ours is None or theirs is None or not _alike(ours, theirs):
                return f"a row of {table.name}, {_named(table, columns, ours or theirs or ())}"
    return ""


def unknown_to(source: Connection, target: Connection) -> str:
    """The first row of `target` that `source` does not know, or less of; empty when none is.

    Both are read side by side, in the order of their keys.
    """
    for table in metadata.sorted_tables:
        columns = _fixed(table)
        keys = [columns.index(column) for column in table.primary_key.columns]
        known = _rows(source, columns)
        here = next(known, None)
        for row in _rows(target, columns):
            key = [row[place] for place in keys]
            while here is not None and [here[place] for place in keys] < key:
                here = next(known, None)
            if here is None or not _covers(table, here, row):
                return f"a row of {table.name}, {_named(table, columns, row)}"
    return ""


def _fixed(table: Table) -> list[Column[Any]]:
    names = _FIXED.get(table.name, [column.name for column in table.columns])
    columns = [table.c[name] for name in names]
    # Of an attempt, how far it got comes last.
    return [*columns, table.c.tries, table.c.outcome] if table.name == "attempts" else columns


def _covers(table: Table, ours: TableRow, theirs: TableRow) -> bool:
    if table.name != "attempts":
        return ours == theirs
    *same, tries, outcome = ours
    *others, their_tries, their_outcome = theirs
    got_as_far = tries > their_tries or (tries == their_tries and (outcome or not their_outcome))
    return same == others and bool(got_as_far)


def _alike(ours: TableRow, theirs: TableRow) -> bool:
    return ours == theirs and all(type(a) is type(b) for a, b in zip(ours, theirs, strict=True))


def _named(table: Table, columns: Sequence[Column[Any]], row: TableRow) -> str:
    keys = {column.name for column in table.primary_key.columns}
    values = zip(columns, row, strict=False)
    return " ".join(str(value) for column, value in values if column.name in keys)


# --- reading -----------------------------------------------------------------------------------


def _pieces(source: Connection, table: Table) -> Iterator[Sequence[TableRow]]:
    if table is waves:
        if found := _parents_first(list(_rows(source, list(table.columns)))):
            yield found
        return
    size = _PIECES.get(table.name, _PIECE)
    with source.execute(
        _in_order(source, list(table.columns)), execution_options={"yield_per": size}
    ) as result:
        for piece in result.partitions():
            yield [tuple(row) for row in piece]


def _rows(connection: Connection, columns: Sequence[Column[Any]]) -> Iterator[TableRow]:
    size = _PIECES.get(columns[0].table.name, _PIECE)
    with connection.execute(
        _in_order(connection, columns), execution_options={"yield_per": size}
    ) as result:
        for row in result:
            yield tuple(row)


def _in_order(connection: Connection, columns: Sequence[Column[Any]]) -> Select[Any]:
    """By the key; texts by their characters' numbers, as SQLite and Python sort them."""
    table = columns[0].table
    by = [
        column.collate("C")
        if connection.dialect.name == "postgresql" and isinstance(column.type, String)
        else column
        for column in table.primary_key.columns
    ]
    return select(*columns).order_by(*by)


def _parents_first(rows: list[TableRow]) -> list[TableRow]:
    """Waves in an order in which each comes after the one that it follows."""
    names = [column.name for column in waves.columns]
    campaign, wave, parent = (names.index(name) for name in ("campaign", "wave", "parent"))
    waiting, done, found = rows, set[tuple[str, str]](), list[TableRow]()
    while waiting:
        ready = [r for r in waiting if r[parent] is None or (r[campaign], r[parent]) in done]
        if not ready:
            return [*found, *waiting]  # no such order: the database will say so
        found += ready
        done |= {(row[campaign], row[wave]) for row in ready}
        waiting = [row for row in waiting if (row[campaign], row[wave]) not in done]
    return found


def _number_on(target: Connection) -> None:
    """Let new rows have numbers after those copied; SQLite sees to it by itself."""
    if target.dialect.name != "postgresql":
        return
    for table in metadata.sorted_tables:
        if table.autoincrement_column is not None:
            last = target.execute(select(func.max(table.c.id))).scalar_one()
            target.execute(
                text("SELECT setval(pg_get_serial_sequence(:table, 'id'), :last, :used)"),
                {"table": table.name, "last": last or 1, "used": last is not None},
            )
