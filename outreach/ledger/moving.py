"""Moves a whole record to another database, so that at every moment at most one of them goes on.

1. In one transaction, the copy is written, compared row by row, and retired in favour of its
   source. Until now nothing has happened to the source; a copy of a move that was broken off here
   gives way to the next.
2. The source is retired in favour of the copy, in the transaction that kept all others from writing
   since before the first row was read. A move that is broken off here has two equal ledgers, and
   neither is written to; the same command finishes it.
3. The copy is revived, and is the record.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace

from sqlalchemy import Connection

from outreach.encryption.keys import Key
from outreach.errors import CasesCannotMove, LedgerDamaged, LedgerMissing, TargetTaken
from outreach.ledger import engines, faults, retiring, transfer
from outreach.ledger.identity import Identity
from outreach.ledger.opening import file_of, open_ledger
from outreach.ledger.places import Place
from outreach.ledger.targets import Counts, Target, target_at
from outreach.ledger.times import Clock, now


@dataclass(frozen=True, slots=True)
class Source:
    """The record to be moved; `name` is how its retired copy will call it, see `Place`."""

    url: str
    ledger_id: str
    name: str


def move(source: Source, place: Place, *, key: Key | None = None, clock: Clock = now) -> Counts:
    """Returns how many rows of each table were copied; none where a move was only finished.

    An encrypted place takes the unlocked `key` that is its own, or is to be. Raises a
    LedgerUnusable when a run goes on, or when either place cannot be used.
    """
    target = target_at(place, key)
    found = target.found()
    with open_ledger(source.url, source.ledger_id, writing=False) as reader:
        source = replace(source, ledger_id=reader.id)
    if found is not None and found.id != source.ledger_id:
        raise TargetTaken(place.name, "the ledger of another folder lies there")
    if reader.moved is not None:
        if reader.moved.place != place.name:
            raise reader.moved.refusal(reader.shown)
        _finish(source, target, found, place)
        return {}
    if found is not None and found.moved is None:
        raise TargetTaken(place.name, "a ledger with the same id goes on there")
    with open_ledger(source.url, source.ledger_id, writing=True, clock=clock) as ledger:
        if ledger.check():
            raise LedgerDamaged(ledger.shown, "see outreach ledger check")
        with ledger.alone() as connection:
            if transfer.holds_more(connection):
                raise CasesCannotMove(ledger.shown)
            copied = target.fill(connection, ledger.id, source.name, clock())
            retiring.retire(connection, place.name, clock())
    target.revive(source.name)
    return copied


def _finish(source: Source, target: Target, found: Identity | None, place: Place) -> None:
    """The source is retired in favour of the target: let the record go on there."""
    if found is None:
        raise LedgerMissing(place.name, source.ledger_id)
    if found.moved is None:
        return
    if found.moved.place != source.name:
        raise found.moved.refusal(place.name)
    with _connected(source.url) as connection:
        target.insist_on_equal(connection)
    target.revive(source.name)


@contextmanager
def _connected(url: str) -> Iterator[Connection]:
    path = file_of(url)
    engine = engines.sqlite_engine(path) if path else engines.postgres_engine(engines.read_url(url))
    try:
        with faults.told(str(path or engines.shown(engine.url))), engine.connect() as connection:
            yield connection
    finally:
        engine.dispose()
