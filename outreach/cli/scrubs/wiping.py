"""Sees that what was taken out of a record leaves its file, and says where it may lie still."""

import re
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

from outreach.cli.screen import asking, console, words
from outreach.encryption import databases
from outreach.encryption.databases import is_encrypted
from outreach.errors import LedgerUnusable, NotWritten
from outreach.ledger import files, wiping
from outreach.ledger.copy_names import FOLDER
from outreach.ledger.rows import Rows, SqliteRows
from outreach.ledger.standing import SCRUBBED

if TYPE_CHECKING:
    from outreach.ledger.reading import LedgerReader
    from outreach.ledger.store import SqlLedger

_DISKS = (
    "A solid-state disk may keep old bytes out of reach: only a disk that is encrypted as a whole "
    "is proof against that."
)
_LAST = f"SELECT max(recorded_at) FROM events WHERE kind = '{SCRUBBED}'"  # noqa: S608 - a constant
_HAS_CASES = "SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = 'cases'"
_LAST_CASE = "SELECT max(removed_at) FROM cases"


def wipe(ledger: "SqlLedger") -> None:
    """Write the file anew without what was taken out; a server does that by itself, in time."""
    if ledger.path is None:
        console.note(
            "The server keeps what was taken out until it cleans up, in its log (WAL) and in "
            "copies made by pg_dump for as long as they are kept. Ask whoever runs it for "
            "VACUUM FULL, and to let go of old logs and copies.",
            "yellow",
        )
        return
    if not wiping.is_due(ledger.rows, ledger.path):
        return
    try:
        done = wiping.wipe(ledger.path, ledger.shown)
    except LedgerUnusable:
        console.note(
            "The words are taken out; their bytes may lie in the file still. Once what follows is "
            "mended, run outreach scrub again: it goes on there.",
            "yellow",
        )
        raise
    if done:
        console.say(f"{ledger.path.name} was written anew, without what was taken out.")
        if not ledger.encrypted:
            console.note(_DISKS)
    else:
        console.note(
            "Another command reads the record just now: bytes may lie in its log still. Run "
            "outreach scrub again when it has ended.",
            "yellow",
        )


# --- copies --------------------------------------------------------------------------------------


def old_copies(ledger: "LedgerReader") -> tuple[Path, ...]:
    """The copies beside a ledger from before something was last taken out of it."""
    last = _last_taken_out(ledger.rows, in_file=ledger.path is not None)
    if ledger.path is None or not last:
        return ()
    folder = ledger.path.parent / FOLDER
    ours = re.compile(rf"({re.escape(ledger.path.stem)}|damaged)-.*\.db")
    return tuple(
        path
        for path in sorted(folder.glob("*.db"))
        if ours.fullmatch(path.name)
        and is_encrypted(path) == ledger.encrypted
        and not _knows(path, last)
    )


def _last_taken_out(rows: Rows, *, in_file: bool) -> str:
    questions = [_LAST]
    if in_file and list(rows(_HAS_CASES)):
        questions.append(_LAST_CASE)
    return max((row[0] or "" for question in questions for row in rows(question)), default="")


def _knows(copy: Path, last: str) -> bool:
    """Whether a copy is from after that. One that does not open holds who knows what."""
    try:
        with closing(files.connect_still(copy)) as connection:
            rows = SqliteRows(connection, str(copy))
            return _last_taken_out(rows, in_file=True) >= last
    except LedgerUnusable:
        return False
    except databases.errors():
        return False


def tell_of_copies(ledger: "SqlLedger", *, delete: bool, ask: bool) -> None:
    """Copies from before hold the words: they are named, and deleted where that is wanted. A new
    one is made first.
    """
    copies = old_copies(ledger)
    if not copies:
        console.note("Copies that you put elsewhere hold the words still.")
        return
    names = words.some([path.name for path in copies], most=12)
    console.note(f"These copies in {FOLDER}/ hold the words still: {names}.", "yellow")
    if delete or (ask and asking.confirmed("Make a new copy, and delete these?", yes=False)):
        _delete(ledger, copies)
    else:
        console.note("To delete them: outreach scrub --delete-copies")
    console.note("Copies that you put elsewhere hold the words too.")


def _delete(ledger: "SqlLedger", copies: Sequence[Path]) -> None:
    made = ledger.backup()
    gone = [path for path in copies if path != made and path.exists()]
    for path in gone:
        try:
            path.unlink()
        except OSError as error:
            raise NotWritten(path, error) from error
    console.say(f"Deleted: {words.some([path.name for path in copies], most=12)}.")
    console.say(f"A new one: {made.name}")
