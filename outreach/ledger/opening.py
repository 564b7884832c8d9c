"""Opens a ledger, or refuses it with the reason and the way out, leaving it as it is.

Reading a SQLite ledger costs a few milliseconds and loads nothing beyond the standard library;
its pages are trusted until one fails to read. Writing reads every page first (`quick_check`), ends
runs that died, and brings an older ledger up to date after taking a copy of it.
"""

from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Literal, overload

from outreach.encryption.keys import Key, unlock
from outreach.errors import (
    LedgerDamaged,
    LedgerMissing,
    NoLedgerYet,
    NotALedger,
    PassphraseNeeded,
)
from outreach.ledger import faults, files, soundness
from outreach.ledger.identity import Identity, expect, identify
from outreach.ledger.reading import LedgerReader
from outreach.ledger.rows import SqliteRows
from outreach.ledger.times import Clock, now

if TYPE_CHECKING:
    from outreach.ledger.store import SqlLedger

ENCRYPTED = "sqlcipher"
_FILES = ("sqlite", ENCRYPTED)


@overload
def open_ledger(
    url: str,
    expected_id: str,
    *,
    writing: Literal[True],
    create: bool = ...,
    key: Key | None = ...,
    clock: Clock = ...,
) -> "SqlLedger": ...
@overload
def open_ledger(
    url: str,
    expected_id: str,
    *,
    writing: Literal[False],
    create: bool = ...,
    key: Key | None = ...,
    clock: Clock = ...,
) -> LedgerReader: ...
def open_ledger(
    url: str,
    expected_id: str,
    *,
    writing: bool,
    create: bool = False,
    key: Key | None = None,
    clock: Clock = now,
) -> LedgerReader:
    """Open the ledger at an absolute url, which must have the id that outreach.toml names.

    With no id named, a ledger that lies there is this folder's; where none does, `create` makes
    one, and the caller writes down its `id`. Raises a LedgerUnusable that says what to do.

    `sqlcipher:///` names an encrypted file, which must have been unlocked (`encryption.keys`);
    `key` is for one that is to be made, and unlocks it.
    """
    path = file_of(url)
    if path is None:
        from outreach.ledger import servers

        return servers.open_server(url, expected_id, writing=writing, create=create, clock=clock)
    try:
        encrypted = is_encrypted(url)
        if not path.exists():
            _insist_on_making(path, expected_id, wanted=create and writing)
            _make(path, key, clock, encrypted=encrypted)
        return _open_file(path, expected_id, clock, encrypted=encrypted, writing=writing)
    except OSError as error:
        raise faults.of_system(error, str(path)) from error


def _insist_on_making(path: Path, expected_id: str, *, wanted: bool) -> None:
    if expected_id:
        raise LedgerMissing(str(path), expected_id)
    if not wanted:
        raise NoLedgerYet(str(path))


def _make(path: Path, key: Key | None, clock: Clock, *, encrypted: bool) -> None:
    from outreach.ledger import making

    if encrypted and key is None:
        raise PassphraseNeeded(str(path))
    if key is not None:
        unlock(key)
    making.make_file(path, clock(), str(path), key if encrypted else None)


def _open_file(
    path: Path, expected_id: str, clock: Clock, *, encrypted: bool, writing: bool
) -> LedgerReader:
    shown = str(path)
    identity = identify_file(path, shown, whole=writing, encrypted=encrypted)
    expect(identity, expected_id, shown, writing=writing)
    if not writing:
        return _reader(path, identity, shown, clock)
    from outreach.ledger import writing_files

    return writing_files.open_file(path, identity, shown, clock)


def file_of(url: str) -> Path | None:
    """The file a url names, taken literally; None when it names a server."""
    scheme, _, rest = url.partition(":///")
    return Path(rest.partition("?")[0]) if scheme.split("+")[0] in _FILES else None


def is_encrypted(url: str) -> bool:
    """Whether an url names an encrypted file."""
    return url.startswith(f"{ENCRYPTED}:")


def url_beside(url: str, path: Path) -> str:
    """The url of another file, encrypted or plain as the one that is named."""
    return f"{url.partition(':')[0]}:///{path.absolute().as_posix()}"


def identify_file(path: Path, shown: str, *, whole: bool, encrypted: bool) -> Identity:
    """Whose ledger a file is, which is refused unless it is encrypted, or plain, as said. `whole`
    reads every page in use too.
    """
    soundness.inspect(path, shown, encrypted=encrypted)
    with faults.told(shown), closing(files.connect_reading(path)) as connection:
        tables = {row[0] for row in connection.execute("SELECT name FROM sqlite_master")}
        if not {"ledger", "ledger_version"} <= tables:
            raise NotALedger(shown)
        if whole and (damage := soundness.quick_check(connection)):
            raise LedgerDamaged(shown, damage)
        return identify(SqliteRows(connection, shown), shown)


def _reader(path: Path, identity: Identity, shown: str, clock: Clock) -> LedgerReader:
    with faults.told(shown):
        connection = files.connect_reading(path)
    rows = SqliteRows(connection, shown)
    return LedgerReader(rows, identity.id, shown, path, clock, connection.close, identity.moved)
