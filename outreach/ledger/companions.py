"""Rows of the tables that others keep in a ledger's file, taken from a damaged one into a copy.

Into a ledger that is whole nothing is taken: whether it or its copy is the later, rows that may be
written anew do not tell. It is only seen whether the copy has more (`has_more`).

The copy was the same file once, so that a number is the same row in both: but for letters, which
the ledger unites by their keys. What can be read in the damaged file is the later.
"""

import sqlite3
from collections.abc import Iterator, Mapping
from typing import Any

from sqlalchemy import Connection, inspect, select, text
from sqlalchemy import column as named_column
from sqlalchemy import table as named_table

from outreach.ledger import records
from outreach.ledger.rows import Asked
from outreach.ledger.tables import letters, metadata

Numbers = Mapping[int, int]

_KEY = ("campaign", "wave", "recipient", "signatory")


def names(connection: Connection) -> tuple[str, ...]:
    """The tables in a SQLite file that are not the ledger's; of each history, only one tells of its
    version, and is left out.
    """
    if connection.dialect.name != "sqlite":
        return ()
    found = inspect(connection).get_table_names()
    return tuple(sorted(n for n in found if n not in metadata.tables and not _is_version(n)))


def _is_version(name: str) -> bool:
    return name.endswith("_version")


def take_in(connection: Connection, theirs: Asked) -> None:
    """Within a transaction, after the ledger's own rows: every row that can be read."""
    connection.execute(text("PRAGMA defer_foreign_keys = ON"))
    numbers = _numbers(connection, theirs)
    for name in names(connection):
        _take(connection, name, theirs, numbers)
    # A row whose own page could be read may refer to one that could not.
    for name in names(connection):
        _drop_orphans(connection, name)


def has_more(ours: sqlite3.Connection, theirs: sqlite3.Connection) -> bool:
    """Whether a copy has rows, or later ones, that the ledger itself has not.

    Only of tables from which no row is ever taken: those that number their rows or belong to a
    letter, and those that count how often a row was written.
    """
    mine = dict(_counted(ours))
    return any(number > mine.get(what, 0) for what, number in _counted(theirs))


def _counted(connection: sqlite3.Connection) -> Iterator[tuple[tuple[str, str], int]]:
    """(table, "") and how many rows it has; (table, id) and how often the row was written."""
    found = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
    for (name,) in found.fetchall():
        if name in metadata.tables or _is_version(name) or name.startswith("sqlite_"):
            continue
        kinds = {row[1]: row[2] for row in connection.execute(f'PRAGMA table_info("{name}")')}
        if "revision" in kinds:
            for row in connection.execute(f'SELECT id, revision FROM "{name}"'):  # noqa: S608 - its own
                yield (name, str(row[0])), row[1]
        elif "letter" in kinds or kinds.get("id") == "INTEGER":
            ((rows,),) = connection.execute(f'SELECT count(*) FROM "{name}"')  # noqa: S608 - its own
            yield (name, ""), rows


def _numbers(connection: Connection, theirs: Asked) -> Numbers:
    """Their numbers of letters → ours."""
    ours = select(letters.c.id, *(letters.c[part] for part in _KEY))
    known = {tuple(key): number for number, *key in connection.execute(ours)}
    found = {row["id"]: known.get(tuple(row[part] for part in _KEY)) for row in _letters(theirs)}
    return {their: our for their, our in found.items() if our is not None}


def _letters(theirs: Asked) -> list[records.TableRow]:
    return list(records.rows(theirs, letters.name))


def _take(connection: Connection, name: str, theirs: Asked, numbers: Numbers) -> None:
    found = inspect(connection)
    columns = [column["name"] for column in found.get_columns(name)]
    to_letters = {
        column
        for reference in found.get_foreign_keys(name)
        if reference["referred_table"] == letters.name
        for column in reference["constrained_columns"]
    }
    into = named_table(name, *map(named_column, columns))
    for row in records.rows(theirs, name):
        values: dict[str, Any] = {column: row[column] for column in columns if column in row}
        letter = {column: numbers.get(values[column]) for column in to_letters & set(values)}
        if all(letter[column] or values[column] is None for column in letter):
            connection.execute(into.insert().prefix_with("OR REPLACE"), values | letter)


def _drop_orphans(connection: Connection, name: str) -> None:
    check = text(f'PRAGMA foreign_key_check("{name}")')
    while lacking := {row[1] for row in connection.execute(check)}:
        rows = named_table(name, named_column("rowid"))
        connection.execute(rows.delete().where(rows.c.rowid.in_(lacking)))
