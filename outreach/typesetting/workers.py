"""Work done on several threads with its results in order, taking things only as needed."""

import os
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from itertools import islice
from typing import TypeVar

Given = TypeVar("Given")
Made = TypeVar("Made")

# More threads than this gain little, and each keeps a compiler with its fonts.
_MOST_WORKERS = 8


def workers() -> int:
    """How many threads letters are set on; the compiler works outside Python's lock."""
    return min(os.cpu_count() or 1, _MOST_WORKERS)


def ahead() -> int:
    """How many things are in hand at once: enough that no thread waits for the reader."""
    return 2 * workers()


def in_order(make: Callable[[Given], Made], things: Iterable[Given]) -> Iterator[Made]:
    """`map(make, things)` on several threads, at most `ahead()` things in advance."""
    coming = iter(things)
    with ThreadPoolExecutor(workers(), "outreach-typesetting") as pool:
        in_hand: deque[Future[Made]] = deque()
        try:
            in_hand.extend(pool.submit(make, thing) for thing in islice(coming, ahead()))
            while in_hand:
                made = in_hand.popleft().result()
                in_hand.extend(pool.submit(make, thing) for thing in islice(coming, 1))
                yield made
        finally:
            for waiting in in_hand:
                waiting.cancel()
