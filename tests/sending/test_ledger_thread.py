"""Group commit: everything that waits goes together, and each hears its own answer."""

import asyncio
import threading

import pytest

from outreach.errors import LedgerOvertaken, LedgerUnusable
from outreach.model.dispatch import Claim, Ledger, Status
from outreach.sending.ledger_thread import MOST_TRIES, LedgerThread, Operation
from tests.sending.memory import Clock, MemoryLedger, key, prepared

AT = Clock().now


class Held(MemoryLedger):
    """Its first commit waits, so that what is asked for meanwhile has to gather."""

    def __init__(self) -> None:
        super().__init__(self._hold)
        self.gate = threading.Event()
        self.failure: Exception | None = None

    def _hold(self, what: str) -> None:
        if what == "commit":
            assert self.gate.wait(5)
            if self.failure is not None and self.commits:
                raise self.failure


@pytest.fixture
async def ledger() -> Held:
    return Held()


def claiming(number: int) -> Operation[Claim | None]:
    work = prepared(number)
    return lambda ledger: ledger.claim(work.key, work.addressee, work.mailing, "run-1", AT)


def bug(_: Ledger) -> None:
    raise RuntimeError("a bug")


async def gathered(ledger: Held, *asks: Operation[object]) -> list[object]:
    """Ask for the first, and for all others while its commit waits; what each heard."""
    thread = LedgerThread(ledger)
    first = thread.together(claiming(0))
    while not ledger.is_committing:
        await asyncio.sleep(0.001)
    rest = [asyncio.ensure_future(thread.do(ask)) for ask in asks]
    await asyncio.sleep(0.01)
    ledger.gate.set()
    heard = await asyncio.gather(first, *rest, return_exceptions=True)
    thread.close()
    return list(heard)


async def test_what_gathers_during_a_commit_goes_into_the_next(ledger: Held) -> None:
    await gathered(ledger, *(claiming(number) for number in range(1, 6)))
    assert ledger.commits == [1, 5]
    assert ledger.of(Status.CLAIMED) == {key(number).recipient for number in range(6)}


async def test_one_that_fails_does_not_take_the_others_with_it(ledger: Held) -> None:
    heard = await gathered(ledger, claiming(1), bug, claiming(2))
    assert [type(answer) for answer in heard] == [list, Claim, RuntimeError, Claim]
    assert len(ledger.of(Status.CLAIMED)) == 3


async def test_a_commit_that_fails_fails_all_and_nothing_of_it_is_tried_again(
    ledger: Held,
) -> None:
    ledger.failure = LedgerUnusable("The disk is full.")
    heard = await gathered(ledger, claiming(1), claiming(2))
    assert [type(answer) for answer in heard] == [list, LedgerUnusable, LedgerUnusable]
    assert ledger.of(Status.CLAIMED) == {key(0).recipient}


async def test_operations_asked_for_together_stand_or_fall_together(ledger: Held) -> None:
    ledger.gate.set()
    thread = LedgerThread(ledger)
    with pytest.raises(RuntimeError):
        await thread.together(claiming(1), bug)
    thread.close()
    assert ledger.rows == {}


async def test_closing_carries_out_what_still_waits(ledger: Held) -> None:
    ledger.gate.set()
    thread = LedgerThread(ledger)
    for number in range(20):
        thread.together(claiming(number))
    thread.close()
    assert len(ledger.rows) == 20


async def test_an_answer_nobody_waits_for_harms_nothing(ledger: Held) -> None:
    thread = LedgerThread(ledger)
    asked = asyncio.ensure_future(thread.do(claiming(1)))
    await asyncio.sleep(0.01)
    asked.cancel()
    ledger.gate.set()
    assert await thread.do(claiming(2)) is not None
    thread.close()


async def test_what_another_process_got_in_the_way_of_is_tried_again(ledger: Held) -> None:
    in_the_way = [LedgerOvertaken("ledger"), LedgerOvertaken("ledger")]

    def overtaken(_: Ledger) -> None:
        if in_the_way:
            raise in_the_way.pop()

    heard = await gathered(ledger, claiming(1), overtaken, claiming(2))
    assert [type(answer) for answer in heard] == [list, Claim, type(None), Claim]
    assert len(ledger.of(Status.CLAIMED)) == 3


async def test_trying_again_has_an_end(ledger: Held) -> None:
    tries: list[int] = []

    def always(_: Ledger) -> None:
        tries.append(1)
        raise LedgerOvertaken("ledger")

    heard = await gathered(ledger, always)
    assert isinstance(heard[1], LedgerOvertaken)
    assert len(tries) == MOST_TRIES
