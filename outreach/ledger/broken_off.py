"""Claims of runs that are gone, told without writing.

The next command that writes makes them unknown (`runs.recover`); until then a command that only
reads says so too. Nothing is asked unless a claimed letter is met, which is rare and costs one
look at the locks.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path

from outreach.ledger.rows import Rows
from outreach.model.dispatch import HistoryItem, LetterKey, Status

GONE = "The run ended before the answer was on record: the letter may have gone or not."

_CLAIMED = """
SELECT l.campaign, l.wave, l.recipient, l.signatory, a.run FROM letters AS l
JOIN attempts AS a ON a.letter = l.id AND a.number = l.attempt
WHERE l.status = 'claimed' AND a.run IS NOT NULL
"""
_HELD = """
SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND objsubid = 1 AND granted
AND database = (SELECT oid FROM pg_database WHERE datname = current_database())
AND CAST(classid AS bigint) = :high AND CAST(objid AS bigint) = :low
"""


class BrokenOff:
    """The letters that a run which is gone had in hand. `path` is None on PostgreSQL."""

    def __init__(self, rows: Rows, path: Path | None) -> None:
        self._rows = rows
        self._path = path

    def in_statuses(
        self, campaign: str, wave: str, found: Mapping[tuple[str, str], Status]
    ) -> Mapping[tuple[str, str], Status]:
        """The same, with theirs as unknown."""
        if Status.CLAIMED not in found.values():
            return found
        gone = {(key.recipient, key.signatory): Status.UNKNOWN for key in self._of(campaign, wave)}
        return {**found, **gone}

    def in_counts(
        self, campaign: str, wave: str, found: Mapping[Status, int]
    ) -> Mapping[Status, int]:
        """The same, with theirs among the unknown."""
        if not found.get(Status.CLAIMED) or not (gone := len(self._of(campaign, wave))):
            return found
        moved = {
            Status.CLAIMED: found[Status.CLAIMED] - gone,
            Status.UNKNOWN: found.get(Status.UNKNOWN, 0) + gone,
        }
        return {status: number for status, number in {**found, **moved}.items() if number}

    def in_items(
        self, items: Iterable[HistoryItem], wanted: Status | None
    ) -> Iterator[HistoryItem]:
        """The same, with theirs as unknown, and only those of the status that is wanted."""
        gone: frozenset[LetterKey] | None = None
        for item in items:
            told = item
            if item.status is Status.CLAIMED:
                gone = self._keys() if gone is None else gone
                key = LetterKey(item.campaign, item.wave, item.recipient, item.signatory)
                if key in gone:
                    told = replace(item, status=Status.UNKNOWN, detail=GONE)
            if wanted in (None, told.status):
                yield told

    # Private

    def _of(self, campaign: str, wave: str) -> frozenset[LetterKey]:
        return frozenset(
            key for key in self._keys() if (key.campaign, key.wave) == (campaign, wave)
        )

    def _keys(self) -> frozenset[LetterKey]:
        claimed = [(LetterKey(*row[:4]), str(row[4])) for row in self._rows(_CLAIMED)]
        gone = {run for run in {run for _, run in claimed} if self._is_gone(run)}
        return frozenset(key for key, run in claimed if run in gone)

    def _is_gone(self, run: str) -> bool:
        from outreach.ledger.locks import FileLocks, lock_key

        if self._path is not None:
            return FileLocks(self._path).looks_free(run)
        key = lock_key(run) % (1 << 64)  # PostgreSQL shows the two halves, without a sign
        (row,) = self._rows(_HELD, {"high": key >> 32, "low": key & 0xFFFFFFFF})
        return not row[0]
