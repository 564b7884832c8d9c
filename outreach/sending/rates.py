"""How many letters may leave, and when the next. Pure: the clock and the record are arguments.

`taken` are the times at which letters were handed over, from the ledger, in any order: so a rate
holds across runs and across machines. Times after `now` count like the others. They mean that a
clock was set back, and then too no more letters leave than the rates allow.
"""

from bisect import insort
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TypeVar

from outreach.model.settings import Rate
from outreach.sending.windows import Turns

Item = TypeVar("Item")

CLOCKS_DIFFER = timedelta(minutes=2)


@dataclass(frozen=True, slots=True)
class Later:
    """A letter may leave at `at`; by the rates alone, at `slot`."""

    at: datetime
    slot: datetime


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


def schedule(
    now: datetime, taken: Iterable[datetime], rates: Sequence[Rate], turns: Turns[Item]
) -> Iterator[tuple[Item, Later]]:
    """When each letter may leave by the rates and by its own term, one after the other.

    Takes every letter out of `turns`.
    """
    leave, last = sorted(taken), now
    for _ in range(len(turns)):
        slot = _slot(last, leave, rates)
        last = turns.first(slot) or slot
        insort(leave, last)
        yield turns.take(last), Later(last, slot)


def left_of(now: datetime, taken: Iterable[datetime], rate: Rate) -> int:
    """How many letters this rate alone still allows now."""
    return max(0, rate.letters - sum(time > now - rate.per for time in taken))


def clock_behind(now: datetime, taken: Iterable[datetime]) -> timedelta:
    """By how much the record knows of a later time than this clock has reached; zero if it does
    not. Two computers may differ by `CLOCKS_DIFFER`, which is no sign of a wrong clock.
    """
    ahead = max(taken, default=now) - now
    return ahead if ahead > CLOCKS_DIFFER else timedelta(0)
