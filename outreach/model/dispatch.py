"""Letters on their way: keys, statuses, outcomes, and the contracts of those who carry them."""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import TYPE_CHECKING, Protocol

from outreach.model.mailing import Mailing, NotMade, Rendering

if TYPE_CHECKING:
    from outreach.model.letter import Letter  # a large module, and nothing here makes a letter


class Status(StrEnum):
    """Where a letter stands. The values are a contract with scripts."""

    PENDING = "pending"
    CLAIMED = "claimed"
    SENT = "sent"
    DEFERRED = "deferred"
    REFUSED = "refused"
    UNKNOWN = "unknown"
    DRAFTED = "drafted"
    SUBMITTED = "submitted"
    PREPARED = "prepared"
    PRINTED = "printed"
    POSTED = "posted"
    BOUNCED = "bounced"
    REPLIED = "replied"
    RETURNED = "returned"


@dataclass(frozen=True, slots=True)
class LetterKey:
    """What makes a letter one letter: it exists at most once for these four.

    With `sign = "once"` the signatory is the campaign itself, written as an empty string.
    """

    campaign: str
    wave: str
    recipient: str
    signatory: str = ""

    @property
    def parties(self) -> tuple[str, str]:
        """(recipient, signatory): what tells the letters of one wave apart."""
        return self.recipient, self.signatory


@dataclass(frozen=True, slots=True)
class Addressee:
    """Who a letter was for, in the words of its day: lists change, the record does not."""

    name: str
    office: str = ""


# --- what a channel answers --------------------------------------------------------------------
# `words` are the server's own, decoded with replacement and on one line; `code` its reply code.


@dataclass(frozen=True, slots=True)
class Sent:
    """The server took the letter over."""

    words: str = ""
    code: int = 0


@dataclass(frozen=True, slots=True)
class Deferred:
    """Not now, perhaps later (4yz, RFC 5321 §4.2.1)."""

    words: str
    code: int = 0


@dataclass(frozen=True, slots=True)
class Refused:
    """Not at all (5yz)."""

    words: str
    code: int = 0


@dataclass(frozen=True, slots=True)
class Unknown:
    """The letter was handed over and no answer came: it may have gone or not."""

    words: str


@dataclass(frozen=True, slots=True)
class Unreachable:
    """The server could not be spoken to, and certainly has not got the letter."""

    words: str


Outcome = Sent | Deferred | Refused | Unknown | Unreachable


@dataclass(frozen=True, slots=True)
class Claim:
    """The right to hand over one letter once, committed before it is used.

    `attempt` numbers the attempt in the ledger; `tries` counts hand-overs of it, this one included.
    """

    key: LetterKey
    attempt: int
    mailing: Mailing
    tries: int


@dataclass(frozen=True, slots=True)
class Dispatch:
    """What became of one letter in this run; progress is drawn from these."""

    key: LetterKey
    status: Status
    outcome: Outcome | None
    address: str = ""
    message_id: str = ""


@dataclass(frozen=True, slots=True)
class HistoryItem:
    """One letter of the record, as `history` shows it. `at` is aware, in UTC."""

    campaign: str
    wave: str
    recipient: str
    name: str
    office: str
    signatory: str
    channel: str
    address: str
    status: Status
    at: datetime
    message_id: str
    sha256: str
    detail: str


# --- contracts ---------------------------------------------------------------------------------


class Renderer(Protocol):
    """Makes letters in one format."""

    @property
    def media_type(self) -> str: ...

    @property
    def extension(self) -> str:
        """Of a file that holds one rendering, without the dot."""
        ...

    def each(self, letters: "Iterable[Letter]") -> Iterator[Rendering | NotMade]:
        """One result for each letter, in order. Letters are taken as needed, never all at once.

        A letter that cannot be made is yielded as `NotMade` and hinders no other.
        """
        ...


class Channel(Protocol):
    """One way out, opened before the first claim of a run. Serves one letter at a time."""

    async def open(self) -> None:
        """Connect and log in. Raises an OutreachError that says what to do when refused."""
        ...

    async def deliver(self, mailing: Mailing) -> Outcome:
        """Hand over one letter. Never raises for what a server or a network does."""
        ...

    async def close(self) -> None: ...


class Ledger(Protocol):
    """The record. Synchronous; used from one thread. Every method that writes commits on return,
    unless called within `together()`.
    """

    def statuses(self, campaign: str, wave: str) -> Mapping[tuple[str, str], Status]:
        """(recipient, signatory) → status, for every letter that has a row."""
        ...

    def claim(
        self, key: LetterKey, addressee: Addressee, mailing: Mailing, run: str, at: datetime
    ) -> Claim | None:
        """Claim a letter with exactly these bytes; None when it is taken already, or done."""
        ...

    def retake(
        self, key: LetterKey, run: str, at: datetime, *, only_if_due: bool = False
    ) -> Claim | None:
        """Claim a deferred letter again, with the bytes and the Message-ID it had.

        `only_if_due`: not before its time, which another run may have put off in the meantime.
        """
        ...

    def settle(self, claim: Claim, outcome: Outcome, at: datetime) -> Status:
        """Write what became of a claim, and return where the letter now stands."""
        ...

    def together(self) -> AbstractContextManager[None]:
        """One transaction around several writes: all of them or none."""
        ...
