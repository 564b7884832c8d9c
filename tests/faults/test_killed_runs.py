"""Runs that are killed at random moments, and started again until nothing is left to send.

The seed is part of each test's name: it draws the faults of each letter and the moments of the
kills, and with an odd one the server takes several commands at once (PIPELINING); which connection
gets there first is left to the machine. A long proof is made by hand, and adds a line for each run
to a file:

    OUTREACH_FAULT_RUNS=50 OUTREACH_FAULT_LETTERS=1000 OUTREACH_FAULT_REPORT=report.txt \
        python -m pytest -m slow -n 2 tests/faults/test_killed_runs.py
"""

import os
import signal
import subprocess
import sys
from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from random import Random
from time import monotonic, sleep

import pytest

from outreach.errors import ExitStatus
from outreach.model.dispatch import Status
from tests.faults.agreement import (
    insist_on_agreement,
    insist_that_all_taken_are_on_record,
    insist_that_none_came_twice,
)
from tests.faults.campaign import CONNECTIONS, CampaignFolder, ended
from tests.faults.storm import Storm
from tests.servers.scripted_smtp import ScriptedServer

RUNS = int(os.environ.get("OUTREACH_FAULT_RUNS", "2"))
LETTERS = int(os.environ.get("OUTREACH_FAULT_LETTERS", "300"))
REPORT = os.environ.get("OUTREACH_FAULT_REPORT")
SEEDS = [pytest.param(seed, id=f"seed-{seed}") for seed in range(1, RUNS + 1)]
MOST_STARTS = 60
OTHERS_END = 30.0  # seconds; so long at most it is waited for what others have in hand
STARTING = 2.5  # seconds in which a process reads, plans, opens the ledger, and begins to send

Serve = Callable[..., ScriptedServer]

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="kills by signal")


def test_a_killed_run_goes_on_without_a_letter_lost_or_doubled(
    tmp_path: Path, serve: Serve
) -> None:
    insist_on_a_true_end(tmp_path, serve, seed=1, letters=60, kills=2)


@pytest.mark.slow
@pytest.mark.parametrize("seed", SEEDS)
def test_runs_killed_again_and_again_end_in_the_truth(
    tmp_path: Path, serve: Serve, seed: int
) -> None:
    insist_on_a_true_end(tmp_path, serve, seed=seed, letters=LETTERS, kills=3 + LETTERS // 100)


@pytest.mark.slow
@pytest.mark.parametrize("seed", SEEDS)
def test_two_processes_on_one_file_double_nothing(tmp_path: Path, serve: Serve, seed: int) -> None:
    insist_on_a_true_end(tmp_path, serve, seed=seed, letters=LETTERS, kills=3, processes=2)


@pytest.mark.slow
@pytest.mark.parametrize("seed", SEEDS)
def test_four_processes_on_one_server_double_nothing(
    tmp_path: Path, serve: Serve, seed: int, postgres_url: str
) -> None:
    insist_on_a_true_end(
        tmp_path, serve, seed=seed, letters=LETTERS, kills=2, processes=4, ledger_url=postgres_url
    )


def insist_on_a_true_end(
    root: Path,
    serve: Serve,
    *,
    seed: int,
    letters: int,
    kills: int,
    processes: int = 1,
    ledger_url: str = "",
) -> None:
    """`kills` are tried for each process."""
    storm = Storm(seed)
    server = serve(storm.decide, pipelining=seed % 2 == 1)
    folder = CampaignFolder(root / "campaign", server.port, letters, ledger_url=ledger_url)
    chances = [Random(f"{seed}/{place}") for place in range(processes)]  # noqa: S311
    with ThreadPoolExecutor(processes) as pool:
        senders = [
            pool.submit(send_until_done, folder, server, storm, chance, kills) for chance in chances
        ]
        killed = sum(sender.result() for sender in senders)
    counts = insist_on_agreement(server, folder)
    assert counts["deferred"] == 0
    insist_that_the_report_adds_up(folder, counts)
    in_doubt = folder.left_in_doubt()
    assert len(in_doubt) <= killed
    assert max(in_doubt, default=0) <= CONNECTIONS
    assert counts["unknown"] - sum(in_doubt) <= storm.doubtful
    note(
        f"seed {seed}: {letters} letters, {processes} at once, {killed} kills, "
        f"{storm.faults.total()} faults, {server.connections} connections: "
        f"{', '.join(f'{number} {status}' for status, number in sorted(counts.items()))}, 1 left "
        f"out; in doubt {sum(in_doubt)} by kills, {max(in_doubt, default=0)} at most by one, "
        f"{counts['unknown'] - sum(in_doubt)} by {storm.doubtful} cut connections"
    )


def note(line: str) -> None:
    """Told where the test is seen to run, and kept where a report was asked for."""
    print(f"\n{line}")
    if REPORT:
        with Path(REPORT).open("a", encoding="utf-8") as report:
            test = os.environ["PYTEST_CURRENT_TEST"].partition("::")[2].partition("[")[0]
            report.write(f"{test}: {line}\n")


def insist_that_the_report_adds_up(folder: CampaignFolder, counts: Counter[str]) -> None:
    """And that the one without an address is left out, and nobody else."""
    report = folder.report()
    assert report["counts"] == counts
    assert sum(report["skipped"].values()) == 1
    assert report["total"] == counts.total() + 1


def send_until_done(
    folder: CampaignFolder, server: ScriptedServer, storm: Storm, chance: Random, kills: int
) -> int:
    """Start the program again and again; the first times it is killed. How often it was."""
    killed = 0
    for start in range(MOST_STARTS):
        process = folder.send()
        if start < kills:
            kill_some_time(process, storm, chance, folder.letters // kills)
        status, said = ended(process)
        killed += status == -signal.SIGKILL
        assert status in {-signal.SIGKILL, ExitStatus.DONE, ExitStatus.LEFT_OVER}, said
        insist_that_none_came_twice(server)
        insist_that_all_taken_are_on_record(server, folder)
        if start >= kills and not left_by_others(folder):
            return killed
    raise AssertionError(f"not done after {MOST_STARTS} starts: {said}")


def left_by_others(folder: CampaignFolder) -> set[Status]:
    """What another start would find to do, once the others have ended what they have in hand."""
    patience = monotonic() + OTHERS_END
    while (left := folder.still_to_go()) == {Status.CLAIMED} and monotonic() < patience:
        sleep(0.1)
    return left


def kill_some_time(
    process: subprocess.Popen[str], storm: Storm, chance: Random, letters: int
) -> None:
    """Mostly while letters leave; every fourth time by the clock, be it while it only starts."""
    if chance.randrange(4):
        storm.aim(process, chance, letters)
    else:
        sleep(chance.uniform(0.0, STARTING))
        process.kill()
