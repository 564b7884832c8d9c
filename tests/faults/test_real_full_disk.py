"""A disk of its own that is really full: a small file system in memory, mounted for one test."""

import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from outreach.errors import ExitStatus
from tests.faults.agreement import insist_on_agreement, insist_that_all_taken_are_on_record
from tests.faults.campaign import CONNECTIONS, ENDS, CampaignFolder
from tests.servers.scripted_smtp import ScriptedServer

LETTERS = 60
ALONE = ("unshare", "--user", "--map-root-user", "--mount")  # mounts that nobody else sees

SCRIPT = """
disk=$1; aside=$2; size=$3; shift 3
mount -t tmpfs -o size=$size,mode=700 none "$disk" || exit 99
"$@" >&2; status=$?; cp -a "$disk/." "$aside"; echo $status
read go
mount -o remount,size=100m "$disk" || exit 99
"$@" >&2; status=$?; cp -a "$disk/." "$aside"; echo $status
"""


@pytest.fixture
def disk(tmp_path: Path) -> Path:
    """Where a disk can be mounted; skips where neither root nor a user may mount one."""
    made = tmp_path / "disk"
    made.mkdir()
    probe = ["sh", "-c", 'mount -t tmpfs none "$1"', "sh", str(made)]
    try:
        tried = subprocess.run([*ALONE, *probe], capture_output=True, text=True)
    except FileNotFoundError:
        pytest.skip("no way to mount a disk here: no unshare")
    if tried.returncode:
        pytest.skip(f"no way to mount a disk here: {tried.stderr.strip()}")
    return made


@pytest.mark.slow
@pytest.mark.parametrize("size", ["64k", "700k"])
def test_no_letter_leaves_while_the_disk_is_full_and_all_goes_on_when_there_is_room(
    tmp_path: Path,
    disk: Path,
    serve: Callable[[Callable[..., object]], ScriptedServer],
    size: str,
) -> None:
    server = serve(lambda moment: None)
    url = f"sqlite:///{disk.as_posix()}/ledger.db"
    folder = CampaignFolder(tmp_path / "campaign", server.port, LETTERS, ledger_url=url)
    aside = tmp_path / "aside"
    aside.mkdir()
    send = [sys.executable, "-m", "outreach", "send", "release", "--yes", "--retry-now"]
    command = ["sh", "-c", SCRIPT, "sh", str(disk), str(aside), size, *send, "-w", str(folder.root)]
    said = tmp_path / "said.txt"
    with (
        said.open("w") as errors,
        subprocess.Popen(
            [*ALONE, *command],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=errors,
            text=True,
        ) as running,
    ):
        assert running.stdout is not None
        assert running.stdin is not None
        status = int(running.stdout.readline())
        assert status == ExitStatus.LEDGER, said.read_text()
        assert "no room left on the disk" in said.read_text().lower()
        taken = len(server.letters)
        assert taken < LETTERS
        # Mounted for the process alone: here, the place of the disk is a folder.
        if (aside / "ledger.db").exists():
            bring(aside, disk)
            insist_that_all_taken_are_on_record(server, folder)
        empty(aside, disk)
        running.stdin.write("go\n")
        running.stdin.flush()
        status = int(running.stdout.readline())
        running.wait(ENDS)
    assert status in {ExitStatus.DONE, ExitStatus.LEFT_OVER}, said.read_text()
    bring(aside, disk)
    insist_that_all_taken_are_on_record(server, folder)
    counts = insist_on_agreement(server, folder)
    assert counts["unknown"] <= CONNECTIONS
    assert counts["sent"] + counts["unknown"] == LETTERS
    assert taken > 0 or size == "64k"


def bring(aside: Path, disk: Path) -> None:
    for path in aside.glob("ledger.db*"):
        shutil.copy(path, disk / path.name)


def empty(*folders: Path) -> None:
    for path in (path for folder in folders for path in folder.iterdir()):
        shutil.rmtree(path) if path.is_dir() else path.unlink()
