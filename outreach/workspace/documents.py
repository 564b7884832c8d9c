"""The user's TOML, with the line at which each key stands."""

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from outreach.errors import InputInvalid, Problem
from outreach.tables.encodings import read_text

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
