"""A run with the ledger that people have, against a server that fails in every way."""

from collections.abc import Iterable, Iterator
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from outreach.channels.smtp import SmtpChannel
from outreach.ledger.opening import open_ledger
from outreach.ledger.store import SqlLedger
from outreach.model.dispatch import Dispatch, Status
from outreach.model.settings import MailAccount, Rate, Security
from outreach.sending import Retake, Work, carry_out
from outreach.sending.rates import Pace
from tests.sending.memory import Clock, key, prepared
from tests.servers.scripted_smtp import Fault, Moment, ScriptedServer

ACCOUNT = "jane@example.org"
COUNT = 120


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[SqlLedger]:
    url = f"sqlite:///{tmp_path / 'ledger.db'}"
    with closing(open_ledger(url, "", writing=True, create=True)) as ledger:
        yield ledger


async def send(
    work: Iterable[Work], ledger: SqlLedger, server: ScriptedServer, connections: int = 8
) -> list[Dispatch]:
    account = MailAccount(server.host, server.port, Security.NONE)
    with ledger.run(ACCOUNT, datetime.now(UTC)) as run:
        return [
            dispatch
            async for dispatch in carry_out(
                work,
                ledger=ledger,
                channel=lambda: SmtpChannel(account, None),
                run=run,
                clock=lambda: datetime.now(UTC),
                connections=connections,
            )
        ]


def letters() -> Iterator[Work]:
    return (prepared(number) for number in range(COUNT))


def _mishaps(moment: Moment) -> Fault | None:
    number = int(moment.address.partition("@")[0].rpartition("-")[2]) if moment.address else -1
    mishaps = {
        10: Fault("RCPT", reply="550 5.1.1 no such user"),
        30: Fault("RCPT", reply="450 4.2.1 busy"),
        50: Fault("DATA", cut="before"),
        70: Fault("END", cut="before"),
        90: Fault("END", cut="before", keeps=False),
        110: Fault("END", cut="after"),
    }
    fault = mishaps.get(number)
    return fault if fault and fault.at == moment.step else None


async def test_ledger_and_server_agree_letter_by_letter(ledger: SqlLedger) -> None:
    async with ScriptedServer(decide=_mishaps) as server:
        await send(letters(), ledger, server)
    items = list(ledger.history("release"))
    at_the_server = [letter.address for letter in server.letters]
    assert len(at_the_server) == len(set(at_the_server))
    by_status = {
        status: {item.address for item in items if item.status is status}
        for status in (Status.SENT, Status.REFUSED, Status.DEFERRED, Status.UNKNOWN)
    }
    assert sum(map(len, by_status.values())) == COUNT
    assert by_status[Status.REFUSED] == {"official-10@example.net"}
    assert by_status[Status.DEFERRED] == {"official-30@example.net", "official-50@example.net"}
    assert by_status[Status.UNKNOWN] == {"official-70@example.net", "official-90@example.net"}
    assert set(at_the_server) == by_status[Status.SENT] | {"official-70@example.net"}
    digests = {item.address: item.sha256 for item in items}
    for letter in server.letters:
        number = int(letter.address.partition("@")[0].rpartition("-")[2])
        assert letter.content == prepared(number).mailing.content
        assert digests[letter.address] == prepared(number).mailing.digest


async def test_a_second_run_sends_nothing_and_a_retake_only_what_was_deferred(
    ledger: SqlLedger,
) -> None:
    async with ScriptedServer(decide=_mishaps) as server:
        await send(letters(), ledger, server)
        before = len(server.letters)
        again = await send(letters(), ledger, server)
        assert {dispatch.outcome for dispatch in again} == {None}
        server.decide = lambda moment: None
        retaken = await send(
            [Retake(key(number), early=True) for number in range(COUNT)], ledger, server
        )
    assert len([dispatch for dispatch in retaken if dispatch.outcome is not None]) == 2
    assert len(server.letters) == before + 2


async def test_rates_are_counted_from_the_record(ledger: SqlLedger) -> None:
    clock = Clock()
    rate = Rate(4, timedelta(minutes=1))

    def taken(since: datetime) -> list[datetime]:
        ledger.take_turn(ACCOUNT)
        return list(ledger.sent_times(ACCOUNT, since))

    async with ScriptedServer() as server:
        account = MailAccount(server.host, server.port, Security.NONE)
        for part in (range(6), range(6, 10)):
            with ledger.run(ACCOUNT, clock.now) as run:
                async for _ in carry_out(
                    [prepared(number) for number in part],
                    ledger=ledger,
                    channel=lambda: SmtpChannel(account, None),
                    run=run,
                    clock=clock,
                    sleep=clock.sleep,
                    pace=Pace((rate,), taken),
                ):
                    pass
    times = sorted(ledger.sent_times(ACCOUNT, clock.now - timedelta(days=1)))
    assert len(times) == 10
    for first, fifth in zip(times, times[4:], strict=False):
        assert fifth - first >= rate.per
