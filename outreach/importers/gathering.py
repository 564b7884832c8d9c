"""What is found wrong while a data set is read, all of it together."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from outreach.errors import InputInvalid, Problem
from outreach.importers.contract import Row
from outreach.tables.damage import any_suspicion, damage

_SHOWN = 10
# A longer cell is a file in a cell, not something to print in a letter.
_LONGEST = 20_000


@dataclass
class Gathered:
    """`problems` stop the import; `notes` are shown after it."""

    problems: list[Problem] = field(default_factory=list)
    notes: list[Problem] = field(default_factory=list)
    _ids: dict[str, str] = field(default_factory=dict)

    def object(self, sentence: str, way_out: str, file: str, line: int | None = None) -> None:
        """A problem."""
        self.problems.append(Problem(sentence, way_out, file, line))

    def add(self, notes: Iterable[Problem]) -> None:
        """Notes."""
        self.notes.extend(notes)

    def is_new(self, key: str, file: str, line: int | None = None) -> bool:
        """Whether an id comes for the first time; the second is a problem."""
        if key not in self._ids:
            self._ids[key] = file if line is None else f"line {line}"
            return True
        said = f"The id {key} is also that of {self._ids[key]}."
        self.object(said, "Keep one of the two.", file, line)
        return False

    def place_of(self, key: str, line: int) -> str:
        """Where an id came before, or nothing: then this is its line."""
        place = f"line {line}"
        earlier = self._ids.setdefault(key, place)
        return "" if earlier == place else earlier

    def check(self, row: Row, file: str, line: int | None) -> None:
        """Object to text that was wrongly decoded before it came here, or is far too long."""
        cells = tuple(row.values())
        if not any_suspicion(cells) and max(map(len, cells)) <= _LONGEST:
            return
        for column, text in row.items():
            if said := damage(text):
                who = row.get("name") or row.get("office") or row["id"]
                self.object(f"{who}: “{column}” {said}.", "Get the file again.", file, line)
            elif len(text) > _LONGEST:
                said = f"“{column}” holds {len(text):,} characters"
                self.object(f"{said}, which is no {column}.", "Is it the right file?", file, line)

    def refuse(self) -> None:
        """Raise InputInvalid if there are problems: the first ones, and how many more."""
        found = self.problems
        if not found:
            return
        more = len(found) - _SHOWN
        if more > 0:
            rest = Problem(f"There are {more:,} more problems like these.", "", found[0].file)
            raise InputInvalid([*found[:_SHOWN], rest])
        raise InputInvalid(found)
