"""The order in which things happened, which a clock that was set back does not change. Pure."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from outreach.ledger.times import read, written


@dataclass(frozen=True, slots=True)
class Wave:
    """One round of a campaign. A follow-up has a parent."""

    campaign: str
    name: str
    parent: str
    reason: str
    created_at: datetime


def as_begun(waves: Sequence[Wave]) -> tuple[Wave, ...]:
    """Each wave after its parent, and otherwise as given."""
    parents = {wave.name: wave.parent for wave in waves}

    def generation(name: str) -> int:
        return 1 + generation(parents[name]) if name in parents else 0

    return tuple(sorted(waves, key=lambda wave: generation(wave.name)))


def handed_over(rows: Iterable[Sequence[Any]], now: datetime) -> Iterator[datetime]:
    """When each row of `questions.SENT_TIMES` happened at the earliest: never before what has a
    lower number. A time after `now` proves nothing: the clock may have been ahead then.
    """
    last, present = "", written(now)
    for _, first_at, at in sorted(rows, key=lambda row: row[0]):
        if first_at <= present:
            last = max(last, first_at)
        yield read(max(at, last))
