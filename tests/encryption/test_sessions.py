"""Where the key of a session lies, how long, and when it is refused."""

import os
import shutil
import tempfile
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from outreach.encryption import memory, sessions
from outreach.encryption.keys import Key

KEY = Key(bytes(range(32)), b"salt of sixteen!")
NOON = datetime.now(UTC).replace(microsecond=0)

pytestmark = pytest.mark.skipif(
    not os.access("/dev/shm", os.W_OK) or not memory.in_memory(Path("/dev/shm")),
    reason="no folder in memory there",
)


@pytest.fixture
def login(monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """The folder of a login, in memory and for its owner alone."""
    folder = Path(tempfile.mkdtemp(dir="/dev/shm"))
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(folder))
    yield folder
    shutil.rmtree(folder)


def test_a_key_is_kept_until_eight_hours_after_its_last_use(login: Path) -> None:
    assert sessions.keep(KEY, NOON)
    assert sessions.recall(KEY.salt, NOON + timedelta(hours=7)) == KEY
    assert sessions.recall(KEY.salt, NOON + timedelta(hours=14)) == KEY
    assert sessions.ends(KEY.salt, NOON + timedelta(hours=14)) == NOON + timedelta(hours=22)
    assert sessions.recall(KEY.salt, NOON + timedelta(hours=22, seconds=1)) is None
    assert list((login / "outreach").iterdir()) == []


def test_a_look_in_passing_prolongs_no_session(login: Path) -> None:
    assert sessions.keep(KEY, NOON)
    seven, nine = NOON + timedelta(hours=7), NOON + timedelta(hours=9)
    assert sessions.recall(KEY.salt, seven, prolong=False) == KEY
    assert sessions.recall(KEY.salt, nine) is None


def test_the_file_holds_the_key_alone_and_only_its_owner_can_read_it(login: Path) -> None:
    sessions.keep(KEY, NOON)
    (file,) = (login / "outreach").iterdir()
    assert file.read_bytes() == KEY.raw
    assert file.stat().st_mode & 0o777 == 0o600
    assert file.parent.stat().st_mode & 0o777 == 0o700
    assert KEY.salt.hex() not in file.name


def test_a_key_opens_no_file_with_another_salt(login: Path) -> None:
    sessions.keep(KEY, NOON)
    assert sessions.recall(b"another sixteen!", NOON) is None


def test_lock_forgets_every_key_at_once(login: Path) -> None:
    sessions.keep(KEY, NOON)
    sessions.keep(Key(KEY.raw, b"another sixteen!"), NOON)
    assert sessions.forget_all() == 2
    assert sessions.recall(KEY.salt, NOON) is None
    assert sessions.forget_all() == 0


def test_a_clock_that_was_set_back_ends_the_session(login: Path) -> None:
    sessions.keep(KEY, NOON)
    assert sessions.recall(KEY.salt, NOON - timedelta(minutes=1)) is None


def test_a_folder_that_others_can_look_into_is_refused(login: Path) -> None:
    sessions.keep(KEY, NOON)
    login.chmod(0o755)
    assert sessions.recall(KEY.salt, NOON) is None
    assert not sessions.keep(KEY, NOON)
    login.chmod(0o700)
    (login / "outreach").chmod(0o750)
    assert sessions.recall(KEY.salt, NOON) is None
    assert not sessions.keep(KEY, NOON)
    assert "Others can look into" in sessions.why_none()


def test_a_key_that_others_can_read_is_not_used(login: Path) -> None:
    sessions.keep(KEY, NOON)
    (file,) = (login / "outreach").iterdir()
    file.chmod(0o644)
    assert sessions.recall(KEY.salt, NOON) is None
    assert not file.exists()


def test_a_link_is_not_followed(login: Path, tmp_path: Path) -> None:
    (login / "outreach").symlink_to(tmp_path)
    assert not sessions.keep(KEY, NOON)
    assert list(tmp_path.iterdir()) == []
    assert sessions.why_none()


@pytest.mark.parametrize("named", ["", "relative/folder", "/there/is/none"])
def test_without_a_folder_of_the_login_there_is_no_session(
    named: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_RUNTIME_DIR", named)
    assert not sessions.keep(KEY, NOON)
    assert sessions.recall(KEY.salt, NOON) is None
    assert sessions.forget_all() == 0
    assert "no folder in memory" in sessions.why_none()


def test_a_folder_on_a_disk_is_no_place_for_a_key(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    mounts = tmp_path / "mounts"
    mounts.write_text(f"/dev/sda1 / ext4 rw 0 0\ntmpfs {tmp_path}/mem tmpfs rw 0 0\n")
    monkeypatch.setattr(memory, "_MOUNTS", mounts)
    for name, kept in (("disk", False), ("mem", True)):
        (tmp_path / name).mkdir(mode=0o700)
        monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path / name))
        assert sessions.keep(KEY, NOON) is kept
        assert (memory.memory_folder() == tmp_path / name) is kept


def test_what_is_mounted_over_a_folder_in_memory_counts(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "run user"
    folder.mkdir()
    mounts = tmp_path / "mounts"
    monkeypatch.setattr(memory, "_MOUNTS", mounts)
    place = str(folder).replace(" ", "\\040")
    for kinds, expected in ((("tmpfs", "ext4"), False), (("ext4", "tmpfs"), True)):
        rows = [f"none {place} {kind} rw 0 0" for kind in kinds]
        mounts.write_text("\n".join(["/dev/sda1 / ext4 rw 0 0", *rows]))
        assert memory.in_memory(folder) is expected
    assert not memory.in_memory(tmp_path)
