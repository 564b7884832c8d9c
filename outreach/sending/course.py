"""How a run is going: whether letters are still taken up, and what ended it if not."""

import asyncio
from collections.abc import Awaitable

from outreach.errors import LettersLeft, SendingStopped, ServerSilent
from outreach.model.dispatch import Outcome
from outreach.sending.stopping import Watch


class Course:
    """Shared by all who carry letters in one run."""

    def __init__(self) -> None:
        self.ended = asyncio.Event()  # no letter is taken up any more
        self.no_more = asyncio.Event()  # the same, or there is none left
        self.refusal: LettersLeft | None = None
        self.failure: Exception | None = None
        self.is_unrecorded = False  # the ledger failed: nothing may be handed over any more
        self._watch = Watch()

    @property
    def goes_on(self) -> bool:
        """Whether letters are taken up."""
        return not self.ended.is_set()

    def end(self) -> None:
        """Take up no more letters."""
        self.ended.set()
        self.no_more.set()

    def stop(self, refusal: LettersLeft) -> None:
        """End because going on would do harm, or would take too long."""
        self.refusal = self.refusal or refusal
        self.end()

    def fail(self, failure: Exception) -> None:
        """End because something is broken."""
        self.failure = self.failure or failure
        self.end()

    def lose_the_record(self, failure: Exception) -> None:
        """End because the ledger failed; this comes before any other reason."""
        self.failure = failure if not self.is_unrecorded else self.failure
        self.is_unrecorded = True
        self.end()

    def note(self, outcome: Outcome) -> None:
        """Stop when the outcomes say that going on would do harm."""
        if self.goes_on and (sentence := self._watch.note(outcome)):
            stopped = ServerSilent if self._watch.is_silent else SendingStopped
            self.stop(stopped(sentence, "Run the command again to go on."))


async def unless(event: asyncio.Event, wanted: Awaitable[None]) -> bool:
    """Wait for what is wanted; False when the event came first, and it was given up."""
    task, given_up = asyncio.ensure_future(wanted), asyncio.ensure_future(event.wait())
    try:
        await asyncio.wait({task, given_up}, return_when=asyncio.FIRST_COMPLETED)
    finally:
        given_up.cancel()
        if not task.done():
            task.cancel()
            await asyncio.wait({task})
    if task.cancelled() or (event.is_set() and task.exception() is not None):
        return False
    task.result()
    return not event.is_set()
