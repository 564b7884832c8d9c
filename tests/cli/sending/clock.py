"""A clock that the program under test waits by: sleeping moves it, and nobody really waits."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta, tzinfo

import pytest

from outreach.cli.screen import times

NINE = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)  # a Monday


class FakeClock:
    """Starts at nine in UTC, which is the time here unless another zone is given.

    `on_sleep` is called with the time after each sleep, and may raise.
    """

    def __init__(self, now: datetime = NINE) -> None:
        self.now = now
        self.zone: tzinfo = UTC
        self.slept: list[float] = []
        self.on_sleep: Callable[[datetime], None] = lambda now: None

    def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.now += timedelta(seconds=seconds)
        self.on_sleep(self.now)

    async def pause(self, seconds: float) -> None:
        self.now += timedelta(seconds=seconds)


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> FakeClock:
    made = FakeClock()
    monkeypatch.setattr(times, "now", lambda: made.now)
    monkeypatch.setattr(times, "sleep", made.sleep)
    monkeypatch.setattr(times, "pause", made.pause)
    monkeypatch.setattr(times, "home", lambda: made.zone)
    return made
