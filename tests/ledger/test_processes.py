"""Several processes on one ledger, and processes that are killed."""

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from outreach.model.dispatch import Sent, Status
from tests.encryption import stores

PROGRAM = Path(__file__).with_name("claiming_process.py")

Start = Callable[[Any, int, int, str], "subprocess.Popen[str]"]

# Each opens the ledger's file once more in the process that has it open, and closes it again.
MEANWHILE: tuple[Callable[[Any, Any], object], ...] = (
    lambda _, ledger: ledger.statuses("release", "1"),
    lambda office, ledger: ledger.backup_before_send(office.now),
    lambda office, _: office.read().close(),
    lambda office, _: office.open().close(),
    lambda _, ledger: ledger.check(),
)


@pytest.fixture
def start() -> Iterator[Start]:
    """Starts a process that waits, ready, for a line before it claims."""
    started: list[subprocess.Popen[str]] = []

    def start(office: Any, first: int, letters: int, how: str) -> "subprocess.Popen[str]":
        words = [office.url, office.ledger_id, str(first), str(letters), how]
        process = subprocess.Popen(
            [sys.executable, str(PROGRAM), *words],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            env=os.environ | {"KEY": stores.key().raw.hex()},
        )
        started.append(process)
        return process

    yield start
    for process in started:
        process.kill()
        process.communicate()


def let_go(processes: list["subprocess.Popen[str]"]) -> None:
    for process in processes:
        assert process.stdout is not None
        assert process.stdout.readline() == "ready\n"
    for process in processes:
        assert process.stdin is not None
        process.stdin.write("\n")
        process.stdin.flush()


class ProcessesContract:
    """What holds however many processes work on a ledger. A subclass has a fixture `office`."""

    @pytest.mark.parametrize(
        ("processes", "letters"), [(2, 200), pytest.param(6, 600, marks=pytest.mark.slow)]
    )
    def test_each_letter_is_claimed_by_exactly_one_process(
        self, office: Any, start: Start, processes: int, letters: int
    ) -> None:
        office.open()
        office.close()
        running = [start(office, 0, letters, "sends") for _ in range(processes)]
        let_go(running)
        handed_over = [process.communicate(timeout=120)[0].split() for process in running]
        assert [process.returncode for process in running] == [0] * processes
        together = [name for names in handed_over for name in names]
        assert sorted(together) == sorted(f"r{number}" for number in range(letters))
        assert office.read().counts("release", "1") == {Status.SENT: letters}
        assert office.read().check() == ()

    def test_what_a_process_does_meanwhile_loses_nothing_when_another_one_ends(
        self, office: Any, start: Start
    ) -> None:
        ledger = office.open()
        for act in MEANWHILE:
            act(office, ledger)
        other = start(office, 0, 1, "sends")
        let_go([other])
        assert (other.communicate(timeout=120)[0].split(), other.returncode) == (["r0"], 0)

        with ledger.run("jane", office.now) as run:
            key, mailing = office.key("r1"), office.mailing("r1")
            assert ledger.claim(key, office.addressee("r1"), mailing, run, office.now)
            third = start(office, 0, 2, "sends")
            let_go([third])
            assert (third.communicate(timeout=120)[0].split(), third.returncode) == ([], 0)

    def test_what_a_killed_process_held_is_unknown_and_what_it_did_not_is_free(
        self, office: Any, start: Start
    ) -> None:
        office.open()
        office.close()
        victim = start(office, 0, 5, "hangs")
        let_go([victim])
        assert victim.stdout is not None
        claimed = [victim.stdout.readline().strip() for _ in range(5)]
        assert victim.stdout.readline() == "waiting\n"
        while_it_lives = office.open()
        assert while_it_lives.counts("release", "1") == {Status.CLAIMED: 5}
        office.close()

        victim.kill()
        victim.wait()
        ledger = office.open()
        assert [item.recipient for item in ledger.unknowns("release", "1")] == claimed
        with ledger.run("jane", office.now) as run:
            for name in (*claimed, "new"):
                key, mailing = office.key(name), office.mailing(name)
                claim = ledger.claim(key, office.addressee(name), mailing, run, office.now)
                assert (claim is not None) == (name == "new")
                assert ledger.retake(key, run, office.now) is None
            ledger.settle(claim, Sent(), office.now)
        assert ledger.counts("release", "1") == {Status.UNKNOWN: 5, Status.SENT: 1}
        assert ledger.check() == ()

    def test_who_only_reads_is_told_of_a_broken_run_and_changes_nothing(
        self, office: Any, start: Start, tmp_path: Path
    ) -> None:
        office.open()
        office.close()
        victim = start(office, 0, 3, "hangs")
        let_go([victim])
        assert victim.stdout is not None
        claimed = [victim.stdout.readline().strip() for _ in range(3)]
        alive = office.read()
        assert set(alive.statuses("release", "1").values()) == {Status.CLAIMED}
        assert alive.counts("release", "1") == {Status.CLAIMED: 3}
        assert list(alive.history("release", status=Status.UNKNOWN)) == []

        victim.kill()
        victim.wait()
        files = sorted(path.name for path in tmp_path.iterdir())
        gone = office.read()
        assert set(gone.statuses("release", "1").values()) == {Status.UNKNOWN}
        assert gone.counts("release", "1") == {Status.UNKNOWN: 3}
        told = list(gone.history("release", status=Status.UNKNOWN))
        assert [item.recipient for item in told] == claimed
        assert all("run ended before the answer" in item.detail for item in told)
        assert list(gone.history("release", status=Status.CLAIMED)) == []
        assert sorted(path.name for path in tmp_path.iterdir()) == files

    def test_a_killed_process_leaves_no_lock_behind(
        self, office: Any, start: Start, tmp_path: Path
    ) -> None:
        office.open()
        office.close()
        victim = start(office, 0, 1, "hangs")
        let_go([victim])
        assert victim.stdout is not None
        victim.stdout.readline()
        victim.kill()
        victim.wait()
        office.open()
        office.close()
        assert list(tmp_path.glob("*.lock")) == []


class TestOnSqlite(ProcessesContract):
    pass


class TestEncrypted(ProcessesContract):
    @pytest.fixture
    def office(self, encrypted_office: Any) -> Any:
        return encrypted_office


class TestOnPostgres(ProcessesContract):
    @pytest.fixture
    def office(self, postgres_office: Any) -> Any:
        return postgres_office
