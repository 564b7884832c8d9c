"""Every question asked of a ledger. None of it writes, and none needs SQLAlchemy on SQLite."""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from types import TracebackType
from typing import Self

from outreach.errors import CopyRefused, Problem
from outreach.ledger import backups, checking, questions
from outreach.ledger.packing import folded, unpacked
from outreach.ledger.rows import Rows, listed
from outreach.ledger.times import Clock, read, written
from outreach.model.dispatch import HistoryItem, LetterKey, Status

# How many names one question may hold; databases allow more, but gain nothing from it.
_AT_ONCE = 500


@dataclass(frozen=True, slots=True)
class Wave:
    """One round of a campaign. A follow-up has a parent."""

    campaign: str
    name: str
    parent: str
    reason: str
    created_at: datetime


@dataclass(frozen=True, slots=True)
class Gap:
    """A time of which the record is lost: what left then is not in the ledger.

    Until it is closed, a letter that may have left in it becomes `unknown` instead of claimed.
    """

    number: int
    since: datetime
    until: datetime
    reason: str


class LedgerReader:
    """A ledger that is only read.

    `id` is its own, `shown` its name in messages, `path` its file, None on PostgreSQL.
    """

    def __init__(
        self,
        rows: Rows,
        ledger_id: str,
        shown: str,
        path: Path | None,
        clock: Clock,
        close: Callable[[], None],
    ) -> None:
        self.id = ledger_id
        self.shown = shown
        self.path = path
        self._rows = rows
        self._clock = clock
        self._close = close

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the database. The ledger answers nothing afterwards."""
        self._close()

    # --- letters -------------------------------------------------------------------------------

    def statuses(self, campaign: str, wave: str) -> Mapping[tuple[str, str], Status]:
        """(recipient, signatory) → status, for every letter that has a row."""
        found = self._rows(questions.STATUSES, {"campaign": campaign, "wave": wave})
        return {(row[0], row[1]): Status(row[2]) for row in found}

    def counts(self, campaign: str, wave: str) -> Mapping[Status, int]:
        """How many letters stand where; statuses that none has are left out."""
        found = self._rows(questions.COUNTS, {"campaign": campaign, "wave": wave})
        return {Status(row[0]): int(row[1]) for row in found}

    def history(
        self,
        campaign: str | None = None,
        recipient: str | None = None,
        status: Status | None = None,
        wave: str | None = None,
    ) -> Iterator[HistoryItem]:
        """The letters that match, in the order in which they were first recorded."""
        wanted = {"campaign": campaign, "recipient": recipient, "status": status, "wave": wave}
        given = {name: str(value) for name, value in wanted.items() if value is not None}
        for row in self._rows(questions.history(tuple(given)), given):
            yield questions.item(row)

    def unknowns(
        self, campaign: str | None = None, wave: str | None = None
    ) -> tuple[HistoryItem, ...]:
        """The letters of which nobody knows whether they went."""
        return tuple(self.history(campaign, status=Status.UNKNOWN, wave=wave))

    def letters_to(
        self, recipients: Collection[str], addresses: Collection[str], since: datetime
    ) -> Iterator[HistoryItem]:
        """Letters to any of these ids or addresses that were on their way at `since` or later."""
        seen: set[tuple[str, str, str, str]] = set()
        for sql, names in (
            (questions.TO_RECIPIENTS, sorted(recipients)),
            (questions.TO_ADDRESSES, sorted({folded(address) for address in addresses})),
        ):
            for some in _in_parts(names):
                marks, values = listed("name", some)
                for row in self._rows(sql.replace("(…)", f"({marks})"), values | _since(since)):
                    found = questions.item(row)
                    key = (found.campaign, found.wave, found.recipient, found.signatory)
                    if key not in seen:
                        seen.add(key)
                        yield found

    def deferred(
        self, campaign: str, wave: str, now: datetime, *, regardless: bool = False
    ) -> tuple[LetterKey, ...]:
        """The deferred letters that are due to be tried again, or all of them."""
        found = self._rows(questions.DEFERRED, {"campaign": campaign, "wave": wave})
        return tuple(
            LetterKey(campaign, wave, row[0], row[1])
            for row in found
            if regardless or row[2] is None or read(row[2]) <= now
        )

    def next_retry(self, campaign: str, wave: str) -> datetime | None:
        """When the first deferred letter is due; None when there is none."""
        found = self._rows(questions.DEFERRED, {"campaign": campaign, "wave": wave})
        return min((read(row[2]) for row in found if row[2] is not None), default=None)

    # --- what was handed over ------------------------------------------------------------------

    def sent_since(self, account: str, since: datetime) -> int:
        """How many letters an account handed to its server at `since` or later, however it ended.

        Times are the clock's of their day: with the clock set back, later ones count too.
        """
        found = self._rows(questions.SENT_SINCE, {"account": account} | _since(since))
        return sum(int(row[0]) for row in found)

    def sent_times(self, account: str, since: datetime) -> tuple[datetime, ...]:
        """When, oldest first."""
        found = self._rows(questions.SENT_TIMES, {"account": account} | _since(since))
        return tuple(sorted(read(row[0]) for row in found))

    def content(self, sha256: str) -> bytes | None:
        """The exact bytes with this digest; None where they are not, or no longer, kept."""
        for row in self._rows(questions.CONTENT, {"sha256": sha256}):
            return None if row[0] is None else unpacked(bytes(row[0]))
        return None

    # --- campaigns and the ledger itself -------------------------------------------------------

    def campaigns(self) -> tuple[str, ...]:
        """The ids of all campaigns on record."""
        return tuple(row[0] for row in self._rows("SELECT id FROM campaigns ORDER BY id"))

    def waves(self, campaign: str) -> tuple[Wave, ...]:
        """The waves of a campaign, in the order in which they were begun."""
        found = self._rows(questions.WAVES, {"campaign": campaign})
        return tuple(Wave(row[0], row[1], row[2] or "", row[3], read(row[4])) for row in found)

    def how_many(self) -> tuple[int, int]:
        """(all letters on record, those of them that are unknown)."""
        found = {Status(row[0]): int(row[1]) for row in self._rows(questions.HOW_MANY)}
        return sum(found.values()), found.get(Status.UNKNOWN, 0)

    def gaps(self) -> tuple[Gap, ...]:
        """The times of which the record is lost, as far as nobody closed them."""
        found = self._rows(questions.GAPS)
        return tuple(Gap(int(row[0]), read(row[1]), read(row[2]), row[3]) for row in found)

    def check(self) -> tuple[Problem, ...]:
        """Read the whole ledger and compare it with itself; see `checking`."""
        if self.path is not None:
            damage = tuple(checking.file_problems(self.path, self.shown))
            if damage:
                return damage
        return tuple(checking.problems(self._rows, self.shown))

    def backup(self, destination: Path | None = None) -> Path:
        """A checked copy, in a new file or in the folder backups beside the ledger.

        That folder keeps the last ten. On PostgreSQL, copies are the server's business.
        """
        if self.path is None:
            raise CopyRefused("The ledger is on a PostgreSQL server.", "Copy it with pg_dump.")
        if destination is None:
            return backups.copy_beside(self.path, self._clock(), self.shown)
        return backups.copy(self.path, destination, self.shown)

    def last_moment(self) -> datetime | None:
        """When something was last recorded."""
        found = (row[0] for row in self._rows(questions.LAST) if row[0] is not None)
        return max(map(read, found), default=None)


def _since(at: datetime) -> dict[str, str]:
    return {"since": written(at)}


def _in_parts(names: Sequence[str]) -> Iterator[Sequence[str]]:
    for start in range(0, len(names), _AT_ONCE):
        yield names[start : start + _AT_ONCE]
