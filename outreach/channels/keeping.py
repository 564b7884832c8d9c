"""One connection to the mail server, kept for many letters and renewed when it has to be."""

import asyncio
import contextlib
import ssl

from outreach.channels.connecting import connect
from outreach.channels.line import Line
from outreach.errors import AccountUnusable, ServerUnreachable
from outreach.model.settings import MailAccount

LETTERS_PER_CONNECTION = 100
LONGEST_IDLE = 120.0  # seconds; servers hang up after five minutes, some routers sooner
DONE = 250
GOODBYE = 5.0  # seconds to wait for the answer to QUIT


class KeptConnection:
    """Always ready for the next letter: `get` before it, `done` after it."""

    def __init__(
        self,
        account: MailAccount,
        password: str | None,
        timeout: float,
        tls_context: ssl.SSLContext | None,
    ) -> None:
        self._account = account
        self._password = password
        self._timeout = timeout
        self._tls_context = tls_context
        self._line: Line | None = None
        self._connecting: asyncio.Task[Line] | None = None
        self._letters = 0
        self._last_used = 0.0
        self._is_clean = True  # no half of a transaction is left with the server
        self._is_stopped = False
        self._hopeless: AccountUnusable | None = None

    async def get(self) -> tuple[Line, bool]:
        """A connection ready for MAIL, and whether it is an old one, which may just have gone.

        Raises AccountUnusable or ServerUnreachable.
        """
        if self._line is not None and self._line.is_open and await self._is_fit(self._line):
            return self._line, True
        return await self.renew(), False

    async def renew(self) -> Line:
        """Connect anew. An account once refused is not tried again: that might lock it."""
        self.drop()
        if self._hopeless is not None:
            raise self._hopeless
        if self._is_stopped:
            raise self._stopped()
        if self._tls_context is None:
            self._tls_context = await asyncio.to_thread(ssl.create_default_context)
        try:
            self._line = await self._connect(self._tls_context)
        except AccountUnusable as failure:
            self._hopeless = failure
            raise
        self._letters, self._is_clean = 0, True
        self._last_used = asyncio.get_running_loop().time()
        return self._line

    def done(self, clean: bool) -> None:
        """A letter is through. `clean`: with a whole transaction."""
        self._letters += 1
        self._is_clean = clean
        self._last_used = asyncio.get_running_loop().time()

    def begin_again(self) -> None:
        """Forget an earlier `stop` or refusal."""
        self._is_stopped, self._hopeless = False, None

    def stop(self) -> None:
        """Drop the connection, or the attempt to make one; whoever waits on it is told."""
        self._is_stopped = True
        if self._connecting is not None:
            self._connecting.cancel()
        self.drop()

    def drop(self) -> None:
        """Hang up at once."""
        if self._line is not None:
            self._line.hang_up()
            self._line = None

    async def say_goodbye(self) -> None:
        """Hang up as a server expects it."""
        if self._line is not None:
            with contextlib.suppress(OSError):
                self._line.write(b"QUIT\r\n")
                await self._line.reply(min(GOODBYE, self._timeout))
        self.drop()

    # Private

    async def _connect(self, tls_context: ssl.SSLContext) -> Line:
        self._connecting = asyncio.ensure_future(self._open(tls_context))
        try:
            return await self._connecting
        except asyncio.CancelledError:
            if not self._is_stopped or _is_cancelled():
                raise
            raise self._stopped() from None
        finally:
            self._connecting = None

    async def _open(self, tls_context: ssl.SSLContext) -> Line:
        smtp = await connect(self._account, self._password, self._timeout, tls_context)
        try:
            return Line(smtp)  # at once: what the server says next is for the line
        except ConnectionResetError:
            raise self._unreachable("it closed the connection.") from None

    def _stopped(self) -> ServerUnreachable:
        return self._unreachable("the run was stopped.")

    def _unreachable(self, words: str) -> ServerUnreachable:
        return ServerUnreachable(self._account.host, self._account.port, words)

    async def _is_fit(self, line: Line) -> bool:
        idle = asyncio.get_running_loop().time() - self._last_used
        if self._letters >= LETTERS_PER_CONNECTION or idle > LONGEST_IDLE:
            await self.say_goodbye()
            return False
        if not self._is_clean:
            try:
                line.write(b"RSET\r\n")
                return (await line.reply(self._timeout)).code == DONE
            except OSError:
                return False
        return True


def _is_cancelled() -> bool:
    task = asyncio.current_task()
    return task is not None and task.cancelling() > 0
