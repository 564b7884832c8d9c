"""legislators-current as a file: the right one, and whole."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from pathlib import Path

from outreach.errors import InputInvalid, Problem
from outreach.importers.records import Record, read_records
from outreach.tables.damage import damage

CHAMBERS = {"sen": "senate", "rep": "house"}

_STATE = re.compile(r"[A-Z]{2}")
_NUMBER = re.compile(r"[0-9]{1,3}")
# Of 541 seats some are always vacant, but never this many: the rest of the file is missing.
_FEWEST = 500
_PROBLEMS_SHOWN = 10
_RIGHT_FILE = "Is it legislators-current, and whole? If the download broke off, get it again."


def sitting_members(path: Path, shown: str) -> tuple[Record, ...]:
    """Everybody in the file; raises InputInvalid where it is cut off or holds anything else."""
    records = read_records(path, shown)
    _refuse(_unusable(records, shown))
    return records


def refuse_damaged(
    records: Iterable[Record], rows: Iterable[Mapping[str, str]], shown: str
) -> None:
    """Raise InputInvalid for text that was wrongly decoded before it came here."""
    _refuse(
        Problem(f"{called(record)}: “{column}” {said}.", "", shown, record.line or None)
        for record, row in zip(records, rows, strict=True)
        for column, text in row.items()
        if (said := damage(text))
    )


def _refuse(problems: Iterable[Problem]) -> None:
    if found := list(problems):
        raise InputInvalid(_fewer(found))


def _unusable(records: tuple[Record, ...], shown: str) -> Iterator[Problem]:
    # Everybody in the file sits today, so no last term can have ended before another one began.
    latest = max((sitting_term(record).text("start") for record in records), default="")
    counted = Counter(record.text("id", "bioguide") for record in records)
    for record in records:
        for said in _objections(record, latest):
            yield Problem(f"{called(record)} {said}.", _RIGHT_FILE, shown, record.line or None)
        if counted[record.text("id", "bioguide")] > 1:
            yield Problem(f"{called(record)} is listed twice.", "", shown, record.line or None)
    if len(records) < _FEWEST:
        said = f"The file holds only {len(records)} of the 541 members of Congress."
        yield Problem(
            said, f"{_RIGHT_FILE} To write to some of them, import all and choose.", shown
        )


def _objections(record: Record, latest: str) -> Iterator[str]:
    for keys in (("id", "bioguide"), ("name", "first"), ("name", "last")):
        if not record.text(*keys):
            yield f"has no {' '.join(keys)}"
    term = sitting_term(record)
    kind = term.text("type")
    missing = [key for key in ("type", "start", "end", "state", "party") if not term.text(key)]
    if missing:
        yield f"has no {missing[0]} of the term they sit for"
    elif kind not in CHAMBERS:
        yield f"sits in neither house: {kind}"
    else:
        yield from _wrong_seat(term)
        yield from _wrong_days(term, latest)


def _wrong_seat(term: Record) -> Iterator[str]:
    key = "district" if term.text("type") == "rep" else "class"
    if not _NUMBER.fullmatch(term.text(key)):
        yield f"has no {key} that is a number"
    if not _STATE.fullmatch(term.text("state")):
        yield f"has a state that is none: {term.text('state')}"


def _wrong_days(term: Record, latest: str) -> Iterator[str]:
    wrong = [key for key in ("start", "end") if not _is_day(term.text(key))]
    if wrong:
        yield f"has a {wrong[0]} that is no day: {term.text(wrong[0])}"
    elif term.text("end") < latest:
        yield f"sat until {term.text('end')} only, and others began on {latest}"


def _fewer(problems: list[Problem]) -> list[Problem]:
    more = len(problems) - _PROBLEMS_SHOWN
    if more <= 0:
        return problems
    rest = Problem(f"There are {more} more problems like these.", _RIGHT_FILE, problems[0].file)
    return [*problems[:_PROBLEMS_SHOWN], rest]


def called(record: Record) -> str:
    """A member in an error or a note."""
    parts = f"{record.text('name', 'first')} {record.text('name', 'last')}".strip()
    named = record.text("name", "official_full") or parts
    return named or record.text("id", "bioguide") or "A record"


def _is_day(text: str) -> bool:
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True


def sitting_term(record: Record) -> Record:
    """The last term, the one a member sits for."""
    terms = record.records("terms")
    return terms[-1] if terms else Record(record.line, {})
