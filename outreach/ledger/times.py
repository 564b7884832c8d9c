"""Times as the ledger keeps them: RFC 3339 in UTC, of one width, so that text sorts as time."""

from collections.abc import Callable
from datetime import UTC, datetime

Clock = Callable[[], datetime]

WIDTH = len("2026-11-22T10:15:00.000000Z")


def written(at: datetime) -> str:
    """An aware time as text."""
    if at.tzinfo is None:
        raise ValueError("a time without a zone cannot be recorded")
    return at.astimezone(UTC).isoformat(timespec="microseconds").removesuffix("+00:00") + "Z"


def read(text: str) -> datetime:
    """The time that `written` wrote."""
    return datetime.fromisoformat(text)


def now() -> datetime:
    """The clock, for those who were given none."""
    return datetime.now(UTC)
