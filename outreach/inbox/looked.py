"""What a look into the Sent folder shows of a letter. Loads nothing that speaks IMAP."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Found:
    """A copy lies in that folder, since `at` (aware, UTC) as the server says."""

    folder: str
    at: datetime | None


@dataclass(frozen=True, slots=True)
class NotFound:
    folder: str


@dataclass(frozen=True, slots=True)
class NotLookedUp:
    """`why` is a sentence, with what to do."""

    why: str


Looked = Found | NotFound | NotLookedUp
