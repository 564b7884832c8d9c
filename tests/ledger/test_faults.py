import sqlite3
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from outreach.errors import (
    LedgerBusy,
    LedgerDamaged,
    LedgerFailed,
    LedgerFull,
    LedgerReadOnly,
    LedgerUnreachable,
    LedgerUnusable,
)
from outreach.ledger import files
from outreach.ledger.faults import refusal_of, told
from outreach.model.dispatch import Addressee, Sent, Status

# A run on a disk that takes so many bytes more and not one beyond. Says which claims it was
# given, and what stopped it.
ON_A_FULL_DISK = """
import resource, sys
from datetime import UTC, datetime
from outreach.errors import LedgerUnusable
from outreach.ledger.opening import open_ledger
from outreach.model.campaign import Way
from outreach.model.dispatch import Addressee, LetterKey, Sent
from outreach.model.mailing import Mailing
import os, random

url, room = sys.argv[1], int(sys.argv[2])
at = datetime(2026, 11, 22, tzinfo=UTC)
noise = random.Random(7)
try:
    with open_ledger(url, "", writing=True) as ledger, ledger.run("jane", at) as run:
        resource.setrlimit(resource.RLIMIT_FSIZE, (room, resource.RLIM_INFINITY))
        for number in range(2000):
            mailing = Mailing(Way.EMAIL, "jane@example.org", f"r{number}@example.org",
                              noise.randbytes(3000), "message/rfc822", f"<{number}@example.org>")
            claim = ledger.claim(LetterKey("release", "1", f"r{number}"), Addressee(""),
                                 mailing, run, at)
            print("claimed", claim.key.recipient, flush=True)
            ledger.settle(claim, Sent("2.0.0", 250), at)
            print("settled", claim.key.recipient, flush=True)
except LedgerUnusable as refusal:
    print("refused", type(refusal).__name__, refusal, flush=True)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="no limit on the size of files there")
@pytest.mark.parametrize("room", [150_000, 1_000_000, 2_345_678])
def test_no_claim_is_given_that_a_full_disk_did_not_take(office: Any, room: int) -> None:
    office.open()
    office.close()
    done = subprocess.run(
        [sys.executable, "-c", ON_A_FULL_DISK, office.url, str(room)],
        capture_output=True,
        text=True,
    )
    *said, last = done.stdout.splitlines()
    assert last.startswith("refused LedgerF"), done.stdout + done.stderr
    claimed = {line.split()[1] for line in said if line.startswith("claimed")}
    settled = {line.split()[1] for line in said if line.startswith("settled")}
    ledger = office.open()
    on_record = {
        recipient: status for (recipient, _), status in ledger.statuses("release", "1").items()
    }
    assert claimed <= set(on_record)
    assert all(on_record[name] is Status.SENT for name in settled)
    assert all(on_record[name] in {Status.UNKNOWN, Status.SENT} for name in claimed - settled)
    assert len(claimed - settled) <= 1
    assert ledger.check() == ()


def test_no_room_for_a_copy_is_said_and_nothing_is_left(
    office: Any, ledger_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(path: Path, key: object) -> None:
        raise OSError(28, "No space left on device")

    ledger = office.open()
    monkeypatch.setattr(files, "make_empty", full)
    with pytest.raises(LedgerFull, match="no room left on the disk"):
        ledger.backup_before_send(office.now)
    assert list((ledger_path.parent / "backups").iterdir()) == []


def test_a_ledger_that_another_process_keeps_locked_is_busy(
    office: Any, ledger_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(files, "BUSY_SECONDS", 0.1)
    ledger = office.open()
    other = sqlite3.connect(ledger_path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(LedgerBusy):
        ledger.note_campaign("release", "Release")
    other.execute("ROLLBACK")
    other.close()
    ledger.note_campaign("release", "Release")
    assert ledger.campaigns() == ("release",)


def failure(code: int, words: str = "words") -> sqlite3.Error:
    error = sqlite3.OperationalError(words)
    error.sqlite_errorcode = code
    return error


@pytest.mark.parametrize(
    ("code", "refusal"),
    [
        (sqlite3.SQLITE_FULL, LedgerFull),
        (sqlite3.SQLITE_READONLY_DBMOVED, LedgerReadOnly),
        (sqlite3.SQLITE_BUSY_SNAPSHOT, LedgerBusy),
        (sqlite3.SQLITE_CORRUPT, LedgerDamaged),
        (sqlite3.SQLITE_NOTADB, LedgerDamaged),
        (sqlite3.SQLITE_IOERR_FSYNC, LedgerFailed),
        (sqlite3.SQLITE_CANTOPEN, LedgerFailed),
    ],
)
def test_what_sqlite_fails_with_becomes_a_refusal(code: int, refusal: type[LedgerUnusable]) -> None:
    with pytest.raises(refusal, match=r"ledger\.db"), told("ledger.db"):
        raise failure(code)


class ServerError(Exception):
    def __init__(self, sqlstate: str | None) -> None:
        super().__init__("the server's\n words")
        self.sqlstate = sqlstate


@pytest.mark.parametrize(
    ("state", "refusal"),
    [
        ("53100", LedgerFull),
        ("25006", LedgerReadOnly),
        ("40P01", LedgerBusy),
        ("57P01", LedgerUnreachable),
        ("28P01", LedgerUnreachable),
        (None, LedgerUnreachable),
        ("58030", LedgerFailed),
        ("XX001", LedgerDamaged),
    ],
)
def test_what_postgresql_fails_with_becomes_a_refusal(
    state: str | None, refusal: type[LedgerUnusable]
) -> None:
    assert isinstance(refusal_of(ServerError(state), "example.org/letters"), refusal)


def test_a_bug_keeps_its_traceback() -> None:
    clash = sqlite3.IntegrityError("UNIQUE constraint failed")
    clash.sqlite_errorcode = sqlite3.SQLITE_CONSTRAINT_UNIQUE
    with pytest.raises(sqlite3.IntegrityError), told("ledger.db"):
        raise clash
    with pytest.raises(ZeroDivisionError), told("ledger.db"):
        raise ZeroDivisionError
    assert refusal_of(ServerError("23505"), "example.org/letters") is None


def test_errors_hold_no_name_or_address_of_a_letter(office: Any) -> None:
    """A clash of Message-IDs is a bug; even its traceback tells nothing about people."""
    ledger = office.open()
    mailing = office.mailing("ann")
    with ledger.run("jane", office.now) as run:
        claim = ledger.claim(office.key("ann"), Addressee("Ann"), mailing, run, office.now)
        ledger.settle(claim, Sent(), office.now)
        with pytest.raises(sqlite3.IntegrityError) as caught:
            ledger.claim(office.key("bob"), Addressee("Bob"), mailing, run, office.now)
    assert "ann" not in str(caught.value)
    assert "example.org" not in str(caught.value)
