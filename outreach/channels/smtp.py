"""Letters by e-mail, over one connection that is kept for many letters.

| what happens                                                    | outcome     | connection |
|-----------------------------------------------------------------|-------------|------------|
| 2yz after the content                                           | Sent        | kept       |
| 4yz anywhere; 5.4.5 (the day's quota is used up)                | Deferred    | kept, RSET |
| 421 anywhere; 4yz on connecting or logging in again             | Deferred    | new        |
| 5yz anywhere; too large, 8-bit or SMTPUTF8 and not offered      | Refused     | kept, RSET |
| 530 534 535 538, 5.1.7 5.1.8 5.7.30 5.7.57: about the account   | Unreachable | kept, RSET |
| cut, silent or garbled before the last dot; cannot connect again | Unreachable | new       |
| cut, silent or garbled after the last dot                       | Unknown     | new        |
"""

import ssl

from outreach.channels.content import Patience, give
from outreach.channels.envelope import commands, demand, objection, too_large
from outreach.channels.keeping import KeptConnection
from outreach.channels.line import CLOSING, Line
from outreach.channels.request import DATA, No, NotTaken, all_at_once, one_by_one
from outreach.errors import AccountUnusable, LettersTooLarge, ServerUnreachable
from outreach.errors.server_words import one_line
from outreach.model.dispatch import Deferred, Outcome, Refused, Sent, Unknown, Unreachable
from outreach.model.mailing import Mailing
from outreach.model.settings import MailAccount


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
        largest: int = 0,
    ) -> None:
        self._patience = Patience(timeout, 10 * timeout if last_timeout is None else last_timeout)
        self._connection = KeptConnection(account, password, timeout, tls_context)
        self._largest = largest
        self._in_hand = False
        self._is_closed = False
        self._takes_many_at_once = True  # as far as is known

    async def open(self) -> None:
        """Connect and log in. Raises AccountUnusable or ServerUnreachable; LettersTooLarge where
        letters of the `largest` size would all be refused.
        """
        self._is_closed = False
        self._connection.begin_again()
        line = await self._connection.renew()
        if reason := too_large(self._largest, line.offers.get("size", "")):
            await self._connection.say_goodbye()
            raise LettersTooLarge(reason)

    async def deliver(self, mailing: Mailing) -> Outcome:
        """Hand over one letter; see the table above."""
        if reason := objection(mailing):
            return Refused(one_line(f"Not handed over: {reason}"))
        self._in_hand = True
        try:
            outcome = await self._hand_over(mailing)
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

    async def _hand_over(self, mailing: Mailing) -> Outcome:
        line = await self._ask(mailing)
        return await give(line, mailing.content, self._patience) if isinstance(line, Line) else line

    async def _ask(self, mailing: Mailing) -> Line | NotTaken:
        """The line on which the server waits for the content: the kept one, or a new one when
        that has gone in the meantime.
        """
        try:
            line, is_kept = await self._connection.get()
            no = await self._request(line, mailing)
            if no and no.gone and is_kept and not self._is_closed:
                line = await self._connection.renew()
                no = await self._request(line, mailing)
        except ServerUnreachable as failure:
            if 400 <= failure.code <= 499:
                return Deferred(failure.words, failure.code)
            return Unreachable(failure.words)
        except AccountUnusable as failure:
            return Unreachable(failure.sentence)
        return no.outcome if no else line

    async def _request(self, line: Line, mailing: Mailing) -> No | None:
        options, too_much = demand(mailing, line.offers)
        if too_much:
            return No(Refused(too_much))
        asking = (*commands(mailing, options), DATA)
        if "pipelining" not in line.offers or not self._takes_many_at_once:
            return await one_by_one(line, asking, self._patience.usual)
        no = await all_at_once(line, asking, self._patience.usual)
        if no and no.silent:  # something on the way may not let through what the server offers
            self._takes_many_at_once = False
        return no

    def _note(self, outcome: Outcome) -> None:
        self._connection.done(clean=isinstance(outcome, Sent))
        if isinstance(outcome, Unknown) or getattr(outcome, "code", 0) == CLOSING:
            self._connection.drop()
