"""The encrypted file for private cases: where it is, and how a command opens it."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from outreach.cli.opening import passphrases
from outreach.cli.screen import console
from outreach.errors import (
    LedgerFull,
    LedgerReadOnly,
    NoPrivateStore,
    OutreachError,
    PassphraseNeeded,
    PrivateStoreMissing,
)
from outreach.ledger.opening import ENCRYPTED, is_encrypted, open_ledger

if TYPE_CHECKING:
    from outreach.casework.store import Casework
    from outreach.ledger.reading import LedgerReader
    from outreach.ledger.store import SqlLedger
    from outreach.workspace.opening import Workspace


@dataclass(frozen=True, slots=True)
class Store:
    """`whole`: it is the record of all campaigns too. `id` is empty before it is made."""

    path: Path
    id: str
    whole: bool

    @property
    def url(self) -> str:
        return f"{ENCRYPTED}:///{self.path.as_posix()}"


def store_of(folder: "Workspace") -> Store:
    """private.db; where there is none and the record of campaigns is encrypted, that record."""
    settings, own = folder.settings, folder.private_path
    if is_encrypted(settings.ledger_url) and (record := folder.ledger_path):
        has_own = record != own and bool(settings.private_id or own.exists())
        if not has_own:
            return Store(record, settings.ledger_id, whole=True)
    return Store(own, settings.private_id, whole=False)


def exists(folder: "Workspace") -> bool:
    """Whether something private was ever kept in this folder."""
    store = store_of(folder)
    return bool(store.id) or store.path.exists()


def opens_by_itself(folder: "Workspace") -> bool:
    """Whether nobody has to be asked for the passphrase of the store that there is."""
    try:
        return passphrases.opens_unasked(folder, store_of(folder).path)
    except (OutreachError, OSError):
        return False  # a passphrase that is wrong is told to whoever needs the store


@contextmanager
def open_record(
    folder: "Workspace", *, create: bool = False, reading: bool = False
) -> "Iterator[SqlLedger]":
    """The encrypted record, to be read and written; asks for the passphrase where it has to.

    NoPrivateStore where there is none, unless it may be made: then its passphrase is chosen first.
    For a command that is mostly `reading`, a full disk stops no more than what would be written.
    """
    store = store_of(folder)
    with _opened(folder, store, create=create, reading=reading) as ledger:
        if not store.id:
            write_down(folder, store, ledger.id)
        ledger.copy_before_writing()
        yield ledger


@contextmanager
def looked_into(folder: "Workspace") -> "Iterator[LedgerReader | None]":
    """The private store beside the record of campaigns, only to be read; None where there is none,
    where it is locked, and where it does not open: whoever needs it is told why.
    """
    store = store_of(folder)
    if store.whole or not store.path.exists():
        yield None
        return
    try:
        opens = passphrases.opens_unasked(folder, store.path, in_passing=True)
        ledger = open_ledger(store.url, store.id, writing=False) if opens else None
    except (OutreachError, OSError):
        ledger = None
    if ledger is None:
        yield None
        return
    with ledger:
        yield ledger


@contextmanager
def open_casework(
    folder: "Workspace", *, create: bool = False, reading: bool = False
) -> "Iterator[Casework]":
    """The private cases, and all that belongs to them."""
    from outreach.casework.store import Casework

    with open_record(folder, create=create, reading=reading) as ledger:
        yield Casework(ledger)


def _opened(folder: "Workspace", store: Store, *, create: bool, reading: bool) -> "SqlLedger":
    if store.path.exists() or store.id or not create:
        insist_on_it(store)
        passphrases.unlock(folder, store.path)
        try:
            return open_ledger(store.url, store.id, writing=True)
        except (LedgerFull, LedgerReadOnly) as refusal:
            if not reading:
                raise
            found = _only_read(store, type(refusal))
            _say_only_read(store.path, full=isinstance(refusal, LedgerFull))
            return found
    key = passphrases.key_for_new(folder, store.path)
    try:
        return open_ledger(store.url, "", writing=True, create=True, key=key)
    except PassphraseNeeded:  # another command made it meanwhile, with a salt of its own
        return _opened(folder, store, create=False, reading=reading)


@cache  # a command may open it several times
def _say_only_read(path: Path, *, full: bool) -> None:
    why = f"There is no room left on the disk of {path}" if full else f"{path} may not be written"
    console.note(f"{why}: it is only read.", "yellow")


def _only_read(store: Store, refusal: type[LedgerFull | LedgerReadOnly]) -> "SqlLedger":
    from outreach.ledger.full_disk import LedgerOnFullDisk

    return LedgerOnFullDisk(open_ledger(store.url, store.id, writing=False), refusal)


def insist_on_it(store: Store) -> None:
    """Raise NoPrivateStore, or say that the one that is named is gone."""
    if store.path.exists():
        return
    if store.id:
        raise PrivateStoreMissing(str(store.path), store.id)
    raise NoPrivateStore


def write_down(folder: "Workspace", store: Store, ledger_id: str) -> None:
    """Note in outreach.toml whose store belongs to this folder."""
    if store.whole:
        folder.record_ledger_id(ledger_id)
    else:
        folder.record_private(id=ledger_id)
