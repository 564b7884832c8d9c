"""The user's editor on a text that leaves no trace."""

import os
import shutil
import signal
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from outreach.cli.screen import editor
from outreach.errors import LedgerBusy, UsageProblem
from tests.cli.cases import make_editor

LOST = editor.Safe(lambda _: None, str)


@pytest.fixture(autouse=True)
def no_editor(monkeypatch) -> None:
    monkeypatch.delenv("VISUAL", raising=False)
    monkeypatch.delenv("EDITOR", raising=False)


@pytest.fixture
def edits(tmp_path, monkeypatch):
    return lambda *changes: make_editor(tmp_path / "editor", monkeypatch.setenv, *changes)


def test_the_text_comes_back_as_it_was_saved(edits) -> None:
    seen = edits("text = text + '陳\\n'")
    assert editor.edited("one\n", ".md", LOST) == "one\n陳\n"
    assert seen.seen == "one\n"
    assert seen.place.name == "text.md"
    assert not seen.place.parent.exists()


def test_an_editor_that_fails_gives_nothing_back(edits) -> None:
    seen = edits("sys.exit(1)")
    assert editor.edited("one\n", ".toml", LOST) is None
    assert not seen.place.parent.exists()


def test_a_text_that_is_not_utf_8_is_told_and_left(edits) -> None:
    seen = edits("place.write_bytes(b'caf\\xe9'); sys.exit(0)")
    with pytest.raises(UsageProblem, match="not UTF-8") as refused:
        editor.edited("one\n", ".toml", LOST)
    assert str(seen.place) in refused.value.way_out
    assert seen.place.read_bytes() == b"caf\xe9"
    shutil.rmtree(seen.place.parent)


def _refuses(_: str) -> None:
    raise LedgerBusy("private.db")


def test_what_cannot_be_kept_lies_where_it_was_typed_and_is_named(edits) -> None:
    seen = edits("text = 'two'")
    go_on = editor.Safe(_refuses, lambda path: f"outreach try {path}")
    with pytest.raises(LedgerBusy, match=r"private\.db is in use") as refused:
        editor.edited("one", ".toml", go_on)
    assert f"it lies in {seen.place}, readable by you alone" in refused.value.way_out
    assert f"delete it: rm -r {seen.place.parent})" in refused.value.way_out
    assert f"To go on with it: outreach try {seen.place}" in refused.value.way_out
    assert seen.place.read_text() == "two"
    assert (seen.place.stat().st_mode & 0o777, seen.place.parent.stat().st_mode & 0o777) == (
        0o600, 0o700,
    )  # fmt: skip
    shutil.rmtree(seen.place.parent)


def test_what_was_not_changed_is_not_left_behind(edits) -> None:
    seen = edits()
    assert editor.edited("one", ".toml", editor.Safe(_refuses, str)) == "one"
    assert not seen.place.parent.exists()


def test_it_is_said_where_no_folder_lies_in_memory(edits, monkeypatch, capsys, tmp_path) -> None:
    monkeypatch.setattr(editor, "memory_folder", lambda: None)
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    seen = edits()
    assert editor.edited("one\n", ".toml", LOST) == "one\n"
    assert "no folder in memory" in capsys.readouterr().err
    assert seen.place.is_relative_to(tmp_path)
    assert not seen.place.parent.exists()


def test_an_editor_that_is_not_known_is_named(edits, capsys) -> None:
    edits()
    editor.edited("one\n", ".toml", LOST)
    assert "Whether python" in capsys.readouterr().err


def test_without_an_editor_it_is_said_how_to_set_one(monkeypatch) -> None:
    monkeypatch.setenv("PATH", "")
    with pytest.raises(UsageProblem, match="There is no editor"):
        editor.edited("one\n", ".toml", LOST)


def test_an_editor_that_cannot_be_started_is_named(monkeypatch) -> None:
    monkeypatch.setenv("EDITOR", "/nowhere/editor")
    with pytest.raises(UsageProblem, match="/nowhere/editor cannot be started"):
        editor.edited("one\n", ".toml", LOST)


@pytest.mark.skipif(not shutil.which("vim"), reason="vim is not here")
def test_vim_leaves_no_copy_whatever_its_settings_ask_for(monkeypatch, tmp_path) -> None:
    kept = tmp_path / "kept"
    kept.mkdir()
    settings = tmp_path / "settings.vim"
    settings.write_text(
        f"set backup undofile backupdir={kept} undodir={kept} directory={kept}\n"
        f"set viminfo='10,n{kept}/viminfo\n"
    )
    # Of that name, so that it is told what vim is told; it types what a person would.
    typing = tmp_path / "vim"
    typed, real = r"printf '%%s/one/two/\nwq\n'", shutil.which("vim")
    typing.write_text(f'#!/bin/sh\n{typed} | {real} -es -u {settings} "$@"\n')
    typing.chmod(0o700)
    monkeypatch.setenv("EDITOR", str(typing))
    assert editor.edited("one\n", ".toml", LOST) == "two\n"
    assert list(kept.iterdir()) == []


_PROGRAM = """\
from outreach.cli.screen import editor
editor.edited("a secret text", ".toml", editor.Safe(print, str))
"""
_WAITS = """\
import sys, time
from pathlib import Path
Path(sys.argv[1]).write_text(sys.argv[2])
print("open", flush=True)
time.sleep(60)
"""


