"""Text in the header of an e-mail: seven-bit characters in short lines, whatever it says.

Servers differ in what they change on the way: they break long lines and recode letters beyond
ASCII. A header that leaves nothing to change arrives as it was recorded.
"""

import re
from email.charset import Charset
from email.header import Header
from functools import lru_cache
from textwrap import wrap

from outreach.errors import HeaderRefused

LINE = 76
_FORBIDDEN = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]")
# Words that can be folded at the single spaces between them.
_PLAIN = re.compile(r"[!-~]{1,60}(?: [!-~]{1,60})*")
_ATOMS = re.compile(r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(?: [A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*")
_LONGEST_NAME = 60
_UTF_8 = Charset("utf-8")


def refuse_breaks(field: str, value: str) -> str:
    """The value, if it can stand in a header: a line break would let it write headers itself."""
    found = _FORBIDDEN.search(value)
    if found is not None:
        raise HeaderRefused(field, value, found[0])
    return value


@lru_cache(maxsize=256)
def text_line(field: str, text: str) -> bytes:
    """`field: text`, folded, without the line end after it; in RFC 2047 words where need be."""
    refuse_breaks(field, text)
    if _PLAIN.fullmatch(text) and "=?" not in text:
        folded = wrap(
            text,
            LINE,
            initial_indent=f"{field}: ",
            subsequent_indent=" ",
            break_long_words=False,
            break_on_hyphens=False,
        )
        return "\r\n".join(folded).encode("ascii")
    return f"{field}: {_encoded_words(field, text)}".encode("ascii")


@lru_cache(maxsize=256)
def mailbox_line(field: str, name: str, address: str) -> bytes:
    """`field: name <address>`, folded before the address where the line would be long."""
    if not name:
        return f"{field}: {address}".encode("ascii")
    start = f"{field}: {_phrase(field, name)}"
    last = start.rpartition("\n")[2]
    gap = " " if len(last) + len(address) + 3 <= LINE else "\r\n "
    return f"{start}{gap}<{address}>".encode("ascii")


def _phrase(field: str, name: str) -> str:
    """A display name: as it is, in quotation marks, or as encoded words."""
    refuse_breaks(f"name in {field}:", name)
    if not name.isascii() or "=?" in name or len(name) > _LONGEST_NAME:
        return _encoded_words(field, name)
    if _ATOMS.fullmatch(name):
        return name
    return '"' + re.sub(r'(["\\])', r"\\\1", name) + '"'


def _encoded_words(field: str, text: str) -> str:
    word = _UTF_8.header_encode(text)
    if len(f"{field}: {word}") <= LINE:
        return word
    header = Header(text, "utf-8", maxlinelen=LINE, header_name=field)
    return header.encode(linesep="\r\n")
