import os
import shutil
import sqlite3
import stat
import subprocess
import sys
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest

from outreach.errors import (
    ExitStatus,
    LedgerDamaged,
    LedgerDriverMissing,
    LedgerForeign,
    LedgerMissing,
    LedgerReadOnly,
    LedgerReplaced,
    LedgerUnreachable,
    LedgerUnusable,
    LedgerUrlUnknown,
    NoLedgerYet,
    NotALedger,
)
from outreach.ledger.making import make_file
from outreach.ledger.opening import file_of, open_ledger
from outreach.model.campaign import Way
from outreach.model.dispatch import Addressee, LetterKey, Sent, Status
from outreach.model.mailing import Mailing


def everything_in(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file()}


@pytest.fixture(scope="module")
def three_hundred(tmp_path_factory: pytest.TempPathFactory, fresh_ledger: Path) -> Path:
    """A ledger at rest, with three hundred letters sent; to be copied."""
    path = tmp_path_factory.mktemp("filled") / "ledger.db"
    shutil.copy(fresh_ledger, path)
    at = datetime(2026, 11, 22, 10, 15, tzinfo=UTC)
    with (
        open_ledger(f"sqlite:///{path}", "", writing=True) as ledger,
        ledger.run("jane", at) as run,
        ledger.together(),
    ):
        for number in range(300):
            mailing = Mailing(
                Way.EMAIL,
                "jane@example.org",
                f"r{number}@example.org",
                f"Dear {number}".encode(),
                "message/rfc822",
                f"<{number}@example.org>",
            )
            key = LetterKey("release", "1", f"r{number}")
            claim = ledger.claim(key, Addressee(f"Name {number}"), mailing, run, at)
            assert claim is not None
            ledger.settle(claim, Sent("2.0.0 queued", 250), at)
    return path


@pytest.fixture
def filled(new_office: Any, ledger_path: Path, three_hundred: Path) -> Any:
    """An office with that ledger, whose id is written down."""
    shutil.copy(three_hundred, ledger_path)
    new_office.ledger_id = new_office.read().id
    new_office.close()
    return new_office


def refused(office: Any, ledger_path: Path, refusal: type[LedgerUnusable], words: str) -> None:
    """Both ways of opening refuse, say why, and leave everything as it was."""
    before = everything_in(ledger_path.parent)
    for opening in (office.open, office.read):
        with pytest.raises(refusal, match=words) as caught:
            opening()
        assert caught.value.status is ExitStatus.LEDGER
        assert caught.value.way_out
    assert everything_in(ledger_path.parent) == before


# --- damaged -----------------------------------------------------------------------------------


@pytest.mark.parametrize("part", [0.0, 0.0005, 0.3, 0.9, 0.999])
def test_a_file_cut_short_is_refused(filled: Any, ledger_path: Path, part: float) -> None:
    os.truncate(ledger_path, int(ledger_path.stat().st_size * part))
    refused(filled, ledger_path, LedgerDamaged, "is damaged: it (is|does)")


def test_a_file_that_is_no_database_is_refused(filled: Any, ledger_path: Path) -> None:
    ledger_path.write_bytes(b"Dear Secretary Cheng,\n" * 400)
    refused(filled, ledger_path, LedgerDamaged, "does not read as a database")


