"""Statements that every letter needs, compiled once and handed to the driver as they are.

SQLAlchemy takes about 100 µs to execute a statement that it compiled before, SQLite 15. Five
statements a letter would make that half of all time, so these five take the short way; nothing
else does.
"""

from collections.abc import Callable, Mapping
from functools import partial

from sqlalchemy import Connection
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.engine.interfaces import DBAPICursor, Dialect
from sqlalchemy.sql.dml import UpdateBase

# How each driver wants parameters named.
_DIALECTS: Mapping[str, Callable[[], Dialect]] = {
    "sqlite": partial(sqlite.dialect, paramstyle="named"),
    "postgresql": partial(postgresql.dialect, paramstyle="pyformat"),
}


class Prepared:
    """One statement. `statement` makes it for a dialect; `names` are the values it takes."""

    def __init__(self, statement: Callable[[str], UpdateBase], *names: str) -> None:
        self._statement = statement
        self._names = names
        self._compiled: dict[str, str] = {}

    def __call__(self, connection: Connection, values: Mapping[str, object]) -> DBAPICursor:
        """Execute it within the connection's transaction."""
        sql = self._compiled.get(connection.dialect.name) or self._compile(connection.dialect.name)
        cursor = connection.connection.cursor()
        cursor.execute(sql, values)
        return cursor

    def number(self, connection: Connection, values: Mapping[str, object]) -> int:
        """Execute it; the number it returns, or 0 when it wrote no row."""
        row = self(connection, values).fetchone()
        return 0 if row is None else int(row[0])

    def _compile(self, dialect: str) -> str:
        made = self._statement(dialect).compile(
            dialect=_DIALECTS[dialect](), column_keys=list(self._names)
        )
        left_over = set(made.params) ^ set(self._names)
        if left_over:
            raise TypeError(f"a prepared statement is not given, or does not take: {left_over}")
        self._compiled[dialect] = str(made)
        return self._compiled[dialect]
