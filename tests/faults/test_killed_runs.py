"""Runs that are killed at random moments, and started again until nothing is left to send.

The seed is part of each test's name: it draws the faults of each letter and the moments of the
kills; which connection gets there first is left to the machine. A long proof is made by hand:
OUTREACH_FAULT_RUNS=50 OUTREACH_FAULT_LETTERS=1000 python -m pytest -m slow tests/faults -s
"""

import os
import signal
import subprocess
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from random import Random
from time import sleep

import pytest

from outreach.errors import ExitStatus
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
SEEDS = [pytest.param(seed, id=f"seed-{seed}") for seed in range(1, RUNS + 1)]
MOST_STARTS = 60
STARTING = 2.5  # seconds in which a process reads, plans, opens the ledger, and begins to send

Serve = Callable[[Callable[..., object]], ScriptedServer]

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
    server = serve(storm.decide)
    folder = CampaignFolder(root / "campaign", server.port, letters, ledger_url=ledger_url)
    chances = [Random(f"{seed}/{place}") for place in range(processes)]  # noqa: S311
    with ThreadPoolExecutor(processes) as pool:
        senders = [
            pool.submit(send_until_done, folder, server, storm, chance, kills) for chance in chances
        ]
        killed = sum(sender.result() for sender in senders)
    counts = insist_on_agreement(server, folder)
    assert counts["deferred"] == 0
    assert counts["unknown"] <= CONNECTIONS * killed + storm.doubtful
    print(
        f"\nseed {seed}: {letters} letters, {processes} at once, {killed} kills, "
        f"{storm.faults.total()} faults, {server.connections} connections, {dict(counts)}, "
        f"{storm.doubtful} cut off without an answer"
    )


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
        if start >= kills and folder.is_done():
            return killed
    raise AssertionError(f"not done after {MOST_STARTS} starts: {said}")


def kill_some_time(
    process: subprocess.Popen[str], storm: Storm, chance: Random, letters: int
) -> None:
    """Mostly while letters leave; every fourth time by the clock, be it while it only starts."""
    if chance.randrange(4):
        storm.aim(process, chance, letters)
    else:
        sleep(chance.uniform(0.0, STARTING))
        process.kill()
