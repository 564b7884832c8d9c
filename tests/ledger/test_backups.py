import os
import shutil
import sqlite3
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from outreach.errors import CopyRefused, LedgerDamaged
from outreach.ledger import backups, files
from outreach.ledger.opening import open_ledger
from outreach.model.dispatch import Status


def note(office: Any, ledger: Any, name: str) -> None:
    ledger.record(office.key(name), Status.POSTED, at=office.now, recorded_at=office.now, by="jane")


def test_a_copy_is_a_whole_ledger_in_one_file(office: Any, tmp_path: Path) -> None:
    ledger = office.open()
    note(office, ledger, "ann")
    copy = ledger.backup(tmp_path / "copy.db")
    note(office, ledger, "bob")
    assert sorted(path.name for path in tmp_path.glob("copy*")) == ["copy.db"]
    with open_ledger(f"sqlite:///{copy}", ledger.id, writing=False) as copied:
        assert list(copied.statuses("release", "1")) == [("ann", "")]
        assert copied.check() == ()


def test_what_is_not_committed_is_not_in_a_copy(office: Any, tmp_path: Path) -> None:
    ledger, reader = office.open(), office.read()
    with ledger.together():
        note(office, ledger, "ann")
        copy = reader.backup(tmp_path / "copy.db")
    with open_ledger(f"sqlite:///{copy}", ledger.id, writing=False) as copied:
        assert copied.statuses("release", "1") == {}


def test_a_copy_never_takes_the_place_of_a_file(office: Any, tmp_path: Path) -> None:
    ledger = office.open()
    taken = tmp_path / "taken.db"
    taken.write_text("mine")
    with pytest.raises(CopyRefused, match="is there already"):
        ledger.backup(taken)
    assert taken.read_text() == "mine"


def test_the_last_ten_copies_before_a_send_are_kept(office: Any, ledger_path: Path) -> None:
    ledger = office.open()
    folder = ledger_path.parent / "backups"
    made = [ledger.backup_before_send(office.later(minutes=number % 2)) for number in range(13)]
    (folder / "mine.db").write_text("kept")
    ledger.backup_before_send(office.later(minutes=1))
    left = backups.kept_beside(ledger_path)
    assert len(left) == 10
    assert list(left[:9]) == made[4:]
    assert (folder / "mine.db").exists()


def test_a_damaged_ledger_is_not_copied(office: Any, ledger_path: Path) -> None:
    ledger = office.open()
    with ledger.together():
        for number in range(200):
            note(office, ledger, f"r{number}")
    office.close()
    reader = office.read()
    content = bytearray(ledger_path.read_bytes())
    for number in range(8, len(content) // 4096):
        content[number * 4096 : number * 4096 + 64] = os.urandom(64)
    ledger_path.write_bytes(content)
    with pytest.raises(LedgerDamaged):
        reader.backup()
    assert list((ledger_path.parent / "backups").iterdir()) == []


def test_a_copy_of_a_ledger_in_use_holds_what_its_log_holds(
    office: Any, ledger_path: Path, tmp_path: Path
) -> None:
    ledger = office.open()
    note(office, ledger, "ann")
    assert ledger_path.with_name("ledger.db-wal").stat().st_size > 0
    torn = tmp_path / "torn.db"
    shutil.copy(ledger_path, torn)  # what a file manager would take: the log is missing
    copy = ledger.backup(tmp_path / "copy.db")
    for path, letters in ((torn, 0), (copy, 1)):
        with closing(sqlite3.connect(path)) as connection:
            assert connection.execute("SELECT count(*) FROM letters").fetchone() == (letters,)


def test_on_a_server_copies_are_the_servers_business(postgres_office: Any) -> None:
    ledger = postgres_office.open()
    assert ledger.backup_before_send(postgres_office.now) is None
    with pytest.raises(CopyRefused, match="pg_dump"):
        ledger.backup()


def test_two_processes_that_copy_in_the_same_second_each_get_a_copy(
    office: Any, ledger_path: Path
) -> None:
    note(office, office.open(), "ann")
    with ThreadPoolExecutor(4) as pool:
        copying = [
            pool.submit(backups.copy_beside, ledger_path, office.now, "ledger.db") for _ in range(8)
        ]
        made = {each.result() for each in copying}
    assert len(made) == 8
    assert sorted(made) == sorted((ledger_path.parent / "backups").iterdir())


def test_what_a_killed_process_had_half_copied_is_taken_away_by_the_next(
    office: Any, ledger_path: Path
) -> None:
    office.open()
    folder = ledger_path.parent / "backups"
    folder.mkdir()
    left = folder / "ledger-20261122T101500Z.db.part-0a1b2c3d"
    held = folder / "ledger-20261122T101501Z.db.part-4e5f6071"
    shutil.copy(ledger_path, left)
    shutil.copy(ledger_path, held)
    fresh = folder / "ledger-20261122T101502Z.db.part-7a8b9c0d"
    shutil.copy(ledger_path, fresh)
    hours_ago = (office.now - timedelta(hours=2)).timestamp()
    os.utime(left, (hours_ago, hours_ago))
    os.utime(held, (hours_ago, hours_ago))
    just_now = office.now.timestamp()
    os.utime(fresh, (just_now, just_now))
    with closing(files.connect_writing(held)) as another:
        files.hold(another)
        backups.copy_beside(ledger_path, office.now, "ledger.db")
        assert not left.exists()
        assert held.exists()
        assert fresh.exists()
    os.utime(held, (hours_ago, hours_ago))
    backups.copy_beside(ledger_path, office.now, "ledger.db")
    assert list(folder.glob("*.part-*")) == [fresh]
