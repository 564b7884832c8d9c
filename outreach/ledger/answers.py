"""What questions to the record are answered with."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Gap:
    """A time of which the record is lost: what left then is not in the ledger.

    Until it is closed, a letter that may have left in it becomes `unknown` instead of claimed.
    """

    number: int
    since: datetime
    until: datetime
    reason: str


@dataclass(frozen=True, slots=True)
class Try:
    """Which hand-over of a letter it was, and when; `at` is None where that is not on record."""

    number: int
    at: datetime | None
