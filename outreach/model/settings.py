"""What outreach.toml says: who writes, how mail goes out, what paper is in the printer."""

from dataclasses import dataclass
from datetime import time, timedelta
from enum import StrEnum
from pathlib import Path

from outreach.model.people import Signatory


class Security(StrEnum):
    """How the connection to the mail server is protected; `none` only on loopback."""

    TLS = "tls"
    STARTTLS = "starttls"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Rate:
    """At most `letters` within any span of `per`."""

    letters: int
    per: timedelta


class WhoseTime(StrEnum):
    """By whose clock the hours of sending are read."""

    SENDER = "sender"
    RECIPIENT = "recipient"


@dataclass(frozen=True, slots=True)
class SendingHours:
    """The hours in which letters leave, by the clock on the wall: `start` counts, `end` does not.

    They go over midnight where `end` is not later than `start`; 00:00 as an end is midnight.
    """

    start: time
    end: time
    whose: WhoseTime = WhoseTime.SENDER


@dataclass(frozen=True, slots=True)
class MailAccount:
    """The one server letters are handed to. An empty `username` means no login.

    `hours` is None where letters may leave at any time.
    """

    host: str
    port: int
    security: Security
    username: str = ""
    rates: tuple[Rate, ...] = ()
    connections: int = 1
    hours: SendingHours | None = None


@dataclass(frozen=True, slots=True)
class ImapAccount:
    """Where copies of letters that went may lie. An empty `sent_folder` is to be found."""

    host: str
    port: int
    security: Security
    username: str
    sent_folder: str = ""


class Shown(StrEnum):
    """How much of the sender's postal address a letter shows."""

    FULL = "full"
    CITY = "city"
    GROUP = "group"


class Paper(StrEnum):
    A4 = "a4"
    LETTER = "letter"


@dataclass(frozen=True, slots=True)
class Letterhead:
    """The head of a group's letters. `color` is #rrggbb, `logo` a PNG, JPEG or SVG file."""

    name: str
    lines: tuple[str, ...] = ()
    color: str = "#000000"
    logo: Path | None = None


@dataclass(frozen=True, slots=True)
class Printing:
    """How letters are laid out and printed.

    `layout` is one of the program's or, beside the letters, one of the group's own. `window_shift`
    moves an address to the right and down, in millimetres. `duplex`: on both sides of the paper.
    `docx_letterhead` is the group's own Word file for letters as DOCX; `pdf_a` makes every PDF one
    for archives, PDF/A-2a.
    """

    paper: Paper = Paper.A4
    layout: str = "plain"
    fold_marks: bool = True
    window_shift: tuple[float, float] = (0.0, 0.0)
    duplex: bool = False
    docx_letterhead: Path | None = None
    pdf_a: bool = False


@dataclass(frozen=True, slots=True)
class Settings:
    """A workspace's settings. `mail` and `imap` are None until an account is set up.

    `private_id` is that of the encrypted file for private cases, empty before it is made;
    `private_keyring` says that its key lies in the computer's password store.
    `ledger_url` is absolute, as SQLAlchemy reads it; `ledger_id` is empty before the ledger is
    first made. `keep_texts` is how long the words of sent letters are kept. `home_address` is False
    where nobody lives at the sender's address.
    """

    sender: Signatory
    mail: MailAccount | None
    printing: Printing
    shown: Shown
    keep_texts: timedelta
    ledger_url: str
    ledger_id: str
    max_age: timedelta | None = None
    imap: ImapAccount | None = None
    letterhead: Letterhead | None = None
    private_id: str = ""
    private_keyring: bool = False
    home_address: bool = True

    @property
    def paper(self) -> Paper:
        return self.printing.paper
