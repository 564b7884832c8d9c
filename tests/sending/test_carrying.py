"""A run keeps its promises: claimed before, recorded after, and stopped when it must."""

import asyncio
import threading
import time
from collections.abc import AsyncIterator, Iterator
from contextlib import aclosing
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from datetime import time as hour
from typing import Any

import pytest

from outreach.channels.smtp import SmtpChannel
from outreach.errors import (
    LedgerUnusable,
    LoginRefused,
    OutcomesNotRecorded,
    OutreachError,
    RateReached,
    SendingStopped,
    ServerUnreachable,
)
from outreach.model.dispatch import (
    Deferred,
    Dispatch,
    Outcome,
    Refused,
    Sent,
    Status,
    Unknown,
    Unreachable,
)
from outreach.model.mailing import Mailing
from outreach.model.settings import MailAccount, Rate, Security
from outreach.sending import Prepared, Retake, Work, carry_out
from outreach.sending.rates import Pace
from outreach.sending.windows import Window
from tests.sending.memory import Clock, MemoryChannel, MemoryLedger, key, prepared
from tests.servers.scripted_smtp import Fault, Moment, ScriptedServer

MINUTE = timedelta(minutes=1)


def run(work: Any, ledger: MemoryLedger, **options: Any) -> AsyncIterator[Dispatch]:
    options.setdefault("channel", lambda: MemoryChannel(ledger))
    options.setdefault("clock", lambda: datetime.now(UTC))
    return carry_out(work, ledger=ledger, run="run-1", **options)


async def everything(dispatches: AsyncIterator[Dispatch]) -> list[Dispatch]:
    return [dispatch async for dispatch in dispatches]


async def until_it_raises(
    dispatches: AsyncIterator[Dispatch], kind: type[BaseException]
) -> tuple[list[Dispatch], BaseException]:
    seen: list[Dispatch] = []
    try:
        async for dispatch in dispatches:
            seen.append(dispatch)  # noqa: PERF401 what came before it raises is wanted
    except kind as raised:
        return seen, raised
    pytest.fail(f"it ended well, after {len(seen)} letters")


def letters(count: int) -> Iterator[Work]:
    return (prepared(number) for number in range(count))


# --- the order of things -----------------------------------------------------------------------


async def test_every_letter_is_claimed_handed_over_and_recorded() -> None:
    ledger = MemoryLedger()
    dispatches = await everything(run(letters(50), ledger))
    assert [dispatch.key for dispatch in dispatches] == [key(number) for number in range(50)]
    assert {dispatch.status for dispatch in dispatches} == {Status.SENT}
    assert dispatches[7].address == "official-7@example.net"
    assert dispatches[7].message_id == "<7@example.org>"
    assert len(ledger.of(Status.SENT)) == 50


async def test_nothing_to_do_opens_no_connection() -> None:
    ledger = MemoryLedger()
    made: list[MemoryChannel] = []

    def channel() -> MemoryChannel:
        made.append(MemoryChannel(ledger))
        return made[-1]

    assert await everything(run([], ledger, channel=channel)) == []
    assert made == []


async def test_the_ledger_is_used_on_one_thread_and_letters_are_prepared_on_another() -> None:
    ledger = MemoryLedger()
    preparing: set[int] = set()

    def work() -> Iterator[Work]:
        for number in range(40):
            preparing.add(threading.get_ident())
            yield prepared(number)

    await everything(run(work(), ledger, connections=4))
    assert len(ledger.threads) == 1
    assert len(preparing) == 1
    assert len({threading.get_ident()} | ledger.threads | preparing) == 3


@pytest.mark.parametrize("connections", [1, 3, 8])
async def test_there_are_never_more_claims_in_flight_than_connections(connections: int) -> None:
    ledger = MemoryLedger()
    most = 0

    def look(mailing: Mailing) -> Outcome:
        nonlocal most
        most = max(most, len(ledger.of(Status.CLAIMED)))
        return Sent()

    await everything(
        run(
            letters(60),
            ledger,
            connections=connections,
            channel=lambda: MemoryChannel(ledger, look, wait=0.002),
        )
    )
    assert most == connections


async def test_letters_are_prepared_only_a_little_ahead() -> None:
    ledger = MemoryLedger()
    ahead: list[int] = []
    made = 0

    def work() -> Iterator[Work]:
        nonlocal made
        for number in range(300):
            made += 1
            ahead.append(made - len(ledger.rows))
            yield prepared(number)

    await everything(run(work(), ledger, connections=2))
    assert max(ahead) <= 40


