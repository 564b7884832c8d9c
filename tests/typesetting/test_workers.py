"""Work on several threads, with results in order."""

import threading
import time
from collections.abc import Iterator
from itertools import count, islice

import pytest

from outreach.typesetting.workers import ahead, in_order


def test_results_come_in_the_order_of_what_was_given() -> None:
    def slow_at_first(number: int) -> int:
        time.sleep(0.02 if number == 0 else 0)
        return number

    assert list(in_order(slow_at_first, range(50))) == [*range(50)]


def test_things_are_taken_as_needed() -> None:
    taken: list[int] = []

    def things() -> Iterator[int]:
        for number in count():
            taken.append(number)
            yield number

    assert list(islice(in_order(abs, things()), 5)) == [0, 1, 2, 3, 4]
    assert len(taken) <= 5 + ahead()


def test_work_is_done_on_other_threads_and_they_end() -> None:
    before = threading.active_count()
    names = set(in_order(lambda _: threading.current_thread().name, range(20)))
    assert all(name.startswith("outreach-typesetting") for name in names)
    assert threading.active_count() == before


def test_a_failure_is_raised_in_its_turn() -> None:
    results = in_order(lambda number: 1 // number, [1, 1, 0, 1])
    assert [next(results), next(results)] == [1, 1]
    with pytest.raises(ZeroDivisionError):
        next(results)


def test_stopping_early_ends_the_work() -> None:
    before = threading.active_count()
    results = in_order(abs, count())
    next(results)
    results.close()  # type: ignore[attr-defined]
    assert threading.active_count() == before
