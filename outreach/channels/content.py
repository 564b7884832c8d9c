"""The content of a letter, and the server's answer to it.

Where the line is drawn: a server may deliver a message only after its last line, the single dot
(RFC 5321 §4.1.1.4), and must forget one whose connection is lost before (§3.8). So the dot of a
long letter is written only after everything before it has left for the network; a short letter
is written in one piece. Until the dot is written a cut connection means that the letter has
certainly not gone; from then on, without a reply, nobody knows.
"""

import asyncio
from dataclasses import dataclass

from outreach.channels.envelope import LAST_LINE, stuffed
from outreach.channels.line import Line
from outreach.channels.replies import outcome_of
from outreach.errors.server_words import one_line
from outreach.model.dispatch import Outcome, Sent, Unknown, Unreachable

LONG = 1 << 16  # bytes; more may not leave in one piece

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


async def give(line: Line, content: bytes, patience: Patience) -> Outcome:
    """Hand over the content that the server waits for."""
    body = stuffed(content)
    try:
        if len(body) > LONG:
            line.write(body)
            body = b""
            early = await _leave(line, patience)
            if early is not None:
                line.hang_up()  # whatever came next would be taken for the rest of the letter
                return early
        line.write(body + LAST_LINE)
    except ConnectionResetError as lost:
        return Unreachable(f"{lost} before the letter was complete.")
    return await _last_answer(line, patience)


async def _leave(line: Line, patience: Patience) -> Outcome | None:
    """Wait until all that was written has left. None when it has."""
    loop = asyncio.get_running_loop()
    last_move, left = loop.time(), line.unsent
    while left:
        if await line.speaks_within(LOOK_AGAIN):
            return await _too_early(line, patience)
        before, left = left, line.unsent
        if left < before:
            last_move = loop.time()
        elif loop.time() - last_move > patience.usual:
            return Unreachable(f"The letter did not get on for {patience.usual:g} seconds.")
    return None


async def _too_early(line: Line, patience: Patience) -> Outcome:
    """The server spoke, or hung up, before the letter was complete."""
    try:
        reply = await line.reply(patience.usual)
    except (ConnectionResetError, TimeoutError):
        return Unreachable("The connection was lost before the letter was complete.")
    if 200 <= reply.code <= 299:
        return Unknown(
            one_line(f"The server answered before it had the whole letter: {reply.words}")
        )
    return outcome_of(reply.code, reply.words)


async def _last_answer(line: Line, patience: Patience) -> Outcome:
    try:
        reply = await line.reply(patience.last)
    except ConnectionResetError:
        return Unknown("The connection was lost after the letter, before the server's answer.")
    except TimeoutError:
        return Unknown(f"The server did not answer within {patience.last:g} seconds of the letter.")
    if 200 <= reply.code <= 299:
        return Sent(one_line(reply.words), reply.code)
    if 400 <= reply.code <= 599:
        return outcome_of(reply.code, reply.words)
    said = f"{reply.code} {reply.words}" if reply.code else f"garbled: {reply.words}"
    return Unknown(one_line(f"The server's answer to the letter was {said}"))
