"""A ledger and channels in memory that watch whether the rules are kept."""

import asyncio
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta

from outreach.model.campaign import Way
from outreach.model.dispatch import (
    Addressee,
    Claim,
    Deferred,
    LetterKey,
    Outcome,
    Refused,
    Sent,
    Status,
    Unknown,
    Unreachable,
)
from outreach.model.mailing import Mailing
from outreach.sending import Prepared

STATUS_OF = {
    Sent: Status.SENT,
    Deferred: Status.DEFERRED,
    Unreachable: Status.DEFERRED,
    Refused: Status.REFUSED,
    Unknown: Status.UNKNOWN,
}


def key(number: int) -> LetterKey:
    return LetterKey("release", "1", f"official-{number}")


def prepared(number: int) -> Prepared:
    content = f"Subject: letter {number}\r\nMessage-ID: <{number}@example.org>\r\n\r\n.dot\r\n"
    mailing = Mailing(
        Way.EMAIL,
        "jane@example.org",
        f"official-{number}@example.net",
        content.encode(),
        "message/rfc822",
        f"<{number}@example.org>",
    )
    return Prepared(key(number), Addressee(f"Official {number}"), mailing)


class MemoryLedger:
    """Keeps to the Protocol; undoes what a failed transaction wrote; may be told to fail.

    `before(what)` is called before every claim, settle and commit and may raise.
    """

    def __init__(self, before: Callable[[str], None] = lambda what: None) -> None:
        self.before = before
        self.rows: dict[LetterKey, Status] = {}
        self.mailings: dict[LetterKey, Mailing] = {}
        self.outcomes: dict[LetterKey, Outcome] = {}
        self.times: list[datetime] = []
        self.commits: list[int] = []  # how many writes each held
        self.threads: set[int] = set()
        self._writes = 0
        self._is_open = False

    def statuses(self, campaign: str, wave: str) -> Mapping[tuple[str, str], Status]:
        return {(key.recipient, key.signatory): status for key, status in self.rows.items()}

    def claim(
        self, key: LetterKey, addressee: Addressee, mailing: Mailing, run: str, at: datetime
    ) -> Claim | None:
        self._write("claim")
        if key in self.rows:
            return None
        self.rows[key], self.mailings[key] = Status.CLAIMED, mailing
        self.times.append(at)
        return Claim(key, 1, mailing, 1)

    def retake(
        self, key: LetterKey, run: str, at: datetime, *, only_if_due: bool = False
    ) -> Claim | None:
        self._write("claim")
        if self.rows.get(key) is not Status.DEFERRED:
            return None
        self.rows[key] = Status.CLAIMED
        self.times.append(at)
        return Claim(key, 1, self.mailings[key], 2)

    def settle(self, claim: Claim, outcome: Outcome, at: datetime) -> Status:
        self._write("settle")
        assert self.rows[claim.key] is Status.CLAIMED
        self.rows[claim.key] = STATUS_OF[type(outcome)]
        self.outcomes[claim.key] = outcome
        return self.rows[claim.key]

    @contextmanager
    def together(self) -> Iterator[None]:
        assert not self._is_open
        self.threads.add(threading.get_ident())
        before = (dict(self.rows), dict(self.outcomes), list(self.times))
        self._is_open, self._writes = True, 0
        try:
            yield
            self.before("commit")
            self.commits.append(self._writes)
        except BaseException:
            self.rows, self.outcomes, self.times = before
            raise
        finally:
            self._is_open = False

    def taken(self, since: datetime) -> list[datetime]:
        return [time for time in self.times if time > since]

    @property
    def is_committing(self) -> bool:
        return self._is_open

    def of(self, status: Status) -> set[str]:
        return {key.recipient for key, now in self.rows.items() if now is status}

    def _write(self, what: str) -> None:
        assert self._is_open, "not within a transaction"
        self.before(what)
        self._writes += 1


class MemoryChannel:
    """Takes letters, and checks for each that its claim was committed before."""

    def __init__(
        self,
        ledger: MemoryLedger,
        answer: Callable[[Mailing], Outcome] = lambda mailing: Sent("ok", 250),
        wait: float = 0.0,
        refusal: Exception | None = None,
    ) -> None:
        self.ledger = ledger
        self.answer = answer
        self.wait = wait
        self.refusal = refusal
        self.taken: list[Mailing] = []
        self.is_open = False
        self._in_hand: asyncio.Future[None] | None = None

    async def open(self) -> None:
        if self.refusal is not None:
            raise self.refusal
        self.is_open = True

    async def deliver(self, mailing: Mailing) -> Outcome:
        assert self.is_open
        assert self._in_hand is None, "one letter at a time"
        claimed = [key for key, at in self.ledger.rows.items() if at is Status.CLAIMED]
        assert mailing.message_id in {self.ledger.mailings[key].message_id for key in claimed}
        self.taken.append(mailing)
        if self.wait:
            self._in_hand = asyncio.get_running_loop().create_future()
            await asyncio.wait({self._in_hand}, timeout=self.wait)
            was_dropped, self._in_hand = self._in_hand.done(), None
            if was_dropped:
                return Unknown("dropped")
        return self.answer(mailing)

    async def close(self) -> None:
        self.is_open = False
        if self._in_hand is not None:
            self._in_hand.set_result(None)


class Clock:
    """Stands still, unless somebody sleeps or sets it."""

    def __init__(self) -> None:
        self.now = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
        self.slept: list[float] = []

    def __call__(self) -> datetime:
        return self.now

    async def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.now += timedelta(seconds=seconds)
        await asyncio.sleep(0)
