"""One letter over an open connection: MAIL, RCPT, DATA, content, reply.

Where the line is drawn: a server may deliver a message only after its last line, the single dot
(RFC 5321 §4.1.1.4), and must forget one whose connection is lost before (§3.8). So the dot of a
long letter is written only after everything before it has left for the network; a short letter
is written in one piece. Until the dot is written a cut connection means that the letter has
certainly not gone; from then on, without a reply, nobody knows.
"""

import asyncio
from dataclasses import dataclass

from aiosmtplib import (
    SMTP,
    SMTPResponseException,
    SMTPServerDisconnected,
    SMTPTimeoutError,
)
from aiosmtplib.protocol import SMTPProtocol
from aiosmtplib.response import SMTPResponse

from outreach.channels.envelope import demand, stuffed
from outreach.channels.replies import one_line, outcome_of
from outreach.model.dispatch import Deferred, Outcome, Refused, Sent, Unknown, Unreachable
from outreach.model.mailing import Mailing

LAST_LINE = b".\r\n"
LONG = 1 << 16  # bytes; more may not leave in one piece
START_INPUT = 354
TAKEN = frozenset({250, 251})

# Between looks at how much of a long message has left; most messages leave at once.
LOOK_AGAIN = 0.02


@dataclass(frozen=True, slots=True)
class Patience:
    """Seconds to wait: for the server to go on, and for its answer to a whole message.

    The last answer gets longer, for servers look for spam and viruses before they give it, and
    giving up on it leaves a letter of which nobody knows whether it went (RFC 5321 §4.5.3.2.6
    asks for ten minutes).
    """

    usual: float
    last: float


async def begin(smtp: SMTP, mailing: Mailing) -> Deferred | Refused | Unreachable | None:
    """MAIL. None when the server agrees to take a letter."""
    options, objection = demand(mailing, smtp.esmtp_extensions)
    if objection:
        return Refused(objection)
    return await _ask(smtp, f"MAIL FROM:<{mailing.sender}>", *options)


async def hand_over(smtp: SMTP, mailing: Mailing, patience: Patience) -> Outcome:
    """RCPT, DATA and the content, after `begin` went well."""
    refusal = await _ask(smtp, f"RCPT TO:<{mailing.address}>") or await _ask(smtp, "DATA")
    if refusal is not None:
        return refusal
    if smtp.protocol is None:
        return Unreachable("The connection was lost before the letter was handed over.")
    return await _give(smtp.protocol, mailing.content, patience)


async def _ask(smtp: SMTP, *words: str) -> Deferred | Refused | Unreachable | None:
    """One command. None when the answer is yes.

    Not `SMTP.mail` and `SMTP.rcpt`: they read an address as people write them, and take what
    looks like a comment out of it. The letter goes to the address that was claimed, as it is.
    """
    try:
        code, message = await smtp.execute_command(*(word.encode() for word in words))
    except SMTPResponseException as garbled:
        return outcome_of(garbled.code, garbled.message)
    except SMTPServerDisconnected:
        return Unreachable("The connection was lost before the letter was handed over.")
    except SMTPTimeoutError:
        return Unreachable("The mail server did not answer before the letter was handed over.")
    is_yes = code == START_INPUT if words == ("DATA",) else code in TAKEN
    return None if is_yes else outcome_of(code, message)


async def _give(protocol: SMTPProtocol, content: bytes, patience: Patience) -> Outcome:
    body = stuffed(content)
    # The server may answer, or hang up, before it has everything: listen from the start.
    reply = asyncio.ensure_future(protocol.read_response())
    try:
        if len(body) > LONG:
            protocol.write(body)
            body = b""
            early = await _leave(protocol, reply, patience)
            if early is not None:
                _cut(protocol)  # whatever came next would be taken for the rest of the letter
                return early
        protocol.write(body + LAST_LINE)
    except SMTPServerDisconnected:
        return Unreachable("The connection was lost before the letter was complete.")
    finally:
        if not reply.done():
            reply.add_done_callback(_look_at)
    return await _last_answer(reply, patience)


async def _leave(
    protocol: SMTPProtocol, reply: asyncio.Future[SMTPResponse], patience: Patience
) -> Outcome | None:
    """Wait until all that was written has left. None when it has."""
    loop = asyncio.get_running_loop()
    last_move, left = loop.time(), _unsent(protocol)
    while left:
        await asyncio.wait({reply}, timeout=LOOK_AGAIN)
        if reply.done():
            return _too_early(reply)
        before, left = left, _unsent(protocol)
        if left < before:
            last_move = loop.time()
        elif loop.time() - last_move > patience.usual:
            reply.cancel()
            return Unreachable(f"The letter did not get on for {patience.usual:g} seconds.")
    return None


def _unsent(protocol: SMTPProtocol) -> int:
    transport = protocol.transport
    return transport.get_write_buffer_size() if isinstance(transport, asyncio.WriteTransport) else 0


def _cut(protocol: SMTPProtocol) -> None:
    if isinstance(protocol.transport, asyncio.WriteTransport):
        protocol.transport.abort()


def _too_early(reply: asyncio.Future[SMTPResponse]) -> Outcome:
    """The server spoke, or hung up, before the letter was complete."""
    try:
        code, message = reply.result()
    except SMTPResponseException as garbled:
        code, message = garbled.code, garbled.message
    except SMTPServerDisconnected:
        return Unreachable("The connection was lost before the letter was complete.")
    if 200 <= code <= 299:
        return Unknown(one_line(f"The server answered before it had the whole letter: {message}"))
    return outcome_of(code, message)


async def _last_answer(reply: asyncio.Future[SMTPResponse], patience: Patience) -> Outcome:
    try:
        code, message = await asyncio.wait_for(reply, patience.last)
    except SMTPResponseException as garbled:
        return Unknown(
            one_line(f"The server's answer to the letter was garbled: {garbled.message}")
        )
    except SMTPServerDisconnected:
        return Unknown("The connection was lost after the letter, before the server's answer.")
    except TimeoutError:
        return Unknown(f"The server did not answer within {patience.last:g} seconds of the letter.")
    if 200 <= code <= 299:
        return Sent(one_line(message), code)
    if 400 <= code <= 599:
        return outcome_of(code, message)
    return Unknown(one_line(f"The server's answer to the letter was {code} {message}"))


def _look_at(reply: asyncio.Future[SMTPResponse]) -> None:
    """Nobody may be waiting any more; a failure that nobody looks at is written to the log."""
    if not reply.cancelled():
        reply.exception()
