"""Every question asked of a ledger. None of it writes, and none needs SQLAlchemy on SQLite."""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from datetime import datetime
from pathlib import Path
from types import TracebackType
from typing import Self

from outreach.errors import CopyRefused, Problem
from outreach.ledger import order, questions
from outreach.ledger.answers import Gap, Try
from outreach.ledger.broken_off import BrokenOff
from outreach.ledger.identity import Moved
from outreach.ledger.moves import Cause, permitted
from outreach.ledger.packing import blinded, folded, whole
from outreach.ledger.rows import Rows, listed
from outreach.ledger.stories import Happening, happening
from outreach.ledger.times import Clock, read, written
from outreach.model.dispatch import HistoryItem, LetterKey, Status

# How many names one question may hold; databases allow more, but gain nothing from it.
_AT_ONCE = 500


class LedgerReader:
    """A ledger that is only read.

    `id` is its own, `shown` its name in messages, `path` its file, None on PostgreSQL.
    `moved` tells where the record goes on; what is read here is then what was known until that day.
    """

    def __init__(
        self,
        rows: Rows,
        ledger_id: str,
        shown: str,
        path: Path | None,
        clock: Clock,
        close: Callable[[], None],
        moved: Moved | None = None,
    ) -> None:
        self.id = ledger_id
        self.shown = shown
        self.path = path
        self.moved = moved
        self._rows = rows
        self._broken_off = BrokenOff(rows, path)
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

    @property
    def rows(self) -> Rows:
        """Answers questions of tables that others keep in the same database."""
        return self._rows

    @property
    def encrypted(self) -> bool:
        """Whether nobody reads it without the passphrase."""
        from outreach.encryption.databases import is_encrypted

        return self.path is not None and is_encrypted(self.path)

    def close(self) -> None:
        """Let go of the database. The ledger answers nothing afterwards."""
        self._close()

    # --- letters -------------------------------------------------------------------------------

    def statuses(self, campaign: str, wave: str) -> Mapping[tuple[str, str], Status]:
        """(recipient, signatory) → status, for every letter that has a row."""
        found = self._rows(questions.STATUSES, {"campaign": campaign, "wave": wave})
        known = {(row[0], row[1]): Status(row[2]) for row in found}
        return self._broken_off.in_statuses(campaign, wave, known)

    def counts(self, campaign: str, wave: str) -> Mapping[Status, int]:
        """How many letters stand where; statuses that none has are left out."""
        found = self._rows(questions.COUNTS, {"campaign": campaign, "wave": wave})
        known = {Status(row[0]): int(row[1]) for row in found}
        return self._broken_off.in_counts(campaign, wave, known)

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
        rows = self._rows(questions.history(tuple(given)), given)
        yield from self._broken_off.in_items(map(questions.item, rows), status)
        if status is Status.UNKNOWN:
            rows = self._rows(questions.history(tuple(given)), given | {"status": Status.CLAIMED})
            yield from self._broken_off.in_items(map(questions.item, rows), status)

    def prepared(self, campaign: str, wave: str) -> Iterator[tuple[tuple[str, str], datetime, str]]:
        """((recipient, signatory), when, detail) of each making for the post; the latest last."""
        for row in self._rows(questions.PREPARED, {"campaign": campaign, "wave": wave}):
            yield (row[0], row[1]), read(row[2]), row[3]

    def story(
        self, recipient: str, campaign: str | None = None, wave: str | None = None
    ) -> Iterator[Happening]:
        """Every attempt and every event of the letters to one recipient, in order."""
        for row in self._rows(questions.STORIES, {"recipient": recipient}):
            found = happening(row)
            if campaign in {None, found.campaign} and wave in {None, found.wave}:
                yield found

    def unknowns(
        self, campaign: str | None = None, wave: str | None = None
    ) -> tuple[HistoryItem, ...]:
        """The letters of which nobody knows whether they went."""
        return tuple(self.history(campaign, status=Status.UNKNOWN, wave=wave))

    def last_try(self, key: LetterKey) -> Try | None:
        """The last time a letter was handed over; None for one that was never on its way."""
        named = {"campaign": key.campaign, "wave": key.wave}
        named |= {"recipient": key.recipient, "signatory": key.signatory}
        for tries, last_at, run in self._rows(questions.LAST_TRY, named):
            return Try(int(tries), None if run is None else read(last_at))
        return None

    def letters_to(
        self,
        recipients: Collection[str],
        addresses: Collection[str],
        since: datetime,
        *,
        but_of: str = "",
    ) -> Iterator[HistoryItem]:
        """Letters to any of these ids or addresses that were on their way at `since` or later,
        but of one campaign.
        """
        beyond = {**_since(since), "campaign": but_of}
        seen: set[tuple[str, str, str, str]] = set()
        for sql, names in (
            (questions.TO_RECIPIENTS, sorted(recipients)),
            (questions.TO_ADDRESSES, sorted({*map(folded, addresses), *map(blinded, addresses)})),
        ):
            for some in _in_parts(names):
                marks, values = listed("name", some)
                for row in self._rows(sql.replace("(…)", f"({marks})"), values | beyond):
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

    def retries(self, campaign: str, wave: str) -> tuple[tuple[LetterKey, datetime], ...]:
        """The deferred letters and when each is due; those that may be tried at any time are not
        among them.
        """
        found = self._rows(questions.DEFERRED, {"campaign": campaign, "wave": wave})
        return tuple(
            (LetterKey(campaign, wave, row[0], row[1]), read(row[2]))
            for row in found
            if row[2] is not None
        )

    def next_retry(self, campaign: str, wave: str) -> datetime | None:
        """When the first deferred letter is due; None when there is none."""
        found = self._rows(questions.DEFERRED, {"campaign": campaign, "wave": wave})
        return min((read(row[2]) for row in found if row[2] is not None), default=None)

    # --- what was handed over ------------------------------------------------------------------

    def sent_times(self, account: str, since: datetime) -> tuple[datetime, ...]:
        """When an account handed letters to its server, at `since` or later and however it ended;
        oldest first. With a clock that was set back, none is earlier than what was on record before
        it, unless that is yet to come.
        """
        found = self._rows(questions.SENT_TIMES, {"account": account} | _since(since))
        times = order.handed_over(found, self._clock())
        return tuple(sorted(time for time in times if time >= since))

    def content(self, sha256: str) -> bytes | None:
        """The exact bytes with this digest; None where they are not, or no longer, kept."""
        for row in self._rows(questions.CONTENT, {"sha256": sha256}):
            return None if row[0] is None else whole(bytes(row[0]), self.content)
        return None

    # --- campaigns and the ledger itself -------------------------------------------------------

    def campaigns(self) -> tuple[str, ...]:
        """The ids of all campaigns on record."""
        return tuple(row[0] for row in self._rows("SELECT id FROM campaigns ORDER BY id"))

    def waves(self, campaign: str) -> tuple[order.Wave, ...]:
        """The waves of a campaign, in the order in which they were begun."""
        found = self._rows(questions.WAVES, {"campaign": campaign})
        return order.as_begun(
            [order.Wave(row[0], row[1], row[2] or "", row[3], read(row[4])) for row in found]
        )

    def how_many(self) -> tuple[int, int]:
        """(all letters on record, those of them that are unknown)."""
        found = {Status(row[0]): int(row[1]) for row in self._rows(questions.HOW_MANY)}
        return sum(found.values()), found.get(Status.UNKNOWN, 0)

    def gaps(self) -> tuple[Gap, ...]:
        """The times of which the record is lost, as far as nobody closed them."""
        found = self._rows(questions.GAPS)
        return tuple(Gap(int(row[0]), read(row[1]), read(row[2]), row[3]) for row in found)

    def in_doubt(
        self, campaign: str, wave: str, signatory: str, recipients: Collection[str]
    ) -> frozenset[str]:
        """Of the recipients about to get a letter, those whose letter may have gone in a time of
        which the record is lost: a claim makes it unknown instead. As `lost.doubt` decides.
        """
        ((attempt, event),) = self._rows(questions.LAST_OF_GAPS)
        if attempt is None:
            return frozenset()
        named = {"campaign": campaign, "wave": wave, "signatory": signatory}
        certain = {
            row[0]
            for row in self._rows(questions.KNOWN_OF, named)
            if row[2] > attempt
            or row[3] > event
            or not permitted(Status(row[1]), Status.UNKNOWN, Cause.LOSS)
        }
        return frozenset(recipients) - certain

    def check(self) -> tuple[Problem, ...]:
        """Read the whole ledger and compare it with itself; see `checking`."""
        from outreach.ledger import checking

        if self.path is not None:
            damage = tuple(checking.file_problems(self.path, self.shown))
            if damage:
                return damage
        return tuple(checking.problems(self._rows, self.shown))

    def backup(self, destination: Path | None = None) -> Path:
        """A checked copy, in a new file or in the folder backups beside the ledger.

        That folder keeps the last ten. On PostgreSQL, copies are the server's business.
        """
        from outreach.ledger import backups

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
