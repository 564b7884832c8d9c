import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from filelock import FileLock
from sqlalchemy import create_engine, text
from sqlalchemy.exc import OperationalError

from outreach.errors import LedgerFailed, LedgerUnreachable
from outreach.ledger.locks import FileLocks, lock_key
from outreach.model.dispatch import Addressee, Sent, Status


def test_a_lock_is_held_until_it_is_freed(ledger_path: Path) -> None:
    mine, theirs = FileLocks(ledger_path), FileLocks(ledger_path)
    mine.take("00000000000000a1")
    assert not theirs.is_free("00000000000000a1")
    assert not mine.is_free("00000000000000a1")
    assert theirs.any_held()
    mine.free("00000000000000a1")
    assert theirs.is_free("00000000000000a1")
    assert not theirs.any_held()
    assert list(ledger_path.parent.iterdir()) == []


def test_the_lock_of_a_run_that_left_none_is_free(ledger_path: Path) -> None:
    assert FileLocks(ledger_path).is_free("00000000000000a1")
    assert list(ledger_path.parent.iterdir()) == []


def test_a_run_without_a_lock_never_begins(
    office: Any, ledger_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    ledger = office.open()
    with monkeypatch.context() as patched:
        patched.setattr(FileLock, "acquire", full)
        with pytest.raises(LedgerFailed, match="no lock could be taken"):
            ledger.run("jane", office.now).__enter__()
    with ledger.run("jane", office.now):
        assert len(list(ledger_path.parent.glob("*.lock"))) == 1
    assert list(ledger_path.parent.glob("*.lock")) == []


def test_a_run_that_is_not_on_record_holds_no_lock(office: Any, ledger_path: Path) -> None:
    ledger = office.open()
    with closing(sqlite3.connect(ledger_path)) as connection:
        connection.execute("DROP TABLE gaps")
    with pytest.raises(OperationalError):
        ledger.run("jane", office.now).__enter__()
    assert list(ledger_path.parent.glob("*.lock")) == []


def test_a_runs_id_is_a_number_that_postgresql_can_lock() -> None:
    assert lock_key("0000000000000001") == 1
    assert lock_key("ffffffffffffffff") == -1
    assert -(2**63) <= lock_key("8000000000000000") < 2**63


def end_sessions_with_locks(url: str) -> None:
    engine = create_engine(url)
    with engine.connect() as connection:
        connection.execute(
            text(
                "SELECT pg_terminate_backend(pid) FROM pg_locks "
                "WHERE locktype = 'advisory' AND pid <> pg_backend_pid()"
            )
        )
    engine.dispose()


def test_a_lost_connection_loses_the_lock_and_the_right_to_write(postgres_office: Any) -> None:
    office = postgres_office
    ledger = office.open()
    running = ledger.run("jane", office.now)
    run = running.__enter__()
    ann, bob = ((office.key(n), Addressee(n), office.mailing(n), run) for n in ("ann", "bob"))
    claim = ledger.claim(*ann, office.now)
    end_sessions_with_locks(office.url)
    with pytest.raises(LedgerUnreachable):
        ledger.settle(claim, Sent(), office.now)
    with pytest.raises(LedgerUnreachable, match="lost earlier in this run"):
        ledger.claim(*bob, office.now)
    with pytest.raises(LedgerUnreachable):
        running.__exit__(None, None, None)
    assert office.open().counts("release", "1") == {Status.UNKNOWN: 1}
