"""The table that goes along with a packet: filled in by a volunteer, read when it comes back."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from outreach.errors import InputInvalid, Problem
from outreach.stationery.packets import Packet
from outreach.tables.reading import read_table
from outreach.tables.rows import Dialect, Row
from outreach.tables.writing import write_csv

_FILLED_IN = ("number", "id", "to", "posted", "note")
_OF_WHAT = ("packet", "campaign", "wave")
# With a byte-order mark, by which Excel knows that Chinese names are in UTF-8.
_FOR_EXCEL = Dialect("utf-8-sig", ",")
_NEEDED = ("id", "posted", *_OF_WHAT)
_YES = frozenset(("x", "yes", "y", "true", "1", "✓", "✔", "☑", "☒", "posted"))
_NO = frozenset(("", "no", "n", "false", "0", "-", "–", "☐"))
_NUMBERS = re.compile(r"(\d{1,4})([-./])(\d{1,2})\2(\d{1,4})(?: 00:00(?::00)?)?")
_WAY_OUT = "Write x, yes, or the day as 2026-11-22; leave it empty where it is not posted."
_AS_IT_CAME = "Leave the columns packet, campaign and wave as they came with the packet."


@dataclass(frozen=True, slots=True)
class Line:
    """One letter of a list. `on` is None where it is posted and the day is not given."""

    number: str
    recipient: str
    to: str
    posted: bool = False
    on: date | None = None
    note: str = ""
    packet: int = 0
    line: int = 0


@dataclass(frozen=True, slots=True)
class Returned:
    """A list that came back, of one wave of one campaign."""

    campaign: str
    wave: str
    lines: tuple[Line, ...]


def write_list(path: Path, lines: Iterable[Line], packet: Packet, campaign: str, wave: str) -> None:
    """Write the table of one packet; only its owner may read it."""
    of_what = {"packet": packet.name.removeprefix("packet "), "campaign": campaign, "wave": wave}
    rows = (
        {"number": line.number, "id": line.recipient, "to": line.to, **of_what} for line in lines
    )
    write_csv(path, (*_FILLED_IN, *_OF_WHAT), rows, _FOR_EXCEL, private=True)


def read_list(path: Path, shown: str, today: date) -> Returned:
    """Read a table that came back; raises InputInvalid with all that is wrong in it."""
    table = read_table(path, shown)
    headings = {heading.strip().casefold(): heading for heading in table.columns}
    if missing := [name for name in _NEEDED if name not in headings]:
        sentence = f"There is no column {' and no column '.join(missing)}."
        way_out = (
            "Use the table that came with the packet, or name the packet: "
            "outreach packet return CAMPAIGN --packet 2 --all"
        )
        raise InputInvalid([Problem(sentence, way_out, shown, table.heading_line)])
    reader = _Reader(shown, today)
    try:
        for row in table.rows:
            reader.take(row, {name: row.values[head].strip() for name, head in headings.items()})
    except InputInvalid as found:
        reader.problems.extend(found.problems)
    if reader.problems:
        raise InputInvalid(sorted(reader.problems, key=lambda problem: problem.line or 0))
    return reader.returned()


class _Reader:
    """Reads the rows of one list; problems are gathered."""

    def __init__(self, shown: str, today: date) -> None:
        self.problems: list[Problem] = []
        self._shown = shown
        self._today = today
        self._lines: list[Line] = []
        self._of: tuple[str, str] | None = None

    def take(self, row: Row, cells: dict[str, str]) -> None:
        objections = [*self._insist_on_one_wave(cells)]
        packet = _packet(cells["packet"])
        if not packet:
            objections.append((f"“{cells['packet']}” is no packet.", _AS_IT_CAME))
        if not cells["id"]:
            objections.append(("The row gives no id.", "Copy it from the list as it was."))
        posted, on, wrong = _posted(cells["posted"], self._today)
        if wrong:
            objections.append((wrong, _WAY_OUT))
        number, to, note = (cells.get(name, "") for name in ("number", "to", "note"))
        self._lines.append(Line(number, cells["id"], to, posted, on, note, packet, row.line))
        self.problems.extend(
            Problem(sentence, way_out, self._shown, row.line) for sentence, way_out in objections
        )

    def returned(self) -> Returned:
        campaign, wave = self._of or ("", "")
        return Returned(campaign, wave, tuple(self._lines))

    def _insist_on_one_wave(self, cells: dict[str, str]) -> Iterator[tuple[str, str]]:
        of = cells["campaign"], cells["wave"]
        self._of = self._of or of
        if not all(of):
            yield "It is not said of which campaign and wave this letter is.", _AS_IT_CAME
        elif of != self._of:
            sentence = "The rows are of more than one campaign or wave."
            yield sentence, "Keep the lists of each in a file of their own."


def _packet(text: str) -> int:
    """`2 of 5`, or what is left of it; 0 where it is neither."""
    found = re.match(r"\D{0,8}(\d{1,6})\b", text)
    return int(found[1]) if found else 0


def _posted(text: str, today: date) -> tuple[bool, date | None, str]:
    """Whether a letter is posted, on which day, and what is wrong with what is written."""
    word = text.casefold()
    if word in _YES:
        return True, None, ""
    if word in _NO:
        return False, None, ""
    days = _days(text)
    if not days:
        return False, None, f"“{text}” in the column posted is neither yes nor a day."
    if len(days) > 1:
        one, other = (f"{day.day} {day:%B}" for day in days)
        return False, None, f"“{text}” in the column posted may be {one} or {other}."
    if days[0] > today:
        return False, None, f"“{text}” in the column posted has not come yet."
    return True, days[0], ""


def _days(text: str) -> list[date]:
    """The days that may be meant: spreadsheets write 2026-11-22 anew as their country has it."""
    found = _NUMBERS.fullmatch(text.strip())
    if found is None:
        return []
    first, between, middle, last = int(found[1]), found[2], int(found[3]), int(found[4])
    if len(found[1]) == 4:
        orders = [(first, middle, last)]
    elif len(found[4]) != 4:
        return []
    elif between == ".":  # where dates are written so, the day comes first
        orders = [(last, middle, first)]
    else:
        orders = [(last, middle, first), (last, first, middle)]
    return list(dict.fromkeys(day for order in orders if (day := _day(*order))))


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
