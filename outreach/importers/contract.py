"""What an importer is and what it gives; and what changed since the last time."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import Enum
from pathlib import Path
from typing import Protocol

from outreach.errors import Problem

Row = Mapping[str, str]


class KeyedBy(Enum):
    """What an id of a data set stands for: somebody, or an office whoever holds it."""

    PERSON = "person"
    POST = "post"


@dataclass(frozen=True, slots=True)
class PublicFile:
    """Where a data set is published. `hosts`: others to which that place may send us on."""

    address: str
    hosts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Imported:
    """A data set as rows of a list. `notes` say what of it was left out, and where it stands.

    `columns` are those the data set fills: an import writes them, and no others.
    """

    list_name: str
    columns: tuple[str, ...]
    rows: tuple[Row, ...]
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

    `WATCHED` are the columns in which a change is a move; `IDS` is what all ids begin with, empty
    where they come from the file; `FOUND_AT` says in a sentence where to get the file; `PUBLIC` is
    where the file can be fetched without more words, or None. `CURRENT`: whoever publishes it
    keeps it up to date; a file of unknown age is not taken for checked today.
    """

    @property
    def WATCHED(self) -> tuple[str, ...]: ...  # noqa: N802 a constant of the module

    @property
    def KEYED_BY(self) -> KeyedBy: ...  # noqa: N802

    @property
    def IDS(self) -> str: ...  # noqa: N802

    @property
    def FOUND_AT(self) -> str: ...  # noqa: N802

    @property
    def CURRENT(self) -> bool: ...  # noqa: N802

    @property
    def PUBLIC(self) -> PublicFile | None: ...  # noqa: N802

    def read(
        self, path: Path, shown: str, *, verified_on: date, source: str = "", checked: bool = True
    ) -> Imported:
        """Read a file of the data set; raises InputInvalid for one that is not, or not whole.

        `verified_on` is the day as of which the data set holds, `source` where it came from when
        that is not its usual place. Unless `checked`, the rows do not claim to hold on that day.
        """
        ...


def origin(source: str, verified_on: date, *, checked: bool) -> Row:
    """Where a row is from, and the day as of which somebody vouches for it."""
    return {"source": source, "verified_on": verified_on.isoformat() if checked else ""}


def changes(old: Iterable[Row], new: Iterable[Row], watched: tuple[str, ...]) -> Changes:
    """Compare two states of a list by id; a change in a `watched` column is a move."""
    before = {row["id"]: row for row in old if row.get("id")}
    after = {row["id"]: row for row in new}
    moves = (_move(before[key], row, watched) for key, row in after.items() if key in before)
    return Changes(
        joined=tuple(member(row) for key, row in after.items() if key not in before),
        left=tuple(member(row) for key, row in before.items() if key not in after),
        moved=tuple(move for move in moves if move.changes),
    )


def member(row: Row) -> Member:
    """Who a row is about."""
    return Member(row["id"], row.get("name", ""), row.get("office", ""))


def _move(old: Row, new: Row, watched: tuple[str, ...]) -> Move:
    found = ((column, old.get(column, ""), new.get(column, "")) for column in watched)
    different = tuple(change for change in found if change[1] != change[2])
    return Move(new["id"], new.get("name", ""), different)
