"""Who sits for whom: Open Civic Data ids of the areas in which writers live and officials sit.

An id names an area within larger ones: `ocd-division/country:us/state:ca/cd:12` lies in
`…/state:ca`, and that in `ocd-division/country:us` (github.com/opencivicdata/ocd-division-ids).
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Generic, TypeVar

_PREFIX = "ocd-division/"
_SHAPE = re.compile(r"country:[a-z]{2}(?:/[a-z0-9_]+:[\w.~-]+)*")
# Parts of a country of which everybody lives in one; only the kind's name differs.
_FIRST_PARTS = frozenset({"state", "province", "territory", "district", "region"})
# A seat that is filled by the whole of the area above it.
_WHOLE = "at-large"

Seat = TypeVar("Seat")


def division_id(text: str) -> str:
    """An id as ids are compared, with or without `ocd-division/` before it; empty if it is none."""
    plain = text.strip().casefold().strip("/").removeprefix(_PREFIX)
    return plain if _SHAPE.fullmatch(plain) else ""


def areas_around(division: str) -> Iterator[str]:
    """The area itself, and those it lies in, from the smallest to the country."""
    while division:
        yield division
        division = division.rpartition("/")[0]


@dataclass(slots=True)
class Seats(Generic[Seat]):
    """Officials by the area they sit for; finding those of a writer takes no look at the others."""

    _of_area: dict[str, list[Seat]] = field(default_factory=dict)
    _kinds_within: dict[str, set[str]] = field(default_factory=dict)

    @classmethod
    def of(cls, seats: Iterable[tuple[str, Seat]]) -> "Seats[Seat]":
        """Of pairs of a division's id and who sits for it; what is no id is nobody's."""
        found = cls()
        for text, seat in seats:
            if area := _area(division_id(text)):
                found._add(area, seat)
        return found

    def __bool__(self) -> bool:
        return bool(self._of_area)

    def _add(self, area: str, seat: Seat) -> None:
        self._of_area.setdefault(area, []).append(seat)
        for part in areas_around(area):
            around, _, last = part.rpartition("/")
            self._kinds_within.setdefault(around, set()).add(_kind(last))

    def of_somebody_in(self, divisions: Iterable[str]) -> tuple[Seat, ...]:
        """Whoever sits for one of these areas, or for an area around it, once each.

        Never for a part of one: who is known to live in a state lives in no known district.
        """
        areas = dict.fromkeys(part for one in divisions for part in areas_around(_area(one)))
        return tuple(seat for area in areas for seat in self._of_area.get(area, ()))

    def kinds_unknown(self, divisions: Iterable[str]) -> tuple[str, ...]:
        """The kinds of district for which somebody sits, and of which none is known here."""
        known: dict[str, set[str]] = {}
        for one in divisions:
            for part in areas_around(_area(one)):
                around, _, last = part.rpartition("/")
                known.setdefault(around, set()).add(_kind(last))
                known.setdefault(part, set())
        return tuple(sorted(set(_missing(self._kinds_within, known))))


def _missing(within: Mapping[str, set[str]], known: Mapping[str, set[str]]) -> Iterator[str]:
    for area, kinds in known.items():
        if area:
            yield from within.get(area, set()) - kinds


def _area(division: str) -> str:
    """The area in which those live who have a seat: all of a state for a seat at large."""
    around, _, last = division.rpartition("/")
    return around if last.partition(":")[2] == _WHOLE else division


def _kind(part: str) -> str:
    kind = part.partition(":")[0]
    return "state or province" if kind in _FIRST_PARTS else kind
