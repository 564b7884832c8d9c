"""writers.csv, .xlsx … → those who sign letters beside the sender.

The file holds private people's addresses and where they live: what is wrong with a row is told by
its line and the writer's id, and never by what stands in it.
"""

import os
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches
from pathlib import Path

from outreach.composing.divisions import division_id
from outreach.composing.message import ascii_address
from outreach.errors import AddressUnusable, InputInvalid, NotFound, Problem
from outreach.model.people import PostalAddress, Signatory, Writer
from outreach.rules.consent import SHORTEST_DIGEST
from outreach.tables.mail_addresses import bare_address, fault_in_address
from outreach.tables.reading import READERS, read_table
from outreach.tables.rows import Row
from outreach.workspace.cells import address_lines
from outreach.workspace.countries import country_code
from outreach.workspace.wording import break_in, day, is_key

FIELDS = (
    "id",
    "name",
    "email",
    "address",
    "locality",
    "region",
    "postcode",
    "country",
    "group",
    "division",
    "consented_on",
    "consent_how",
    "text_digest",
)
STEM = "writers"
_SPELLINGS = {"e_mail": "email", "divisions": "division"}
_GAPS = re.compile(r"[\s_-]+")
_BETWEEN = re.compile(r"[\s;|]+")
_DIGEST = re.compile(rf"[0-9a-fA-F]{{{SHORTEST_DIGEST},64}}")


@dataclass(frozen=True, slots=True)
class WriterList:
    """The writers in the order of their file. `notes` are worth reading and stop nothing."""

    file: str
    writers: tuple[Writer, ...]
    notes: tuple[str, ...] = ()


def read_writers(root: Path, name: str = "") -> WriterList:
    """The file of that name beside outreach.toml, or the one called writers; raises InputInvalid
    with all its problems, or NotFound.
    """
    path = _file(root, name)
    table = read_table(path, path.name)
    headings, notes, problems = _headings(table.columns, path.name, table.heading_line)
    reader = _Reader(headings, path.name, problems)
    writers: list[Writer] = []
    try:
        writers.extend(reader.writer(row) for row in table.rows)
    except InputInvalid as found:
        problems.extend(found.problems)
    if problems:
        raise InputInvalid(sorted(problems, key=lambda problem: problem.line or 0))
    return WriterList(path.name, tuple(writers), (*table.notes, *notes, *_open_to_others(path)))


def _file(root: Path, name: str) -> Path:
    known = sorted(
        path.name for path in root.glob(f"{STEM}.*") if path.suffix.casefold() in READERS
    )
    if name:
        if not (root / name).is_file():
            raise NotFound("file of writers", name, known)
        return root / name
    if not known:
        raise NotFound("file of writers", f"{STEM}.csv", ())
    if len(known) > 1:
        sentence = f"The writers are there more than once: {', '.join(known)}."
        raise InputInvalid([Problem(sentence, "Keep one of the files, or rename the others.")])
    return root / known[0]


def _headings(
    columns: Sequence[str], shown: str, line: int | None
) -> tuple[dict[str, str], list[str], list[Problem]]:
    """Field → heading; notes about headings that look like a field; those that mean the same."""
    headings: dict[str, str] = {}
    notes: list[str] = []
    problems: list[Problem] = []
    for heading in columns:
        plain = _GAPS.sub("_", heading.strip().casefold())
        field = _SPELLINGS.get(plain, plain)
        if field in headings:
            sentence = f"The headings “{headings[field]}” and “{heading}” mean the same: {field}."
            problems.append(Problem(sentence, "Remove one of the columns.", shown, line))
        elif field in FIELDS:
            headings[field] = heading
        elif near := get_close_matches(field, FIELDS, n=1, cutoff=0.8):
            notes.append(f"The column “{heading}” is not read. Is it “{near[0]}”?")
    if missing := [field for field in ("id", "name") if field not in headings]:
        sentence = f"There is no column {' and no column '.join(missing)}."
        problems.append(Problem(sentence, f"Columns are: {', '.join(FIELDS)}.", shown, line))
    return headings, notes, problems


