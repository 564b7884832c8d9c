"""Asking a ledger: plain SQL with `:names`, the same on every database.

A reading command on SQLite needs nothing but the standard library: loading SQLAlchemy takes three
times as long as the rest of the program, and longer than the question.
"""

import sqlite3
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager
from typing import Any, Protocol

from outreach.ledger import faults

Parameters = Mapping[str, object]
Row = Sequence[Any]

NONE: Parameters = {}


class Rows(Protocol):
    """Answers one SELECT. Rows come as they are asked for."""

    def __call__(self, sql: str, parameters: Parameters = NONE) -> Iterator[Row]: ...

    def snapshot(self) -> "AbstractContextManager[Rows]":
        """Rows that all show the ledger as it is at one moment, whatever others write meanwhile."""
        ...


class Asked(Protocol):
    """What answers SQL as a connection of `sqlite3` does."""

    def execute(self, sql: str, parameters: Any = ..., /) -> sqlite3.Cursor: ...


class AskedAnew:
    """Opens a damaged file anew for every question: after one page that cannot be read, SQLCipher
    answers nothing more on the same connection. A cursor keeps its connection alive.
    """

    def __init__(self, opened: Callable[[], sqlite3.Connection]) -> None:
        self._opened = opened

    def execute(self, sql: str, parameters: Any = (), /) -> sqlite3.Cursor:
        return self._opened().execute(sql, parameters)


class SqliteRows:
    """Asks a file by the standard library alone."""

    def __init__(self, connection: sqlite3.Connection, shown: str) -> None:
        self.connection = connection
        self._shown = shown

    def __call__(self, sql: str, parameters: Parameters = NONE) -> Iterator[Row]:
        with faults.told(self._shown):
            # Not `yield from`, which closes the cursor of an answer that nobody reads to its end:
            # by then the database may be closed, and that is no fault.
            for row in self.connection.execute(sql, dict(parameters)):  # noqa: UP028
                yield row

    @contextmanager
    def snapshot(self) -> Iterator[Rows]:
        """See `Rows`."""
        self.connection.execute("BEGIN")
        try:
            yield self
        finally:
            self.connection.execute("ROLLBACK")


def listed(name: str, values: Sequence[str]) -> tuple[str, dict[str, str]]:
    """`:name0, :name1 …` for `IN (…)`, and the values to go with it."""
    parameters = {f"{name}{place}": value for place, value in enumerate(values)}
    return ", ".join(f":{key}" for key in parameters), parameters
