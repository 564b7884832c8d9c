"""Letters by e-mail, over one connection that is kept for many letters.

| what happens                                                    | outcome     | connection |
|-----------------------------------------------------------------|-------------|------------|
| 2yz after the content                                           | Sent        | kept       |
| 4yz anywhere; 5.4.5 (the day's quota is used up)                | Deferred    | kept, RSET |
| 421 anywhere; 4yz on connecting or logging in again             | Deferred    | new        |
| 5yz anywhere; too large, 8-bit or SMTPUTF8 and not offered      | Refused     | kept, RSET |
| 530 534 535 538, 5.1.7 5.1.8 5.7.30 5.7.57: about the account   | Unreachable | kept, RSET |
| cut or silent before the last dot; cannot connect again         | Unreachable | new        |
| cut, silent or garbled after the last dot                       | Unknown     | new        |
"""

import ssl

from aiosmtplib import SMTP

from outreach.channels.envelope import objection
from outreach.channels.keeping import KeptConnection
from outreach.channels.replies import one_line
from outreach.channels.transaction import Patience, begin, hand_over
from outreach.errors import AccountUnusable, ServerUnreachable
from outreach.model.dispatch import Deferred, Outcome, Refused, Sent, Unknown, Unreachable
from outreach.model.mailing import Mailing
from outreach.model.settings import MailAccount

CLOSING = 421

NotTaken = Deferred | Refused | Unreachable


class SmtpChannel:
    """Hands letters to the one mail server of an account, one at a time.

    `close` may be called while a letter is in hand: the connection is dropped, and `deliver`
    says what is known of that letter.
    """

    def __init__(
        self,
        account: MailAccount,
        password: str | None,
        *,
        timeout: float = 60.0,
        last_timeout: float | None = None,
        tls_context: ssl.SSLContext | None = None,
    ) -> None:
        self._patience = Patience(timeout, 10 * timeout if last_timeout is None else last_timeout)
        self._connection = KeptConnection(account, password, timeout, tls_context)
        self._in_hand = False
        self._is_closed = False

    async def open(self) -> None:
        """Connect and log in. Raises AccountUnusable or ServerUnreachable."""
        self._is_closed = False
        self._connection.begin_again()
        await self._connection.renew()

    async def deliver(self, mailing: Mailing) -> Outcome:
        """Hand over one letter; see the table above."""
        if reason := objection(mailing):
            return Refused(one_line(f"Not handed over: {reason}"))
        self._in_hand = True
        try:
            ready = await self._begin(mailing)
            if isinstance(ready, SMTP):
                outcome = await hand_over(ready, mailing, self._patience)
            else:
                outcome = ready
        except BaseException:
            self._connection.drop()  # cancelled in the middle: nothing may follow on this line
            raise
        finally:
            self._in_hand = False
        self._note(outcome)
        return outcome

    async def close(self) -> None:
        """Say goodbye; or, with a letter in hand, drop the connection at once."""
        self._is_closed = True
        if self._in_hand:
            self._connection.stop()
        else:
            await self._connection.say_goodbye()

    # Private

    async def _begin(self, mailing: Mailing) -> SMTP | NotTaken:
        """MAIL, on the kept connection, or on a new one when that has gone in the meantime."""
        try:
            smtp, is_kept = await self._connection.get()
            refusal = await begin(smtp, mailing)
            if is_kept and refusal and not smtp.is_connected and not self._is_closed:
                smtp = await self._connection.renew()
                refusal = await begin(smtp, mailing)
        except ServerUnreachable as failure:
            if 400 <= failure.code <= 499:
                return Deferred(failure.words, failure.code)
            return Unreachable(failure.words)
        except AccountUnusable as failure:
            return Unreachable(failure.sentence)
        return refusal or smtp

    def _note(self, outcome: Outcome) -> None:
        self._connection.done(clean=isinstance(outcome, Sent))
        if isinstance(outcome, Unknown) or getattr(outcome, "code", 0) == CLOSING:
            self._connection.drop()
