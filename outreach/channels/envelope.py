"""What a mailing asks of a mail server, and what no server would get right."""

import re
from collections.abc import Sequence

from outreach.model.mailing import Mailing

LAST_LINE = b".\r\n"

# What would end an address on the command line, or begin another command.
_NOT_IN_AN_ADDRESS = re.compile(r"[\s<>\x00-\x20\x7f]")


def objection(mailing: Mailing) -> str:
    """Why this mailing must not be handed to any server; empty when nothing speaks against it."""
    for address in (mailing.sender, mailing.address):
        if _NOT_IN_AN_ADDRESS.search(address) or not all(address.rpartition("@")):
            return f"{address!r} is not an e-mail address."
    if not _has_clean_lines(mailing.content):
        # A server may take a lone CR or LF for the end of a line, or of the whole message.
        return "The message is not made of whole lines that end with CR LF."
    return ""


def _has_clean_lines(content: bytes) -> bool:
    ends = content.count(b"\r\n")
    return content.endswith(b"\r\n") and content.count(b"\r") == ends == content.count(b"\n")


def needs_smtputf8(mailing: Mailing) -> bool:
    """Whether an address or a header holds characters beyond ASCII as they are (RFC 6531)."""
    headers = mailing.content.partition(b"\r\n\r\n")[0]
    return not ((mailing.sender + mailing.address).isascii() and headers.isascii())


def demand(mailing: Mailing, offered: dict[str, str]) -> tuple[tuple[str, ...], str]:
    """The options for MAIL, and why this server cannot take the mailing (empty: it can)."""
    options = []
    if "size" in offered:
        if reason := too_large(len(mailing.content), offered["size"]):
            return (), reason
        options.append(f"SIZE={len(mailing.content)}")
    if needs_smtputf8(mailing):
        if "smtputf8" not in offered:
            return (), (
                f"The address {mailing.address} has characters that this mail server cannot "
                "take (it does not offer SMTPUTF8). Use an address in plain ASCII, for a domain "
                "the form that begins with xn--."
            )
        options.append("SMTPUTF8")
    if not mailing.content.isascii():
        if "8bitmime" not in offered:
            return (), "The message has 8-bit characters, which this mail server cannot take."
        options.append("BODY=8BITMIME")
    return tuple(options), ""


def commands(mailing: Mailing, options: Sequence[str]) -> tuple[bytes, bytes]:
    """MAIL and RCPT. The letter goes to the address that was claimed, as it is."""
    mail = " ".join([f"MAIL FROM:<{mailing.sender}>", *options])
    return f"{mail}\r\n".encode(), f"RCPT TO:<{mailing.address}>\r\n".encode()


def too_large(size: int, limit: str) -> str:
    """Why a message is too large for a server that gives this SIZE; empty when it is not."""
    most = int(limit) if limit.isdecimal() else 0  # 0, or no number: no fixed limit (RFC 1870)
    if not most or size <= most:
        return ""
    return (
        f"The message is {_megabytes(size)}, and the mail server takes at most "
        f"{_megabytes(most)}. Make its enclosures smaller."
    )


def _megabytes(size: int) -> str:
    return f"{size / 1_000_000:.1f} MB" if size >= 100_000 else f"{size:,} bytes"


def stuffed(content: bytes) -> bytes:
    """The content as it travels: a dot at the start of a line is doubled (RFC 5321 §4.5.2)."""
    first = b"." if content.startswith(b".") else b""
    return first + content.replace(b"\r\n.", b"\r\n..")
