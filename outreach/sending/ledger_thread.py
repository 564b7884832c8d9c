"""The ledger on a thread of its own, with everything that waits written in one transaction.

A commit waits for the disk; while it does, more operations gather, and the next transaction takes
them all. One connection alone loses nothing by this, and eight need hardly more commits than one.
"""

import asyncio
import contextlib
import queue
import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from outreach.errors import LedgerOvertaken, LedgerUnusable
from outreach.model.dispatch import Ledger

Answer = TypeVar("Answer")
Operation = Callable[[Ledger], Answer]

MOST_AT_ONCE = 256
MOST_TRIES = 5  # of a transaction that another process got in the way of


@dataclass(frozen=True, slots=True)
class _Asked:
    """Operations that belong into one transaction, and where their answers go."""

    operations: tuple[Operation[Any], ...]
    answer: asyncio.Future[list[Any]]


class LedgerThread:
    """Carries out operations on a ledger, in the order in which they were asked for."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger
        self._loop = asyncio.get_running_loop()
        self._waiting: queue.SimpleQueue[_Asked | None] = queue.SimpleQueue()
        self._thread = threading.Thread(target=self._run, name="ledger")
        self._thread.start()

    async def do(self, operation: Operation[Answer]) -> Answer:
        """The operation's answer, once it is committed; or what the ledger raised."""
        answers = await self.together(operation)
        answer: Answer = answers[0]
        return answer

    def together(self, *operations: Operation[Any]) -> asyncio.Future[list[Any]]:
        """Several operations, in one transaction."""
        answer: asyncio.Future[list[Any]] = self._loop.create_future()
        self._waiting.put(_Asked(operations, answer))
        return answer

    def close(self) -> None:
        """Carry out what still waits, and end the thread."""
        self._waiting.put(None)
        self._thread.join()

    # Private: on the thread

    def _run(self) -> None:
        is_open = True
        while is_open:
            batch = [self._waiting.get()]
            while len(batch) < MOST_AT_ONCE and not self._waiting.empty():
                batch.append(self._waiting.get())
            is_open = None not in batch
            if asked := [asked for asked in batch if asked is not None]:
                self._carry_out(asked)

    def _carry_out(self, batch: Sequence[_Asked], tries: int = MOST_TRIES) -> None:
        is_ready = False
        try:
            with self._ledger.together():
                answers = [[ask(self._ledger) for ask in asked.operations] for asked in batch]
                is_ready = True
        except BaseException as failure:
            if not is_ready and tries > 1 and isinstance(failure, LedgerOvertaken):
                for asked in batch:  # one at a time is less in the way of others
                    self._carry_out([asked], tries - 1)
            elif is_ready or len(batch) == 1 or isinstance(failure, LedgerUnusable):
                # A commit that failed may have gone through: nothing of it is tried again.
                self._tell(batch, failure)
            else:
                for asked in batch:  # one of them is at fault; the others are not
                    self._carry_out([asked])
        else:
            self._tell(batch, answers)

    def _tell(self, batch: Sequence[_Asked], news: Sequence[list[Any]] | BaseException) -> None:
        with contextlib.suppress(RuntimeError):  # the loop has ended, and nobody waits
            self._loop.call_soon_threadsafe(_answer, batch, news)


def _answer(batch: Sequence[_Asked], news: Sequence[list[Any]] | BaseException) -> None:
    for place, asked in enumerate(batch):
        if asked.answer.done():
            continue  # whoever asked was cancelled
        if isinstance(news, BaseException):
            asked.answer.set_exception(news)
            asked.answer.exception()  # heard, even if nobody waits any more
        else:
            asked.answer.set_result(news[place])
