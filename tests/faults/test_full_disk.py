"""A disk that fills while the ledger is written: no letter leaves that is not on record."""

import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from outreach.errors import ExitStatus
from tests.faults.agreement import insist_on_agreement, insist_that_all_taken_are_on_record
from tests.faults.campaign import CONNECTIONS, CampaignFolder
from tests.servers.scripted_smtp import ScriptedServer

LETTERS = 60
FOR_AN_EMPTY_LEDGER = 120_000  # bytes


def a_disk_with(room: int) -> str:
    """No file of the process may grow beyond this; the system says so like a full disk."""
    return f"import resource as r; r.setrlimit(r.RLIMIT_FSIZE, ({room}, r.RLIM_INFINITY))"


@pytest.mark.skipif(sys.platform == "win32", reason="no limit on the size of files there")
@pytest.mark.parametrize(
    "room", [60_000, *(pytest.param(room, marks=pytest.mark.slow) for room in (300_000, 600_000))]
)
def test_what_leaves_before_the_disk_is_full_is_on_record(
    tmp_path: Path, serve: Callable[[Callable[..., object]], ScriptedServer], room: int
) -> None:
    server = serve(lambda moment: None)
    folder = CampaignFolder(tmp_path / "campaign", server.port, LETTERS)

    status, said = folder.sent(before=a_disk_with(room))
    assert status == ExitStatus.LEDGER, said
    taken = len(server.letters)
    assert taken < LETTERS
    # Too little room for a ledger at all; or for some letters.
    assert bool(taken) is (room > FOR_AN_EMPTY_LEDGER)
    insist_that_all_taken_are_on_record(server, folder)

    status, said = folder.sent()
    assert status in {ExitStatus.DONE, ExitStatus.LEFT_OVER}, said
    counts = insist_on_agreement(server, folder)
    assert counts["unknown"] <= CONNECTIONS
    assert counts["sent"] + counts["unknown"] == LETTERS
