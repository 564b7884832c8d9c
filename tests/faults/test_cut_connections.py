"""The connection cut at every reply, before it and after it, in one run over one connection."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from outreach.errors import ExitStatus
from tests.faults.agreement import insist_on_agreement, insist_that_all_taken_are_on_record
from tests.faults.campaign import CampaignFolder
from tests.servers.scripted_smtp import Fault, Moment, ScriptedServer


@dataclass(frozen=True)
class Mishap:
    """What befalls one letter, and how that letter may stand afterwards.

    `at_once`: with the very next letter, which has to connect anew or to clean up after the one
    before. Otherwise a letter goes well in between: three that do not in a row end a run.
    """

    fault: Fault
    stands: set[str]
    at_once: bool = False

    @property
    def is_mended(self) -> bool:
        """Whether the same letter goes well at once, over a new connection."""
        return self.stands == {"sent"} and self.fault.at != "END"


# A letter goes out in one piece with its last dot. Cut right after the "354", it was written or
# not yet; later, nobody knows whether it went.
MISHAPS = (
    Mishap(Fault("MAIL", cut="before"), {"sent"}),  # a kept connection may be gone: once more
    Mishap(Fault("MAIL", cut="after"), {"deferred"}),
    Mishap(Fault("RCPT", cut="before"), {"deferred"}),
    Mishap(Fault("RCPT", cut="after"), {"deferred"}),
    Mishap(Fault("DATA", cut="before"), {"deferred"}),
    Mishap(Fault("DATA", cut="after"), {"deferred", "unknown"}),
    Mishap(Fault("CONTENT", cut="before"), {"deferred", "unknown"}),
    Mishap(Fault("CONTENT", after_bytes=300, cut="before"), {"unknown"}),
    Mishap(Fault("END", cut="before", keeps=False), {"unknown"}),
    Mishap(Fault("END", cut="before", keeps=True), {"unknown"}),
    Mishap(Fault("END", cut="after"), {"sent"}),
    Mishap(Fault("RCPT", cut="before"), {"deferred"}),
    Mishap(Fault("connect", cut="before"), {"deferred"}, at_once=True),
    Mishap(Fault("RCPT", cut="before"), {"deferred"}),
    Mishap(Fault("connect", cut="after"), {"deferred"}, at_once=True),
    Mishap(Fault("RCPT", cut="before"), {"deferred"}),
    Mishap(Fault("EHLO", cut="before"), {"deferred"}, at_once=True),
    Mishap(Fault("RCPT", cut="before"), {"deferred"}),
    Mishap(Fault("EHLO", cut="after"), {"deferred"}, at_once=True),
    Mishap(Fault("MAIL", reply="421 4.3.2 closing"), {"sent"}),
    Mishap(Fault("RCPT", reply="421 4.3.2 closing"), {"deferred"}),
    Mishap(Fault("DATA", reply="421 4.3.2 closing"), {"deferred"}),
    Mishap(Fault("END", reply="421 4.3.2 closing", keeps=False), {"deferred"}),
    Mishap(Fault("RCPT", reply="550 5.1.1 nobody"), {"refused"}),
    Mishap(Fault("RSET", cut="before"), {"sent"}, at_once=True),
    Mishap(Fault("RCPT", reply="550 5.1.1 nobody"), {"refused"}),
    Mishap(Fault("RSET", cut="after"), {"sent"}, at_once=True),
)


class Script:
    """Lets one mishap after the other happen, then lets every letter go well."""

    def __init__(self) -> None:
        self._left = list(MISHAPS)
        self._to_go_well = 1  # letters before the next mishap
        self.cut_goodbyes = 0

    @property
    def is_over(self) -> bool:
        return not self._left

    def decide(self, moment: Moment) -> Fault | None:
        if moment.step == "QUIT":
            self.cut_goodbyes += 1
            return Fault("QUIT", cut="before" if self.cut_goodbyes == 1 else "after")
        mishap = self._left[0] if self._left else None
        if mishap and mishap.fault.at == moment.step and (mishap.at_once or self._to_go_well <= 0):
            self._to_go_well = 2 if mishap.is_mended else 1
            del self._left[0]
            return mishap.fault
        self._to_go_well -= moment.step == "END"
        return None


@pytest.mark.parametrize(
    "pipelining",
    [
        pytest.param(True, id="at-once"),
        pytest.param(False, id="one-by-one", marks=pytest.mark.slow),
    ],
)
def test_a_connection_cut_at_any_reply_doubles_and_loses_nothing(
    tmp_path: Path, serve: Callable[..., ScriptedServer], pipelining: bool
) -> None:
    script = Script()
    server = serve(script.decide, pipelining=pipelining)
    expected: list[set[str]] = []
    for mishap in MISHAPS:
        expected += [mishap.stands] if mishap.at_once else [{"sent"}, mishap.stands]
    expected.append({"sent"})
    folder = CampaignFolder(tmp_path / "campaign", server.port, len(expected), connections=1)

    status, said = folder.sent()
    assert status == ExitStatus.LEFT_OVER, said
    assert script.is_over, said
    insist_that_all_taken_are_on_record(server, folder)
    before = {item.recipient: item for item in folder.record()}
    for number, stands in enumerate(expected):
        assert before[f"r{number}"].status in stands, (number, before[f"r{number}"])

    status, said = folder.sent()
    assert status == ExitStatus.LEFT_OVER, said  # the refused and the unknown
    counts = insist_on_agreement(server, folder)
    assert counts["deferred"] == 0
    for item in folder.record():
        earlier = before[item.recipient]
        assert (item.message_id, item.sha256) == (earlier.message_id, earlier.sha256)
        assert item.status == ("sent" if earlier.status == "deferred" else earlier.status)
    assert script.cut_goodbyes == 2
