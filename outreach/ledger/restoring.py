"""Puts a copy of a SQLite ledger back without losing what is known.

Where the ledger itself can be read to its end, nothing in it is thrown away: what the copy knows
beyond it is added, in one transaction, and no letter goes back to an earlier status.

Where it is damaged or gone, the copy takes its place. Every row that can still be read in the
damaged file is taken along; the file itself is kept aside, untouched. Because nobody can tell
which rows could not be read, the time since the copy is put on record as a gap: whatever would be
sent next, and could have left in that time, becomes `unknown` and waits for a person (see `lost`).

Claims that no run holds any more become `unknown` either way.
"""

import secrets
from contextlib import closing, suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from outreach.encryption import databases
from outreach.errors import (
    CopyRefused,
    LedgerBusy,
    LedgerDamaged,
    LedgerForeign,
    PassphraseNeeded,
)
from outreach.ledger import backups, companions, faults, files
from outreach.ledger.identity import Identity, expect
from outreach.ledger.locks import FileLocks
from outreach.ledger.opening import (
    file_of,
    identify_file,
    is_encrypted,
    open_ledger,
    url_beside,
)
from outreach.ledger.reading import LedgerReader
from outreach.ledger.rows import AskedAnew, SqliteRows
from outreach.ledger.store import SqlLedger
from outreach.ledger.times import Clock, now


@dataclass(frozen=True, slots=True)
class Restored:
    """What became of it.

    `letters` are on record now; of `changed` ones the copy, or the damaged file, knew more;
    `unknown` ones wait for a decision. `since` is when the gap begins, None without a gap; `aside`
    is where the damaged ledger was put, or a copy of the ledger as it was before.
    """

    ledger_id: str
    letters: int
    changed: int
    unknown: int
    since: datetime | None
    aside: Path | None

    def __str__(self) -> str:
        said = [
            f"{self.letters} letters are on record; of {self.changed} more is known than before.",
            f"{self.unknown} are not sure to have gone: outreach history --status unknown",
        ]
        if self.since is not None:
            said.append(
                f"What left after {self.since:%Y-%m-%d %H:%M} UTC is not known. Whatever would be "
                "sent next and could have left since then is held as unknown until you decide."
            )
        if self.aside is not None:
            said.append(f"The ledger as it was before: {self.aside}")
        return "\n".join(said)


def restore(url: str, expected_id: str, copy: Path, *, clock: Clock = now) -> Restored:
    """Put a copy back. Needs that no other command is sending."""
    path = file_of(url)
    if path is None:
        raise CopyRefused("The ledger is on a PostgreSQL server.", "Restore it with pg_restore.")
    try:
        return _restore(url, path, expected_id, copy, clock)
    except OSError as error:
        raise faults.of_system(error, str(path)) from error


def _restore(url: str, path: Path, expected_id: str, copy: Path, clock: Clock) -> Restored:
    if not copy.is_file():
        raise CopyRefused(f"There is no file {copy}.", "Copies are in the folder backups.")
    # An encrypted ledger must not be replaced by a plain one, nor the other way round.
    encrypted = is_encrypted(url)
    identity = identify_file(copy, str(copy), whole=True, encrypted=encrypted)
    expect(identity, expected_id, str(copy), writing=True)
    if FileLocks(path).any_held():
        raise LedgerBusy(str(path), "another outreach command is sending or printing")
    if _is_whole(path, identity, encrypted=encrypted):
        return _add_to(url, path, identity, copy, clock)
    return _replace(url, path, identity, copy, clock)


def _is_whole(path: Path, copy: Identity, *, encrypted: bool) -> bool:
    """Whether the ledger can be read to its end; refuses one that is not the copy's."""
    try:
        found = identify_file(path, str(path), whole=True, encrypted=encrypted)
    except (FileNotFoundError, LedgerDamaged):
        return False
    if found.id != copy.id:
        raise LedgerForeign(str(path), found.id, copy.id)
    expect(found, copy.id, str(path), writing=True)
    return True


def _add_to(url: str, path: Path, identity: Identity, copy: Path, clock: Clock) -> Restored:
    _insist_on_nothing_more(path, copy)
    aside = backups.copy_beside(path, clock(), str(path))
    with open_ledger(url, identity.id, writing=True, clock=clock) as ledger:
        with (
            closing(files.connect_reading(path)) as ours,
            closing(files.connect_reading(copy)) as theirs,
            ledger.together(),
        ):
            changed = ledger.take_in(ours, theirs)
        return _counted(ledger, changed, None, aside)


def _insist_on_nothing_more(path: Path, copy: Path) -> None:
    """Of a private store that is whole only letters are united with those of a copy. Raises
    CopyRefused where the copy has more than that: an older store may have been put in its place.
    """
    with (
        closing(files.connect_reading(path)) as ours,
        closing(files.connect_reading(copy)) as theirs,
    ):
        if not companions.has_more(ours, theirs):
            return
    raise CopyRefused(
        f"{copy} knows more of cases or of letters to and from them than {path}, which is whole, "
        "and seems to be an older copy that was put in its place. Nothing was changed.",
        f"Keep what is there under another name (mv {path.name} older.db), and run this again: the "
        "copy then takes its place.",
    )


def _replace(url: str, path: Path, identity: Identity, copy: Path, clock: Clock) -> Restored:
    new = files.beside(path, f".new-{secrets.token_hex(4)}")
    since = _last_moment(copy) or clock()
    aside = None
    try:
        backups.copy(copy, new, str(copy))
        is_there = path.exists()
        # A log that outlived its file would be taken for that of the copy.
        if is_there or files.has_left_log(path):
            aside = backups.set_aside(path, clock(), "damaged")
        damaged = aside if is_there else None
        restored = _fill(url_beside(url, new), identity, damaged, since, clock)
        files.place(new, path)
        files.sync_folder(path.parent)
    except BaseException:
        with suppress(OSError):
            files.remove(new)
        _put_back(path, aside)
        raise
    return restored


def _fill(
    url: str, identity: Identity, damaged: Path | None, since: datetime, clock: Clock
) -> Restored:
    with open_ledger(url, identity.id, writing=True, clock=clock) as ledger:
        changed = 0 if damaged is None else _salvage(ledger, damaged)
        ledger.recover()
        ledger.begin_gap(since, clock(), "The ledger was restored from a copy.")
        return _counted(ledger, changed, since, damaged)


def _salvage(ledger: SqlLedger, damaged: Path) -> int:
    if ledger.path is None:
        return 0
    try:
        theirs = AskedAnew(lambda: files.connect_still(damaged))
        with closing(files.connect_reading(ledger.path)) as ours, ledger.together():
            changed = ledger.take_in(ours, theirs)
            with ledger.writing() as connection:
                companions.take_in(connection, theirs)
            return changed
    except databases.errors():  # not even opened
        return 0
    except PassphraseNeeded:  # the salt at its head is not there any more
        return 0


def _last_moment(copy: Path) -> datetime | None:
    with closing(files.connect_reading(copy)) as connection:
        return LedgerReader(
            SqliteRows(connection, str(copy)), "", str(copy), copy, now, connection.close
        ).last_moment()


def _counted(
    ledger: SqlLedger, changed: int, since: datetime | None, aside: Path | None
) -> Restored:
    letters, unknown = ledger.how_many()
    return Restored(ledger.id, letters, changed, unknown, since, aside)


def _put_back(path: Path, aside: Path | None) -> None:
    if aside is not None and not path.exists():
        files.move(aside, path)
