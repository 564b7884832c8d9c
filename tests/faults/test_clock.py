"""A computer whose clock is wrong: set back or forward in the middle of a campaign.

A clock set back must let no letter go twice and no more of them than the rates allow. One set
forward cannot be told from time that passed; what then leaves counts by the record all the same.
"""

from collections import Counter
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from outreach.errors import ExitStatus
from outreach.ledger.backups import KEPT, copy_beside, kept_beside
from tests.faults.agreement import insist_on_agreement, insist_that_none_came_twice
from tests.faults.campaign import CampaignFolder, address, ended
from tests.faults.clock import Clock
from tests.servers.scripted_smtp import Fault, Moment, ScriptedServer

LETTERS = 12
HOUR, DAY, YEAR = timedelta(hours=1), timedelta(days=1), timedelta(days=365)
PUT_OFF, IN_DOUBT = "r2", "r3"

Serve = Callable[[Callable[[Moment], Fault | None]], ScriptedServer]


@pytest.fixture
def clock(tmp_path: Path) -> Clock:
    return Clock(tmp_path / "clock")


def spread(shift: timedelta) -> str:
    """The name of a case."""
    ahead = shift > timedelta(0)
    return f"{abs(shift).days or 'one-hour'}-{'ahead' if ahead else 'back'}"


def once(*faults: Fault) -> Callable[[Moment], Fault | None]:
    """Each fault the first time that it concerns."""
    left = list(faults)

    def decide(moment: Moment) -> Fault | None:
        for fault in left:
            if fault.concerns(moment):
                left.remove(fault)
                return fault
        return None

    return decide


def send(folder: CampaignFolder, clock: Clock, *words: str) -> tuple[int, str]:
    return ended(folder.start("send", "release", "--yes", *words, before=clock.before))


def tries(server: ScriptedServer, recipient: str) -> int:
    return server.heard.count(f"RCPT TO:<{recipient}@".encode())


@pytest.mark.slow
@pytest.mark.parametrize("shift", [-HOUR, -DAY, -YEAR, HOUR, DAY, YEAR], ids=spread)
def test_a_clock_set_in_the_middle_doubles_and_loses_nothing(
    tmp_path: Path, serve: Serve, clock: Clock, shift: timedelta
) -> None:
    put_off = Fault("RCPT", address=address(2), reply="451 4.7.1 try again later")
    in_doubt = Fault("END", address=address(3), cut="before", keeps=True)
    server = serve(once(put_off, in_doubt))
    folder = CampaignFolder(tmp_path / "campaign", server.port, LETTERS, connections=1)
    status, said = send(folder, clock, "--limit", "6")
    assert status == ExitStatus.LEFT_OVER, said
    assert len(server.letters) == 5

    clock.set(shift)
    for _ in range(2):
        status, said = send(folder, clock)
        assert status == ExitStatus.LEFT_OVER, said  # one in doubt, at least
        insist_that_none_came_twice(server)
    # Put off for half an hour by the clock of then: due where it is later now, and not before.
    is_due = shift > timedelta(0)
    assert tries(server, PUT_OFF) == (2 if is_due else 1)
    stands = {item["recipient"]: item["status"] for item in folder.history()}
    assert stands.pop(IN_DOUBT) == "unknown"
    assert stands.pop(PUT_OFF) == ("sent" if is_due else "deferred")
    assert Counter(stands.values()) == {"sent": LETTERS - 2}

    clock.set(timedelta(0))
    status, said = send(folder, clock, "--retry-now")
    assert status == ExitStatus.LEFT_OVER, said
    assert insist_on_agreement(server, folder) == {"sent": LETTERS - 1, "unknown": 1}
    assert tries(server, PUT_OFF) == 2
    assert tries(server, IN_DOUBT) == 1
    listed = [item["recipient"] for item in folder.history()]
    assert listed == [f"r{number}" for number in range(LETTERS)]  # as they were sent, not by time


@pytest.mark.slow
def test_a_letter_put_off_by_a_clock_that_was_ahead_is_told_and_not_lost(
    tmp_path: Path, serve: Serve, clock: Clock
) -> None:
    put_off = Fault("RCPT", address=address(0), reply="451 4.7.1 try again later")
    server = serve(once(put_off))
    folder = CampaignFolder(tmp_path / "campaign", server.port, 2, connections=1)
    clock.set(YEAR)
    send(folder, clock)
    clock.set(timedelta(0))

    status, said = send(folder, clock)
    due = datetime.now(UTC) + YEAR
    assert status == ExitStatus.LEFT_OVER, said
    assert f"due {due:%Y-%m-%d}" in said or f"due at {due:%Y-%m-%d}" in said
    assert "--retry-now" in said
    status, said = send(folder, clock, "--retry-now")
    assert status == ExitStatus.DONE, said
    assert insist_on_agreement(server, folder) == {"sent": 2}


