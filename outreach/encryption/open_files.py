"""Database files that this process has open, and how their first bytes are read meanwhile.

SQLite guards a file by POSIX locks, which belong to the process as a whole: where it closes any
descriptor of the file, even one opened only to read a few bytes, the locks of all its connections
to it are gone (https://www.sqlite.org/howtocorrupt.html, section 2.2). Another process that ends
then takes itself for the last one, and deletes the write-ahead log: what is committed afterwards
goes into a file without a name, and is lost. So a file with a connection is read through a
descriptor that was opened before the first one, and is closed after the last.
"""

import os
import sqlite3
import stat
import threading
import weakref
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import ModuleType
from typing import Any, cast

# On Windows a lock belongs to the handle it was taken by, and a file held open cannot be replaced.
_SHARED = os.name == "posix"

_Place = tuple[int, int]  # device and inode


@dataclass(slots=True)
class _Held:
    """What keeps a file open; while it is, its inode is no other file's."""

    descriptor: int
    connections: int = 0


_held: dict[_Place, _Held] = {}
_one_at_a_time = threading.Lock()
# Of connections that are gone. They go at any moment, also while something here is half done: then
# word is left, and it is seen to later.
_over: deque[_Place] = deque()


def beginning(path: Path, length: int) -> tuple[bytes, int]:
    """The first bytes of a file, and how many it has in all."""
    if stat.S_ISFIFO(path.stat().st_mode):
        return b"", 0  # it would be waited for until somebody writes into it
    with _one_at_a_time:
        _let_go()
        held = _held.get(_place(path)) if _SHARED else None
        if held is not None:
            return os.pread(held.descriptor, length, 0), os.fstat(held.descriptor).st_size
        with path.open("rb") as file:
            return file.read(length), os.fstat(file.fileno()).st_size


def connect(driver: ModuleType, path: Path, mode: str, timeout: float) -> sqlite3.Connection:
    """Open an existing file as a database. `driver` is `sqlite3` or a module like it; `mode` is
    `ro`, `rw`, or `immutable` for a file that nobody uses; `timeout` is in seconds.
    """
    how = "immutable=1" if mode == "immutable" else f"mode={mode}"

    def opened() -> sqlite3.Connection:
        connection = driver.connect(
            f"{path.absolute().as_uri()}?{how}",
            uri=True,
            timeout=timeout,
            isolation_level=None,
            check_same_thread=False,
            factory=_kind(driver),
        )
        return cast("sqlite3.Connection", connection)

    return _held_open(path, opened) if _SHARED else opened()


def _held_open(path: Path, opened: Callable[[], sqlite3.Connection]) -> sqlite3.Connection:
    with _one_at_a_time:
        _let_go()
        while True:
            place = _hold(path)
            try:
                connection = opened()
            except BaseException:
                _over.append(place)
                raise
            if _place(path) == place:
                over = weakref.finalize(connection, _note_end, place)
                over.atexit = False  # the system closes everything, and nothing before
                return connection
            # Another file has taken the name in this moment, and may be what was opened.
            connection.close()
            _over.append(place)


@cache
def _kind(driver: ModuleType) -> type[Any]:
    """Connections of a driver that can be told of when they are collected: with their last cursor,
    for one that is half read keeps SQLite at the file, also after the connection was closed.
    """

    class Connection(driver.Connection):  # type: ignore[name-defined,misc]
        pass

    return Connection


def _place(path: Path) -> _Place:
    found = path.stat()
    return found.st_dev, found.st_ino


def _hold(path: Path) -> _Place:
    place = _place(path)
    if place not in _held:
        descriptor = os.open(path, os.O_RDONLY)
        found = os.fstat(descriptor)
        place = found.st_dev, found.st_ino
        # Where that one is held already this one is in excess, and must not be closed either.
        _held.setdefault(place, _Held(descriptor))
    _held[place].connections += 1
    return place


def _note_end(place: _Place) -> None:
    _over.append(place)
    if _one_at_a_time.acquire(blocking=False):
        try:
            _let_go()
        finally:
            _one_at_a_time.release()


def _let_go() -> None:
    while _over:
        place = _over.popleft()
        held = _held[place]
        held.connections -= 1
        if not held.connections:
            del _held[place]
            os.close(held.descriptor)