@pytest.mark.parametrize("ending", [signal.SIGTERM, signal.SIGHUP])
def test_a_closed_terminal_or_a_kill_takes_the_file_away(tmp_path, ending) -> None:
    waits = tmp_path / "waits.py"
    waits.write_text(_WAITS)
    told = tmp_path / "place"
    environment = {**os.environ, "VISUAL": f"{sys.executable} {waits} {told}"}
    with subprocess.Popen(
        [sys.executable, "-c", _PROGRAM], env=environment, stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "open\n"
        place = Path(told.read_text())
        assert place.read_text() == "a secret text"
        process.send_signal(ending)
        process.wait(timeout=20)
    assert not place.parent.exists()


_SAVES = """\
import os, pathlib, signal, sys, time
pathlib.Path(sys.argv[1]).write_text("half a letter")
os.kill(os.getppid(), signal.SIGHUP)
time.sleep(60)
"""


def test_what_was_saved_before_the_terminal_closed_is_not_lost(tmp_path, monkeypatch) -> None:
    saves = tmp_path / "saves.py"
    saves.write_text(_SAVES)
    monkeypatch.setenv("EDITOR", f"{sys.executable} {saves}")
    rescued: list[str] = []
    before = signal.getsignal(signal.SIGHUP)

    def keep(text: str) -> None:
        os.kill(os.getpid(), signal.SIGHUP)  # it comes more than once
        rescued.append(text)

    with pytest.raises(SystemExit):
        editor.edited("", ".md", editor.Safe(keep, str))
    assert rescued == ["half a letter"]
    assert signal.getsignal(signal.SIGHUP) is before


def test_a_closed_terminal_leaves_nothing_where_nothing_was_saved(tmp_path, monkeypatch) -> None:
    saves = tmp_path / "saves.py"
    saves.write_text(_SAVES.replace("half a letter", "the start"))
    monkeypatch.setenv("EDITOR", f"{sys.executable} {saves}")
    rescued: list[str] = []
    with pytest.raises(SystemExit):
        editor.edited("the start", ".md", editor.Safe(rescued.append, str))
    assert rescued == []


def test_what_a_closed_terminal_could_not_keep_is_named_by_the_next_command(
    tmp_path, edits, monkeypatch
) -> None:
    saves = tmp_path / "saves.py"
    saves.write_text(_SAVES)
    monkeypatch.setenv("EDITOR", f"{sys.executable} {saves}")
    memory = tmp_path / "memory"
    memory.mkdir(mode=0o700)
    monkeypatch.setattr(editor, "memory_folder", lambda: memory)
    with pytest.raises(SystemExit):
        editor.edited("", ".md", editor.Safe(_refuses, str))
    (left,) = memory.iterdir()
    assert (left / "text.md").read_text() == "half a letter"


def test_passphrase_and_password_do_not_reach_the_editor(edits, monkeypatch) -> None:
    for name in ("PASSPHRASE", "NEW_PASSPHRASE", "ARCHIVE_PASSPHRASE", "IMAP_PASSWORD"):
        monkeypatch.setenv(f"OUTREACH_{name}", "not for others")
    monkeypatch.setenv("OUTREACH_WORKSPACE", "elsewhere")
    edits("import os; text = ' '.join(os.environ)")
    names = editor.edited("", ".toml", LOST).split()
    assert "OUTREACH_WORKSPACE" in names
    assert not [name for name in names if name.endswith(("PASSPHRASE", "PASSWORD"))]


_KILLED = """\
import os, signal
os.kill(os.getppid(), signal.SIGKILL)
"""


def test_a_text_that_a_killed_command_left_is_named(tmp_path, edits, monkeypatch, capsys) -> None:
    memory = tmp_path / "memory"
    memory.mkdir(mode=0o700)
    killer = tmp_path / "killer.py"
    killer.write_text(_KILLED)
    program = (
        "import sys; from pathlib import Path; from outreach.cli.screen import editor; "
        "editor.memory_folder = lambda: Path(sys.argv[1]); editor.edited('a secret text', "
        "'.toml', editor.Safe(print, str))"
    )
    environment = {**os.environ, "VISUAL": f"{sys.executable} {killer}"}
    killed = subprocess.run(
        [sys.executable, "-c", program, str(memory)], env=environment, check=False
    )
    assert killed.returncode == -signal.SIGKILL
    (left,) = memory.iterdir()
    edits("text = 'two'")
    monkeypatch.setattr(editor, "memory_folder", lambda: memory)
    assert editor.edited("one", ".toml", LOST) == "two"
    said = " ".join(capsys.readouterr().err.split())
    assert "was broken off while a text was open" in said
    assert f"delete it: rm -r {left}" in said
    assert (left / "text.toml").read_text() == "a secret text"


def test_a_text_that_is_open_elsewhere_is_left_in_peace(
    tmp_path, edits, monkeypatch, capsys
) -> None:
    (tmp_path / f"outreach-editing-{os.getpid()}-x").mkdir(mode=0o700)
    edits("text = 'two'")
    monkeypatch.setattr(editor, "memory_folder", lambda: tmp_path)
    editor.edited("one", ".toml", LOST)
    assert "broken off" not in capsys.readouterr().err


def test_ctrl_c_is_for_the_editor(edits) -> None:
    seen = edits("import os, signal; os.kill(os.getppid(), signal.SIGINT); text = 'kept'")
    assert editor.edited("one\n", ".toml", LOST) == "kept"
    assert not seen.place.parent.exists()
    assert signal.getsignal(signal.SIGINT) is not signal.SIG_IGN
