"""A mail account that one looks into: signed in, and only read (EXAMINE, PEEK).

Every question goes through `_asking`, which turns whatever the server did into one sentence.
"""

import imaplib
import re
import socket
import ssl
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime

from outreach.errors import AccountUnusable, NoPassword, OutreachError, ServerUnreachable
from outreach.errors.connections import (
    is_loopback,
    not_connected,
    not_loopback,
    starttls_not_offered,
)
from outreach.errors.logins import login_refused, no_login_offered
from outreach.errors.server_words import one_line
from outreach.inbox.connection import BoundedClient, Patience, TooMuch, Watch
from outreach.model.settings import ImapAccount, Security

SECTION = "imap"

# A message has one Message-ID; more than a few that match is a server that does not search.
_MOST_MATCHES = 10


@dataclass(frozen=True, slots=True)
class Folder:
    name: str
    separator: str
    attributes: frozenset[str]  # in small letters, with their backslash


class Mailbox:
    """See `signed_in`. Methods raise OutreachError with a sentence for everything that fails."""

    def __init__(self, account: ImapAccount, watch: Watch, client: BoundedClient) -> None:
        self._account = account
        self._watch = watch
        self._client = client

    def folders(self) -> tuple[Folder, ...]:
        """Every folder that can be opened."""
        with _asking(self._account, self._watch):
            listed = self._client.list_folders()
            found = tuple(
                Folder(
                    str(name),
                    (separator or b"").decode("ascii", "replace"),
                    frozenset(one.decode("ascii", "replace").lower() for one in attributes),
                )
                for attributes, separator, name in listed
            )
        closed = {"\\noselect", "\\nonexistent"}
        return tuple(one for one in found if one.name.isprintable() and not one.attributes & closed)

    def open_to_read(self, folder: str) -> None:
        """The folder that `find` looks into from now on."""
        with _asking(self._account, self._watch, f"the folder {folder!r}"):
            self._client.select_folder(folder, readonly=True)

    def find(self, message_id: str) -> tuple[bool, datetime | None]:
        """Whether a message with exactly this Message-ID is there, and since when.

        A search finds parts of a header as well (RFC 3501 §6.4.4), so the header is compared.
        """
        bare = message_id.strip("<> ")
        if not bare or not bare.isascii() or not bare.isprintable() or set(bare) & set('"\\'):
            return False, None
        for wanted in (f"<{bare}>", bare):  # some servers find it only without its brackets
            with _asking(self._account, self._watch):
                uids = self._client.search(f'HEADER Message-ID "{wanted}"')
                found = self._client.fetch(
                    uids[-_MOST_MATCHES:],
                    ["INTERNALDATE", "BODY.PEEK[HEADER.FIELDS (MESSAGE-ID)]"],
                )
                for fields in found.values():
                    if bare in _ids(fields):
                        since = fields.get(b"INTERNALDATE")
                        return True, since and since.astimezone(UTC)
        return False, None


def _ids(fields: dict[bytes, object]) -> Sequence[str]:
    headers = [
        value
        for name, value in fields.items()
        if name.upper().startswith(b"BODY[HEADER") and isinstance(value, bytes)
    ]
    text = b" ".join(headers).decode("ascii", "replace")
    return [word.strip("<>") for word in re.sub(r"(?i)message-id:", " ", text).split()]


@contextmanager
def signed_in(
    account: ImapAccount,
    password: str | None,
    *,
    patience: Patience,
    tls_context: ssl.SSLContext | None = None,
) -> Iterator[Mailbox]:
    """One connection to the account: protected, proven to be the one named, and logged in.

    Raises AccountUnusable when trying again will not help, ServerUnreachable when it may.
    """
    if password is None:
        raise NoPassword(account.username, account.host, SECTION)
    context = tls_context or ssl.create_default_context()
    watch = Watch(patience)
    try:
        with _asking(account, watch):
            if account.security is Security.NONE:
                _refuse_to_leave_this_computer(account)
            client = BoundedClient(account, watch, context)
            _protect(client, account, context)
            _log_in(client, account, password)
        yield Mailbox(account, watch, client)
        with suppress(Exception):  # a goodbye that fails changes nothing
            client.logout()
    finally:
        watch.end()


def _refuse_to_leave_this_computer(account: ImapAccount) -> None:
    found = socket.getaddrinfo(account.host, account.port, type=socket.SOCK_STREAM)
    if not all(is_loopback(address) for *_, address in found):
        raise not_loopback(account.host, SECTION)


def _protect(client: BoundedClient, account: ImapAccount, context: ssl.SSLContext) -> None:
    if account.security is not Security.STARTTLS:
        return
    if not client.has_capability("STARTTLS"):
        raise starttls_not_offered(account.host, account.port, SECTION)
    client.starttls(context)


def _log_in(client: BoundedClient, account: ImapAccount, password: str) -> None:
    """Once: another try with the same password would count as a second wrong one."""
    plain = client.has_capability("AUTH=PLAIN")
    if not plain and client.has_capability("LOGINDISABLED"):
        raise no_login_offered(account.host, account.port, SECTION)
    if not plain and not (account.username + password).isascii():
        raise AccountUnusable(
            f"{account.host} takes no user name or password with other than English letters.",
            "Choose another password for this account.",
        )
    try:
        if plain:
            client.plain_login(account.username, password)
        else:
            client.login(account.username, password)
    except imaplib.IMAP4.error as refusal:
        cause = refusal.__context__ or refusal  # IMAPClient says it again, and less exactly
        if isinstance(cause, imaplib.IMAP4.abort) or "[UNAVAILABLE]" in str(cause):  # RFC 5530
            raise cause from None
        words = _said(cause)
        raise login_refused(account.username, account.host, words, SECTION) from None


def _said(failure: BaseException) -> str:
    """The server's words in an imaplib error, which may hold them as bytes."""
    said = failure.args[0] if failure.args else ""
    return one_line(said.decode("utf-8", "replace") if isinstance(said, bytes) else str(said))


@contextmanager
def _asking(account: ImapAccount, watch: Watch, what: str = "what it was asked") -> Iterator[None]:
    """Any failure of what is asked within, as a refusal in plain words."""
    try:
        yield
    except OutreachError:
        raise
    except Exception as failure:  # a stranger's answers make parsers fail in many ways
        raise _in_plain_words(failure, account, watch, what) from failure


def _in_plain_words(
    failure: Exception, account: ImapAccount, watch: Watch, what: str
) -> OutreachError:
    host, port, patience = account.host, account.port, watch.patience
    if watch.is_over:
        words = f"it took longer than {patience.altogether:g} seconds."
    elif isinstance(failure, TooMuch):
        words = "it said more than it was asked."
    elif isinstance(failure, imaplib.IMAP4.abort):
        words = "it closed the connection, or what it says is no IMAP."
    elif isinstance(failure, imaplib.IMAP4.error):
        words = f"it refused {what}: {_said(failure)}."
    else:
        refusal = not_connected(failure, host, port, patience.one_answer, SECTION)
        if refusal is not None and not isinstance(failure, UnicodeDecodeError):
            return refusal
        words = "what it says is no IMAP."
    return ServerUnreachable(host, port, words, section=SECTION)
