"""How many letters may leave, and when the next. Pure: the clock and the record are arguments.

`taken` are the times at which letters were handed over, from the ledger, in any order: so a rate
holds across runs and across machines. Times after `now` count like the others. They mean that a
clock was set back, and then too no more letters leave than the rates allow.
"""

from bisect import insort
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from outreach.model.settings import Rate

DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Pace:
    """The rates of a run. `taken` asks the ledger what was handed over since; on its thread.

    A run that would have to wait longer than `longest_wait` ends instead; None: it waits.
    """

    rates: tuple[Rate, ...]
    taken: Callable[[datetime], Iterable[datetime]]
    longest_wait: timedelta | None = None

    def next_slot(self, now: datetime) -> datetime:
        """When the next letter may leave: `now`, or later."""
        return next_slot(now, self.taken(now - longest(self.rates)), self.rates)

    def is_too_long(self, wait: timedelta) -> bool:
        """Whether the run ends rather than wait so long."""
        return self.longest_wait is not None and wait > self.longest_wait


def longest(rates: Sequence[Rate]) -> timedelta:
    """How far back the record matters."""
    return max((rate.per for rate in rates), default=timedelta(0))


def next_slot(now: datetime, taken: Iterable[datetime], rates: Sequence[Rate]) -> datetime:
    """When the next letter may leave without breaking a rate: `now`, or later."""
    return _slot(now, sorted(taken), rates)


def _slot(now: datetime, taken: Sequence[datetime], rates: Sequence[Rate]) -> datetime:
    # The letter that is `rate.letters` back has to be `rate.per` old by then.
    full = (rate for rate in rates if len(taken) >= rate.letters)
    return max([now, *(taken[-rate.letters] + rate.per for rate in full)])


def forecast(
    now: datetime, taken: Iterable[datetime], rates: Sequence[Rate], letters: int
) -> datetime:
    """When the last of so many more letters may leave; `now` when there are none to wait for."""
    leave, last = sorted(taken), now
    for _ in range(letters if rates else 0):
        last = _slot(last, leave, rates)
        insort(leave, last)
    return last


def left_today(now: datetime, taken: Iterable[datetime], rates: Sequence[Rate]) -> int | None:
    """How many letters the rates of a day or longer still allow now; None without such a rate."""
    times = tuple(taken)
    left = [
        rate.letters - sum(time > now - rate.per for time in times)
        for rate in rates
        if rate.per >= DAY
    ]
    return max(0, min(left)) if left else None


def clock_is_behind(now: datetime, taken: Iterable[datetime]) -> bool:
    """Whether the record knows of times that this clock has not reached."""
    return any(time > now for time in taken)
