"""A record moved to another database and back: nothing lost, and never two that go on."""

import os
import random
import shutil
import signal
import sqlite3
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine, event

from outreach.errors import (
    CopyRefused,
    ExitStatus,
    LedgerBusy,
    LedgerDamaged,
    LedgerMoved,
    LedgerNewer,
    LedgerUnusable,
    NoLedgerYet,
    NotALedger,
    TargetTaken,
)
from outreach.ledger.moving import Source, move
from outreach.ledger.opening import open_ledger
from outreach.ledger.places import Place, name_of, place_of
from outreach.model.dispatch import Status
from tests.ledger.conftest import Office, own_schema
from tests.ledger.whole_records import fill, goes_on_in, rows_of

EVERY_STEP = [
    pytest.param(True, marks=pytest.mark.slow, id="every"),
    pytest.param(False, id="some"),
]


@pytest.fixture
def whole(office: Any) -> Any:
    """An office with a record of everything, closed."""
    fill(office)
    return office


def place(url: str, root: Path) -> Place:
    return place_of(url, root, root)


def source(office: Any, root: Path) -> Source:
    return Source(office.url, office.ledger_id, name_of(office.url, root))


@pytest.fixture
def moved(whole: Any, tmp_path: Path, postgres_url: str) -> Callable[[], Any]:
    """Moves the record to the server; later commands of the office are for it there."""

    def carry_out() -> Any:
        counts = move(source(whole, tmp_path), place(postgres_url, tmp_path), clock=whole.clock)
        whole.url = postgres_url
        return counts

    return carry_out


# --- there and back ----------------------------------------------------------------------------


def test_a_record_is_the_same_row_by_row_on_a_server_and_back(
    whole: Any, tmp_path: Path, moved: Callable[[], Any], ledger_path: Path
) -> None:
    before, file = rows_of(whole.url), whole.url
    assert len({row[7] for row in before["letters"]}) == len(Status) - 1  # all but claimed
    counts = moved()
    assert rows_of(whole.url) == before
    assert {table: len(rows) for table, rows in before.items()} == counts
    back = place("ledger.db", tmp_path)
    move(source(whole, tmp_path), back, clock=whole.clock)
    assert rows_of(file) == before
    (aside,) = (ledger_path.parent / "backups").glob("retired-*.db")
    assert rows_of(f"sqlite:///{aside}") == before
    with open_ledger(file, whole.ledger_id, writing=True) as ledger:
        assert ledger.check() == ()


def test_what_is_recorded_after_a_move_has_new_numbers(
    whole: Any, moved: Callable[[], Any]
) -> None:
    moved()
    before = rows_of(whole.url)
    ledger = whole.open()
    key = whole.key("new")
    ledger.record(key, Status.POSTED, at=whole.now, recorded_at=whole.now, by="jane")
    after = rows_of(whole.url)
    for table in ("letters", "attempts", "events"):
        (new,) = set(after[table]) - set(before[table])
        assert new[0] == 1 + max(row[0] for row in before[table])


def test_what_was_recorded_on_the_server_comes_back_to_the_file(
    whole: Any, tmp_path: Path, moved: Callable[[], Any]
) -> None:
    file = whole.url
    moved()
    server = whole.url
    for number, target in enumerate(("ledger.db", server, "ledger.db")):
        ledger = whole.open()
        key = whole.key(f"new{number}")
        ledger.record(key, Status.POSTED, at=whole.now, recorded_at=whole.now, by="jane")
        whole.close()
        now = rows_of(whole.url)
        move(source(whole, tmp_path), place(target, tmp_path), clock=whole.clock)
        whole.url = file if target == "ledger.db" else server
        assert rows_of(whole.url) == now


# --- the one that is left ----------------------------------------------------------------------


