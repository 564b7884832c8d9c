"""`send --wait`: pass after pass, until nothing is left to wait for.

Nothing is held in between: no claim, no lock, no connection. So a wait can be ended at any moment,
a computer can sleep through it, and others can send meanwhile.
"""

from datetime import datetime, timedelta

from outreach.cli.campaigns.due_letters import Letters
from outreach.cli.screen import console, times, words
from outreach.cli.sending.pacing import PUT_OFF, Departure
from outreach.cli.sending.sending_pass import Passed, Sending
from outreach.errors import (
    Interrupted,
    LedgerUnreachable,
    OutreachError,
    RateReached,
    ServerSilent,
    ServerUnreachable,
)

LOOKS_UP = timedelta(minutes=1)  # by then a computer that slept notices that it is late
FIRST_PAUSE = timedelta(minutes=1)  # before a server that is silent is tried again
LONGEST_PAUSE = timedelta(hours=1)


def stay(sending: Sending, passed: Passed) -> Passed:
    """Go on after a first pass until its letters are through; returns the last pass."""
    if isinstance(passed.ended, ServerUnreachable):
        return passed  # more likely a wrong name or port than a server that is away
    silent = 0
    try:
        while (wake := _wake(passed, silent)) is not None:
            if wake.at > times.now():
                _say(passed, wake)
                _sleep_until(wake.at)
            passed = _again(sending, passed)
            silent = silent + 1 if _is_silence(passed.ended) else 0
    except KeyboardInterrupt:
        console.note("")  # after the ^C that the terminal shows
        raise Interrupted(
            "Stopped while waiting; no letter was in hand. The same command goes on later."
        ) from None
    return passed


def _again(sending: Sending, before: Passed) -> Passed:
    try:
        return sending.again()
    except LedgerUnreachable as failure:
        return Passed(failure, before.left, before.next)


def _wake(passed: Passed, silent: int) -> Departure | None:
    """When the next pass begins; None when there is nothing to wait for."""
    ended = passed.ended
    if passed.next is None or not (ended is None or _is_silence(ended) or _is_wait(ended)):
        return None
    if not _is_silence(ended):
        return passed.next
    pause = min(FIRST_PAUSE * 2 ** min(max(silent, 1) - 1, 10), LONGEST_PAUSE)
    return Departure(max(passed.next.at, times.now() + pause), "the server is tried again")


def _is_wait(ended: OutreachError | None) -> bool:
    return isinstance(ended, RateReached)


def _is_silence(ended: OutreachError | None) -> bool:
    """Whether it is for the network or a server, which may be back later."""
    return isinstance(ended, ServerUnreachable | ServerSilent | LedgerUnreachable)


def _say(passed: Passed, wake: Departure) -> None:
    if _is_silence(passed.ended) and passed.ended is not None:
        console.note(passed.ended.sentence, "yellow")
    console.note(
        f"Waiting until {times.here(wake.at)} for {_whom(passed.left, wake)}. "
        "Ctrl-C ends; the same command goes on later."
    )


def _whom(left: Letters, wake: Departure) -> str:
    put_off = len(left.put_off)
    if wake.why == PUT_OFF and put_off == len(left):
        return f"{words.count(put_off, 'letter')} put off by the mail server"
    some = f", {put_off:,} of them put off by the mail server" if put_off else ""
    return f"{words.count(len(left), 'letter')}{some}: {wake.why} then"


def _sleep_until(at: datetime) -> None:
    while (left := at - times.now()) > timedelta(0):
        times.sleep(min(left, LOOKS_UP).total_seconds())