async def test_what_waits_is_written_in_one_transaction() -> None:
    ledger = MemoryLedger(before=lambda what: time.sleep(0.002) if what == "commit" else None)
    await everything(run(letters(80), ledger, connections=8))
    assert sum(ledger.commits) == 160  # a claim and a settlement each
    assert len(ledger.commits) < 60


async def test_with_one_connection_an_outcome_and_the_next_claim_share_a_commit() -> None:
    ledger = MemoryLedger()
    await everything(run(letters(16), ledger))
    assert ledger.commits == [1] + [2] * 15 + [1]


async def test_a_letter_that_another_run_has_is_not_handed_over() -> None:
    ledger = MemoryLedger()
    ledger.rows[key(1)] = Status.SENT
    channel = MemoryChannel(ledger)
    dispatches = await everything(run(letters(3), ledger, channel=lambda: channel))
    assert [dispatch.outcome is None for dispatch in dispatches] == [False, True, False]
    assert [mailing.message_id for mailing in channel.taken] == [
        "<0@example.org>",
        "<2@example.org>",
    ]


async def test_a_deferred_letter_is_taken_again_with_the_same_bytes() -> None:
    ledger = MemoryLedger()
    busy = MemoryChannel(ledger, lambda mailing: Deferred("4.2.0 later", 450))
    await everything(run(letters(1), ledger, channel=lambda: busy))
    free = MemoryChannel(ledger)
    dispatches = await everything(
        run([Retake(key(0)), Retake(key(9))], ledger, channel=lambda: free)
    )
    assert [dispatch.status for dispatch in dispatches] == [Status.SENT, Status.CLAIMED]
    assert [mailing.digest for mailing in free.taken] == [busy.taken[0].digest]


# --- when something is wrong -------------------------------------------------------------------


async def test_a_refused_login_stops_the_run_before_any_claim() -> None:
    ledger = MemoryLedger()
    refusal = LoginRefused("jane", "smtp.example.org", "535 no", "Check both.")
    dispatches = run(letters(5), ledger, channel=lambda: MemoryChannel(ledger, refusal=refusal))
    seen, _ = await until_it_raises(dispatches, LoginRefused)
    assert seen == []
    assert ledger.rows == {}


async def test_a_server_that_allows_fewer_connections_gets_all_letters_over_those() -> None:
    ledger = MemoryLedger()
    refusals = iter([None, None])

    def channel() -> MemoryChannel:
        refusal = next(refusals, ServerUnreachable("smtp.example.org", 587, "421 too many", 421))
        return MemoryChannel(ledger, refusal=refusal)

    dispatches = await everything(run(letters(30), ledger, connections=5, channel=channel))
    assert len(dispatches) == 30
    assert len(ledger.of(Status.SENT)) == 30


@pytest.mark.parametrize(
    "outcome", [Unreachable("gone"), Deferred("4.3.2 closing", 421), Unknown("no answer")]
)
async def test_three_letters_in_a_row_without_an_answer_stop_the_run(outcome: Outcome) -> None:
    ledger = MemoryLedger()
    channel = MemoryChannel(ledger, lambda mailing: outcome)
    seen, stopped = await until_it_raises(
        run(letters(50), ledger, channel=lambda: channel), SendingStopped
    )
    assert len(seen) == len(channel.taken) == 3
    assert outcome.words in str(stopped)
    assert ledger.of(Status.CLAIMED) == set()


async def test_five_refusals_in_the_same_words_stop_the_run() -> None:
    ledger = MemoryLedger()
    numbers = iter(range(100))

    def refuse(mailing: Mailing) -> Outcome:
        return Refused(f"5.7.1 <{mailing.address}> blocked, see ticket {next(numbers)}A7", 550)

    channel = MemoryChannel(ledger, refuse)
    seen, stopped = await until_it_raises(
        run(letters(50), ledger, channel=lambda: channel), SendingStopped
    )
    assert len(seen) == 5
    assert "more likely about the account" in str(stopped)


@pytest.mark.parametrize(
    "words", ["5.1.1 no such user", "4.2.0 greylisted, come again", "own objection"]
)
async def test_answers_about_single_letters_do_not_stop_the_run(words: str) -> None:
    ledger = MemoryLedger()
    by_code: dict[str, Outcome] = {"5": Refused(words, 550), "4": Deferred(words, 450)}
    outcome = by_code.get(words[0], Refused(words))
    dispatches = await everything(
        run(letters(30), ledger, channel=lambda: MemoryChannel(ledger, lambda mailing: outcome))
    )
    assert len(dispatches) == 30


