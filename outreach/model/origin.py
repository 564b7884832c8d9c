"""Where a fact of the tables was read, and how well it is known."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Confidence(StrEnum):
    """How well something is known.

    Read at its source, at second hand, or from memory alone; confirmed by the user; or of nobody's
    page, a measure of this program's own.
    """

    VERIFIED = "verified"
    SECONDARY = "secondary"
    MEMORY = "memory"
    CONFIRMED = "confirmed"
    OWN = "own"


@dataclass(frozen=True, slots=True)
class Origin:
    """Where something was read, when, and how well it is known. The day may be missing in lists."""

    source: str
    verified_on: date | None
    confidence: Confidence
