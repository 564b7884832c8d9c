"""Words as Markdown that a letter template reads back as the same words."""

import re
from collections.abc import Iterable, Iterator
from itertools import groupby

from outreach.composing.markdown import parse
from outreach.composing.pattern import Filling
from outreach.composing.sheet import PLACES
from outreach.drafts.blanks import Blank
from outreach.drafts.written import Words
from outreach.model.letter import (
    Block,
    Emphasis,
    Heading,
    Inline,
    Link,
    Paragraph,
    Strong,
    Text,
)

_PLACE = re.compile(r"\{\{ (?:\w+|'[^']+') \}\}")
_VALUE = "x"

Parts = tuple[Words | Blank, ...]

_SPECIAL = re.compile(r"[\\`*\[\]<>|]|(?<!\w)_|_(?!\w)|&(?=#?\w+;)|!(?=\[)")
# What would begin a field, and what a letter template objects to: written as a value, it is words.
_VALUES = re.compile(r"\{(?=[{%#]|$)|\*{2,}|<!--")
_START = re.compile(r"(?m)^(\s*)([#>+=~-]|\d{1,9}(?=[.)]))(\s*)")


def markdown(parts: Parts, *, heading: bool = False) -> str:
    """The Markdown for one paragraph; without bold and italics where they cannot be told."""
    text = "".join(_linked(link, group) for link, group in groupby(parts, key=_link_of))
    text = _START.sub(_escaped_start, text) if not heading else text
    lines = [line.strip() for line in text.split("\n")]
    text = "\\\n".join(line for line in lines if line)
    if _is_marked(parts) and not _reads_back(text, parts):
        return markdown(tuple(map(_unmarked, parts)), heading=heading)
    return text


def plain(parts: Parts) -> str:
    """Words for a place where no Markdown is read, such as a subject."""
    told = (
        _field(part) if isinstance(part, Blank) else _VALUES.sub(_as_value, part.text)
        for part in parts
    )
    return " ".join("".join(told).split())


def _field(blank: Blank) -> str:
    return f"{{{{ {blank.name} }}}}"


def _as_value(found: re.Match[str]) -> str:
    return f"{{{{ '{found[0]}' }}}}"


def _link_of(part: Words | Blank) -> str:
    return part.words.link if isinstance(part, Blank) else part.link


def _linked(link: str, group: Iterable[Words | Blank]) -> str:
    inner = "".join(_faced(face, parts) for face, parts in groupby(group, key=_face_of))
    if not link or not inner.strip():
        return inner
    target = f"<{link}>" if re.search(r"[\s()<>]", link) else link
    return f"[{inner}]({_quoted_target(target)})"


def _quoted_target(target: str) -> str:
    return target.replace("{", "%7B").replace("}", "%7D")


def _face_of(part: Words | Blank) -> tuple[bool, bool]:
    words = part.words if isinstance(part, Blank) else part
    return words.strong, words.emphasis


def _faced(face: tuple[bool, bool], parts: Iterable[Words | Blank]) -> str:
    """Spaces at the edges stay outside of the marks, or Markdown shows the marks."""
    strong, emphasis = face
    inner = "".join(_one(part) for part in parts)
    mark = "*" * (2 * strong + emphasis)
    if not mark or not inner.strip():
        return inner
    return "\n".join(_wrapped(line, mark) for line in inner.split("\n"))


def _wrapped(line: str, mark: str) -> str:
    words = line.strip()
    if not words:
        return line
    before, after = line[: len(line) - len(line.lstrip())], line[len(line.rstrip()) :]
    return f"{before}{mark}{words}{mark}{after}"


def _one(part: Words | Blank) -> str:
    if isinstance(part, Blank):
        return _field(part)
    text = part.text.replace("\t", " ")
    pieces: list[str] = []
    done = 0
    for found in _VALUES.finditer(text):
        pieces += _SPECIAL.sub(r"\\\g<0>", text[done : found.start()]), _as_value(found)
        done = found.end()
    return "".join((*pieces, _SPECIAL.sub(r"\\\g<0>", text[done:])))


def _escaped_start(found: re.Match[str]) -> str:
    mark = f"{found[2]}\\" if found[2].isdigit() else f"\\{found[2]}"
    return f"{found[1]}{mark}{found[3]}"


def _reads_back(text: str, parts: Parts) -> bool:
    """Whether a letter would have the same words. By then values are single characters."""
    parsed = parse(_PLACE.sub(PLACES[0], text), lambda line: line)
    if parsed.objections:
        return False
    found = "".join(
        words
        for pattern in parsed.blocks
        for block in pattern.filled(Filling((_VALUE,)))
        for words in _words_of(block)
    )
    said = "".join(
        _VALUE if isinstance(part, Blank) else _VALUES.sub(_VALUE, part.text) for part in parts
    )
    return "".join(found.split()) == "".join(said.split())


def _words_of(part: Block | Inline) -> Iterator[str]:
    match part:
        case Text(text):
            yield text
        case (
            Paragraph(inner) | Heading(_, inner) | Emphasis(inner) | Strong(inner) | Link(_, inner)
        ):
            for inline in inner:
                yield from _words_of(inline)
        case _:
            return


def _is_marked(parts: Parts) -> bool:
    return any(any(_face_of(part)) or _link_of(part) for part in parts)


def _unmarked(part: Words | Blank) -> Words | Blank:
    if isinstance(part, Blank):
        return Blank(Words(part.words.text), part.name)
    return Words(part.text)