async def test_no_letter_leaves_once_the_ledger_cannot_be_written() -> None:
    full = threading.Event()
    after: list[str] = []

    def disk(what: str) -> None:
        if full.is_set():
            raise LedgerUnusable("The disk is full.", "Make room.")

    ledger = MemoryLedger(disk)
    handed_over = 0

    def look(mailing: Mailing) -> Outcome:
        nonlocal handed_over
        handed_over += 1
        if handed_over == 20:
            full.set()
        elif full.is_set():
            after.append(mailing.message_id)
        return Sent()

    dispatches = run(
        letters(200),
        ledger,
        connections=4,
        channel=lambda: MemoryChannel(ledger, look, wait=0.001),
    )
    seen, failure = await until_it_raises(dispatches, OutcomesNotRecorded)
    # Those that were in hand when the disk was full had their claim, and none came after them.
    assert len(after) <= 3
    assert len(ledger.of(Status.CLAIMED)) <= 4
    assert len(seen) + len(ledger.of(Status.CLAIMED)) >= handed_over
    assert "The disk is full" in str(failure)
    assert isinstance(failure, LedgerUnusable)


async def test_a_claim_that_cannot_be_written_is_no_letter() -> None:
    def disk(what: str) -> None:
        if what == "claim":
            raise LedgerUnusable("The disk is full.", "Make room.")

    ledger = MemoryLedger(disk)
    channel = MemoryChannel(ledger)
    await until_it_raises(run(letters(9), ledger, channel=lambda: channel), LedgerUnusable)
    assert channel.taken == []


async def test_a_claim_whose_commit_fails_is_no_letter() -> None:
    def disk(what: str) -> None:
        if what == "commit":
            raise LedgerUnusable("The disk is full.", "Make room.")

    ledger = MemoryLedger(disk)
    channel = MemoryChannel(ledger)
    await until_it_raises(run(letters(9), ledger, channel=lambda: channel), LedgerUnusable)
    assert channel.taken == []


async def test_an_outcome_that_could_not_be_written_is_tried_once_more_at_the_end() -> None:
    fails = iter([True])

    def disk(what: str) -> None:
        if what == "settle" and next(fails, False):
            raise LedgerUnusable("The disk is full.", "Make room.")

    ledger = MemoryLedger(disk)
    seen, failure = await until_it_raises(run(letters(9), ledger), LedgerUnusable)
    assert not isinstance(failure, OutcomesNotRecorded)
    assert [dispatch.status for dispatch in seen] == [Status.SENT]
    assert ledger.of(Status.CLAIMED) == set()


async def test_a_bug_in_a_channel_leaves_the_letter_unknown_and_stops() -> None:
    ledger = MemoryLedger()

    def stumble(mailing: Mailing) -> Outcome:
        raise RuntimeError("a bug")

    channel = MemoryChannel(ledger, stumble)
    seen, _ = await until_it_raises(run(letters(9), ledger, channel=lambda: channel), RuntimeError)
    assert [dispatch.status for dispatch in seen] == [Status.UNKNOWN]


async def test_letters_before_one_that_cannot_be_prepared_go_out() -> None:
    def work() -> Iterator[Work]:
        yield from letters(20)
        raise OutreachError("The template has gone.")

    ledger = MemoryLedger()
    seen, _ = await until_it_raises(run(work(), ledger), OutreachError)
    assert len(seen) == 20


async def test_a_letter_that_cannot_be_prepared_takes_none_with_it_that_was_claimed() -> None:
    def work() -> Iterator[Work]:
        yield from letters(37)
        raise OutreachError("The template has gone.")

    ledger = MemoryLedger()
    dispatches = run(
        work(), ledger, connections=8, channel=lambda: MemoryChannel(ledger, wait=0.002)
    )
    seen, _ = await until_it_raises(dispatches, OutreachError)
    assert len(seen) == 37
    assert ledger.of(Status.SENT) == {key(number).recipient for number in range(37)}