def test_the_record_that_is_left_takes_nothing_more_and_says_where_it_went(
    whole: Any, moved: Callable[[], Any], ledger_path: Path
) -> None:
    file = whole.url
    moved()
    before = ledger_path.read_bytes()
    with pytest.raises(LedgerMoved, match="goes on there") as caught:
        open_ledger(file, whole.ledger_id, writing=True)
    assert caught.value.status is ExitStatus.LEDGER
    assert "outreach ledger copy postgresql+psycopg://" in caught.value.way_out
    with open_ledger(file, whole.ledger_id, writing=False) as ledger:
        assert ledger.moved is not None
        assert ledger.moved.place.startswith("postgresql+psycopg://")
    assert ledger_path.read_bytes() == before


@pytest.mark.parametrize("kind", ["whole", "server"])
def test_who_had_it_open_before_can_write_nothing_after(
    kind: str, whole: Any, tmp_path: Path, postgres_url: str, moved: Callable[[], Any]
) -> None:
    target = place(postgres_url, tmp_path)
    if kind == "server":
        moved()
        target = place("ledger.db", tmp_path)
    ledger = whole.open()
    move(source(whole, tmp_path), target, clock=whole.clock)
    before = rows_of(whole.url)
    with pytest.raises(LedgerMoved), ledger.run("jane", whole.now):
        pass
    with pytest.raises(LedgerMoved):
        ledger.record(
            whole.key("late"), Status.POSTED, at=whole.now, recorded_at=whole.now, by="jane"
        )
    assert rows_of(whole.url) == before


def test_a_record_that_went_on_elsewhere_is_not_moved_again(
    whole: Any, tmp_path: Path, moved: Callable[[], Any]
) -> None:
    file = whole.url
    moved()
    whole.url = file
    with pytest.raises(LedgerMoved):
        move(source(whole, tmp_path), place("other.db", tmp_path))
    assert not (tmp_path / "other.db").exists()


# --- while somebody sends ----------------------------------------------------------------------


@pytest.mark.parametrize("kind", ["whole", "server"])
def test_a_record_from_which_letters_are_sent_is_not_moved(
    kind: str, whole: Any, tmp_path: Path, postgres_url: str, moved: Callable[[], Any]
) -> None:
    target = place(postgres_url, tmp_path)
    if kind == "server":
        moved()
        target = place("other.db", tmp_path)
    ledger = whole.open()
    with ledger.run("jane", whole.now), pytest.raises(LedgerBusy, match="is sending or printing"):
        move(source(whole, tmp_path), target)
    assert goes_on_in(whole.url, whole.ledger_id)
    move(source(whole, tmp_path), target)
    assert goes_on_in(target.url, whole.ledger_id)


