"""The ledger as a run sees it: outcomes in, claims out, both committed."""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta

from outreach.errors import LedgerUnusable, OutcomesNotRecorded, RateReached
from outreach.model.dispatch import Claim, Dispatch, Ledger, Outcome, Status, Unreachable
from outreach.sending.course import Course, unless
from outreach.sending.ledger_thread import LedgerThread, Operation
from outreach.sending.rates import Later, Pace, longest
from outreach.sending.work import Prepared, Work

LONGEST_SLEEP = timedelta(minutes=1)  # a computer that was asleep meanwhile notices by then

Done = tuple[Claim, Outcome]


class Record:
    """What it commits stands in `written`, in that order; None there is the end.

    A failure of the ledger is noted in the course of the run, and ends it.
    """

    def __init__(
        self,
        thread: LedgerThread,
        course: Course,
        *,
        run: str,
        clock: Callable[[], datetime],
        pace: Pace | None,
        sleep: Callable[[float], Awaitable[None]],
    ) -> None:
        self.written: asyncio.Queue[Dispatch | None] = asyncio.Queue()
        self._thread = thread
        self._course = course
        self._run = run
        self._clock = clock
        self._pace = pace
        self._sleep = sleep
        self._lost: list[Done] = []

    async def write(self, done: Done | None, work: Work | None) -> Claim | None:
        """Record the outcome of one letter and claim another, in one transaction.

        Waits until the rates let the other go. None: there is no claim to carry out.
        """
        asks: list[Operation[object]] = []
        if done is not None:
            asks.append(self._settling(done))
        if work is not None:
            asks.append(self._claiming(work))
        try:
            answers = await self._thread.together(*asks)
            if done is not None:
                self._report(done, answers[0])
                done = None
            return None if work is None else await self._claimed(work, answers[-1])
        except Exception as failure:
            self._course.lose_the_record(failure)
            if done is not None:
                self._lost.append(done)
            return None

    async def write_what_was_lost(self) -> None:
        """Try once more what could not be recorded; the disk may have room again."""
        lost, self._lost = self._lost, []
        for done in lost:
            await self.write(done, None)

    def raise_what_ended_it(self) -> None:
        """Raise why letters are left, when there is a reason beyond having been asked to stop."""
        failure = self._course.failure
        answered = [
            claim.key.recipient
            for claim, outcome in self._lost
            if not isinstance(outcome, Unreachable)
        ]
        if answered and isinstance(failure, LedgerUnusable):
            raise OutcomesNotRecorded(failure, answered) from failure
        if reason := failure or self._course.refusal:
            raise reason

    # Private

    def _settling(self, done: Done) -> Operation[Status]:
        claim, outcome = done
        return lambda ledger: ledger.settle(claim, outcome, self._clock())

    def _claiming(self, work: Work) -> Operation[Claim | Later | None]:
        """Claims, or answers when it may be tried; the rates are read in the same transaction."""

        def claim(ledger: Ledger) -> Claim | Later | None:
            now = self._clock()
            if not self._course.goes_on:
                return Later(now, now)  # whoever waits sees the same, and waits no longer
            slot = now if self._pace is None else self._pace.next_slot(now)
            at = slot if work.window is None else work.window.next(slot)
            if at > now:
                return Later(at, slot)
            if isinstance(work, Prepared):
                return ledger.claim(work.key, work.addressee, work.mailing, self._run, now)
            return ledger.retake(work.key, self._run, now, only_if_due=not work.early)

        return claim

    async def _claimed(self, work: Work, answer: Claim | Later | None) -> Claim | None:
        while isinstance(answer, Later):
            if not await self._wait_for(answer):
                return None
            answer = await self._thread.do(self._claiming(work))
        if answer is None:  # another run has it, or it is done
            self.written.put_nowait(Dispatch(work.key, Status.CLAIMED, None))
        return answer

    async def _wait_for(self, later: Later) -> bool:
        """False when it takes too long: by the rates for every letter, by its window for one."""
        now = self._clock()
        if self._pace is not None and self._pace.is_too_long(later.slot - now):
            self._course.stop(RateReached(later.slot, later.slot - now > longest(self._pace.rates)))
        elif self._pace is not None and self._pace.is_too_long(later.at - now):
            return False
        wait = max(timedelta(0), min(later.at - now, LONGEST_SLEEP))
        return await unless(self._course.ended, self._sleep(wait.total_seconds()))

    def _report(self, done: Done, status: Status) -> None:
        claim, outcome = done
        mailing = claim.mailing
        self.written.put_nowait(
            Dispatch(claim.key, status, outcome, mailing.address, mailing.message_id)
        )
