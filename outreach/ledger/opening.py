"""Opens a ledger, or refuses it with the reason and the way out, leaving it as it is.

Reading a SQLite ledger costs a few milliseconds and loads nothing beyond the standard library;
its pages are trusted until one fails to read. Writing reads every page first (`quick_check`), ends
runs that died, and brings an older ledger up to date after taking a copy of it.
"""

from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Literal, overload

from outreach.errors import LedgerDamaged, LedgerFailed, LedgerMissing, NoLedgerYet, NotALedger
from outreach.ledger import faults, files
from outreach.ledger.identity import Identity, expect, identify
from outreach.ledger.reading import LedgerReader
from outreach.ledger.rows import SqliteRows
from outreach.ledger.times import Clock, now

if TYPE_CHECKING:
    from outreach.ledger.store import SqlLedger


@overload
def open_ledger(
    url: str, expected_id: str, *, writing: Literal[True], create: bool = ..., clock: Clock = ...
) -> "SqlLedger": ...
@overload
def open_ledger(
    url: str, expected_id: str, *, writing: Literal[False], create: bool = ..., clock: Clock = ...
) -> LedgerReader: ...
def open_ledger(
    url: str, expected_id: str, *, writing: bool, create: bool = False, clock: Clock = now
) -> LedgerReader:
    """Open the ledger at an absolute url, which must have the id that outreach.toml names.

    With no id named, a ledger that lies there is this folder's; where none does, `create` makes
    one, and the caller writes down its `id`. Raises a LedgerUnusable that says what to do.
    """
    path = file_of(url)
    if path is None:
        from outreach.ledger import servers

        return servers.open_server(url, expected_id, writing=writing, create=create, clock=clock)
    try:
        return _open_file(path, expected_id, writing=writing, create=create, clock=clock)
    except OSError as error:
        raise LedgerFailed(str(path), error.strerror or str(error)) from error


def _open_file(
    path: Path, expected_id: str, *, writing: bool, create: bool, clock: Clock
) -> LedgerReader:
    shown = str(path)
    if not path.exists():
        if expected_id:
            raise LedgerMissing(shown, expected_id)
        if not (create and writing):
            raise NoLedgerYet(shown)
        from outreach.ledger import making

        making.make_file(path, clock(), shown)
    identity = identify_file(path, shown, whole=writing)
    expect(identity, expected_id, shown, writing=writing)
    if not writing:
        return _reader(path, identity, shown, clock)
    from outreach.ledger import writing_files

    return writing_files.open_file(path, identity, shown, clock)


def file_of(url: str) -> Path | None:
    """The file a url names, taken literally; None when it names a server."""
    scheme, _, rest = url.partition(":///")
    return Path(rest.partition("?")[0]) if scheme.split("+")[0] == "sqlite" else None


def identify_file(path: Path, shown: str, *, whole: bool) -> Identity:
    """Whose ledger a file is. `whole` reads every page of it too."""
    files.inspect(path, shown)
    with faults.told(shown), closing(files.connect_reading(path)) as connection:
        tables = {row[0] for row in connection.execute("SELECT name FROM sqlite_master")}
        if not {"ledger", "ledger_version"} <= tables:
            raise NotALedger(shown)
        if whole and (damage := files.quick_check(connection)):
            raise LedgerDamaged(shown, damage)
        return identify(SqliteRows(connection, shown), shown)


def _reader(path: Path, identity: Identity, shown: str, clock: Clock) -> LedgerReader:
    with faults.told(shown):
        connection = files.connect_reading(path)
    rows = SqliteRows(connection, shown)
    return LedgerReader(rows, identity.id, shown, path, clock, connection.close, identity.moved)
