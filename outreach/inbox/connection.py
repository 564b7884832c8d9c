"""An IMAP connection within bounds: whatever the other side says, it ends, and soon.

imaplib and IMAPClient wait for each single answer, but not for all of them together, and take in
literals of any size. Here the whole conversation has a time and a size.
"""

import imaplib
import logging
import socket
import ssl
import threading
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from imapclient import IMAPClient

from outreach.errors.connections import is_loopback, not_loopback
from outreach.model.settings import ImapAccount, Security

# What it has to say about a server's strange answers is no matter for the screen.
logging.getLogger("imapclient").addHandler(logging.NullHandler())


@dataclass(frozen=True, slots=True)
class Patience:
    """How long to wait in seconds, for one answer and for all; how many bytes to listen to.

    A list of 10,000 folders has 600 kB, what is asked about one letter under 1 kB.
    """

    one_answer: float = 30.0
    altogether: float = 120.0
    most_bytes: int = 8_000_000


class TooMuch(Exception):
    """The server said more than any answer can need."""


class Watch:
    """Cuts a connection when its time is up, and counts what came over it."""

    def __init__(self, patience: Patience) -> None:
        self.patience = patience
        self.is_over = False
        self._bytes_left = patience.most_bytes
        self._connection: imaplib.IMAP4 | None = None
        self._timer = threading.Timer(patience.altogether, self._cut)
        self._timer.daemon = True

    def begin(self, connection: imaplib.IMAP4) -> None:
        """From now on."""
        self._connection = connection
        self._timer.start()

    def end(self) -> None:
        """No longer; what is still open is closed without a word."""
        self._timer.cancel()
        if self._connection is not None:
            with suppress(OSError):
                self._connection.shutdown()

    def count(self, size: int) -> None:
        """Raises TooMuch, before a literal of that size is read."""
        self._bytes_left -= size
        if self._bytes_left < 0:
            raise TooMuch

    def _cut(self) -> None:
        self.is_over = True
        if self._connection is not None:
            with suppress(OSError):
                self._connection.socket().shutdown(socket.SHUT_RDWR)  # whoever reads is woken


class _Watched(imaplib.IMAP4):
    """The methods that imaplib's documentation says may be overridden."""

    def __init__(self, watch: Watch, account: ImapAccount, **rest: Any) -> None:
        self._watch = watch
        self._stays_here = account.security is Security.NONE
        super().__init__(account.host, account.port, **rest)

    def open(self, *address: Any, **rest: Any) -> None:
        super().open(*address, **rest)
        self._watch.begin(self)
        if self._stays_here and not is_loopback(self.socket().getpeername()):
            self.shutdown()
            raise not_loopback(self.host, "imap")

    def read(self, size: int) -> bytes:
        self._watch.count(size)
        return super().read(size)

    def readline(self) -> bytes:
        line = super().readline()
        self._watch.count(len(line))
        return line


class _WatchedTls(_Watched, imaplib.IMAP4_SSL):
    pass


class BoundedClient(IMAPClient):  # type: ignore[misc]
    """IMAPClient over a watched connection."""

    def __init__(self, account: ImapAccount, watch: Watch, tls_context: ssl.SSLContext) -> None:
        self._watch = watch
        self._account = account
        super().__init__(
            account.host,
            account.port,
            ssl=account.security is Security.TLS,
            ssl_context=tls_context,
            timeout=watch.patience.one_answer,
        )
        self.normalise_times = False  # aware ones

    def _create_IMAP4(self) -> imaplib.IMAP4:  # noqa: N802 IMAPClient's name
        waiting = self._timeout.connect
        if self._account.security is Security.TLS:
            return _WatchedTls(
                self._watch, self._account, ssl_context=self.ssl_context, timeout=waiting
            )
        return _Watched(self._watch, self._account, timeout=waiting)