# --- rates -------------------------------------------------------------------------------------

A_DAY = 4


def set_at_letter(clock: Clock, number: int, ahead: timedelta) -> Callable[[Moment], None]:
    """Sets the clock while the server takes that letter."""

    def decide(moment: Moment) -> None:
        if moment.step == "END" and moment.letter == number:
            clock.set(ahead)

    return decide


@pytest.mark.slow
@pytest.mark.parametrize("shift", [-HOUR, -DAY, -YEAR], ids=spread)
def test_a_clock_set_back_during_a_run_lets_no_more_leave_than_the_rate_allows(
    tmp_path: Path, serve: Serve, clock: Clock, shift: timedelta
) -> None:
    server = serve(set_at_letter(clock, 2, shift))
    rate = f'["{A_DAY}/day"]'
    folder = CampaignFolder(tmp_path / "campaign", server.port, 9, connections=1, rate=rate)
    for _ in range(2):
        status, said = send(folder, clock)
        assert status == ExitStatus.LEFT_OVER, said
        assert len(server.letters) == A_DAY
    clock.set(timedelta(0))
    send(folder, clock)
    assert len(server.letters) == A_DAY  # all within a true day
    insist_that_none_came_twice(server)
    insist_that_the_report_adds_up(folder, sent=A_DAY)


@pytest.mark.slow
def test_what_left_while_the_clock_was_ahead_counts_when_it_is_right_again(
    tmp_path: Path, serve: Serve, clock: Clock
) -> None:
    server = serve(set_at_letter(clock, 2, DAY))
    rate = f'["{A_DAY}/day"]'
    folder = CampaignFolder(tmp_path / "campaign", server.port, 9, connections=1, rate=rate)
    send(folder, clock)
    assert len(server.letters) == 2 + A_DAY  # two yesterday, by that clock, and four today
    for ahead in (timedelta(0), -DAY, DAY):
        clock.set(ahead)
        status, said = send(folder, clock)
        assert status == ExitStatus.LEFT_OVER, said
        assert len(server.letters) == 2 + A_DAY
    clock.set(2 * DAY)
    status, said = send(folder, clock)
    assert status == ExitStatus.DONE, said
    assert insist_on_agreement(server, folder) == {"sent": 9}


def insist_that_the_report_adds_up(folder: CampaignFolder, *, sent: int) -> None:
    report = folder.report()
    assert report["counts"]["sent"] == sent
    assert sum(report["counts"].values()) + sum(report["skipped"].values()) == report["total"]
    assert report["total"] == folder.letters + 1


# --- what is told apart by when it was made ----------------------------------------------------


@pytest.mark.slow
def test_a_follow_up_begun_after_the_clock_was_set_back_is_gone_on_with(
    tmp_path: Path, serve: Serve, clock: Clock
) -> None:
    server = serve(lambda moment: None)
    folder = CampaignFolder(tmp_path / "campaign", server.port, 4, connections=1)
    send(folder, clock)
    clock.set(-DAY)
    status, said = send(folder, clock, "--new-wave", "follow-up", "--limit", "2")
    assert status == ExitStatus.DONE, said
    status, said = send(folder, clock)
    assert status == ExitStatus.DONE, said
    had = Counter(letter.address for letter in server.letters)
    assert had == {address(number): 2 for number in range(4)}
    assert folder.report()["wave"] == "follow-up"


def test_the_newest_copy_of_the_record_is_kept_though_the_clock_was_set_back(
    tmp_path: Path, serve: Serve
) -> None:
    folder = CampaignFolder(tmp_path / "campaign", serve(lambda moment: None).port, 1)
    folder.sent()
    ledger = folder.root / "ledger.db"
    at = datetime(2027, 1, 1, tzinfo=UTC)
    made = [copy_beside(ledger, at + n * HOUR, "ledger.db") for n in range(KEPT)]
    made += [copy_beside(ledger, at - YEAR, "ledger.db") for _ in range(KEPT + 2)]
    assert list(kept_beside(ledger)) == made[-KEPT:]
