"""What outreach.toml says: who writes, how mail goes out, what paper is in the printer."""

from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum

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


@dataclass(frozen=True, slots=True)
class MailAccount:
    """The one server letters are handed to. An empty `username` means no login."""

    host: str
    port: int
    security: Security
    username: str = ""
    rates: tuple[Rate, ...] = ()
    connections: int = 1


class Shown(StrEnum):
    """How much of the sender's postal address a letter shows."""

    FULL = "full"
    CITY = "city"
    GROUP = "group"


class Paper(StrEnum):
    A4 = "a4"
    LETTER = "letter"


@dataclass(frozen=True, slots=True)
class Settings:
    """A workspace's settings. `mail` is None until an account is set up.

    `ledger_url` is absolute, as SQLAlchemy reads it; `ledger_id` is empty before the ledger is
    first made. `keep_texts` is how long the words of sent letters are kept.
    """

    sender: Signatory
    mail: MailAccount | None
    paper: Paper
    shown: Shown
    keep_texts: timedelta
    ledger_url: str
    ledger_id: str
    max_age: timedelta | None = None
