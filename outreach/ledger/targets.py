"""The places a record can be moved to: a new file, or a server's empty database.

A copy is born retired, pointing back to where it came from: only when its source has been retired
in turn does it become the record. So at no moment do two go on.
"""

import secrets
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from datetime import datetime
from pathlib import Path
from typing import Protocol

from sqlalchemy import Connection, Engine

from outreach.encryption.keys import Key
from outreach.errors import LedgerDamaged, LedgerFailed, LedgerNewer, TargetTaken
from outreach.ledger import (
    backups,
    engines,
    faults,
    files,
    making,
    migrating,
    retiring,
    servers,
    transfer,
)
from outreach.ledger.identity import VERSIONS, Identity
from outreach.ledger.opening import identify_file
from outreach.ledger.places import Place

Counts = Mapping[str, int]


class Target(Protocol):
    """One kind of place."""

    def found(self) -> Identity | None:
        """Whose ledger is there; None where nothing is. Refuses everything else."""
        ...

    def fill(self, source: Connection, ledger_id: str, back: str, at: datetime) -> Counts:
        """Copy everything there, compared row by row, retired in favour of `back`. All or nothing;
        a retired ledger that is there gives way, if it knows nothing that `source` does not.
        """
        ...

    def insist_on_equal(self, source: Connection) -> None:
        """Raise TargetTaken unless it holds just what `source` does."""
        ...

    def revive(self, back: str) -> None:
        """Let the record go on there, if it is retired in favour of `back`."""
        ...


def target_at(place: Place, key: Key | None) -> Target:
    """The target for a place; `key` is for an encrypted file."""
    if place.path is not None:
        return FileTarget(place.path, key)
    return ServerTarget(place)


class FileTarget:
    """A SQLite file. It is filled under another name; a retired one goes into backups."""

    def __init__(self, path: Path, key: Key | None) -> None:
        self._path = path
        self._key = key
        self._shown = str(path)

    def found(self) -> Identity | None:
        """See `Target`."""
        if self._path.exists():
            return _known(self._identify(), self._shown)
        for ending in ("-wal", "-journal"):
            if files.beside(self._path, ending).exists():
                raise TargetTaken(self._shown, f"a file {self._path.name}{ending} lies there")
        return None

    def _identify(self) -> Identity:
        encrypted = self._key is not None
        return identify_file(self._path, self._shown, whole=True, encrypted=encrypted)

    def fill(self, source: Connection, ledger_id: str, back: str, at: datetime) -> Counts:
        """See `Target`."""
        if self._path.exists():
            self._insist_on_knowing_all(source, ledger_id)
        aside = files.beside(self._path, f"{files.PART}{secrets.token_hex(4)}")
        try:
            # Nobody else moves this record: the lock on it is ours.
            files.remove_left_over(aside.parent)
            files.make_empty(aside, self._key)
            copied = self._fill(aside, source, back, at)
            if self._path.exists():
                backups.set_aside(self._path, at, "retired")
            if not files.place(aside, self._path):
                raise TargetTaken(self._shown, "another file appeared there meanwhile")
            files.sync_folder(self._path.parent)
        except OSError as error:
            raise LedgerFailed(self._shown, error.strerror or str(error)) from error
        finally:
            with suppress(OSError):
                files.remove(aside)
        return copied

    def _fill(self, aside: Path, source: Connection, back: str, at: datetime) -> Counts:
        with self._opened(aside) as engine, engine.connect() as connection:
            making.mark_as_ours(connection)
            with engines.for_writing(connection).begin():
                migrating.upgrade(connection)
                return _filled(connection, source, back, at, self._shown)

    def _insist_on_knowing_all(self, source: Connection, ledger_id: str) -> None:
        _insist_on_retired(self._identify(), ledger_id, self)
        with self._opened(self._path) as engine, engine.connect() as connection:
            if lacking := transfer.unknown_to(source, connection):
                raise TargetTaken(self._shown, f"the ledger there knows more: {lacking}")

    def insist_on_equal(self, source: Connection) -> None:
        """See `Target`."""
        with self._opened(self._path) as engine, engine.connect() as connection:
            _insist_on_equal(source, connection, self._shown)

    def revive(self, back: str) -> None:
        """See `Target`."""
        with self._opened(self._path) as engine, engine.begin() as connection:
            retiring.revive(connection, back)

    @contextmanager
    def _opened(self, path: Path) -> Iterator[Engine]:
        engine = engines.sqlite_engine(path)
        try:
            with faults.told(self._shown):
                yield engine
        finally:
            engine.dispose()

    def __str__(self) -> str:
        return self._shown


class ServerTarget:
    """A PostgreSQL database, or the first schema of its search path. Filled in one transaction."""

    def __init__(self, place: Place) -> None:
        self._url = engines.read_url(place.url)
        self._shown = engines.shown(self._url)

    def found(self) -> Identity | None:
        """See `Target`."""
        with self._opened() as engine:
            identity = servers.identify_server(engine, self._shown)
        return None if identity is None else _known(identity, self._shown)

    def fill(self, source: Connection, ledger_id: str, back: str, at: datetime) -> Counts:
        """See `Target`."""
        with self._opened() as engine:
            identity = servers.identify_server(engine, self._shown)
            with engine.begin() as connection:
                making.take_turn(connection)
                if identity is None and making.has_tables(connection):
                    raise TargetTaken(self._shown, "another command is making a ledger there")
                migrating.upgrade(connection)
                if identity is not None:
                    self._make_room(connection, source, identity, ledger_id)
                return _filled(connection, source, back, at, self._shown)

    def _make_room(
        self, connection: Connection, source: Connection, identity: Identity, ledger_id: str
    ) -> None:
        retiring.lock(connection)
        now = Identity(identity.id, identity.version, retiring.moved(connection))
        _insist_on_retired(now, ledger_id, self)
        if lacking := transfer.unknown_to(source, connection):
            raise TargetTaken(self._shown, f"the ledger there knows more: {lacking}")
        transfer.empty(connection)

    def insist_on_equal(self, source: Connection) -> None:
        """See `Target`."""
        with self._opened() as engine, engine.connect() as connection:
            _insist_on_equal(source, connection, self._shown)

    def revive(self, back: str) -> None:
        """See `Target`."""
        with self._opened() as engine, engine.begin() as connection:
            retiring.revive(connection, back)

    @contextmanager
    def _opened(self) -> Iterator[Engine]:
        engine = engines.postgres_engine(self._url)
        try:
            with faults.told(self._shown):
                yield engine
        finally:
            engine.dispose()

    def __str__(self) -> str:
        return self._shown


def _known(identity: Identity, shown: str) -> Identity:
    if identity.newer:
        raise LedgerNewer(shown, identity.version, VERSIONS[-1])
    return identity


def _insist_on_retired(identity: Identity, ledger_id: str, target: Target) -> None:
    if identity.id != ledger_id:
        raise TargetTaken(str(target), "the ledger of another folder lies there")
    if identity.moved is None:
        raise TargetTaken(str(target), "a ledger with the same id goes on there")


def _filled(
    target: Connection, source: Connection, back: str, at: datetime, shown: str
) -> Mapping[str, int]:
    copied = transfer.copy(source, target)
    _insist_on_equal(source, target, shown)
    retiring.retire(target, back, at)
    return copied


def _insist_on_equal(source: Connection, target: Connection, shown: str) -> None:
    if differing := transfer.difference(source, target):
        raise LedgerDamaged(shown, f"the copy differs from the record in {differing}")
