"""Letters are prepared a few at a time, and none is lost."""

from collections.abc import AsyncIterator, Callable, Iterator

import pytest

from outreach.sending.supply import Supply
from outreach.sending.work import Work
from tests.sending.memory import prepared


@pytest.fixture
async def supply_of() -> AsyncIterator[Callable[..., Supply]]:
    made: list[Supply] = []

    def make(work: Iterator[Work], batch: int = 4, ahead: int = 4) -> Supply:
        made.append(Supply(work, batch=batch, ahead=ahead))
        return made[-1]

    yield make
    for supply in made:
        await supply.close()


async def everything(supply: Supply) -> list[Work]:
    taken = []
    while (work := await supply.take()) is not None:
        taken.append(work)
    return taken


@pytest.mark.parametrize("count", [0, 1, 3, 4, 5, 8, 30])
@pytest.mark.parametrize("ahead", [0, 4])
async def test_all_letters_come_in_order(
    count: int, ahead: int, supply_of: Callable[..., Supply]
) -> None:
    letters = [prepared(number) for number in range(count)]
    assert await everything(supply_of(iter(letters), ahead=ahead)) == letters


async def test_nothing_is_prepared_before_it_is_wanted(supply_of: Callable[..., Supply]) -> None:
    made = 0

    def work() -> Iterator[Work]:
        nonlocal made
        for number in range(10):
            made += 1
            yield prepared(number)

    supply = supply_of(work(), batch=1, ahead=0)
    assert made == 0
    assert await supply.take() == prepared(0)
    assert made == 1
    assert supply.take_ready() is None
    assert made == 1


async def test_a_failure_comes_after_the_letters_before_it(
    supply_of: Callable[..., Supply],
) -> None:
    def work() -> Iterator[Work]:
        yield prepared(0)
        yield prepared(1)
        raise LookupError

    supply = supply_of(work())
    assert [await supply.take(), await supply.take()] == [prepared(0), prepared(1)]
    with pytest.raises(LookupError):
        await supply.take()
