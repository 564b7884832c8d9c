"""Looks for words in what leaves a computer, however they are written there."""

import html
import re
import sqlite3
from base64 import b64decode, b64encode
from binascii import Error, b2a_qp
from collections.abc import Iterable, Iterator
from contextlib import closing
from email import message_from_bytes, policy
from io import BytesIO
from pathlib import Path
from urllib.parse import quote
from zipfile import ZipFile

from pypdf import PdfReader
from pypdf.generic import StreamObject

from outreach.ledger.packing import unpacked


def found(words: Iterable[str], layers: Iterable[bytes]) -> set[str]:
    """Those of the words that stand anywhere in the layers, in any case and encoding."""
    forms = {word: (_forms(word), _in_base64(word)) for word in words}
    hits: set[str] = set()
    for layer in layers:
        for data in (layer, layer.replace(b"=\r\n", b""), re.sub(rb"\r?\n[ \t]?", b"", layer)):
            low = data.lower()
            for word, (plain, base64) in forms.items():
                if any(form in low for form in plain) or any(form in data for form in base64):
                    hits.add(word)
    return hits


def _forms(word: str) -> set[bytes]:
    """As text in several encodings; letters are small."""
    text = word.lower()
    wide = text.encode("utf-16-be")
    return {
        text.encode(),
        wide,
        text.encode("utf-16-le"),
        text.encode().hex().encode(),
        wide.hex().encode(),
        b2a_qp(text.encode()).lower(),
        quote(text).lower().encode(),
        text.encode("unicode-escape"),
        text.encode("ascii", "xmlcharrefreplace"),
    }


def _in_base64(word: str) -> set[bytes]:
    """The characters that are certain, wherever in a longer text the word stands."""
    parts: set[bytes] = set()
    for text in (word, word.lower(), word.upper(), word.capitalize()):
        plain = text.encode()
        for shift in range(3):
            first, end = -(-shift * 8 // 6), (shift + len(plain)) * 8 // 6
            parts.add(b64encode(bytes(shift) + plain)[first:end])
    return parts


# --- the layers of what is searched ------------------------------------------------------------


def of_conversation(heard: bytes) -> Iterator[bytes]:
    """What was spoken, and what is said in it in base64: an AUTH, a part of a letter."""
    yield heard
    for token in re.findall(rb"[A-Za-z0-9+/]{6,}={0,2}", heard):
        try:
            yield b64decode(token + b"=" * (-len(token) % 4))
        except Error:
            continue


def of_message(raw: bytes) -> Iterator[bytes]:
    """A message as it is, its headers and every part decoded, and HTML as it is read."""
    yield raw
    message = message_from_bytes(raw, policy=policy.default)
    for part in message.walk():
        for name, value in part.items():
            yield f"{name}: {value}".encode()
        if not part.is_multipart():
            content = part.get_payload(decode=True)
            assert isinstance(content, bytes)
            yield content
            yield html.unescape(content.decode()).encode()


def of_pdf(raw: bytes) -> Iterator[bytes]:
    """Every object, and streams without their compression; the text, as glyphs are mapped to it."""
    yield raw
    reader = PdfReader(BytesIO(raw))
    for number in range(1, int(reader.trailer["/Size"])):
        thing = reader.get_object(number)
        yield repr(thing).encode("utf-8", "surrogatepass")
        if isinstance(thing, StreamObject):
            yield thing.get_data()
    yield repr(dict(reader.metadata or {})).encode()
    yield "\n".join(page.extract_text() for page in reader.pages).encode()


def of_docx(raw: bytes) -> Iterator[bytes]:
    """Every part, its name and what the archive says beside it; the words without markup."""
    yield raw
    with ZipFile(BytesIO(raw)) as archive:
        yield archive.comment
        for entry in archive.infolist():
            content = archive.read(entry)
            yield entry.filename.encode()
            yield entry.comment + entry.extra
            yield content
            yield html.unescape(re.sub(r"<[^>]+>", "", content.decode())).encode()


def of_text(raw: bytes) -> Iterator[bytes]:
    """Text or HTML."""
    yield raw
    yield html.unescape(raw.decode()).encode()
    yield html.unescape(re.sub(r"<[^>]+>", "", raw.decode())).encode()


def of_ledger(path: Path) -> Iterator[bytes]:
    """The file itself, every value of every row, and the letters it keeps."""
    yield path.read_bytes()
    with closing(sqlite3.connect(path)) as ledger:
        tables = ledger.execute("SELECT name, sql FROM sqlite_master WHERE type = 'table'")
        for name, sql in tables.fetchall():
            yield sql.encode()
            for row in ledger.execute(f"SELECT * FROM {name}"):  # noqa: S608 its own names
                yield repr(row).encode()
        for (body,) in ledger.execute("SELECT body FROM contents WHERE body IS NOT NULL"):
            yield from of_message(unpacked(bytes(body)))


def of_file(path: Path) -> Iterator[bytes]:
    """Any file that the program makes, by the ending of its name."""
    if path.suffix == ".db":
        return of_ledger(path)
    kinds = {".pdf": of_pdf, ".docx": of_docx, ".eml": of_message}
    return kinds.get(path.suffix, of_text)(path.read_bytes())
