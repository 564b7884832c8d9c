"""One file of the tables of prison systems: its rows as values, or what is wrong with them."""

import re
import tomllib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from outreach.errors import Problem
from outreach.model.facility import Facility, Note, PrisonSystem, Rule
from outreach.rules.prison.cells import Cells, Wrong, meant_by

Made = TypeVar("Made", Rule, Note, Facility)

_ROW_START = re.compile(r"^[ \t]*\[\[\s*(rule|note|facility|facility\.rule)\s*\]\]", re.MULTILINE)
_AT_LINE = re.compile(r"\s*\(at (?:line (\d+), column \d+|end of document)\)")
_WAY_OUT = "The program's own files in data/facilities and their README show how a row looks."
_OF_SYSTEM = ("id", "name", "country", "languages", "envelope", "lists")
_ORIGIN = ("source", "verified_on", "confidence")
_OF_FILE = frozenset((*_OF_SYSTEM, *_ORIGIN, "system", "rule", "note", "facility"))


@dataclass(frozen=True, slots=True)
class TableFile:
    """What a file adds to the system `of`; `system` is None where it only adds to one."""

    file: str
    of: str
    system: PrisonSystem | None
    rules: tuple[Rule, ...] = ()
    notes: tuple[Note, ...] = ()
    facilities: tuple[Facility, ...] = ()


def read_table_file(text: str, shown: str, problems: list[Problem], *, own: bool) -> TableFile:
    """Read a file of `[[rule]]`, `[[note]]` and `[[facility]]`, and a system's own keys above them.

    What is wrong is added to `problems`, with its line.
    """
    try:
        document = tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        problems.append(_not_toml(str(error), text, shown))
        return TableFile(shown, "", None)
    lines = text.split("\n")
    for key in sorted(document.keys() - _OF_FILE):
        meant = meant_by(key, _OF_FILE) or "."
        sentence = f"“{key}” is not known here{meant}"
        problems.append(Problem(sentence, _WAY_OUT, shown, _line_of(key, lines)))
    reading = _Reading(document, shown, _starts(text), lines, problems)
    system = reading.system()
    of = system.id if system else str(document.get("system", ""))
    if not of:
        said = "The file says of which system it is neither by `system` nor by `id`."
        problems.append(Problem(said, 'Write, say: system = "hk-csd"', shown))
    return TableFile(
        shown,
        of,
        system,
        tuple(reading.rows("rule", lambda row: row.rule())),
        tuple(reading.rows("note", lambda row: row.note())),
        tuple(reading.rows("facility", lambda row: row.facility(of, shown, own=own))),
    )


def _not_toml(message: str, text: str, shown: str) -> Problem:
    found = _AT_LINE.search(message)
    line = None
    if found:
        line = int(found[1]) if found[1] else text.rstrip().count("\n") + 1
    words = _AT_LINE.sub("", message)
    return Problem(f"This is not TOML: {words}.", "Mend it, or take it out.", shown, line)


def _line_of(key: str, lines: Sequence[str], start: int = 0) -> int | None:
    """The first line from `start` (0 is the first of all) that gives the key, from 1."""
    written = re.compile(rf"\s*[\"']?{re.escape(key)}[\"']?\s*=")
    found = (number for number, line in enumerate(lines, 1) if written.match(line))
    return next((number for number in found if number > start), None)


def _starts(text: str) -> Mapping[str, tuple[int, ...]]:
    """The lines at which the rows of each kind begin."""
    found = [
        (one.group(1), text.count("\n", 0, one.end()) + 1) for one in _ROW_START.finditer(text)
    ]
    return {
        kind: tuple(line for other, line in found if other == kind)
        for kind in ("rule", "note", "facility")
    }


@dataclass(frozen=True, slots=True)
class _Reading:
    document: Mapping[str, Any]
    shown: str
    starts: Mapping[str, tuple[int, ...]]
    lines: Sequence[str]
    problems: list[Problem]

    def system(self) -> PrisonSystem | None:
        if "id" not in self.document:
            return None
        known = {key: self.document[key] for key in (*_OF_SYSTEM, *_ORIGIN) if key in self.document}
        try:
            return Cells(known).system()
        except Wrong as wrong:
            self.problems.append(Problem(f"The system {wrong}.", _WAY_OUT, self.shown))
            return None

    def rows(self, kind: str, made_of: Callable[[Cells], Made]) -> Iterator[Made]:
        rows = self.document.get(kind, [])
        for place, row in enumerate(rows if isinstance(rows, list) else [rows]):
            try:
                yield made_of(Cells(row if isinstance(row, dict) else {}))
            except Wrong as wrong:
                named = row.get("id", "") if isinstance(row, dict) else ""
                row_named = f"“{named}”" if named else f"number {place + 1}"
                self.problems.append(
                    Problem(
                        _ended(f"The {kind} {row_named} {wrong}"),
                        _WAY_OUT,
                        self.shown,
                        self._line(kind, place, wrong.key),
                    )
                )

    def _line(self, kind: str, place: int, key: str) -> int | None:
        starts = self.starts[kind]
        start = starts[place] if place < len(starts) else None
        return (_line_of(key, self.lines, start) if key and start else None) or start


def _ended(sentence: str) -> str:
    return sentence if sentence.endswith("?") else f"{sentence}."