def test_a_run_that_begins_meanwhile_waits_and_is_refused(
    whole: Any, tmp_path: Path, moved: Callable[[], Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    moved()
    ledger, refusals = whole.open(), []
    began = threading.Event()

    def run() -> None:
        began.set()
        try:
            with ledger.run("jane", whole.now):
                refusals.append(None)
        except LedgerUnusable as refusal:
            refusals.append(refusal)

    runner = threading.Thread(target=run)

    from outreach.ledger import transfer

    copy = transfer.copy

    def copying(*connections: Any) -> Any:
        runner.start()
        began.wait()
        return copy(*connections)

    monkeypatch.setattr(transfer, "copy", copying)
    move(source(whole, tmp_path), place("other.db", tmp_path))
    runner.join()
    (refusal,) = refusals
    assert isinstance(refusal, LedgerMoved)


# --- places that are taken ---------------------------------------------------------------------


def refused(
    office: Any, root: Path, target: str, refusal: type[LedgerUnusable], words: str
) -> None:
    before = rows_of(office.url)
    with pytest.raises(refusal, match=words):
        move(source(office, root), place(target, root))
    assert rows_of(office.url) == before
    assert goes_on_in(office.url, office.ledger_id)


def test_what_lies_in_the_place_already_is_left_as_it_is(whole: Any, tmp_path: Path) -> None:
    other = tmp_path / "other.db"
    for content, refusal in (
        (b"", LedgerDamaged),
        (b"Dear Secretary Cheng,\n" * 400, LedgerDamaged),
    ):
        other.write_bytes(content)
        refused(whole, tmp_path, "other.db", refusal, "is damaged")
        assert other.read_bytes() == content
    other.unlink()
    with closing(sqlite3.connect(other)) as connection:
        connection.execute("CREATE TABLE letters (id INTEGER)")
    content = other.read_bytes()
    refused(whole, tmp_path, "other.db", NotALedger, "another program")
    assert other.read_bytes() == content


def test_a_ledger_of_another_folder_keeps_its_place(
    whole: Any, tmp_path: Path, postgres_url: str
) -> None:
    for url in (f"sqlite:///{tmp_path}/other.db", postgres_url):
        other = Office(url)
        other.open()
        other.close()
        before = rows_of(url)
        refused(whole, tmp_path, url, TargetTaken, "the ledger of another folder")
        assert rows_of(url) == before


def test_a_ledger_that_goes_on_keeps_its_place(
    whole: Any, tmp_path: Path, ledger_path: Path
) -> None:
    shutil.copy(ledger_path, tmp_path / "twin.db")
    refused(whole, tmp_path, "twin.db", TargetTaken, "same id goes on there")


@pytest.mark.parametrize("kind", ["file", "server"])
def test_a_retired_ledger_that_knows_more_keeps_its_place(
    kind: str, whole: Any, tmp_path: Path, moved: Callable[[], Any], ledger_path: Path
) -> None:
    moved()
    server = whole.url
    target = "ledger.db"
    if kind == "server":
        move(source(whole, tmp_path), place("ledger.db", tmp_path))
        target, whole.url = server, f"sqlite:///{ledger_path.as_posix()}"
    statement = "UPDATE attempts SET tries = tries + 1 WHERE id = 3"
    if kind == "file":
        with closing(sqlite3.connect(ledger_path)) as connection, connection:
            connection.execute(statement)
    else:
        import psycopg

        with psycopg.connect(server.replace("+psycopg", "")) as connection:
            connection.execute(statement)
    refused(whole, tmp_path, target, TargetTaken, "knows more: a row of attempts, 3")


def test_a_newer_ledger_keeps_its_place(whole: Any, tmp_path: Path, ledger_path: Path) -> None:
    newer = tmp_path / "newer.db"
    shutil.copy(ledger_path, newer)
    with closing(sqlite3.connect(newer)) as connection, connection:
        connection.execute("UPDATE ledger_version SET version_num = '9999'")
    content = newer.read_bytes()
    refused(whole, tmp_path, "newer.db", LedgerNewer, "9999")
    assert newer.read_bytes() == content


def test_a_damaged_record_is_not_moved(whole: Any, tmp_path: Path, ledger_path: Path) -> None:
    with closing(sqlite3.connect(ledger_path)) as connection, connection:
        connection.execute("UPDATE letters SET status = 'sent' WHERE status = 'refused'")
    with pytest.raises(LedgerDamaged, match="outreach ledger check"):
        move(source(whole, tmp_path), place("other.db", tmp_path))
    assert not (tmp_path / "other.db").exists()


def test_where_nothing_was_recorded_nothing_is_moved(new_office: Any, tmp_path: Path) -> None:
    with pytest.raises(NoLedgerYet):
        move(source(new_office, tmp_path), place("other.db", tmp_path))


# --- names of places ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    "url",
    [
        "postgresql+psycopg://jane:secret@db.example.org/letters",
        "postgresql://db.example.org/letters?password=secret",
    ],
)
def test_a_password_is_refused_and_not_repeated(url: str, tmp_path: Path) -> None:
    with pytest.raises(CopyRefused, match="PGPASSWORD") as caught:
        place(url, tmp_path)
    assert "secret" not in str(caught.value)


def test_a_place_is_named_without_user_and_without_anybodys_folders(tmp_path: Path) -> None:
    server = place("postgres://jane@db.example.org:5433/letters?sslmode=require", tmp_path)
    assert server.written == (
        "postgresql+psycopg://jane@db.example.org:5433/letters?sslmode=require"
    )
    assert server.name == "postgresql+psycopg://db.example.org:5433/letters?sslmode=require"
    (tmp_path / "in").mkdir()
    root = tmp_path / "in"
    assert place("ledger.db", root).written == "sqlite:///ledger.db"
    outside = place_of("../ledger.db", root, root)
    assert outside.written == f"sqlite:///{tmp_path.as_posix()}/ledger.db"
    assert outside.name == "sqlite:///ledger.db"
    assert name_of(f"sqlite:///{root}/ledger.db", root) == "sqlite:///ledger.db"


@pytest.mark.parametrize("named", ["mysql://example.org/letters", "nowhere/ledger.db", "."])
def test_what_is_no_place_is_refused(named: str, tmp_path: Path) -> None:
    with pytest.raises(CopyRefused):
        place(named, tmp_path)


# --- killed ------------------------------------------------------------------------------------


def killed_at(step: int, source: Source, place: Place) -> bool:
    """Move in a process of its own that is killed at a step; whether it was before its end."""
    child = os.fork()
    if not child:
        steps = 0

        def count(*_: object) -> None:
            nonlocal steps
            steps += 1
            if steps == step:
                os.kill(os.getpid(), signal.SIGKILL)

        def audit(name: str, _: object) -> None:
            if name in {"os.rename", "os.link", "os.remove", "os.truncate"}:
                count()

        event.listen(Engine, "before_cursor_execute", count)
        event.listen(Engine, "commit", count)
        sys.addaudithook(audit)
        try:
            move(source, place)
        finally:
            os._exit(0)
    _, status = os.waitpid(child, 0)
    return os.WIFSIGNALED(status)


@pytest.fixture
def target_for(postgres: str, tmp_path: Path) -> Iterator[Callable[[str, int], Any]]:
    def make(kind: str, number: int) -> Any:
        if kind == "file":
            return f"sqlite:///{tmp_path}/moved{number}.db"
        opened = own_schema(postgres)
        schemas.append(opened)
        return opened.__enter__()

    schemas: list[Any] = []
    yield make
    for opened in schemas:
        opened.__exit__(None, None, None)


@pytest.mark.skipif(not hasattr(os, "fork"), reason="no processes of this kind there")
@pytest.mark.parametrize("every", EVERY_STEP)
@pytest.mark.parametrize("way", ["file to server", "server to file"])
def test_a_move_that_is_killed_leaves_one_record_and_is_finished_by_the_next(
    way: str,
    every: bool,
    whole: Any,
    tmp_path: Path,
    postgres_url: str,
    ledger_path: Path,
    target_for: Callable[[str, int], Any],
) -> None:
    before = rows_of(whole.url)
    kept = tmp_path / "kept.db"
    shutil.copy(ledger_path, kept)
    some = random.Random(4).sample(range(1, 60), 2)  # noqa: S311
    deaths = 0
    for number in range(1, 1000) if every else some:
        shutil.copy(kept, ledger_path)
        beginning = Source(whole.url, whole.ledger_id, "sqlite:///ledger.db")
        target = place(target_for("server", number), tmp_path)
        if way == "server to file":
            move(beginning, target)
            beginning = Source(target.url, whole.ledger_id, target.name)
            target = place(target_for("file", number), tmp_path)
        died = killed_at(number, beginning, target)
        there = is_there(target.url)
        assert rows_of(beginning.url) == before
        on = [
            url
            for url in (beginning.url, *([target.url] if there else []))
            if goes_on_in(url, whole.ledger_id)
        ]
        assert len(on) <= 1
        if on != [beginning.url]:
            assert rows_of(target.url) == before
        if died:
            deaths += 1
            move(beginning, target)
        assert not goes_on_in(beginning.url, whole.ledger_id)
        assert goes_on_in(target.url, whole.ledger_id)
        assert rows_of(target.url) == before
        assert not list(tmp_path.glob("*.part-*"))
        if not died:
            break
    assert deaths > 60 or (not every and deaths == len(some))


def is_there(url: str) -> bool:
    try:
        open_ledger(url, "", writing=False).close()
    except NoLedgerYet:
        return False
    return True