def test_a_bad_page_is_found_before_anything_is_written(filled: Any, ledger_path: Path) -> None:
    content = bytearray(ledger_path.read_bytes())
    page = 4096
    for number in range(8, len(content) // page):
        content[number * page : number * page + 64] = b"\xa5" * 64
    ledger_path.write_bytes(content)
    before = everything_in(ledger_path.parent)
    with pytest.raises(LedgerDamaged):
        filled.open()
    assert everything_in(ledger_path.parent) == before


def test_every_single_bad_page_is_found_or_harmless(filled: Any, ledger_path: Path) -> None:
    """Reading trusts the file until a page fails to read; whatever it answers, it never lies."""
    whole = ledger_path.read_bytes()
    truth = list(filled.read().history())
    filled.close()
    lied = 0
    for number in range(1, len(whole) // 4096, 5):
        content = bytearray(whole)
        content[number * 4096 : number * 4096 + 2048] = os.urandom(2048)
        ledger_path.write_bytes(content)
        try:
            found = list(filled.read().history())
        except LedgerUnusable:
            continue
        finally:
            filled.close()
        lied += not set(found) <= set(truth)
        with pytest.raises(LedgerDamaged):
            filled.open()
    assert lied == 0


def test_two_ledgers_in_one_are_refused(filled: Any, ledger_path: Path) -> None:
    with sqlite3.connect(ledger_path) as connection:
        columns, values = "(id, product, created_at)", "('second', 'outreach', '')"
        connection.execute(f"INSERT INTO ledger {columns} VALUES {values}")  # noqa: S608
    connection.close()
    refused(filled, ledger_path, LedgerDamaged, "does not say whose it is")


# --- not this folder's -------------------------------------------------------------------------


def test_a_ledger_of_another_folder_is_refused(filled: Any, ledger_path: Path) -> None:
    filled.ledger_id = "0123456789abcdef"
    refused(filled, ledger_path, LedgerForeign, "outreach.toml says 0123456789abcdef")


def test_a_ledger_that_is_gone_is_never_made_anew(filled: Any, ledger_path: Path) -> None:
    ledger_path.unlink()
    refused(filled, ledger_path, LedgerMissing, "is gone, though outreach.toml names it")


def test_another_programs_database_is_refused(filled: Any, ledger_path: Path) -> None:
    ledger_path.unlink()
    with sqlite3.connect(ledger_path) as connection:
        connection.execute("CREATE TABLE letters (id INTEGER)")
    connection.close()
    refused(filled, ledger_path, NotALedger, "another program's database stands there")


def test_another_programs_database_with_our_mark_is_refused(filled: Any, ledger_path: Path) -> None:
    with sqlite3.connect(ledger_path) as connection:
        connection.execute("UPDATE ledger SET product = 'another'")
    connection.close()
    refused(filled, ledger_path, NotALedger, "another program's database stands there")


# --- new and adopted ---------------------------------------------------------------------------


def test_where_there_is_none_reading_says_so_and_makes_none(
    new_office: Any, ledger_path: Path
) -> None:
    with pytest.raises(NoLedgerYet):
        new_office.read()
    with pytest.raises(NoLedgerYet):
        open_ledger(new_office.url, "", writing=True)
    assert everything_in(ledger_path.parent) == {}


def test_a_ledger_that_nobody_wrote_down_is_adopted(filled: Any) -> None:
    known, filled.ledger_id = filled.ledger_id, ""
    assert filled.open().id == known
    assert filled.read().id == known


def test_who_is_second_to_make_a_ledger_takes_the_first(filled: Any, ledger_path: Path) -> None:
    before = everything_in(ledger_path.parent)
    make_file(ledger_path, filled.now, str(ledger_path))
    assert everything_in(ledger_path.parent) == before


def test_a_new_ledger_has_an_id_of_its_own(tmp_path: Path) -> None:
    ids = set()
    for name in ("one", "two"):
        with open_ledger(f"sqlite:///{tmp_path / name}", "", writing=True, create=True) as ledger:
            ids.add(ledger.id)
    assert len(ids) == 2
    assert "" not in ids


def test_a_folder_with_a_difficult_name_is_no_trouble(tmp_path: Path) -> None:
    folder = tmp_path / "my 100% letters #1 – 香港"
    folder.mkdir()
    with open_ledger(f"sqlite:///{folder}/l%20.db", "", writing=True, create=True) as ledger:
        assert ledger.path == folder / "l%20.db"
    assert [path.name for path in folder.iterdir()] == ["l%20.db"]
    open_ledger(f"sqlite:///{folder}/l%20.db", ledger.id, writing=False).close()


def test_a_url_names_a_file_or_a_server() -> None:
    assert file_of("sqlite:////home/jane/ledger.db") == Path("/home/jane/ledger.db")
    assert file_of("sqlite+pysqlite:////l.db?timeout=3") == Path("/l.db")
    assert file_of("postgresql+psycopg://example.org/letters") is None


@pytest.mark.parametrize("url", ["mysql://example.org/letters", "not a url", ""])
def test_a_database_of_another_kind_is_refused(url: str) -> None:
    with pytest.raises(LedgerUrlUnknown) as caught:
        open_ledger(url, "", writing=False)
    assert caught.value.status is ExitStatus.INVALID


# --- files left and made -----------------------------------------------------------------------


def test_reading_leaves_nothing_behind_and_changes_nothing(filled: Any, ledger_path: Path) -> None:
    before = everything_in(ledger_path.parent)
    touched = ledger_path.stat().st_mtime_ns
    ledger = filled.read()
    assert len(list(ledger.history())) == 300
    assert ledger.check() == ()
    filled.close()
    assert everything_in(ledger_path.parent) == before
    assert ledger_path.stat().st_mtime_ns == touched


def test_reading_works_while_another_process_writes(filled: Any) -> None:
    writer, reader = filled.open(), filled.read()
    assert reader.counts("release", "1") == {Status.SENT: 300}
    writer.record(
        filled.key("new"), Status.POSTED, at=filled.now, recorded_at=filled.now, by="jane"
    )
    assert reader.counts("release", "1") == {Status.SENT: 300, Status.POSTED: 1}


def test_reading_loads_neither_sqlalchemy_nor_alembic(filled: Any) -> None:
    program = (
        "import sys; from outreach.ledger.opening import open_ledger\n"
        f"ledger = open_ledger({filled.url!r}, '', writing=False)\n"
        "print(len(list(ledger.history())), len(ledger.check()))\n"
        "print({'sqlalchemy', 'alembic', 'filelock'} & set(sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True)
    assert done.stdout.split("\n")[:2] == ["300 0", "set()"], done.stderr


@pytest.mark.skipif(os.name != "posix", reason="access rights of this kind are POSIX")
def test_every_file_is_for_its_owner_alone(new_office: Any, ledger_path: Path) -> None:
    ledger = new_office.open()
    with ledger.run("jane", new_office.now):
        copy = ledger.backup()
        files = [path for path in ledger_path.parent.rglob("*") if path.is_file()]
        names = {path.name.split("-")[-1] for path in files}
        assert {"ledger.db", "wal", "shm"} <= names
        assert any(name.endswith(".lock") for name in names)
        assert {stat.S_IMODE(path.stat().st_mode) for path in files} == {0o600}
        assert stat.S_IMODE(copy.parent.stat().st_mode) == 0o700


# --- read-only ---------------------------------------------------------------------------------


@pytest.fixture
def as_somebody_else(tmp_path: Path) -> Callable[[str], str]:
    """Runs a program as a user who may read the folder and not write to it."""
    if os.name != "posix" or os.getuid() != 0:
        pytest.skip("only root can become somebody else")

    def run(program: str) -> str:
        become = "import os; os.setgid(65534); os.setuid(65534)\n"
        paths = f"import sys; sys.path[:] = {sys.path!r}\n"
        done = subprocess.run(
            [
                sys.executable,
                "-c",
                paths + "import sqlalchemy, outreach.ledger.writing_files\n" + become + program,
            ],
            capture_output=True,
            text=True,
        )
        return done.stdout + done.stderr

    return run


def test_a_folder_that_is_read_only_can_be_read_and_not_written(
    filled: Any, ledger_path: Path, as_somebody_else: Callable[[str], str]
) -> None:
    with TemporaryDirectory() as name:
        folder = Path(name)
        folder.chmod(0o755)
        shutil.copy(ledger_path, folder / "ledger.db")
        (folder / "ledger.db").chmod(0o644)
        before = everything_in(folder)
        said = as_somebody_else(f"""
from outreach.errors import LedgerUnusable
from outreach.ledger.opening import open_ledger
with open_ledger("sqlite:///{folder}/ledger.db", "", writing=False) as ledger:
    print(len(list(ledger.history())), ledger.check())
try:
    open_ledger("sqlite:///{folder}/ledger.db", "", writing=True)
except LedgerUnusable as refusal:
    print(refusal)
""")
        assert "300 ()" in said
        assert "cannot be written to. Nothing is sent that cannot be recorded" in said
        assert everything_in(folder) == before


def test_a_ledger_that_may_not_even_be_read_is_refused(
    filled: Any, ledger_path: Path, as_somebody_else: Callable[[str], str]
) -> None:
    said = as_somebody_else(f"""
from outreach.errors import LedgerUnusable
from outreach.ledger.opening import open_ledger
try:
    open_ledger("{filled.url}", "", writing=False)
except LedgerUnusable as refusal:
    print(refusal)
""")
    assert "could not be used: Permission denied" in said


def test_a_file_system_that_turned_read_only_is_reported(
    filled: Any, ledger_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "access", lambda *_: False)
    with pytest.raises(LedgerReadOnly):
        filled.open()


# --- replaced ----------------------------------------------------------------------------------


def test_nothing_is_written_to_a_ledger_that_was_replaced(filled: Any, ledger_path: Path) -> None:
    ledger = filled.open()
    aside = ledger_path.with_name("aside.db")
    ledger_path.rename(aside)
    shutil.copy(aside, ledger_path)
    with pytest.raises(LedgerReplaced), ledger.run("jane", filled.now):
        pass
    ledger_path.unlink()
    with pytest.raises(LedgerReplaced):
        ledger.note_campaign("release", "Release")


# --- servers -----------------------------------------------------------------------------------


def test_a_server_that_cannot_be_reached_is_named_without_its_password() -> None:
    pytest.importorskip("psycopg")
    url = "postgresql+psycopg://jane:secret@127.0.0.1:9/letters?connect_timeout=2"
    with pytest.raises(
        LedgerUnreachable, match=r"127\.0\.0\.1/letters cannot be reached"
    ) as caught:
        open_ledger(url, "", writing=False)
    assert "secret" not in str(caught.value)


def test_a_missing_driver_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "psycopg", None)
    with pytest.raises(LedgerDriverMissing, match="pip install"):
        open_ledger("postgresql+psycopg://example.org/letters", "", writing=False)


def test_a_server_without_a_ledger_gets_one_only_when_asked(
    postgres_url: str, postgres_office: Any
) -> None:
    with pytest.raises(NoLedgerYet):
        open_ledger(postgres_url, "", writing=False)
    with pytest.raises(LedgerMissing):
        open_ledger(postgres_url, "0123", writing=True, create=True)
    with open_ledger(postgres_url, "", writing=True, create=True) as made:
        pass
    with open_ledger(postgres_url, made.id, writing=False) as found:
        assert found.id == made.id
        assert found.check() == ()
    with pytest.raises(LedgerForeign):
        open_ledger(postgres_url, "0123", writing=True)


def test_another_programs_tables_on_a_server_are_left_alone(postgres_url: str) -> None:
    import psycopg

    plain = postgres_url.replace("+psycopg", "")
    with psycopg.connect(plain) as connection:
        connection.execute("CREATE TABLE letters (id integer)")
    with pytest.raises(NotALedger):
        open_ledger(postgres_url, "", writing=True, create=True)
    with psycopg.connect(plain) as connection:
        found = connection.execute("SELECT to_regclass('attempts')").fetchone()
    assert found == (None,)
