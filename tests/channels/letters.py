"""Mailings for the tests of channels."""

from outreach.model.campaign import Way
from outreach.model.mailing import Mailing


def mailing(number: int = 1, *, address: str = "", content: bytes = b"") -> Mailing:
    return Mailing(
        way=Way.EMAIL,
        sender="jane@example.org",
        address=address or f"official-{number}@example.net",
        content=content
        or (
            b"From: Jane Doe <jane@example.org>\r\n"
            b"To: official-%d@example.net\r\n"
            b"Subject: The people prosecuted\r\n"
            b"Message-ID: <%d@example.org>\r\n"
            b"\r\n"
            b"Dear Secretary,\r\n"
            b".\r\n"
            b"..two dots and a line of its own.\r\n" % (number, number)
        ),
        media_type="message/rfc822",
        message_id=f"<{number}@example.org>",
    )
