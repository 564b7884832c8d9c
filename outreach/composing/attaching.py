"""Files at the end of e-mails: the part of a message that all letters of a campaign share."""

import re
import unicodedata
from base64 import encodebytes
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from hashlib import sha256
from urllib.parse import quote

from outreach.model.enclosure import EnclosedFile

_ENTITY = b"\r\nContent-Type: "
_UNSAFE = re.compile(r"[^A-Za-z0-9 ()+,._-]+")
# What an ASCII name loses on some system, or what hides how a name ends.
_NOT_IN_A_NAME = re.compile(
    r"[\x00-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2066-\u2069\"\\/:*?<>|]"
)
_LONGEST = 60


@dataclass(frozen=True, slots=True)
class Attached:
    """`ending` is what every message of a campaign ends with, from the line that begins the first
    file: the same bytes in all of them.
    """

    boundary: bytes
    ending: bytes


def attached(files: Sequence[EnclosedFile]) -> Attached | None:
    """The files as parts of a message, made once for all; None without any."""
    if not files:
        return None
    parts = [_part(number, file) for number, file in enumerate(files, start=1)]
    # Base64 never writes "=_", and the words of a letter are encoded so that they never do either.
    boundary = b"=_" + sha256(b"\0".join(parts)).hexdigest()[:32].encode("ascii")
    opening = b"--%b\r\n" % boundary
    return Attached(boundary, b"".join(opening + part for part in parts) + b"--%b--\r\n" % boundary)


def with_files(body: bytes, files: Attached) -> bytes:
    """A message that had the words of a letter only, with files after them.

    `body` has its own Content-Type as the last header but those that belong to it.
    """
    headers, found, entity = body.partition(_ENTITY)
    if not found:
        raise ValueError("the body of a message has a Content-Type")
    mixed = b'\r\nContent-Type: multipart/mixed;\r\n boundary="%b"\r\n\r\n' % files.boundary
    words = b"--%b%b%b\r\n" % (files.boundary, _ENTITY, entity)
    return headers + mixed + words + files.ending


def _part(number: int, file: EnclosedFile) -> bytes:
    charset = "; charset=utf-8" if file.media_type.startswith("text/") else ""
    lines = [
        f"Content-Type: {file.media_type}{charset}",
        "Content-Transfer-Encoding: base64",
        "Content-Disposition: attachment",
    ]
    headers = ";\r\n ".join(["\r\n".join(lines), *_name(number, file.name)])
    content = encodebytes(file.content).replace(b"\n", b"\r\n")
    return b"%b\r\n\r\n%b\r\n" % (headers.encode("ascii"), content)


def _name(number: int, name: str) -> Iterator[str]:
    """The file's name in ASCII for every mail program, and as it is where that is another one
    (RFC 2231, in pieces that leave no line too long).
    """
    clean = _NOT_IN_A_NAME.sub("", name).strip(" .")
    plain = ascii_name(clean, number)
    yield f'filename="{plain}"'
    if plain == clean:
        return
    pieces = _pieces(clean)
    if len(pieces) == 1:
        yield f"filename*=utf-8''{pieces[0]}"
        return
    for place, piece in enumerate(pieces):
        yield f"filename*{place}*={piece if place else chr(39).join(('utf-8', '', piece))}"


def _pieces(name: str) -> list[str]:
    """The name percent-encoded, no character torn apart."""
    pieces = [""]
    for character in name:
        encoded = quote(character, safe="")
        if len(pieces[-1]) + len(encoded) > 48:
            pieces.append("")
        pieces[-1] += encoded
    return pieces


def ascii_name(name: str, number: int) -> str:
    """A name that every system takes: `Beilage für Köln.pdf` → `Beilage fur Koln.pdf`."""
    stem, dot, ending = name.rpartition(".")
    folded = unicodedata.normalize("NFKD", stem).encode("ascii", "ignore").decode("ascii")
    folded = _UNSAFE.sub("-", folded).strip(" .-")
    lost = sum(character.isalnum() for character in stem) - sum(map(str.isalnum, folded))
    # A name in Chinese leaves nothing of it, and remains of one say nothing either.
    kept = folded[:_LONGEST].strip(" .-") if folded and lost <= len(folded) // 3 else ""
    return f"{kept or f'enclosure-{number}'}{dot}{ending.lower()}"
