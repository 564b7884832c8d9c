"""What became of a connection to a mail server, said alike for all of them."""

import ipaddress
import socket
import ssl
from collections.abc import Sequence

from outreach.errors.mail import CertificateRefused, NotProtected, ServerUnreachable
from outreach.errors.server_words import one_line
from outreach.errors.tree import OutreachError

# Section of outreach.toml → the ports that providers usually name.
_USUAL_PORTS = {
    "mail": 'Port 587 usually goes with security = "starttls", port 465 with security = "tls".',
    "imap": 'Port 143 usually goes with security = "starttls", port 993 with security = "tls".',
}
_TLS_PORT = {"mail": 465, "imap": 993}


def not_connected(
    failure: BaseException, host: str, port: int, timeout: float, section: str = "mail"
) -> OutreachError | None:
    """The refusal that says why there is no connection; None for what is no matter of the network.

    `timeout` in seconds; `section` is where outreach.toml names the server.
    """
    if isinstance(failure, ssl.SSLCertVerificationError):
        return CertificateRefused(host, failure.verify_message or str(failure), section)
    if isinstance(failure, ssl.SSLError):
        return NotProtected(
            host, f"the server does not speak TLS on port {port}.", _USUAL_PORTS[section]
        )
    words = _words(failure, host, timeout)
    return ServerUnreachable(host, port, one_line(words), section=section) if words else None


def _words(failure: BaseException, host: str, timeout: float) -> str:
    if isinstance(failure, socket.gaierror | UnicodeError):
        return f"the name {host} is not known here."
    if isinstance(failure, ConnectionRefusedError):
        return "nothing answers at that port."
    if isinstance(failure, ConnectionResetError):
        return "it closed the connection."
    if isinstance(failure, TimeoutError):
        return f"no answer within {timeout:g} seconds."
    return f"{failure}." if isinstance(failure, OSError) else ""


def starttls_not_offered(host: str, port: int, section: str = "mail") -> NotProtected:
    """The server did not offer to protect the connection, or somebody took the offer out."""
    tls_port = _TLS_PORT[section]
    return NotProtected(
        host,
        f"port {port} does not offer STARTTLS.",
        f'If the provider names port {tls_port}, set port = {tls_port} and security = "tls" under '
        f"[{section}]. Otherwise somebody on the way may have taken the offer out: try another "
        "network.",
    )


def not_loopback(host: str, section: str = "mail") -> NotProtected:
    """A connection without protection that would leave this computer."""
    return NotProtected(
        host,
        'security = "none" is for a server on this computer.',
        f'Set security to "starttls" or "tls" under [{section}] in outreach.toml.',
    )


def is_loopback(address: Sequence[object]) -> bool:
    """Whether a socket's address is on this computer."""
    ip = ipaddress.ip_address(str(address[0]))
    return (getattr(ip, "ipv4_mapped", None) or ip).is_loopback
