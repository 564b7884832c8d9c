"""A connection to the mail server: protected, proven to be the one named, and logged in."""

import asyncio
import ipaddress
import socket
import ssl
from collections.abc import Sequence

import aiosmtplib

from outreach.channels.login import log_in
from outreach.channels.replies import one_line
from outreach.errors import CertificateRefused, NotProtected, OutreachError, ServerUnreachable
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
    if account.security is Security.NONE and not _is_loopback(smtp.get_transport_info("peername")):
        raise _not_loopback(account.host)
    await smtp.ehlo()
    if account.security is Security.STARTTLS:
        if not smtp.supports_extension("starttls"):
            raise NotProtected(
                account.host,
                f"port {account.port} does not offer STARTTLS.",
                'If the provider names port 465, set port = 465 and security = "tls" under [mail]. '
                "Otherwise somebody on the way may have taken the offer out: try another network.",
            )
        await smtp.starttls()
        await smtp.ehlo()
    await log_in(smtp, account, password)


async def _refuse_to_leave_this_computer(account: MailAccount) -> None:
    found = await asyncio.get_running_loop().getaddrinfo(
        account.host, account.port, type=socket.SOCK_STREAM
    )
    if not all(_is_loopback(address) for *_, address in found):
        raise _not_loopback(account.host)


def _is_loopback(address: Sequence[object]) -> bool:
    ip = ipaddress.ip_address(str(address[0]))
    return (getattr(ip, "ipv4_mapped", None) or ip).is_loopback


def _not_loopback(host: str) -> NotProtected:
    return NotProtected(
        host,
        'security = "none" is for a server on this computer.',
        'Set security to "starttls" or "tls" under [mail] in outreach.toml.',
    )


def _in_plain_words(
    failure: BaseException, account: MailAccount, timeout: float
) -> OutreachError | None:
    """The refusal that says what went wrong; None for what is no matter of the network."""
    cause = failure.__cause__ if isinstance(failure, aiosmtplib.SMTPConnectError) else None
    root = cause or failure
    if isinstance(root, ssl.SSLCertVerificationError):
        return CertificateRefused(account.host, root.verify_message or str(root))
    if isinstance(root, ssl.SSLError):
        return NotProtected(
            account.host,
            f"the server does not speak TLS on port {account.port}.",
            'Port 587 usually goes with security = "starttls", port 465 with security = "tls".',
        )
    if isinstance(failure, aiosmtplib.SMTPResponseException):
        return _unreachable(account, f"{failure.code} {failure.message}", failure.code)
    if isinstance(root, socket.gaierror | UnicodeError):
        return _unreachable(account, f"the name {account.host} is not known here.")
    if isinstance(root, ConnectionRefusedError):
        return _unreachable(account, "nothing answers at that port.")
    if isinstance(root, aiosmtplib.SMTPServerDisconnected | ConnectionResetError):
        return _unreachable(account, "it closed the connection.")
    if isinstance(root, TimeoutError):
        return _unreachable(account, f"no answer within {timeout:g} seconds.")
    if isinstance(root, OSError | aiosmtplib.SMTPException):
        return _unreachable(account, f"{root}.")
    return None


def _unreachable(account: MailAccount, words: str, code: int = 0) -> ServerUnreachable:
    return ServerUnreachable(account.host, account.port, one_line(words), code)
