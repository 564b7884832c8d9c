"""MAIL, RCPT and DATA: asking a server whether it takes a letter, before anything of it leaves.

Where the server offers PIPELINING, the three go out in one piece, which saves two journeys there
and back (RFC 2920). It may then say no to the recipient, and still wait for a content: it gets
none (§3.1).
"""

from collections.abc import Sequence
from dataclasses import dataclass

from outreach.channels.envelope import LAST_LINE
from outreach.channels.line import CLOSING, Line
from outreach.channels.replies import outcome_of
from outreach.errors.server_words import one_line
from outreach.model.dispatch import Deferred, Refused, Unreachable

START_INPUT = 354
TAKEN = frozenset({250, 251})
DATA = b"DATA\r\n"

NotTaken = Deferred | Refused | Unreachable


@dataclass(frozen=True, slots=True)
class No:
    """The server does not take the letter. `gone`: it had left the line before it said anything
    to MAIL, or in answer to it. `silent`: it did not answer all that it was asked.
    """

    outcome: NotTaken
    gone: bool = False
    silent: bool = False


@dataclass(frozen=True, slots=True)
class _Answer:
    """What was said to one command; no code where nothing could be read."""

    refusal: NotTaken | None = None
    code: int = 0
    gone: bool = False
    silent: bool = False


async def one_by_one(line: Line, commands: Sequence[bytes], patience: float) -> No | None:
    """Each command after the answer to the one before. None: the server waits for the content."""
    for place, command in enumerate(commands):
        answer = await _ask(line, command, command, patience)
        if answer.refusal is not None:
            return No(answer.refusal, answer.gone and place == 0, answer.silent)
    return None


async def all_at_once(line: Line, commands: Sequence[bytes], patience: float) -> No | None:
    """All commands, then all answers. None: the server waits for the content."""
    mail, rcpt, data = commands
    answers = [
        await _ask(line, mail, b"".join(commands), patience),
        await _ask(line, rcpt, b"", patience),
        await _ask(line, data, b"", patience),
    ]
    refusal = next((answer.refusal for answer in answers if answer.refusal), None)
    if refusal is None:
        return None
    await _give_nothing(line, answers, patience)
    return No(refusal, answers[0].gone, any(answer.silent for answer in answers))


async def _give_nothing(line: Line, answers: Sequence[_Answer], patience: float) -> None:
    """Get a server that waits for the content of a refused letter out of that, without any."""
    _, rcpt, data = answers
    if data.code != START_INPUT:
        return
    if not 400 <= rcpt.code <= 599:  # somebody would get an empty letter
        line.hang_up()
        return
    await _ask(line, LAST_LINE, LAST_LINE, patience)


async def _ask(line: Line, command: bytes, written: bytes, patience: float) -> _Answer:
    """The answer to a command. `written` is what has to go out for it."""
    try:
        if written:
            line.write(written)
        reply = await line.reply(patience)
    except ConnectionResetError as lost:
        return _Answer(Unreachable(f"{lost} before the letter was handed over."), gone=True)
    except TimeoutError:
        silence = "The mail server did not answer before the letter was handed over."
        return _Answer(Unreachable(silence), gone=True, silent=True)
    if reply.code == 0:
        return _Answer(Unreachable(one_line(f"The mail server's answer was: {reply.words}")))
    is_yes = reply.code == START_INPUT if command == DATA else reply.code in TAKEN
    refusal = None if is_yes else outcome_of(reply.code, reply.words)
    return _Answer(refusal, reply.code, gone=reply.code == CLOSING)
