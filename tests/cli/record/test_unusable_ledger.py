"""A record that cannot be used is refused by every command, with status 7, and left as it was."""

import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from outreach.errors import ExitStatus

COMMANDS = {
    "send": ("send", "release", "--yes"),
    "dry run": ("send", "release", "--dry-run"),
    "history": ("history", "--json"),
    "events": ("history", "--recipient", "cheng", "--events"),
    "report": ("report", "release"),
    "mark": ("mark", "posted", "release", "post"),
    "print": ("print", "release"),
    "resolve": ("resolve", "release"),
    "check": ("ledger", "check"),
    "backup": ("ledger", "backup"),
    "copy": ("ledger", "copy", "other.db", "--yes"),
    "close-gap": ("ledger", "close-gap", "1", "--yes"),
}
LOOKING_BACK = ("history", "events", "report", "check", "backup")


def cut_short(ledger: Path) -> None:
    ledger.write_bytes(ledger.read_bytes()[: ledger.stat().st_size * 2 // 3])


def with_a_bad_page(ledger: Path) -> None:
    with closing(sqlite3.connect(ledger)) as connection:
        asked = "SELECT rootpage FROM sqlite_master WHERE name = 'letters'"
        (page,) = connection.execute(asked).fetchone()
        (size,) = connection.execute("PRAGMA page_size").fetchone()
    content = bytearray(ledger.read_bytes())
    content[(page - 1) * size : (page - 1) * size + 512] = b"\xa5" * 512
    ledger.write_bytes(content)


def from_a_newer_version(ledger: Path) -> None:
    changed(ledger, "UPDATE ledger_version SET version_num = '9999'")


def of_another_folder(ledger: Path) -> None:
    changed(ledger, "UPDATE ledger SET id = 'another'")


def gone(ledger: Path) -> None:
    ledger.unlink()


def changed(ledger: Path, statement: str) -> None:
    with closing(sqlite3.connect(ledger)) as connection, connection:
        connection.execute(statement)


FAULTS = {
    cut_short: "is damaged",
    with_a_bad_page: "is damaged",
    from_a_newer_version: "newer outreach",
    of_another_folder: "belongs to another folder",
    gone: "is gone",
}


def everything_in(folder: Path) -> dict[str, bytes]:
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }


@pytest.fixture
def sent(outreach, folder) -> Path:
    """One letter of two is sent."""
    assert outreach("send", "release", "--yes", "--limit", "1").status == 0
    assert outreach("ledger", "backup", "copy.db").status == 0
    return folder


@pytest.mark.parametrize(
    "command",
    ["send", *(pytest.param(one, marks=pytest.mark.slow) for one in COMMANDS if one != "send")],
)
@pytest.mark.parametrize("spoil", FAULTS, ids=lambda spoil: spoil.__name__)
def test_every_command_refuses_it_and_leaves_everything_as_it_was(
    outreach, sent, mailbox, spoil: Callable[[Path], None], command: str
) -> None:
    spoil(sent / "ledger.db")
    before = everything_in(sent)
    refused = outreach(*COMMANDS[command])
    assert refused.status == ExitStatus.LEDGER, refused.out + refused.err
    assert FAULTS[spoil] in refused.err.replace("cannot be read to its end", "is damaged")
    assert everything_in(sent) == before
    assert len(mailbox.messages) == 1


@pytest.mark.parametrize("spoil", FAULTS, ids=lambda spoil: spoil.__name__)
def test_a_copy_that_cannot_be_used_is_not_put_back(
    outreach, sent, spoil: Callable[[Path], None]
) -> None:
    spoil(sent / "copy.db")
    before = everything_in(sent)
    refused = outreach("ledger", "restore", "copy.db", "--yes")
    expected = ExitStatus.USAGE if spoil is gone else ExitStatus.LEDGER
    assert refused.status == expected, refused.err
    assert everything_in(sent) == before


@pytest.mark.parametrize("spoil", [from_a_newer_version, of_another_folder])
def test_a_record_that_is_whole_but_not_ours_is_not_replaced_by_a_copy(
    outreach, sent, spoil: Callable[[Path], None]
) -> None:
    spoil(sent / "ledger.db")
    before = everything_in(sent)
    assert outreach("ledger", "restore", "copy.db", "--yes").status == ExitStatus.LEDGER
    assert everything_in(sent) == before


@pytest.mark.slow
@pytest.mark.parametrize("command", [*COMMANDS, "restore"])
def test_a_record_that_was_moved_says_where_it_is(outreach, sent, mailbox, command: str) -> None:
    shutil.copy(sent / "outreach.toml", sent / "kept.toml")
    moved = outreach("ledger", "copy", "other.db", "--yes")
    assert moved.status == 0, moved.err
    assert 'url = "sqlite:///other.db"' in (sent / "outreach.toml").read_text()
    shutil.copy(sent / "kept.toml", sent / "outreach.toml")
    before = everything_in(sent)
    words = {**COMMANDS, "restore": ("ledger", "restore", "copy.db", "--yes")}[command]
    if command == "copy":
        words = ("ledger", "copy", "third.db", "--yes")
    told = outreach(*words)
    assert told.status == (0 if command in LOOKING_BACK else ExitStatus.LEDGER), told.err
    assert "was moved to sqlite:///other.db" in told.err
    if command != "backup":
        assert everything_in(sent) == before
    assert len(mailbox.messages) == 1
