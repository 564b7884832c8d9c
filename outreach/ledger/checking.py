"""Compares a ledger with itself: what is derived with what is written, bytes with their digests."""

import zlib
from collections.abc import Callable, Iterator
from contextlib import closing
from functools import lru_cache
from itertools import groupby
from operator import itemgetter
from pathlib import Path

from outreach.encryption import databases
from outreach.errors import Problem
from outreach.ledger import files, questions
from outreach.ledger.packing import ContentOf, digest, unpacked, whole
from outreach.ledger.rows import Row, Rows
from outreach.ledger.standing import AttemptFacts, EventFacts, standing
from outreach.ledger.times import read, written
from outreach.model.campaign import Way

_WAY_OUT = "Put back a copy: outreach ledger restore COPY"
_MOST = 100

_LETTERS = """
SELECT id, campaign, wave, recipient, status, status_at, attempt, event FROM letters ORDER BY id
"""
_ATTEMPTS = """
SELECT letter, number, way, tries, outcome, settled_at, last_at FROM attempts ORDER BY letter, id
"""
_EVENTS = "SELECT letter, id, attempt, handover, kind, at, undoes FROM events ORDER BY letter, id"
_CONTENTS = "SELECT sha256, size, body FROM contents WHERE body IS NOT NULL"


def file_problems(path: Path, shown: str) -> Iterator[Problem]:
    """What SQLite finds wrong with its own file, reading every page and every reference."""
    try:
        with closing(files.connect_reading(path)) as connection:
            for (words,) in connection.execute(f"PRAGMA integrity_check({_MOST})").fetchall():
                if words != "ok":
                    yield Problem(f"The file is damaged: {words}.", _WAY_OUT, shown)
            for table, row, wanted, _ in connection.execute("PRAGMA foreign_key_check").fetchall():
                yield Problem(f"Row {row} of {table} lacks its row in {wanted}.", _WAY_OUT, shown)
            for words in databases.changed_pages(connection):
                yield Problem(f"The file is damaged: {words}.", _WAY_OUT, shown)
    except databases.errors() as error:
        yield Problem(f"The file cannot be read to its end: {error}.", _WAY_OUT, shown)


def problems(rows: Rows, shown: str) -> Iterator[Problem]:
    """Where the ledger's rows contradict one another. Reads all of them, as of one moment."""
    with rows.snapshot() as steady:
        yield from _standings(steady, shown)
        yield from _contents(steady, shown)


def _standings(rows: Rows, shown: str) -> Iterator[Problem]:
    attempts = _by_letter(rows(_ATTEMPTS))
    events = _by_letter(rows(_EVENTS))
    for letter, campaign, wave, recipient, *kept in rows(_LETTERS):
        derived = _derived(attempts(letter), events(letter))
        if derived != tuple(kept):
            name = f"The letter to {recipient} in {campaign}{f' ({wave})' if wave else ''}"
            found = f"is written down as {kept[0]}"
            yield Problem(
                f"{name} {found}, but its attempts and events make it {derived[0]}.",
                _WAY_OUT,
                shown,
            )


def _by_letter(rows: Iterator[Row]) -> Callable[[int], list[Row]]:
    """Hands out the rows of one letter after another; letters are asked for in order."""
    groups = groupby(rows, key=itemgetter(0))
    waiting: list[tuple[int, list[Row]]] = []

    def take(letter: int) -> list[Row]:
        while not waiting or waiting[0][0] < letter:
            group = next(groups, None)
            if group is None:
                return []
            waiting[:] = [(group[0], list(group[1]))]
        return waiting[0][1] if waiting[0][0] == letter else []

    return take


def _derived(attempts: list[Row], events: list[Row]) -> tuple[str, str, int | None, int | None]:
    """A standing as a letter's row has it; one that cannot be derived equals none."""
    if not attempts and not events:
        return ("nothing", "", None, None)
    found = standing(
        [
            AttemptFacts(number, Way(way), tries, outcome or "", read(settled_at or last_at))
            for _, number, way, tries, outcome, settled_at, last_at in attempts
        ],
        [EventFacts(e[1], e[2], e[3], e[4], read(e[5]), e[6]) for e in events],
    )
    return (found.status.value, written(found.at), found.attempt, found.event)


def _contents(rows: Rows, shown: str) -> Iterator[Problem]:
    ends = _ends_in(rows)
    for sha256, size, body in rows(_CONTENTS):
        try:
            content = whole(bytes(body), ends)
        except zlib.error:
            content = b""
        if len(content) != size or digest(content) != sha256:
            yield Problem(f"The bytes kept as {sha256} are not those any more.", _WAY_OUT, shown)


def _ends_in(rows: Rows) -> ContentOf:
    """The letters of a campaign end alike: what was read last is kept at hand."""

    @lru_cache(maxsize=2)
    def kept(name: str) -> bytes | None:
        for row in rows(questions.CONTENT, {"sha256": name}):
            return None if row[0] is None else unpacked(bytes(row[0]))
        return None

    return kept
