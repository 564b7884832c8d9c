"""The run itself: letters handed over one by one, progress shown, Ctrl-C understood."""

import asyncio
import signal
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import aclosing
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from outreach.channels import CHANNELS
from outreach.channels.passwords import find_password
from outreach.cli import console, mailings, progress, times, words
from outreach.cli.job import Job
from outreach.cli.review import Letters
from outreach.errors import Interrupted, OutreachError
from outreach.model.campaign import Way
from outreach.model.dispatch import Channel, Dispatch, Sent, Status
from outreach.model.mailing import Mailing
from outreach.model.settings import MailAccount
from outreach.sending import Prepared, Retake, Work, carry_out
from outreach.sending.rates import Pace

if TYPE_CHECKING:
    from outreach.ledger.store import SqlLedger


# A run that would have to wait longer than this for a rate ends, and says when to go on.
_LONGEST_WAIT = timedelta(hours=1)


def run_letters(
    job: Job,
    letters: Letters,
    checked: mailings.Checked,
    ledger: "SqlLedger",
    account: MailAccount,
) -> OutreachError | None:
    """Send the letters; returns what ended the run before they were all through."""
    copy = ledger.backup_before_send(times.now())
    if copy is not None:
        console.note(f"A checked copy of the record is in {copy.parent.name}/{copy.name}", "dim")
    name = account.username or job.settings.sender.email
    with ledger.run(name, times.now()) as run:
        return asyncio.run(
            _send(_work(job, letters, checked), len(letters), ledger, account, run, name)
        )


async def _send(
    work: Iterator[Work],
    number: int,
    ledger: "SqlLedger",
    account: MailAccount,
    run: str,
    name: str,
) -> OutreachError | None:
    stop = asyncio.Event()
    counts: Counter[Status] = Counter()
    ended: OutreachError | None = None
    with _ctrl_c(stop), progress.bar() as bar:
        task = bar.add_task("Sending", total=number)
        dispatches = carry_out(
            work,
            ledger=ledger,
            channel=_channel(account),
            run=run,
            clock=times.now,
            connections=account.connections,
            pace=_pace(account, ledger, name),
            stop=stop,
        )
        try:
            async with aclosing(dispatches):
                async for dispatch in dispatches:
                    _follow(dispatch, counts)
                    bar.advance(task)
        except OutreachError as refusal:
            ended = refusal
        except asyncio.CancelledError:
            # The second Ctrl-C: what is known of letters in hand has been recorded by now.
            ended = Interrupted("Stopped at once. The same command goes on with what is left.")
    for status, number in counts.items():
        console.say(f"{words.count(number, 'letter')} {words.STATUS[status]}.")
    if stop.is_set() and ended is None:
        ended = Interrupted("Stopped. The same command goes on with what is left.")
    return ended


def _work(job: Job, letters: Letters, checked: mailings.Checked) -> Iterator[Work]:
    for key in letters.again:
        yield Retake(key, early=letters.early)
    for item, mailing in mailings.ready(job, checked):
        yield Prepared(job.plan.key(item.recipient), job.addressee(item.recipient), mailing)


def _channel(account: MailAccount) -> Callable[[], Channel]:
    password = find_password(account) if account.username else None
    return lambda: CHANNELS[Way.EMAIL](account, password)


def _pace(account: MailAccount, ledger: "SqlLedger", name: str) -> Pace | None:
    if not account.rates:
        return None

    def taken(since: datetime) -> Sequence[datetime]:
        # Within the claim's own transaction, so that no other machine counts the same room.
        ledger.take_turn(name)
        return ledger.sent_times(name, since)

    return Pace(account.rates, taken, longest_wait=_LONGEST_WAIT)


def _follow(dispatch: Dispatch, counts: "Counter[Status]") -> None:
    if dispatch.outcome is None:
        return
    counts[dispatch.status] += 1
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
