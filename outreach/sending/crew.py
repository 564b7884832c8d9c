"""Those who carry the letters of a run, one to a connection."""

import asyncio
from collections.abc import Callable

from outreach.errors import OutreachError
from outreach.model.dispatch import Channel, Claim, Outcome, Unknown, Unreachable
from outreach.sending.course import Course, unless
from outreach.sending.record import Done, Record
from outreach.sending.supply import Supply
from outreach.sending.work import Work

DROPPED = 2.0  # seconds for a dropped connection to say what is known of its letter


class Crew:
    """Claims, hands over and records what a supply gives, until it is empty or the run ends."""

    def __init__(
        self,
        supply: Supply,
        record: Record,
        course: Course,
        new_channel: Callable[[], Channel],
    ) -> None:
        self._supply = supply
        self._record = record
        self._course = course
        self._new_channel = new_channel
        self._channels: list[Channel] = []
        self._carriers: list[asyncio.Task[None]] = []
        self._beside: list[asyncio.Task[None]] = []

    async def start(self, size: int, stop: asyncio.Event | None, grace: float) -> bool:
        """Open the first channel, then set to work; False when stopped before that.

        Raises an OutreachError when the channel cannot be opened: nothing is claimed then.
        """
        if stop is not None:
            self._beside.append(asyncio.ensure_future(self._heed(stop, grace)))
        first = self._add_channel()
        if not await unless(self._course.ended, first.open()):
            return False
        self._carriers.append(asyncio.ensure_future(self._carry(first)))
        for _ in range(size - 1):
            self._carriers.append(asyncio.ensure_future(self._join(self._add_channel())))
        self._beside.append(asyncio.ensure_future(self._see_the_end()))
        return True

    async def leave(self) -> None:
        """End it: drop the letters in hand, record what is known of them, say goodbye."""
        self._course.end()
        for task in self._beside:
            task.cancel()
        await self._drop()

    # Private: one carrier

    async def _join(self, channel: Channel) -> None:
        try:
            if await unless(self._course.no_more, channel.open()):
                await self._carry(channel)
        except OutreachError:
            pass  # a server may allow fewer connections; the others carry on

    async def _carry(self, channel: Channel) -> None:
        done: Done | None = None
        while True:
            work = self._supply.take_ready() if self._course.goes_on else None
            if work is None:
                if done is not None:
                    await self._record.write(done, None)
                    done = None
                work = await self._next()
                if work is None:
                    return
            claim = await self._record.write(done, work)
            done = None if claim is None else (claim, await self._deliver(channel, claim))

    async def _next(self) -> Work | None:
        if not self._course.goes_on:
            return None
        try:
            work = await self._supply.take()
        except Exception as failure:
            self._course.fail(failure)
            return None
        if work is None:
            self._course.no_more.set()
        return work

    async def _deliver(self, channel: Channel, claim: Claim) -> Outcome:
        if self._course.is_unrecorded:
            return Unreachable("Not handed over: the record could not be written any more.")
        try:
            outcome = await channel.deliver(claim.mailing)
        except asyncio.CancelledError:
            outcome = Unknown("The run was stopped while the letter was being handed over.")
            self._course.end()
        except Exception as failure:
            outcome = Unknown(f"The program failed on the way: {type(failure).__name__}.")
            self._course.fail(failure)
        self._course.note(outcome)
        return outcome

    # Private: the end

    def _add_channel(self) -> Channel:
        self._channels.append(self._new_channel())
        return self._channels[-1]

    async def _heed(self, stop: asyncio.Event, grace: float) -> None:
        await stop.wait()
        self._course.end()
        await asyncio.sleep(grace)
        await self._drop()

    async def _see_the_end(self) -> None:
        ended, _ = await asyncio.wait(self._carriers)
        for task in ended:
            if not task.cancelled() and isinstance(failure := task.exception(), Exception):
                self._course.fail(failure)
        await self._record.write_what_was_lost()
        self._record.written.put_nowait(None)

    async def _drop(self) -> None:
        """Close every channel; one with a letter in hand lets go of it."""
        closing = (channel.close() for channel in self._channels)
        await asyncio.gather(*closing, return_exceptions=True)
        for patience in (DROPPED, None):
            carrying = [task for task in self._carriers if not task.done()]
            if carrying:
                await asyncio.wait(carrying, timeout=patience)
            for task in carrying:
                task.cancel()
