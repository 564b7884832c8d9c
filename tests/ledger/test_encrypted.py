"""The encrypted ledger: who opens it, what is refused, what can be read without its key."""

import os
import shutil
import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from outreach.encryption import keys
from outreach.encryption.keys import Key
from outreach.errors import (
    CasesCannotMove,
    ExitStatus,
    LedgerBusy,
    LedgerDamaged,
    LedgerForeign,
    LedgerMissing,
    LedgerUnusable,
    NoLedgerYet,
    NotALedger,
    NotEncrypted,
    PassphraseNeeded,
    PassphraseWrong,
)
from outreach.ledger import copy_names, rekeying
from outreach.ledger.moving import Source, move
from outreach.ledger.opening import open_ledger
from outreach.ledger.places import place_of
from outreach.ledger.rekeying import change_key
from outreach.ledger.restoring import restore
from outreach.model.dispatch import Sent, Status
from tests.encryption import stores
from tests.ledger.whole_records import fill, rows_of

OTHER = Key(bytes(range(32)), bytes(range(16)))


@pytest.fixture
def office(encrypted_office: Any) -> Iterator[Any]:
    """An office with letters on record, whose id is written down."""
    with encrypted_office.open() as ledger, ledger.run("jane", encrypted_office.now) as run:
        for name in ("ann", "bob", "kim"):
            send(encrypted_office, ledger, run, name)
    yield encrypted_office
    encrypted_office.close()
    keys.lock(OTHER)


def send(office: Any, ledger: Any, run: str, name: str) -> None:
    key, mailing = office.key(name), office.mailing(name)
    claim = ledger.claim(key, office.addressee(name), mailing, run, office.now)
    ledger.settle(claim, Sent("2.0.0 queued", 250), office.now)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "private.db"


def everything_in(folder: Path) -> dict[str, bytes]:
    return {str(each): each.read_bytes() for each in folder.rglob("*") if each.is_file()}


def refused(office: Any, path: Path, refusal: type[LedgerUnusable], words: str) -> None:
    """Both ways of opening refuse, and leave everything as it was, byte for byte."""
    before = everything_in(path.parent)
    for opening in (office.open, office.read):
        with pytest.raises(refusal, match=words) as caught:
            opening()
        assert caught.value.status is ExitStatus.LEDGER
        assert caught.value.way_out
    assert everything_in(path.parent) == before


# --- who opens it --------------------------------------------------------------------------------


def test_it_is_locked_until_its_key_is_there(office: Any, path: Path) -> None:
    keys.forget()
    refused(office, path, PassphraseNeeded, "is encrypted, and its passphrase was not given")


def test_a_wrong_passphrase_opens_nothing(office: Any, path: Path) -> None:
    keys.unlock(Key(bytes(32), keys.salt_of(path)))
    refused(office, path, PassphraseWrong, "does not open with this passphrase")


def test_a_plain_file_in_its_place_is_refused(office: Any, path: Path, fresh_ledger: Path) -> None:
    shutil.copy(fresh_ledger, path)
    refused(office, path, NotEncrypted, "should be encrypted")


def test_an_encrypted_file_in_the_place_of_a_plain_one_is_refused(office: Any, path: Path) -> None:
    office.url = office.url.replace("sqlcipher:", "sqlite:")
    refused(office, path, LedgerDamaged, "does not read as a database")


def test_one_of_another_folder_or_gone_is_refused(office: Any, path: Path) -> None:
    office.ledger_id = "0123456789abcdef"
    refused(office, path, LedgerForeign, "belongs to another folder")
    path.unlink()
    refused(office, path, LedgerMissing, "is gone")


def test_another_programs_encrypted_file_is_refused(office: Any, path: Path) -> None:
    from outreach.encryption import databases
    from outreach.ledger import files

    files.remove(path)
    path.touch()
    databases.begin(path, stores.key())
    refused(office, path, NotALedger, "another program's database")


def test_one_is_made_only_with_a_key(tmp_path: Path) -> None:
    url = f"sqlcipher:///{tmp_path.as_posix()}/new.db"
    with pytest.raises(NoLedgerYet):
        open_ledger(url, "", writing=False)
    with pytest.raises(PassphraseNeeded):
        open_ledger(url, "", writing=True, create=True)
    assert list(tmp_path.iterdir()) == []
    with open_ledger(url, "", writing=True, create=True, key=stores.key()) as ledger:
        assert ledger.encrypted
    assert (tmp_path / "new.db").stat().st_mode & 0o777 == 0o600
    assert [each.name for each in tmp_path.iterdir()] == ["new.db"]


# --- damaged -------------------------------------------------------------------------------------


@pytest.mark.parametrize("size", [0, 1, 15, 4095, 4096, 20_480, 20_481])
def test_a_file_cut_short_is_refused(office: Any, path: Path, size: int) -> None:
    os.truncate(path, size)
    refused(office, path, LedgerDamaged, "is damaged: (it is|a page of it cannot)")


