"""The run itself: letters handed over one by one, progress shown, Ctrl-C understood."""

import asyncio
import signal
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import aclosing
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from outreach.channels import CHANNELS
from outreach.channels.passwords import find_password
from outreach.cli.campaigns.due_letters import Letters
from outreach.cli.campaigns.job import Job
from outreach.cli.letters import mailings
from outreach.cli.screen import console, progress, times, words
from outreach.cli.sending import pacing
from outreach.errors import Interrupted, OutreachError
from outreach.model.campaign import Way
from outreach.model.dispatch import Channel, Dispatch, LetterKey, Sent, Status
from outreach.model.mailing import Mailing
from outreach.model.settings import MailAccount
from outreach.sending import Prepared, Retake, Work, carry_out
from outreach.sending.rates import Pace

if TYPE_CHECKING:
    from outreach.ledger.store import SqlLedger


@dataclass(frozen=True, slots=True)
class Route:
    """An account ready to be used, and how long a run waits for its next letter."""

    account: MailAccount
    name: str  # under which the record counts what it hands over
    channel: Callable[[], Channel]
    longest_wait: timedelta

    @classmethod
    def of(
        cls, account: MailAccount, name: str, longest_wait: timedelta, largest: int = 0
    ) -> "Route":
        """Finds the password; raises an AccountUnusable where there is none. `largest` is what a
        letter may have in bytes: less than that the server must not offer.
        """
        return cls(account, name, _channel(account, largest), longest_wait)


@dataclass(slots=True)
class Ran:
    """What came of a run: what became of its letters, and what ended it before they were through.

    `missed` are the parties whose letters it could not claim: somebody else was quicker.
    """

    ended: OutreachError | None = None
    counts: Counter[Status] = field(default_factory=Counter)
    missed: set[tuple[str, str]] = field(default_factory=set)


def run_letters(
    job: Job, letters: Letters, checked: mailings.Checked, ledger: "SqlLedger", route: Route
) -> Ran:
    """Send the letters that may leave before a long wait."""
    number = len(letters.again) + len(letters.new)
    with ledger.run(route.name, times.now()) as run:
        return asyncio.run(_send(_work(job, letters, checked, route), number, ledger, route, run))


async def _send(
    work: Iterator[Work], number: int, ledger: "SqlLedger", route: Route, run: str
) -> Ran:
    stop = asyncio.Event()
    ran = Ran()
    with _ctrl_c(stop), progress.bar() as bar:
        task = bar.add_task("Sending", total=number)
        dispatches = carry_out(
            work,
            ledger=ledger,
            channel=route.channel,
            run=run,
            clock=times.now,
            connections=route.account.connections,
            pace=_pace(route, ledger),
            sleep=times.pause,
            stop=stop,
        )
        try:
            async with aclosing(dispatches):
                async for dispatch in dispatches:
                    _follow(dispatch, ran)
                    bar.advance(task)
        except OutreachError as refusal:
            ran.ended = refusal
        except asyncio.CancelledError:
            # The second Ctrl-C: what is known of letters in hand has been recorded by now.
            ran.ended = Interrupted("Stopped at once. The same command goes on with what is left.")
    if stop.is_set() and ran.ended is None:
        ran.ended = Interrupted("Stopped. The same command goes on with what is left.")
    return ran


def _work(job: Job, letters: Letters, checked: mailings.Checked, route: Route) -> Iterator[Work]:
    """Each letter in its turn; ends where the hours of the next begin only after a long wait."""
    hours = route.account.hours
    country = {item.recipient.id: item.recipient.country for item in job.plan.planned}
    order = pacing.turns(job, replace(letters, later=()))
    while (opens := order.first(now := times.now())) is not None:
        if opens - now > route.longest_wait:
            return
        item = order.take(now)
        if isinstance(item, LetterKey):
            window = pacing.window_in(country[item.recipient], hours)
            yield Retake(item, letters.early, window)
            continue
        window = pacing.window_in(item.recipient.country, hours)
        addressee = job.addressee(item.recipient)
        for _, mailing in mailings.ready(job, replace(checked, items=(item,)), times.now):
            yield Prepared(job.plan.key(item), addressee, mailing, window)


def _channel(account: MailAccount, largest: int = 0) -> Callable[[], Channel]:
    password = find_password(account) if account.username else None
    return lambda: CHANNELS[Way.EMAIL](account, password, largest=largest)


def _pace(route: Route, ledger: "SqlLedger") -> Pace | None:
    if not route.account.rates and route.account.hours is None:
        return None

    def taken(since: datetime) -> Sequence[datetime]:
        if not route.account.rates:
            return ()
        # Within the claim's own transaction, so that no other machine counts the same room.
        ledger.take_turn(route.name)
        return ledger.sent_times(route.name, since)

    return Pace(route.account.rates, taken, longest_wait=route.longest_wait)


def _follow(dispatch: Dispatch, ran: Ran) -> None:
    if dispatch.outcome is None:
        ran.missed.add(dispatch.key.parties)
        return
    ran.counts[dispatch.status] += 1
    if not isinstance(dispatch.outcome, Sent):
        said = dispatch.outcome.words
        console.note(
            f"{dispatch.address or dispatch.key.recipient}: "
            f"{words.STATUS[dispatch.status]}: {said}",
            "yellow",
        )


class _ctrl_c:  # noqa: N801 used like a function
    """The first Ctrl-C lets letters in hand finish; the second ends at once."""

    def __init__(self, stop: asyncio.Event) -> None:
        self._stop = stop
        self._before: Any = None

    def __enter__(self) -> None:
        loop = asyncio.get_running_loop()
        task = asyncio.current_task()

        def pressed(_number: int, _frame: object) -> None:
            if self._stop.is_set() and task is not None:
                loop.call_soon_threadsafe(task.cancel)
            else:
                console.note("Finishing the letters in hand; Ctrl-C again ends at once.")
                loop.call_soon_threadsafe(self._stop.set)

        self._before = signal.signal(signal.SIGINT, pressed)

    def __exit__(self, *_: object) -> None:
        signal.signal(signal.SIGINT, self._before)


def hand_over_tests(letters: Sequence[Mailing], account: MailAccount) -> list[str]:
    """Hand letters over outside the record; returns a sentence for each that was not taken."""
    return asyncio.run(_hand_over(letters, _channel(account)()))


async def _hand_over(letters: Sequence[Mailing], channel: Channel) -> list[str]:
    await channel.open()
    try:
        outcomes = [await channel.deliver(letter) for letter in letters]
    finally:
        await channel.close()
    return [
        f"{type(outcome).__name__}: {outcome.words}"
        for outcome in outcomes
        if not isinstance(outcome, Sent)
    ]