def _open_to_others(path: Path) -> Iterator[str]:
    """On systems that tell: whether other people with an account here can read the file."""
    if os.name == "posix" and path.stat().st_mode & 0o077:
        yield f"Other users of this computer can read it: chmod 600 {path.name}"


def _can_be_written_to(address: str) -> bool:
    try:
        return not fault_in_address(address) and bool(ascii_address(address))
    except AddressUnusable:
        return False


class _Reader:
    """Reads the rows of one file; problems are gathered."""

    def __init__(self, headings: dict[str, str], shown: str, problems: list[Problem]) -> None:
        self._headings = headings
        self._shown = shown
        self._problems = problems
        self._line = 0
        self._ids: dict[str, int] = {}

    def writer(self, row: Row) -> Writer:
        self._line = row.line
        text = dict.fromkeys(FIELDS, "") | {
            field: row.values[heading].strip() for field, heading in self._headings.items()
        }
        for field in FIELDS:
            if field not in ("address", "division") and (broken := break_in(text[field])):
                self._object(f"The field {field} holds {broken}.", "Write it on one line.")
        if not text["name"] and "name" in self._headings:
            self._object("The row gives no name.", "Fill it in, or remove the row.")
        return Writer(
            Signatory(
                id=self._id(text["id"]),
                name=text["name"],
                email=self._email(text["email"]),
                address=self._address(text),
                group=text["group"],
            ),
            divisions=self._divisions(text["division"]),
            consented_on=self._day(text["consented_on"]),
            consent_how=text["consent_how"],
            text_digest=self._digest(text["text_digest"]),
            line=row.line,
        )

    def _id(self, text: str) -> str:
        if not text:
            if "id" in self._headings:
                self._object("The row gives no id.", "Give each writer one that never changes.")
        elif not is_key(text):
            # What is no id may be a name, or an address.
            self._object("The id is not one word.", "Use letters, digits, “-”, “_” and “.”.")
        elif self._ids.setdefault(text, self._line) != self._line:
            self._object(
                f"The id “{text}” is also that of line {self._ids[text]}.",
                "Give each writer an id of their own, or remove one of the two rows.",
            )
        return text

    def _email(self, text: str) -> str:
        address = bare_address(text)
        if address and not break_in(address) and not _can_be_written_to(address):
            self._object(
                "The field email is not one e-mail address that mail servers take.",
                "Write it as ann@example.org.",
            )
        return address

    def _address(self, text: dict[str, str]) -> PostalAddress:
        country = country_code(text["country"]) if text["country"] else ""
        if text["country"] and not country:
            self._object(
                "The field country is not a country.",
                "Write its two letters, such as CA, or its English name.",
            )
        lines = address_lines(text["address"])
        if any(break_in(line) for line in lines):
            self._object("The field address holds a control character.", "Take it out.")
        return PostalAddress(lines, text["locality"], text["region"], text["postcode"], country)

    def _divisions(self, text: str) -> tuple[str, ...]:
        words = [word for word in _BETWEEN.split(text) if word]
        found = tuple(dict.fromkeys(one for word in words if (one := division_id(word))))
        if not all(division_id(word) for word in words):
            self._object(
                "The field division holds what is no Open Civic Data id.",
                "Write ocd-division/country:us/state:ca/cd:12; several with a space between.",
            )
        return found

    def _day(self, text: str) -> date | None:
        found = day(text) if text else None
        if text and found is None:
            self._object("The field consented_on is not a day.", "Write it as 2026-01-31.")
        return found

    def _digest(self, text: str) -> str:
        if text and not _DIGEST.fullmatch(text):
            self._object(
                "The field text_digest is not a digest.",
                f"It has {SHORTEST_DIGEST} to 64 of 0-9 and a-f: outreach templates show LETTER",
            )
        return text

    def _object(self, sentence: str, way_out: str) -> None:
        self._problems.append(Problem(sentence, way_out, self._shown, self._line))
