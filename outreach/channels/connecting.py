"""A connection to the mail server: protected, proven to be the one named, and logged in."""

import asyncio
import socket
import ssl

import aiosmtplib

from outreach.channels.login import log_in
from outreach.errors import OutreachError, ServerUnreachable
from outreach.errors.connections import (
    is_loopback,
    not_connected,
    not_loopback,
    starttls_not_offered,
)
from outreach.errors.server_words import one_line
from outreach.model.settings import MailAccount, Security

# What EHLO says instead of this computer's name. An address literal is valid by RFC 5321 §4.1.3,
# passes servers that want a full name ("localhost" does not), and is the same for everyone.
NEUTRAL_NAME = "[127.0.0.1]"


async def connect(
    account: MailAccount, password: str | None, timeout: float, tls_context: ssl.SSLContext
) -> aiosmtplib.SMTP:
    """Connect, protect the connection and log in.

    Raises AccountUnusable when trying again will not help, ServerUnreachable when it may.
    """
    smtp = aiosmtplib.SMTP(
        hostname=account.host,
        port=account.port,
        use_tls=account.security is Security.TLS,
        start_tls=False,  # done below, where what the server offers is known
        local_hostname=NEUTRAL_NAME,
        timeout=timeout,
        tls_context=tls_context,
    )
    try:
        await _open(smtp, account, password)
    except BaseException as failure:
        hang_up(smtp)
        refusal = _in_plain_words(failure, account, timeout)
        if refusal is None:
            raise
        raise refusal from failure
    return smtp


def hang_up(smtp: aiosmtplib.SMTP) -> None:
    """Leave without a word, and without sending what still waits to be sent.

    A TLS connection that is merely closed waits for the other side to agree, perhaps for long.
    """
    if isinstance(smtp.transport, asyncio.WriteTransport):
        smtp.transport.abort()
    smtp.close()


async def _open(smtp: aiosmtplib.SMTP, account: MailAccount, password: str | None) -> None:
    if account.security is Security.NONE:
        await _refuse_to_leave_this_computer(account)
    await smtp.connect()
    if account.security is Security.NONE and not is_loopback(smtp.get_transport_info("peername")):
        raise not_loopback(account.host)
    await smtp.ehlo()
    if account.security is Security.STARTTLS:
        if not smtp.supports_extension("starttls"):
            raise starttls_not_offered(account.host, account.port)
        await smtp.starttls()
        await smtp.ehlo()
    await log_in(smtp, account, password)


async def _refuse_to_leave_this_computer(account: MailAccount) -> None:
    found = await asyncio.get_running_loop().getaddrinfo(
        account.host, account.port, type=socket.SOCK_STREAM
    )
    if not all(is_loopback(address) for *_, address in found):
        raise not_loopback(account.host)


def _in_plain_words(
    failure: BaseException, account: MailAccount, timeout: float
) -> OutreachError | None:
    """The refusal that says what went wrong; None for what is no matter of the network."""
    cause = failure.__cause__ if isinstance(failure, aiosmtplib.SMTPConnectError) else None
    root = cause or failure
    if isinstance(failure, aiosmtplib.SMTPResponseException):
        words = one_line(f"{failure.code} {failure.message}")
        return ServerUnreachable(account.host, account.port, words, failure.code)
    if isinstance(root, aiosmtplib.SMTPServerDisconnected):
        root = ConnectionResetError()
    refusal = not_connected(root, account.host, account.port, timeout)
    if refusal is None and isinstance(root, aiosmtplib.SMTPException):
        return ServerUnreachable(account.host, account.port, one_line(f"{root}."))
    return refusal
