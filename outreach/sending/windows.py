"""The hours in which letters leave, and whose turn it is. Pure: the clock is an argument.

All moments are aware. A window is read as on a clock on the wall of its zone, so on the day the
clocks change it is open whenever that clock shows a time within it: an hour that is skipped is
not made up for, and one that comes twice counts twice.
"""

from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta, tzinfo
from typing import Generic, TypeVar

Item = TypeVar("Item")

_STEP = timedelta(hours=12)  # no zone changes its offset twice within it
_AHEAD = (2, 4)  # days looked ahead: Samoa left out a whole one in 2011


@dataclass(frozen=True, slots=True)
class Window:
    """From `start` to `end`, which does not count, each day by the clock of `zone`.

    It goes over midnight where `end` is not later than `start`.
    """

    start: time
    end: time
    zone: tzinfo

    def is_open(self, at: datetime) -> bool:
        """Whether a letter may leave at this moment."""
        wall = at.astimezone(self.zone).time()
        if self.start < self.end:
            return self.start <= wall < self.end
        return wall >= self.start or wall < self.end

    def next(self, now: datetime) -> datetime:
        """The first moment from `now` on at which it is open; `now` itself when it is."""
        if self.is_open(now):
            return now
        for days in _AHEAD:
            for at in sorted({*self._starts(now, days), *_changes(self.zone, now, days)}):
                if at > now and self.is_open(at):
                    return at
        raise AssertionError(self, now)  # no zone leaves out several days

    def closes(self, now: datetime) -> datetime:
        """The first moment from `now` on at which it is closed."""
        return Window(self.end, self.start, self.zone).next(now)

    # It can only open at its start, or when the clock is put forward or back into it.

    def _starts(self, now: datetime, days: int) -> Iterator[datetime]:
        today = now.astimezone(self.zone).date()
        for day in range(-1, days):
            wall = datetime.combine(today + timedelta(days=day), self.start, self.zone)
            yield wall.astimezone(UTC)
            yield wall.replace(fold=1).astimezone(UTC)  # the same time on the wall, once more


def _changes(zone: tzinfo, now: datetime, days: int) -> Iterator[datetime]:
    """The moments within the next days at which clocks are put forward or back."""
    at = now.astimezone(UTC).replace(microsecond=0)
    until, offset = at + timedelta(days=days), _offset(zone, at)
    while at < until:
        then = at + _STEP
        after = _offset(zone, then)
        if after != offset:
            yield _change(zone, at, then)
        at, offset = then, after


def _change(zone: tzinfo, before: datetime, after: datetime) -> datetime:
    while (between := (after - before) // timedelta(seconds=2)) > 0:
        middle = before + timedelta(seconds=between)
        if _offset(zone, middle) == _offset(zone, before):
            before = middle
        else:
            after = middle
    return after


def _offset(zone: tzinfo, at: datetime) -> timedelta | None:
    return at.astimezone(zone).utcoffset()


@dataclass(frozen=True, slots=True)
class Term:
    """When a letter may leave, whatever the rates say. An empty one: at any time."""

    window: Window | None = None
    not_before: datetime | None = None

    def next(self, now: datetime) -> datetime:
        """The first moment from `now` on."""
        earliest = now if self.not_before is None else max(now, self.not_before)
        return earliest if self.window is None else self.window.next(earliest)

    def ends(self, at: datetime) -> datetime | None:
        """When it may leave no more, having been free to at `at`; None: never."""
        return None if self.window is None else self.window.closes(at)


class _Queue(Generic[Item]):
    """Letters of one term, in their order, and what was found out about when they may leave."""

    def __init__(self, term: Term) -> None:
        self.letters: deque[tuple[int, Item]] = deque()
        self._term = term
        self._asked: datetime | None = None  # nothing leaves from then
        self._opens: datetime  # until this moment, and everything from it
        self._closes: datetime | None = None  # until this one

    def next(self, now: datetime) -> datetime:
        """When the first of them may leave: `now`, or later."""
        asked, closes = self._asked, self._closes
        if asked is None or now < asked or (closes is not None and closes <= now):
            self._asked, self._opens = now, self._term.next(now)
            self._closes = self._term.ends(self._opens)
        return max(now, self._opens)


class Turns(Generic[Item]):
    """Letters waiting to leave: those that may go first, in their order; then the others, as
    their time comes. `len` is how many.
    """

    def __init__(self, letters: Iterable[tuple[Item, Term]]) -> None:
        queues: dict[Term, _Queue[Item]] = {}
        for place, (item, term) in enumerate(letters):
            queues.setdefault(term, _Queue(term)).letters.append((place, item))
        self._queues = list(queues.values())

    def __len__(self) -> int:
        return sum(len(queue.letters) for queue in self._queues)

    def first(self, now: datetime) -> datetime | None:
        """When the next letter may leave, `now` or later; None when there is none."""
        return min((queue.next(now) for queue in self._queues), default=None)

    def take(self, now: datetime) -> Item:
        """The letter whose turn it is. There must be one."""
        queue = min(self._queues, key=lambda queue: (queue.next(now), queue.letters[0][0]))
        _, item = queue.letters.popleft()
        if not queue.letters:
            self._queues.remove(queue)
        return item
