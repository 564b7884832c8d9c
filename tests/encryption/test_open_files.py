import gc
import os
import sqlite3
import sys
from contextlib import closing
from pathlib import Path

import pytest
from sqlcipher3 import dbapi2

from outreach.encryption import open_files

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="counts descriptors in /proc")


def descriptors(path: Path) -> int:
    """How many of this process lead to a file."""
    place = path.stat()
    found = 0
    for link in Path("/proc/self/fd").iterdir():
        try:
            stat = link.stat()
        except FileNotFoundError:
            continue
        found += (stat.st_dev, stat.st_ino) == (place.st_dev, place.st_ino)
    return found


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "ledger.db"
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA user_version = 7")
    return path


def connected(path: Path) -> sqlite3.Connection:
    return open_files.connect(sqlite3, path, "rw", 1.0)


def version(connection: sqlite3.Connection) -> int:
    ((found,),) = connection.execute("PRAGMA user_version").fetchall()
    return int(found)


def test_a_file_without_a_connection_is_let_go_of_after_a_look(file: Path) -> None:
    head, size = open_files.beginning(file, 6)
    assert (head, size) == (b"SQLite", file.stat().st_size)
    assert descriptors(file) == 0


def test_a_look_at_a_file_with_a_connection_closes_nothing(file: Path, monkeypatch) -> None:
    with closing(connected(file)) as connection:
        monkeypatch.setattr(os, "open", None)
        monkeypatch.setattr(Path, "open", None)
        monkeypatch.setattr(os, "close", None)
        assert open_files.beginning(file, 6) == (b"SQLite", file.stat().st_size)
        monkeypatch.undo()
        assert version(connection) == 7


def test_a_look_sees_what_the_file_holds_now(file: Path) -> None:
    with closing(connected(file)) as connection:
        before = open_files.beginning(file, 100)
        connection.execute("CREATE TABLE more (text)")
        head, size = open_files.beginning(file, 100)
    assert size > before[1]
    assert head != before[0]


def test_a_file_is_let_go_of_with_its_last_connection(file: Path) -> None:
    first, second = connected(file), connected(file)
    first.close()
    del first
    assert descriptors(file) > 0
    assert version(second) == 7
    second.close()
    del second
    assert descriptors(file) == 0


def test_a_file_is_held_while_an_answer_from_it_is_half_read(file: Path) -> None:
    connection = connected(file)
    connection.execute("CREATE TABLE rows (number)")
    connection.execute("INSERT INTO rows VALUES (1), (2)")
    answer = connection.execute("SELECT number FROM rows")
    assert next(answer) == (1,)
    connection.close()
    del connection
    assert descriptors(file) > 0
    del answer
    assert descriptors(file) == 0


@pytest.mark.filterwarnings("ignore::ResourceWarning")
def test_a_connection_that_nobody_closed_is_let_go_of_too(file: Path) -> None:
    connection = connected(file)
    del connection
    gc.collect()
    with closing(connected(file)):
        pass
    assert descriptors(file) == 0


def test_a_file_that_cannot_be_opened_is_not_held(file: Path) -> None:
    with pytest.raises(sqlite3.OperationalError):
        open_files.connect(sqlite3, file, "none such", 1.0)
    with closing(connected(file)):
        pass
    assert descriptors(file) == 0


def test_a_file_in_the_place_of_another_is_a_file_of_its_own(file: Path) -> None:
    with closing(connected(file)) as old:
        new = file.with_name("new.db")
        with closing(sqlite3.connect(new)) as connection:
            connection.execute("PRAGMA user_version = 8")
        new.replace(file)
        with closing(connected(file)) as connection:
            assert (version(old), version(connection)) == (7, 8)
    del connection
    assert descriptors(file) == 0


def test_a_file_exchanged_while_it_is_being_opened_is_opened_anew(file: Path, monkeypatch) -> None:
    new = file.with_name("new.db")
    with closing(sqlite3.connect(new)) as connection:
        connection.execute("PRAGMA user_version = 8")
    open_first = os.open

    def exchanged(path: Path, flags: int) -> int:
        descriptor = open_first(path, flags)
        if new.exists():
            new.replace(file)
        return descriptor

    monkeypatch.setattr(os, "open", exchanged)
    with closing(connected(file)) as connection:
        monkeypatch.undo()
        assert version(connection) == 8
        assert descriptors(file) > 1
    del connection
    assert descriptors(file) == 0


def test_connections_of_both_libraries_are_of_their_own_kind(file: Path) -> None:
    with (
        closing(connected(file)) as plain,
        closing(open_files.connect(dbapi2, file, "immutable", 1.0)) as other,
    ):
        assert isinstance(plain, sqlite3.Connection)
        assert isinstance(other, dbapi2.Connection)


def test_a_pipe_in_the_place_of_a_file_is_not_waited_for(tmp_path: Path) -> None:
    pipe = tmp_path / "private.db"
    os.mkfifo(pipe)
    assert open_files.beginning(pipe, 16) == (b"", 0)