async def test_a_claim_that_came_with_the_failure_of_the_ledger_is_not_used(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("outreach.sending.ledger_thread.MOST_AT_ONCE", 1)
    fails = iter([True])

    def disk(what: str) -> None:
        if what == "settle" and next(fails, False):
            raise LedgerUnusable("The disk is full.", "Make room.")

    ledger = MemoryLedger(disk)
    handed_over: list[Mailing] = []
    loop = asyncio.get_running_loop()

    class Together(MemoryChannel):
        async def deliver(self, mailing: Mailing) -> Outcome:
            handed_over.append(mailing)
            if len(handed_over) == 2:  # whoever came first is let go with the second
                gate.set_result(None)
            await asyncio.shield(gate)
            # Both outcomes are with the ledger before this program hears of either.
            loop.call_soon(time.sleep, 0.05)
            return await super().deliver(mailing)

    gate = loop.create_future()
    dispatches = run(letters(50), ledger, connections=2, channel=lambda: Together(ledger))
    await until_it_raises(dispatches, LedgerUnusable)
    assert len(handed_over) == 2
    assert ledger.of(Status.CLAIMED) == set()
    assert len(ledger.of(Status.SENT)) == 2


# --- being stopped -----------------------------------------------------------------------------


async def test_asked_to_stop_it_finishes_the_letters_in_hand_and_takes_up_no_more() -> None:
    ledger, stop = MemoryLedger(), asyncio.Event()
    dispatches = run(
        letters(100),
        ledger,
        connections=3,
        stop=stop,
        channel=lambda: MemoryChannel(ledger, wait=0.02),
    )
    seen = []
    async for dispatch in dispatches:
        seen.append(dispatch)
        stop.set()
    assert {dispatch.status for dispatch in seen} == {Status.SENT}
    assert len(seen) <= 6
    assert len(ledger.rows) == len(seen)


async def test_asked_to_stop_it_waits_for_no_letter_longer_than_the_grace() -> None:
    ledger, stop = MemoryLedger(), asyncio.Event()
    dispatches = run(
        letters(9), ledger, stop=stop, grace=0.05, channel=lambda: MemoryChannel(ledger, wait=60)
    )
    asyncio.get_running_loop().call_later(0.05, stop.set)
    began = time.monotonic()
    seen = await everything(dispatches)
    assert time.monotonic() - began < 2
    assert [dispatch.status for dispatch in seen] == [Status.UNKNOWN]
    assert len(ledger.rows) == 1


async def test_stopped_while_connecting_nothing_is_claimed() -> None:
    class Slow(MemoryChannel):
        async def open(self) -> None:
            await asyncio.sleep(60)

    ledger, stop = MemoryLedger(), asyncio.Event()
    asyncio.get_running_loop().call_later(0.02, stop.set)
    assert await everything(run(letters(9), ledger, stop=stop, channel=lambda: Slow(ledger))) == []
    assert ledger.rows == {}


async def test_stopped_while_waiting_for_the_rate_it_ends_at_once() -> None:
    ledger, stop = MemoryLedger(), asyncio.Event()
    pace = Pace((Rate(1, timedelta(days=1)),), ledger.taken)
    dispatches = run(letters(9), ledger, stop=stop, pace=pace)
    asyncio.get_running_loop().call_later(0.05, stop.set)
    assert len(await asyncio.wait_for(everything(dispatches), 2)) == 1
    assert len(ledger.rows) == 1


@pytest.mark.parametrize("connections", [1, 4])
async def test_cancelled_it_records_what_is_known_of_the_letters_in_hand(connections: int) -> None:
    ledger = MemoryLedger()

    async def sending() -> None:
        async with aclosing(
            run(
                letters(90),
                ledger,
                connections=connections,
                channel=lambda: MemoryChannel(ledger, wait=60),
            )
        ) as dispatches:
            async for _ in dispatches:
                pass

    task = asyncio.ensure_future(sending())
    await asyncio.sleep(0.05)
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await asyncio.wait_for(task, 3)
    assert len(ledger.of(Status.UNKNOWN)) == connections
    assert len(ledger.rows) == connections


async def test_a_channel_that_will_not_let_go_is_cancelled_and_its_letter_unknown(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    class Stubborn(MemoryChannel):
        async def close(self) -> None:
            pass

    monkeypatch.setattr("outreach.sending.crew.DROPPED", 0.02)
    ledger = MemoryLedger()
    dispatches = run(letters(9), ledger, channel=lambda: Stubborn(ledger, wait=60))
    reading = asyncio.ensure_future(anext(dispatches))
    await asyncio.sleep(0.05)
    reading.cancel()
    with pytest.raises(asyncio.CancelledError):
        await asyncio.wait_for(reading, 2)
    assert len(ledger.of(Status.UNKNOWN)) == 1


async def test_whoever_stops_listening_stops_the_run() -> None:
    ledger = MemoryLedger()
    async with aclosing(
        run(letters(500), ledger, channel=lambda: MemoryChannel(ledger, wait=0.002))
    ) as dispatches:
        async for _ in dispatches:
            break
    assert len(ledger.rows) < 5
    assert ledger.of(Status.CLAIMED) == set()


# --- rates -------------------------------------------------------------------------------------


async def test_no_more_letters_leave_than_the_rates_allow() -> None:
    ledger, clock = MemoryLedger(), Clock()
    pace = Pace((Rate(5, MINUTE), Rate(12, timedelta(hours=1))), ledger.taken)
    await everything(run(letters(14), ledger, pace=pace, clock=clock, sleep=clock.sleep))
    began = ledger.times[0]
    minutes = [(time - began) / MINUTE for time in ledger.times]
    assert minutes == [0] * 5 + [1] * 5 + [2] * 2 + [60] * 2


async def test_rates_hold_over_several_connections() -> None:
    ledger, clock = MemoryLedger(), Clock()
    rate = Rate(5, MINUTE)
    pace = Pace((rate,), ledger.taken)
    await everything(
        run(letters(40), ledger, pace=pace, clock=clock, sleep=clock.sleep, connections=4)
    )
    assert len(ledger.times) == 40
    for first, sixth in zip(ledger.times, ledger.times[rate.letters :], strict=False):
        assert sixth - first >= rate.per


async def test_rates_hold_across_runs() -> None:
    ledger, clock = MemoryLedger(), Clock()
    pace = Pace((Rate(2, MINUTE),), ledger.taken)
    await everything(run([prepared(0), prepared(1)], ledger, pace=pace, clock=clock))
    clock.now += timedelta(seconds=20)
    await everything(run([prepared(2)], ledger, pace=pace, clock=clock, sleep=clock.sleep))
    assert ledger.times[2] - ledger.times[0] == MINUTE


async def test_a_clock_set_back_lets_no_more_letters_through() -> None:
    ledger, clock = MemoryLedger(), Clock()
    pace = Pace((Rate(2, MINUTE),), ledger.taken)
    await everything(run([prepared(0), prepared(1)], ledger, pace=pace, clock=clock))
    set_back = timedelta(hours=1)
    clock.now -= set_back
    await everything(run([prepared(2)], ledger, pace=pace, clock=clock, sleep=clock.sleep))
    assert sum(clock.slept) == (set_back + MINUTE).total_seconds()


async def test_a_wait_that_is_too_long_ends_the_run_and_says_until_when() -> None:
    ledger, clock = MemoryLedger(), Clock()
    pace = Pace((Rate(2, timedelta(days=1)),), ledger.taken, longest_wait=timedelta(hours=1))
    seen, ended = await until_it_raises(
        run(letters(5), ledger, pace=pace, clock=clock), RateReached
    )
    assert len(seen) == 2
    assert "2026-11-23 09:00 UTC" in str(ended)
    assert len(ledger.rows) == 2
    clock.now -= timedelta(days=2)
    _, ended = await until_it_raises(run(letters(5), ledger, pace=pace, clock=clock), RateReached)
    assert "check the clock" in str(ended)


def within(number: int, window: Window) -> Prepared:
    return replace(prepared(number), window=window)


async def test_a_letter_is_claimed_only_while_its_window_is_open() -> None:
    ledger, clock = MemoryLedger(), Clock()  # at nine
    at_ten = Window(hour(10), hour(11), UTC)
    await everything(run([within(0, at_ten)], ledger, clock=clock, sleep=clock.sleep))
    assert ledger.times == [datetime(2026, 11, 22, 10, tzinfo=UTC)]


async def test_a_window_and_a_rate_hold_together() -> None:
    ledger, clock = MemoryLedger(), Clock()
    pace = Pace((Rate(1, timedelta(hours=2)),), ledger.taken)
    until_ten = Window(hour(9), hour(10), UTC)
    work = [within(number, until_ten) for number in range(2)]
    await everything(run(work, ledger, pace=pace, clock=clock, sleep=clock.sleep))
    # The rate would let the second one go at eleven, when the window is closed.
    assert ledger.times == [datetime(2026, 11, day, 9, tzinfo=UTC) for day in (22, 23)]


async def test_a_letter_whose_window_is_closed_for_long_hinders_no_other() -> None:
    ledger, clock = MemoryLedger(), Clock()
    pace = Pace((), ledger.taken, longest_wait=timedelta(hours=1))
    work = [within(0, Window(hour(12), hour(13), UTC)), prepared(1)]
    seen = await everything(run(work, ledger, pace=pace, clock=clock, sleep=clock.sleep))
    assert [dispatch.key for dispatch in seen] == [key(1)]
    assert ledger.of(Status.SENT) == {"official-1"}


async def test_where_letters_wait_for_their_turn_only_the_next_is_prepared() -> None:
    ledger, clock = MemoryLedger(), Clock()
    ahead: list[int] = []

    def work() -> Iterator[Work]:
        for number in range(6):
            ahead.append(number + 1 - len(ledger.rows))
            yield prepared(number)

    pace = Pace((Rate(1, MINUTE),), ledger.taken)
    await everything(run(work(), ledger, pace=pace, clock=clock, sleep=clock.sleep))
    assert set(ahead) == {1}


async def test_after_the_last_letter_nobody_waits_for_a_turn() -> None:
    ledger, clock = MemoryLedger(), Clock()
    pace = Pace((Rate(1, timedelta(days=1)),), ledger.taken)
    await asyncio.wait_for(everything(run([prepared(0)], ledger, pace=pace, clock=clock)), 2)


# --- with a mail server ------------------------------------------------------------------------


def _mishaps(moment: Moment) -> Fault | None:
    """Something goes wrong for every letter whose number ends in 1 to 9."""
    if not moment.address:
        return None
    number = int(moment.address.partition("@")[0].rpartition("-")[2])
    mishaps: dict[int, Fault] = {
        1: Fault("RCPT", reply="550 5.1.1 no such user"),
        2: Fault("RCPT", reply="450 4.2.1 busy"),
        3: Fault("DATA", reply="451 4.3.0 not now"),
        4: Fault("DATA", cut="before"),
        5: Fault("END", reply="554 5.6.0 not this"),
        6: Fault("END", reply="421 4.3.2 closing"),
        7: Fault("END", cut="before"),
        8: Fault("END", cut="before", keeps=False),
        9: Fault("END", cut="after"),
    }
    mishap = mishaps.get(number % 10) if number % 3 == 0 else None
    return mishap if mishap and mishap.at == moment.step else None


EXPECTED = {
    0: Sent,
    1: Refused,
    2: Deferred,
    3: Deferred,
    4: Unreachable,
    5: Refused,
    6: Deferred,
    7: Unknown,
    8: Unknown,
    9: Sent,
}


async def test_two_hundred_letters_over_eight_connections_with_every_mishap(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("outreach.sending.stopping.UNANSWERED", 1000)
    ledger = MemoryLedger()
    async with ScriptedServer(decide=_mishaps) as server:
        account = MailAccount(server.host, server.port, Security.NONE)
        dispatches = await everything(
            run(letters(200), ledger, connections=8, channel=lambda: SmtpChannel(account, None))
        )
    for dispatch in dispatches:
        number = int(dispatch.key.recipient.rpartition("-")[2])
        expected = EXPECTED[number % 10] if number % 3 == 0 else Sent
        assert type(dispatch.outcome) is expected, dispatch
    assert len(dispatches) == len(ledger.rows) == 200
    taken = [letter.content for letter in server.letters]
    assert len(taken) == len(set(taken)), "a letter was sent twice"
    by_content = {mailing.content: key.recipient for key, mailing in ledger.mailings.items()}
    at_the_server = {by_content[content] for content in taken}
    sent, unknown = ledger.of(Status.SENT), ledger.of(Status.UNKNOWN)
    assert sent <= at_the_server <= sent | unknown


async def test_what_was_deferred_goes_out_with_the_next_run_and_nothing_twice() -> None:
    ledger = MemoryLedger()
    async with ScriptedServer(greylists=True) as server:
        account = MailAccount(server.host, server.port, Security.NONE)

        def channel() -> SmtpChannel:
            return SmtpChannel(account, None)

        await everything(run(letters(40), ledger, connections=4, channel=channel))
        assert len(ledger.of(Status.DEFERRED)) == 40
        again = [Retake(key) for key in ledger.rows]
        await everything(run(again, ledger, connections=4, channel=channel))
    assert len(ledger.of(Status.SENT)) == 40
    assert sorted(letter.address for letter in server.letters) == sorted(
        f"official-{number}@example.net" for number in range(40)
    )
