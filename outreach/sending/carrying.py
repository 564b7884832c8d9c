"""A run: for each letter a claim, committed; then the hand-over; then its outcome, committed.

There are never more claims in flight than connections. With a letter's outcome goes, where one is
waiting, the claim of the next, in one transaction: half as many waits for the disk.
"""

import asyncio
from collections.abc import AsyncGenerator, Awaitable, Callable, Iterable
from datetime import datetime

from outreach.model.dispatch import Channel, Dispatch, Ledger
from outreach.sending.course import Course
from outreach.sending.crew import Crew
from outreach.sending.ledger_thread import LedgerThread
from outreach.sending.rates import Pace
from outreach.sending.record import Record
from outreach.sending.supply import Supply
from outreach.sending.work import Work

PREPARED_AT_ONCE = 16
GRACE = 10.0  # seconds that letters in hand are given when a run is asked to stop


async def carry_out(
    work: Iterable[Work],
    *,
    ledger: Ledger,
    channel: Callable[[], Channel],
    run: str,
    clock: Callable[[], datetime],
    connections: int = 1,
    pace: Pace | None = None,
    sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
    stop: asyncio.Event | None = None,
    grace: float = GRACE,
) -> AsyncGenerator[Dispatch, None]:
    """Claim, hand over and record each letter; yield each when it is recorded.

    `work` is taken a few letters at a time, on a thread of its own. The ledger is used on one
    other thread alone. The first channel is opened before the first claim.

    When `stop` is set, letters in hand get `grace` seconds; then, and at once when the generator
    is closed or cancelled, connections are dropped, and what is known of those letters is
    recorded. Use it with `contextlib.aclosing`.

    At the end raises what ended the run before its letters did: SendingStopped, RateReached, an
    AccountUnusable or ServerUnreachable from opening the channel, or the failure of the ledger.
    """
    # A letter is dated when it is prepared, so few are, where each has to wait for its turn.
    at_once = connections if pace else max(connections, PREPARED_AT_ONCE)
    supply = Supply(work, batch=at_once, ahead=0 if pace else at_once)
    thread = LedgerThread(ledger)
    course = Course()
    record = Record(thread, course, run=run, clock=clock, pace=pace, sleep=sleep)
    crew = Crew(supply, record, course, channel)
    try:
        prepared = await supply.ready()
        if prepared and await crew.start(min(connections, prepared), stop, grace):
            while (dispatch := await record.written.get()) is not None:
                yield dispatch
            record.raise_what_ended_it()
    finally:
        await crew.leave()
        thread.close()
        await supply.close()
