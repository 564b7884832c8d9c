"""A letter for a system that takes messages electronically: its characters, and its parts.

Characters are counted as Unicode code points of the composed form (NFC), a line break as one. Where
a system counts otherwise it counts more: a line break as two, or what lies outside the basic plane,
emoji above all, as two or as several.
"""

import re
from collections.abc import Iterator
from unicodedata import normalize

_OUTSIDE = re.compile("[\U00010000-\U0010ffff]")
# Where a text may be parted, the best place first: after a paragraph, a line, a sentence, a word.
_BORDERS = tuple(map(re.compile, (r"\n\n+", r"\n", r"(?<=[.!?…])\s+|(?<=[。！？])", r"\s+", r"")))
_MOST_PARTS = 99
_MARK = "({number}/{of})\n"


def as_message(text: str) -> str:
    """The text in composed form, with newlines as its line breaks and none at its ends."""
    return normalize("NFC", text).replace("\r\n", "\n").replace("\r", "\n").strip("\n")


def characters(text: str) -> int:
    """How many characters a message has."""
    return len(as_message(text))


def counted_twice(text: str) -> str:
    """Characters outside the basic plane, each once: emoji, and a few rare Chinese ones."""
    return "".join(dict.fromkeys(_OUTSIDE.findall(text)))


def parts(text: str, limit: int) -> tuple[str, ...]:
    """The text as messages of `limit` characters at most, numbered “(1/3)” where there are several.

    Parted between paragraphs where that is possible, else lines, sentences, words. Raises
    ValueError where the limit leaves no room for words, or would take very many parts.
    """
    text = as_message(text)
    if len(text) <= limit:
        return (text,)
    room = limit - len(_MARK.format(number=_MOST_PARTS, of=_MOST_PARTS))
    if room < 1 or len(text) > room * _MOST_PARTS // 2:
        raise ValueError(limit)
    pieces = tuple(_filled(text, room))
    return tuple(
        _MARK.format(number=number, of=len(pieces)) + piece
        for number, piece in enumerate(pieces, start=1)
    )


def _filled(text: str, room: int) -> Iterator[str]:
    while len(text) > room:
        end, goes_on = _border(text, room)
        yield text[:end].rstrip()
        text = text[goes_on:].lstrip()
    yield text


def _border(text: str, room: int) -> tuple[int, int]:
    """Where a part ends and where the next one begins: at the best border of its second half."""
    for border in _BORDERS:
        ends = [
            found.span()
            for found in border.finditer(text, room // 2)
            if room // 2 < found.start() <= room
        ]
        if ends:
            return ends[-1]
    return room, room
