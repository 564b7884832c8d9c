"""Letters prepared just ahead of those who hand them over, on a thread beside the event loop."""

import asyncio
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from itertools import islice

from outreach.sending.work import Work


class Supply:
    """Takes from `work` as needed: `batch` at a time, the next while fewer than `ahead` are ready.

    What `work` raises is raised by `take` when everything before it has been taken.
    """

    def __init__(self, work: Iterable[Work], *, batch: int, ahead: int) -> None:
        self._work: Iterator[Work] = iter(work)
        self._batch = batch
        self._ahead = ahead
        self._ready: deque[Work] = deque()
        self._failure: BaseException | None = None
        self._is_over = False
        self._preparing: asyncio.Future[None] | None = None
        self._thread = ThreadPoolExecutor(1, "letters")

    async def ready(self) -> int:
        """How many letters are prepared; waits for the first ones, 0 when there are none."""
        while not self._ready and not self._is_over:
            await asyncio.wait({self._prepare()})
        if not self._ready and self._failure is not None:
            raise self._failure
        return len(self._ready)

    async def take(self) -> Work | None:
        """The next letter; None when there are no more."""
        await self.ready()
        return self.take_ready()

    def take_ready(self) -> Work | None:
        """The next letter, if it is prepared already."""
        work = self._ready.popleft() if self._ready else None
        if len(self._ready) < self._ahead and not self._is_over:
            self._prepare()
        return work

    async def close(self) -> None:
        """Prepare no more."""
        self._is_over = True
        if self._preparing is not None:
            preparing = {self._preparing}
            await asyncio.wait(preparing, timeout=1)
            for task in preparing:
                task.cancel()
        self._thread.shutdown(wait=False, cancel_futures=True)

    # Private

    def _prepare(self) -> asyncio.Future[None]:
        if self._preparing is None:
            self._preparing = asyncio.ensure_future(self._prepare_batch())
        return self._preparing

    async def _prepare_batch(self) -> None:
        loop = asyncio.get_running_loop()
        try:
            batch, failure = await loop.run_in_executor(self._thread, self._next_batch)
            self._ready.extend(batch)
            self._failure = failure
            self._is_over = self._is_over or failure is not None or len(batch) < self._batch
        finally:
            self._preparing = None

    def _next_batch(self) -> tuple[list[Work], BaseException | None]:
        batch: list[Work] = []
        try:
            for work in islice(self._work, self._batch):
                batch.append(work)  # noqa: PERF402 what came before a failure is not lost
        except BaseException as failure:
            return batch, failure
        return batch, None
