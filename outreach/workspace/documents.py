"""The user's TOML and YAML, with the line at which each key stands."""

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from outreach.errors import InputInvalid, Problem
from outreach.tables.encodings import read_text
from outreach.tables.plain_yaml import Entries, Listing, Node, Scalar, read_yaml

Keys = tuple[str, ...]

_TABLE = re.compile(r"\s*\[{1,2}\s*([^\[\]=]+?)\s*\]{1,2}\s*(?:#.*)?$")
_KEY = re.compile(r"\s*([\w\"'.\- ]+?)\s*=")
_AT_LINE = re.compile(r"\s*\(at line (\d+), column \d+\)|\s*\(at end of document\)")


@dataclass(frozen=True, slots=True)
class Document:
    """What a file says. Values are text, numbers, dates, lists and mappings of these."""

    file: str
    data: Mapping[str, object]
    lines: Mapping[Keys, int]

    def line(self, keys: Keys) -> int | None:
        """Where a key stands, or the nearest one around it."""
        while keys and keys not in self.lines:
            keys = keys[:-1]
        return self.lines.get(keys)


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """A text file that starts with YAML between two lines of `---`; lines count from 1."""

    document: Document
    body: str
    body_line: int


def read_toml(path: Path, shown: str) -> Document:
    """Read a TOML file; raises InputInvalid with the line of a mistake."""
    return parse_toml(read_text(path, shown), shown)


def parse_toml(text: str, shown: str) -> Document:
    """Read TOML from a text. Decimal numbers are kept as they are written."""
    try:
        data = tomllib.loads(text, parse_float=str)
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        raise InputInvalid([_mistake(str(error), text, shown)]) from error
    return Document(shown, data, dict(reversed(list(_toml_lines(text)))))


def read_front_matter(path: Path, shown: str) -> FrontMatter:
    """Read a text file with front matter; the body keeps its lines."""
    lines = read_text(path, shown).split("\n")
    if lines[0].strip() != "---":
        raise InputInvalid([_no_front_matter(shown)])
    end = next((place for place in range(1, len(lines)) if lines[place].rstrip() == "---"), None)
    if end is None:
        raise InputInvalid(
            [Problem("The front matter is not closed.", "End it with a line of ---.", shown, 1)]
        )
    node = read_yaml("\n".join(lines[1:end]), shown, first_line=2)
    if node is not None and not isinstance(node, Entries):
        raise InputInvalid(
            [Problem("The front matter holds no keys.", "Start with subject: …", shown, 2)]
        )
    document = Document(shown, _mapping(node), dict(_yaml_lines(node, ())))
    return FrontMatter(document, "\n".join(lines[end + 1 :]), end + 2)


def _no_front_matter(shown: str) -> Problem:
    return Problem(
        "The letter has no front matter.",
        "Its first lines are: ---, then subject: and what else it needs, then --- again.",
        shown,
        1,
    )


def _mistake(message: str, text: str, shown: str) -> Problem:
    found = _AT_LINE.search(message)
    line = None
    if found:
        line = int(found.group(1)) if found.group(1) else text.rstrip().count("\n") + 1
    words = _AT_LINE.sub("", message)
    return Problem(f"The TOML cannot be read here: {words}.", _TOML_HINT, shown, line)


_TOML_HINT = 'Texts stand in quotation marks: name = "Jane Doe".'


def _toml_lines(text: str) -> Iterator[tuple[Keys, int]]:
    """Every table and key that starts a line; tomllib itself does not tell."""
    table: Keys = ()
    for number, line in enumerate(text.split("\n"), start=1):
        if found := _TABLE.match(line):
            table = _split(found.group(1))
            yield table, number
        elif found := _KEY.match(line):
            yield (*table, *_split(found.group(1))), number


def _split(dotted: str) -> Keys:
    return tuple(part.strip().strip("\"'") for part in dotted.split("."))


def _mapping(node: Entries | None) -> dict[str, object]:
    return {} if node is None else {key.text: _value(inner) for key, inner in node.pairs}


def _value(node: Node) -> object:
    match node:
        case Scalar():
            return node.text
        case Listing():
            return [_value(item) for item in node.items]
        case Entries():
            return _mapping(node)


def _yaml_lines(node: Node | None, keys: Keys) -> Iterator[tuple[Keys, int]]:
    """Every key, and every item of a list by its place."""
    if isinstance(node, Entries):
        for key, inner in node.pairs:
            yield (*keys, key.text), key.line
            yield from _yaml_lines(inner, (*keys, key.text))
    elif isinstance(node, Listing):
        for place, item in enumerate(node.items):
            yield (*keys, str(place)), item.line
