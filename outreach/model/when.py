"""When something happened, as far as it is known: a day, a month of a year, or a year."""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class MonthOrYear:
    """All that is known of a day: its year, and its month (1 to 12) unless that is 0."""

    year: int
    month: int = 0

    def __post_init__(self) -> None:
        if not (1 <= self.year <= 9999 and 0 <= self.month <= 12):
            raise ValueError(f"no month of a year: {self.year}-{self.month}")

    def __str__(self) -> str:
        return f"{self.year:04}-{self.month:02}" if self.month else f"{self.year:04}"


When = date | MonthOrYear


def earliest(when: When) -> date:
    """The first day that can be meant."""
    return when if isinstance(when, date) else date(when.year, when.month or 1, 1)


def latest(when: When) -> date:
    """The last day that can be meant."""
    if isinstance(when, date):
        return when
    month = when.month or 12
    return date(when.year, month, monthrange(when.year, month)[1])


def surely_before(one: When, other: When) -> bool:
    """Whether the first lies before the second, whichever days are meant."""
    return latest(one) < earliest(other)
