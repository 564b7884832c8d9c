"""E-mails made whole: the headers that stand around what `renderers.email` makes.

Nothing here tells of the computer or the program: the date is in UTC, the Message-ID is of the
sender's domain, and there is no X-Mailer, User-Agent or X-Originating-IP.
"""

import re
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import format_datetime
from functools import lru_cache

from outreach.composing.headers import mailbox_line
from outreach.errors import AddressUnusable

_SUBJECT = b"Subject: "
# Folded, so that the subject's own first line stays as long as it was.
_TEST_SUBJECT = b"Subject: [Test]\r\n "

_ATOM = r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+"
_LOCAL_PART = re.compile(rf"{_ATOM}(?:\.{_ATOM})*")
_LABEL = r"[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?"
_DOMAIN = re.compile(rf"{_LABEL}(?:\.{_LABEL})*")
_MESSAGE_ID = re.compile(rf"<{_LOCAL_PART.pattern}@{_DOMAIN.pattern}>")
# Letters that the old and the new rules for domain names turn into different domains.
_AMBIGUOUS = re.compile("[ßς\u200c\u200d]")


@dataclass(frozen=True, slots=True)
class Mailbox:
    """A name, which may be empty, and an e-mail address."""

    name: str
    address: str

    @property
    def for_envelope(self) -> str:
        """The address as mail servers take it: the domain in its ASCII form."""
        return ascii_address(self.address)

    @property
    def domain(self) -> str:
        """What stands after the @, in its ASCII form."""
        return ascii_address(self.address).rpartition("@")[2]


def complete_message(
    body: bytes,
    *,
    sender: Mailbox,
    to: Mailbox,
    reply_to: Mailbox | None = None,
    message_id: str,
    at: datetime,
    test: bool = False,
) -> bytes:
    """The whole message: headers in a fixed order, then `body` as the renderer made it.

    `body` begins with its Subject. A test says so before the subject, and is otherwise the same.
    """
    if at.tzinfo is None:
        raise ValueError("the time of a message needs a time zone")
    if _MESSAGE_ID.fullmatch(message_id) is None:
        raise ValueError(f"not a Message-ID: {message_id!r}")
    lines = [
        *_mailboxes(sender, to, reply_to),
        f"Date: {format_datetime(at.astimezone(UTC))}".encode("ascii"),
        f"Message-ID: {message_id}".encode("ascii"),
    ]
    return b"\r\n".join([*lines, _marked_as_test(body) if test else body])


def draft_message(
    body: bytes, *, sender: Mailbox, to: Mailbox, reply_to: Mailbox | None = None
) -> bytes:
    """The message as a file that mail programs open to be looked over and sent by hand.

    Its Date and Message-ID come from the program that sends it.
    """
    return b"\r\n".join([b"X-Unsent: 1", *_mailboxes(sender, to, reply_to), body])


def new_message_id(domain: str, token: str) -> str:
    """A Message-ID in `domain`, the sender's own; `token` is unique and random."""
    message_id = f"<{token}@{_ascii_domain(domain, domain)}>"
    if _MESSAGE_ID.fullmatch(message_id) is None:
        raise ValueError(f"not a token for a Message-ID: {token!r}")
    return message_id


@lru_cache(maxsize=1024)
def ascii_address(address: str) -> str:
    """`jane@bücher.example` → `jane@xn--bcher-kva.example`; raises AddressUnusable."""
    local, at, domain = address.rpartition("@")
    if not at or not local or not domain:
        raise AddressUnusable(address, "it is no e-mail address, such as name@example.org")
    if not local.isascii():
        raise AddressUnusable(
            address,
            "what stands before the @ has letters beyond A to Z, which few mail servers take",
            "Ask for another address, or write by post.",
        )
    if _LOCAL_PART.fullmatch(local) is None or len(local) > 64:
        raise AddressUnusable(address, "what stands before the @ is no name of a mailbox")
    return f"{local}@{_ascii_domain(domain, address)}"


@lru_cache(maxsize=1024)
def _ascii_domain(domain: str, address: str) -> str:
    """A domain as the domain name system knows it (IDNA)."""
    if _AMBIGUOUS.search(domain):
        raise AddressUnusable(
            address,
            "its domain can be read as two different ones",
            "Write the domain in its ASCII form, which starts with xn--.",
        )
    try:
        ascii_domain = domain.encode("idna").decode("ascii")
    except UnicodeError:
        ascii_domain = ""
    if _DOMAIN.fullmatch(ascii_domain) is None or len(ascii_domain) > 253:
        raise AddressUnusable(address, "what stands after the @ is no name of a domain")
    return ascii_domain


def _mailboxes(sender: Mailbox, to: Mailbox, reply_to: Mailbox | None) -> list[bytes]:
    fields = [("From", sender), ("To", to)]
    if reply_to is not None:
        fields.append(("Reply-To", reply_to))
    return [mailbox_line(field, box.name, ascii_address(box.address)) for field, box in fields]


def _marked_as_test(body: bytes) -> bytes:
    if not body.startswith(_SUBJECT):
        raise ValueError("the body of a message begins with its subject")
    return _TEST_SUBJECT + body[len(_SUBJECT) :]
