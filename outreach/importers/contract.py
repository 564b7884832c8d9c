"""What an importer is and what it gives; and what changed since the last time."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Protocol

from outreach.errors import Problem


@dataclass(frozen=True, slots=True)
class Imported:
    """A data set as rows of a list. `notes` say what of it was left out, and where it stands."""

    columns: tuple[str, ...]
    rows: tuple[Mapping[str, str], ...]
    notes: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True)
class Member:
    """Somebody in a list, in the few words that tell them apart."""

    id: str
    name: str
    office: str


@dataclass(frozen=True, slots=True)
class Move:
    """Somebody whose seat or office is another one now: (column, before, after) of each change."""

    id: str
    name: str
    changes: tuple[tuple[str, str, str], ...]


@dataclass(frozen=True, slots=True)
class Changes:
    """Who joined a list, who left it and who moved, in the order of the lists."""

    joined: tuple[Member, ...]
    left: tuple[Member, ...]
    moved: tuple[Move, ...]

    def __bool__(self) -> bool:
        return bool(self.joined or self.left or self.moved)


class Importer(Protocol):
    """A module that reads one data set.

    `LIST` is the name of the list it makes, `COLUMNS` its columns in order.
    """

    @property
    def LIST(self) -> str: ...  # noqa: N802 a constant of the module

    @property
    def COLUMNS(self) -> tuple[str, ...]: ...  # noqa: N802

    def read(self, path: Path, shown: str, *, verified_on: date, source: str = "") -> Imported:
        """Read a file of the data set; raises InputInvalid for one that is not, or not whole.

        `verified_on` is the day as of which the data set holds, `source` where it came from when
        that is not its usual place.
        """
        ...

    def compare(
        self, old: Iterable[Mapping[str, str]], new: Iterable[Mapping[str, str]]
    ) -> Changes:
        """What the new rows change in the old ones."""
        ...


def changes(
    old: Iterable[Mapping[str, str]], new: Iterable[Mapping[str, str]], watched: tuple[str, ...]
) -> Changes:
    """Compare two states of a list by id; a change in a `watched` column is a move."""
    before = {row["id"]: row for row in old if row.get("id")}
    after = {row["id"]: row for row in new}
    moves = (_move(before[key], row, watched) for key, row in after.items() if key in before)
    return Changes(
        joined=tuple(_member(row) for key, row in after.items() if key not in before),
        left=tuple(_member(row) for key, row in before.items() if key not in after),
        moved=tuple(move for move in moves if move.changes),
    )


def _member(row: Mapping[str, str]) -> Member:
    return Member(row["id"], row.get("name", ""), row.get("office", ""))


def _move(old: Mapping[str, str], new: Mapping[str, str], watched: tuple[str, ...]) -> Move:
    found = ((column, old.get(column, ""), new.get(column, "")) for column in watched)
    different = tuple(change for change in found if change[1] != change[2])
    return Move(new["id"], new.get("name", ""), different)
