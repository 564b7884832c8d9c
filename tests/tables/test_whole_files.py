"""Files that are there whole or not at all."""

import errno
import os
import subprocess
import sys
from pathlib import Path

import pytest

from outreach.errors import NotWritten
from outreach.tables.whole_files import make_folder, write_if_changed, write_whole, writing_whole

posix = pytest.mark.skipif(os.name != "posix", reason="Windows has no such rights or limits")


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_a_file_is_written_whole(tmp_path):
    write_whole(tmp_path / "a.pdf", b"letter")
    assert (tmp_path / "a.pdf").read_bytes() == b"letter"
    assert names(tmp_path) == ["a.pdf"]


def test_nothing_stands_under_the_final_name_before_the_end(tmp_path):
    with writing_whole(tmp_path / "a.pdf") as file:
        file.write(b"letter")
        assert not (tmp_path / "a.pdf").exists()
    assert names(tmp_path) == ["a.pdf"]


@pytest.mark.parametrize("error", [RuntimeError, KeyboardInterrupt])
def test_what_was_there_stays_when_writing_fails(tmp_path, error):
    (tmp_path / "a.pdf").write_bytes(b"before")

    def write_half() -> None:
        with writing_whole(tmp_path / "a.pdf") as file:
            file.write(b"half a lett")
            raise error

    with pytest.raises(error):
        write_half()
    assert (tmp_path / "a.pdf").read_bytes() == b"before"
    assert names(tmp_path) == ["a.pdf"]


@posix
def test_a_disk_that_fills_up_leaves_nothing_behind(tmp_path):
    """In a process of its own, whose files may not grow: the kernel ends the write half-way."""
    import resource

    code = (
        "import sys, pathlib, signal; signal.signal(signal.SIGXFSZ, signal.SIG_IGN)\n"
        "from outreach.errors import NotWritten\n"
        "from outreach.tables.whole_files import write_whole\n"
        "try: write_whole(pathlib.Path(sys.argv[1]), b'x' * 1_000_000)\n"
        "except NotWritten as error: print(error.sentence)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, str(tmp_path / "a.pdf")],
        capture_output=True,
        text=True,
        check=True,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, 100_000)),
    )
    assert "a.pdf could not be written: the file grew larger than it may" in done.stdout
    assert names(tmp_path) == []


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (errno.ENOSPC, "the disk is full"),
        (errno.EROFS, "the disk is read-only"),
        (errno.EACCES, "may not be written to"),
        (errno.EIO, "Input/output error"),
    ],
)
def test_each_failure_has_its_sentence_and_leaves_nothing(tmp_path, monkeypatch, number, words):
    def fail(_: int) -> None:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(os, "fsync", fail)
    with pytest.raises(NotWritten) as refusal:
        write_whole(tmp_path / "a.pdf", b"letter")
    assert words in refusal.value.sentence
    assert refusal.value.way_out
    assert names(tmp_path) == []


@posix
def test_a_missing_folder_and_a_folder_in_the_place_of_the_file_are_refused(tmp_path):
    with pytest.raises(NotWritten, match="is not there"):
        write_whole(tmp_path / "outbox" / "a.pdf", b"letter")
    (tmp_path / "b.pdf").mkdir()
    with pytest.raises(NotWritten, match="a folder is in its place"):
        write_whole(tmp_path / "b.pdf", b"letter")
    assert names(tmp_path) == ["b.pdf"]


@posix
def test_a_private_file_is_for_its_owner_only(tmp_path):
    write_whole(tmp_path / "a.pdf", b"letter", private=True)
    assert (tmp_path / "a.pdf").stat().st_mode & 0o077 == 0


@posix
def test_an_existing_file_keeps_its_rights_and_a_link_stays_a_link(tmp_path):
    (tmp_path / "real").write_bytes(b"before")
    (tmp_path / "real").chmod(0o640)
    (tmp_path / "link").symlink_to(tmp_path / "real")
    write_whole(tmp_path / "link", b"after")
    assert (tmp_path / "link").is_symlink()
    assert (tmp_path / "real").read_bytes() == b"after"
    assert (tmp_path / "real").stat().st_mode & 0o777 == 0o640


@posix
def test_the_longest_name_a_folder_takes_can_be_written(tmp_path):
    write_whole(tmp_path / ("a" * 255), b"letter")
    assert names(tmp_path) == ["a" * 255]


def test_a_folder_that_cannot_be_made_is_said(tmp_path):
    make_folder(tmp_path / "a" / "b")
    make_folder(tmp_path / "a" / "b")
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(NotWritten, match="a file is in the place of its folder"):
        make_folder(tmp_path / "file" / "b")


def test_a_file_that_says_so_already_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "letter.pdf"
    assert write_if_changed(path, b"a letter")
    os.utime(path, (1, 1))
    assert not write_if_changed(path, b"a letter")
    assert path.stat().st_mtime == 1
    assert write_if_changed(path, b"a longer letter")
    assert path.read_bytes() == b"a longer letter"
    assert write_if_changed(path, b"a newer! letter")
    assert path.stat().st_mtime > 1
