"""One connection to the mail server, kept for many letters and renewed when it has to be."""

import asyncio
import contextlib
import ssl

from aiosmtplib import SMTP, SMTPException

from outreach.channels.connecting import connect, hang_up
from outreach.errors import AccountUnusable, ServerUnreachable
from outreach.model.settings import MailAccount

LETTERS_PER_CONNECTION = 100
LONGEST_IDLE = 120.0  # seconds; servers hang up after five minutes, some routers sooner
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
        self._smtp: SMTP | None = None
        self._connecting: asyncio.Task[SMTP] | None = None
        self._letters = 0
        self._last_used = 0.0
        self._is_clean = True  # no half of a transaction is left with the server
        self._is_stopped = False
        self._hopeless: AccountUnusable | None = None

    async def get(self) -> tuple[SMTP, bool]:
        """A connection ready for MAIL, and whether it is an old one, which may just have gone.

        Raises AccountUnusable or ServerUnreachable.
        """
        if self._smtp is not None and self._smtp.is_connected and await self._is_fit(self._smtp):
            return self._smtp, True
        return await self.renew(), False

    async def renew(self) -> SMTP:
        """Connect anew. An account once refused is not tried again: that might lock it."""
        self.drop()
        if self._hopeless is not None:
            raise self._hopeless
        if self._is_stopped:
            raise self._stopped()
        if self._tls_context is None:
            self._tls_context = await asyncio.to_thread(ssl.create_default_context)
        try:
            self._smtp = await self._connect(self._tls_context)
        except AccountUnusable as failure:
            self._hopeless = failure
            raise
        self._letters, self._is_clean = 0, True
        self._last_used = asyncio.get_running_loop().time()
        return self._smtp

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
        if self._smtp is not None:
            hang_up(self._smtp)
            self._smtp = None

    async def say_goodbye(self) -> None:
        """Hang up as a server expects it."""
        if self._smtp is not None and self._smtp.is_connected:
            with contextlib.suppress(SMTPException, OSError):
                # Not `quit`, which closes a TLS connection in its own slow way.
                await self._smtp.execute_command(b"QUIT", timeout=min(GOODBYE, self._timeout))
        self.drop()

    # Private

    async def _connect(self, tls_context: ssl.SSLContext) -> SMTP:
        account = self._account
        self._connecting = asyncio.ensure_future(
            connect(account, self._password, self._timeout, tls_context)
        )
        try:
            return await self._connecting
        except asyncio.CancelledError:
            if not self._is_stopped or _is_cancelled():
                raise
            raise self._stopped() from None
        finally:
            self._connecting = None

    def _stopped(self) -> ServerUnreachable:
        return ServerUnreachable(self._account.host, self._account.port, "the run was stopped.")

    async def _is_fit(self, smtp: SMTP) -> bool:
        idle = asyncio.get_running_loop().time() - self._last_used
        if self._letters >= LETTERS_PER_CONNECTION or idle > LONGEST_IDLE:
            await self.say_goodbye()
            return False
        if not self._is_clean:
            try:
                await smtp.rset()
            except (SMTPException, OSError):
                return False
        return True


def _is_cancelled() -> bool:
    task = asyncio.current_task()
    return task is not None and task.cancelling() > 0