def test_a_flipped_byte_is_found_before_anything_is_written(office: Any, path: Path) -> None:
    whole = path.read_bytes()
    for place in range(4096 + 7, len(whole), 3 * 4096 + 5):
        content = bytearray(whole)
        content[place] ^= 4
        path.write_bytes(content)
        with pytest.raises(LedgerDamaged):
            office.open()
        assert path.read_bytes() == bytes(content)


def test_a_damaged_beginning_looks_like_a_wrong_passphrase_unless_a_copy_proves_it_right(
    office: Any, path: Path
) -> None:
    whole = bytearray(path.read_bytes())
    whole[500] ^= 1
    path.write_bytes(whole)
    refused(office, path, PassphraseWrong, "does not open")
    whole[500] ^= 1
    path.write_bytes(whole)
    office.read().backup()
    office.close()
    whole[500] ^= 1
    path.write_bytes(whole)
    refused(office, path, LedgerDamaged, "though the passphrase is right")


def test_check_finds_a_changed_byte_in_a_page_that_is_in_no_use(office: Any, path: Path) -> None:
    with office.open() as ledger:
        with ledger.writing() as connection:
            connection.exec_driver_sql("CREATE TABLE gone (text)")
            connection.exec_driver_sql("INSERT INTO gone VALUES (zeroblob(20000))")
        with ledger.writing() as connection:
            connection.exec_driver_sql("DROP TABLE gone")
    content = bytearray(path.read_bytes())
    content[-3000] ^= 1
    path.write_bytes(content)
    with open_ledger(office.url, office.ledger_id, writing=False) as reader:
        (problem, *_) = reader.check()
    assert "The file is damaged" in problem.sentence


# --- nothing in plain ----------------------------------------------------------------------------


def test_nothing_can_be_read_in_the_file_its_log_or_its_copies(
    encrypted_office: Any, path: Path
) -> None:
    office = encrypted_office
    with office.open() as ledger, ledger.run("jane", office.now) as run:
        for number in range(120):
            send(office, ledger, run, f"heron{number}")
        ledger.backup()
        files = everything_in(path.parent)
        names = {Path(name).name for name in files}
        assert {"private.db", "private.db-wal", "private.db-shm"} <= names
        assert any(name.startswith("private-") for name in names)
        for content in files.values():
            for secret in (b"heron", b"Dear", b"example.org", b"SQLite", b"letters", b"outreach"):
                assert secret not in content
    with sqlite3.connect(path) as plain, pytest.raises(sqlite3.DatabaseError):
        plain.execute("SELECT count(*) FROM sqlite_master")
    plain.close()


def test_a_copy_is_encrypted_alike_and_named_after_its_ledger(office: Any, path: Path) -> None:
    copy = office.read().backup()
    assert copy.name.startswith("private-")
    assert keys.salt_of(copy) == keys.salt_of(path)
    with open_ledger(f"sqlcipher:///{copy.as_posix()}", "", writing=False) as reader:
        assert reader.how_many() == (3, 0)


def test_a_copy_is_taken_before_what_is_written_an_hour_after_the_last_one(
    office: Any, path: Path
) -> None:
    made = []
    for minutes in (0, 30, 31, 10, 600):
        office.later(minutes=minutes)
        with office.open() as ledger:
            ledger.copy_before_writing()
            ledger.note_campaign("release", f"Release {minutes}")
            ledger.note_campaign("release", "Release")
        made.append(len(list((path.parent / "backups").iterdir())))
    assert made == [1, 1, 2, 2, 3]


def test_who_only_reads_needs_no_copy(office: Any, path: Path) -> None:
    with office.open() as ledger:
        ledger.copy_before_writing()
        assert ledger.how_many() == (3, 0)
    assert not (path.parent / "backups").exists()


def test_the_copies_kept_span_days(office: Any, path: Path) -> None:
    for _ in range(12):
        for _ in range(5):
            office.later(hours=1)
            office.read().backup()
        office.later(hours=19)
        office.close()
    days = [one.name.split("-")[1][:8] for one in copy_names.kept_beside(path)]
    assert len(days) == 10
    assert days[-3:] == [days[-1]] * 3
    assert len(set(days)) == 8


def test_a_copy_of_an_empty_one_is_followed_by_one_of_what_is_in_it(
    encrypted_office: Any, tmp_path: Path
) -> None:
    office = encrypted_office
    office.open().backup()
    for name in ("ann", "bob", "cid"):
        with office.open() as ledger:
            ledger.copy_before_writing()
            ledger.note_campaign(name, name)
    copies = copy_names.kept_beside(tmp_path / "private.db")
    assert len(copies) == 2
    with open_ledger(f"sqlcipher:///{copies[-1].as_posix()}", "", writing=False) as copied:
        assert copied.campaigns() == ("ann",)


# --- putting back --------------------------------------------------------------------------------


