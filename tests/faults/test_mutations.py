"""What killed runs are held to can fail: each lie put into the program is found."""

import signal
import sys
from collections.abc import Callable
from pathlib import Path
from queue import SimpleQueue
from subprocess import Popen

import pytest

from tests.faults import mutations
from tests.faults.agreement import (
    insist_on_agreement,
    insist_that_all_taken_are_on_record,
    insist_that_none_came_twice,
)
from tests.faults.campaign import CampaignFolder, address, ended
from tests.faults.mutations import mutated
from tests.servers.scripted_smtp import Fault, Moment, ScriptedServer

LETTERS = 5
KILLED_AT = 3
REFUSED = 4

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(sys.platform == "win32", reason="kills by signal"),
]

Serve = Callable[[Callable[[Moment], Fault | None]], ScriptedServer]


class Killer:
    """Kills the first process when its third letter was taken, before the answer; refuses r4."""

    def __init__(self) -> None:
        self.process: SimpleQueue[Popen[str]] = SimpleQueue()

    def decide(self, moment: Moment) -> Fault | None:
        if moment.step == "END" and moment.letter == KILLED_AT:
            self.process.get().kill()
            return Fault("END", cut="before", keeps=True)
        if moment.step == "RCPT" and moment.address == address(REFUSED):
            return Fault("RCPT", reply="550 5.1.1 no such user")
        return None


def killed_once(
    folder: CampaignFolder, server: ScriptedServer, killer: Killer, mutation: Callable[[], None]
) -> None:
    """A run, killed; then another, to the end: held to the same as those killed by chance."""
    process = folder.send(before=mutated(mutation))
    killer.process.put(process)
    status, said = ended(process)
    assert status == -signal.SIGKILL, said
    insist_that_all_taken_are_on_record(server, folder)
    ended(folder.send(before=mutated(mutation)))
    insist_that_none_came_twice(server)
    insist_that_all_taken_are_on_record(server, folder)
    insist_on_agreement(server, folder)


@pytest.fixture
def killed(tmp_path: Path, serve: Serve) -> Callable[[Callable[[], None]], None]:
    killer = Killer()
    server = serve(killer.decide)
    folder = CampaignFolder(tmp_path / "campaign", server.port, LETTERS, connections=1)
    return lambda mutation: killed_once(folder, server, killer, mutation)


def test_nothing_is_found_in_the_program_as_it_is(killed) -> None:
    killed(mutations.unchanged)


@pytest.mark.parametrize(
    ("mutation", "finding"),
    [
        (mutations.claim_when_it_is_over, "r2@example.org was taken and is not on record"),
        (mutations.try_the_doubtful_again, "'r2@example.org': 2|r2@example.org was .* deferred"),
        (mutations.say_that_all_went, "never taken, and is sent"),
        (mutations.send_other_bytes, "other bytes than are on record"),
        (mutations.pass_one_over, "'r1'"),
    ],
    ids=lambda value: getattr(value, "__name__", "found"),
)
def test_a_lie_is_found(killed, mutation: Callable[[], None], finding: str) -> None:
    with pytest.raises(AssertionError, match=finding):
        killed(mutation)
