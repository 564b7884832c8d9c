"""One transaction a write, or several writes in one; and what makes writing impossible."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TypeVar

from sqlalchemy import Connection

from outreach.errors import LedgerOvertaken, LedgerReplaced, LedgerUnreachable
from outreach.ledger import faults

Answer = TypeVar("Answer")

MOST_TRIES = 5
_FIRST_PAUSE = 0.05  # seconds; each further one is twice as long


def repeated(write: Callable[[], Answer], pause: Callable[[float], object] = time.sleep) -> Answer:
    """A whole transaction, and once more whenever another process got in its way.

    After a pause (seconds): begun anew at once, it can take again what it was undone for before
    the other process has woken up, and be undone for it once more.
    """
    for tries in range(MOST_TRIES - 1):
        with suppress(LedgerOvertaken):
            return write()
        pause(_FIRST_PAUSE * 2**tries)
    return write()


class Transactions:
    """Gives out the one connection that writes. `path` is the ledger's file, None on a server;
    `permitted` is called as the first thing in every transaction, and may refuse; `before_first`
    once, before a transaction begins.
    """

    def __init__(
        self,
        connection: Connection,
        shown: str,
        path: Path | None,
        permitted: Callable[[], None],
    ) -> None:
        self.connection = connection
        self._shown = shown
        self._path = path
        self._file = _identity(path)
        self._insist_on_permission = permitted
        self.before_first: Callable[[], None] | None = None
        self._together = False
        self._broken = False

    @contextmanager
    def one(self, undone: Callable[[], None]) -> Iterator[Connection]:
        """A transaction, or the one that is open. `undone` is called when it is rolled back."""
        if self._together:
            yield self.connection
            return
        with self.told():
            if self.before_first is not None:
                self.before_first()
                self.before_first = None
            try:
                with self.connection.begin():
                    self._insist_on_place()
                    self._insist_on_permission()
                    yield self.connection
            except BaseException:
                undone()
                raise

    @contextmanager
    def together(self, undone: Callable[[], None]) -> Iterator[None]:
        """One transaction around every write within."""
        with self.one(undone):
            outer, self._together = self._together, True
            try:
                yield
            finally:
                self._together = outer

    @contextmanager
    def told(self) -> Iterator[None]:
        """Refusals in place of a driver's errors. After a lost connection nothing is tried again:
        a new one would not hold the locks of the runs that go on.
        """
        if self._broken:
            raise LedgerUnreachable(self._shown, "the connection was lost earlier in this run.")
        try:
            with faults.told(self._shown):
                yield
        except LedgerUnreachable:
            self._broken = True
            raise

    def _insist_on_place(self) -> None:
        """A restore puts another file in this one's place: nothing is written to the old one."""
        if self._path is not None and _identity(self._path) != self._file:
            raise LedgerReplaced(self._shown)


def _identity(path: Path | None) -> tuple[int, int] | None:
    if path is None:
        return None
    try:
        found = path.stat()
    except FileNotFoundError:
        return None
    return found.st_dev, found.st_ino
