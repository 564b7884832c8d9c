"""E-mail: the subject, and the words as text and as HTML for the reader's program to choose from.

What is made here is seven-bit, in lines of at most 76 characters that end in CR LF, so that no
server has a reason to change a byte on the way. `composing.message` sets the other headers.
"""

from base64 import encodebytes
from binascii import b2a_qp
from collections.abc import Iterable, Iterator
from hashlib import sha256
from html import escape

from outreach.composing.headers import refuse_breaks, text_line
from outreach.errors import HeaderRefused
from outreach.model.letter import Letter
from outreach.model.mailing import NotMade, Rendering
from outreach.model.page import PageSetup
from outreach.renderers.characters import unwritable
from outreach.renderers.html import html_on_screen
from outreach.renderers.text import text_on_screen

_MESSAGE = b"""\
%b
MIME-Version: 1.0
Content-Type: multipart/alternative;
 boundary="%b"

--%b
Content-Type: text/plain; charset=utf-8
Content-Transfer-Encoding: %b

%b
--%b
Content-Type: text/html; charset=utf-8
Content-Transfer-Encoding: %b

%b
--%b--
""".replace(b"\n", b"\r\n")

_PAGE = """\
<!DOCTYPE html>
<html lang="%s">
<head><meta charset="utf-8"><title>%s</title></head>
<body dir="auto" style="%s">
%s</body>
</html>
"""
_STYLE = "max-width: 40em; font-family: Georgia, serif; font-size: 16px; line-height: 1.5"


class EmailRenderer:
    """One message for each letter, without the headers that depend on when and by whom."""

    media_type = "message/rfc822"
    extension = "eml"

    def __init__(self, setup: PageSetup) -> None:
        self._setup = setup  # a page means nothing to an e-mail

    def each(self, letters: Iterable[Letter]) -> Iterator[Rendering | NotMade]:
        """One result for each letter, in order, made when it is asked for."""
        for letter in letters:
            yield unwritable(letter) or _bad_subject(letter) or self._make(letter)

    def _make(self, letter: Letter) -> Rendering:
        content = _message(letter.title, text_body(letter), html_body(letter))
        return Rendering(letter.recipient_id, letter.place, self.media_type, content)


def _bad_subject(letter: Letter) -> NotMade | None:
    if not letter.subject.strip():
        reason = "The letter has no subject, and an e-mail without one is rarely read."
        return NotMade(letter.recipient_id, letter.place, reason, "subject")
    try:
        refuse_breaks("subject", letter.title)
    except HeaderRefused as refusal:
        return NotMade(letter.recipient_id, letter.place, str(refusal), "subject")
    return None


def text_body(letter: Letter) -> str:
    """What the text part says."""
    return text_on_screen(letter)


def html_body(letter: Letter) -> str:
    """What the HTML part says: nothing is fetched, and nothing tells that it was read."""
    words = html_on_screen(letter)
    return _PAGE % (escape(letter.language), escape(letter.title), _STYLE, words)


def _message(subject: str, text: str, html: str) -> bytes:
    plain, page = _canonical(text), _canonical(html)
    # Neither encoding ever writes "=_", so that no part can hold the boundary.
    boundary = b"=_" + sha256(plain + b"\0" + page).hexdigest()[:32].encode("ascii")
    return _MESSAGE % (
        text_line("Subject", subject),
        boundary,
        boundary,
        *_encoded(plain),
        boundary,
        *_encoded(page),
        boundary,
    )


def _canonical(text: str) -> bytes:
    return text.replace("\n", "\r\n").encode()


def _encoded(content: bytes) -> tuple[bytes, bytes]:
    """The name of the shorter encoding, and the content in it."""
    quoted = b2a_qp(content)
    size_in_base64 = (len(content) + 56) // 57 * 2 + (len(content) + 2) // 3 * 4
    if len(quoted) <= size_in_base64:
        return b"quoted-printable", quoted
    return b"base64", encodebytes(content).replace(b"\n", b"\r\n")
