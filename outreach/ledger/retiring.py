"""The one row that says whether a record goes on here, or where it was moved to."""

from datetime import datetime

from sqlalchemy import Connection, bindparam, select, update

from outreach.ledger.identity import Moved
from outreach.ledger.tables import ledger
from outreach.ledger.times import read, written

# Shared by all who write, so that they do not wait for one another but for whoever moves it.
_MOVED = select(ledger.c.moved_to, ledger.c.moved_at).with_for_update(read=True)
_LOCK = select(ledger.c.id).with_for_update()
_STATE = update(ledger).values(moved_to=bindparam("place"), moved_at=bindparam("since"))


def moved(connection: Connection) -> Moved | None:
    """Where the record goes on; None when here. It stays so until the transaction ends."""
    place, since = connection.execute(_MOVED).one()
    return Moved(place, read(since)) if place else None


def lock(connection: Connection) -> None:
    """Keep everybody else from writing until the transaction ends; SQLite does that by itself."""
    connection.execute(_LOCK)


def retire(connection: Connection, place: str, at: datetime) -> None:
    """Say that the record goes on elsewhere."""
    connection.execute(_STATE, {"place": place, "since": written(at)})


def revive(connection: Connection, back: str) -> None:
    """Say that the record goes on here, if it still is retired in favour of `back`."""
    here = _STATE.where(ledger.c.moved_to == bindparam("back"))
    connection.execute(here, {"place": None, "since": None, "back": back})