def test_what_can_be_read_of_a_damaged_one_is_taken_along_with_the_tables_of_others(
    office: Any, path: Path
) -> None:
    with office.open() as ledger, ledger.writing() as connection:
        connection.exec_driver_sql(
            "CREATE TABLE notes (id INTEGER PRIMARY KEY, letter INTEGER REFERENCES letters(id),"
            " body TEXT)"
        )
        connection.exec_driver_sql("INSERT INTO notes VALUES (1, 1, 'of ann')")
    copy = office.read().backup()
    office.close()
    with office.open() as ledger, ledger.run("jane", office.later(hours=1)) as run:
        send(office, ledger, run, "max")
        with ledger.writing() as connection:
            connection.exec_driver_sql("UPDATE notes SET body = 'of ann, later'")
            connection.exec_driver_sql("INSERT INTO notes VALUES (2, 4, 'of max')")
    office.close()
    page = page_of(office, "ix_attempts_address_folded")
    content = bytearray(path.read_bytes())
    content[(page - 1) * 4096 + 40] ^= 1
    path.write_bytes(content)
    restored = restore(office.url, office.ledger_id, copy, clock=office.clock)
    assert restored.aside is not None
    assert restored.aside.read_bytes() == bytes(content)
    with office.read() as reader:
        assert reader.how_many()[0] == 4
        assert [row[2] for row in reader.rows("SELECT * FROM notes")] == ["of ann, later", "of max"]
        assert reader.check() == ()
        assert reader.encrypted


def page_of(office: Any, name: str) -> int:
    with office.read() as reader:
        sql = "SELECT rootpage FROM sqlite_master WHERE name = :name"
        ((page,),) = reader.rows(sql, {"name": name})
    return int(page)


def test_one_that_is_locked_is_never_taken_for_a_damaged_one(office: Any, path: Path) -> None:
    copy = office.read().backup()
    office.close()
    change_key(path, OTHER, str(path))
    keys.lock(OTHER)
    before = path.read_bytes()
    with pytest.raises(PassphraseNeeded):
        restore(office.url, office.ledger_id, copy, clock=office.clock)
    assert path.read_bytes() == before


def test_a_plain_copy_is_not_put_in_its_place(office: Any, path: Path, fresh_ledger: Path) -> None:
    with pytest.raises(NotEncrypted):
        restore(office.url, office.ledger_id, fresh_ledger, clock=office.clock)


# --- another passphrase --------------------------------------------------------------------------


def test_after_a_change_only_the_new_key_opens_it_and_old_copies_keep_theirs(
    office: Any, path: Path
) -> None:
    copy = office.read().backup()
    before = rows_of(office.url)
    office.close()
    change_key(path, OTHER, str(path))
    assert rows_of(office.url) == before
    assert keys.salt_of(path) == OTHER.salt
    assert keys.salt_of(copy) == stores.key().salt
    assert office.read().check() == ()
    assert {each.name for each in path.parent.iterdir()} == {"private.db", "backups"}
    assert path.stat().st_mode & 0o777 == 0o600


def test_nothing_is_changed_while_others_use_it(
    office: Any, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rekeying, "_PATIENCE", 10)
    before = keys.salt_of(path)
    with (
        office.open() as ledger,
        ledger.run("jane", office.now),
        pytest.raises(LedgerBusy, match="is sending or printing"),
    ):
        change_key(path, OTHER, str(path))
    with office.read() as reader:
        assert next(reader.rows("SELECT id FROM letters"))
        with pytest.raises(LedgerBusy):
            change_key(path, OTHER, str(path))
    assert keys.salt_of(path) == before
    assert not list(path.parent.glob("*.part-*"))


# --- between plain and encrypted -----------------------------------------------------------------


def test_a_record_becomes_private_and_plain_again_row_by_row(
    new_office: Any, tmp_path: Path
) -> None:
    fill(new_office)
    before = rows_of(new_office.url)
    private = place_of("sqlcipher:///secret.db", tmp_path, tmp_path)
    source = Source(new_office.url, new_office.ledger_id, "sqlite:///ledger.db")
    move(source, private, key=stores.key())
    assert private.written == "sqlcipher:///secret.db"
    assert rows_of(private.url) == before
    assert b"example.org" not in (tmp_path / "secret.db").read_bytes()
    back = place_of("sqlite:///plain.db", tmp_path, tmp_path)
    move(Source(private.url, new_office.ledger_id, private.name), back)
    assert rows_of(back.url) == before


def test_private_cases_are_not_moved_anywhere(office: Any, tmp_path: Path) -> None:
    with office.open() as ledger, ledger.writing() as connection:
        connection.exec_driver_sql("CREATE TABLE cases (id TEXT PRIMARY KEY)")
        connection.exec_driver_sql("INSERT INTO cases VALUES ('heron')")
    office.close()
    target = place_of("sqlite:///plain.db", tmp_path, tmp_path)
    with pytest.raises(CasesCannotMove):
        move(Source(office.url, office.ledger_id, "sqlcipher:///private.db"), target)
    assert not (tmp_path / "plain.db").exists()
    assert office.open().counts("release", "1") == {Status.SENT: 3}
