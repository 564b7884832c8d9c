"""The user's TOML, with the line at which each key stands."""

import re
import tomllib
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from outreach.errors import InputInvalid, Problem
from outreach.tables.encodings import read_text

Keys = tuple[str, ...]

_TABLE = re.compile(r"\s*\[{1,2}\s*([^\[\]=]+?)\s*\]{1,2}\s*(?:#.*)?$")
_KEY = re.compile(r"\s*([\w\"'.\- ]+?)\s*=")
_LONG_TEXT = re.compile(r"=\s*(\"{3}|'{3})")
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
    except ValueError as error:  # Python reads no number of thousands of digits
        raise InputInvalid(
            [Problem("A number is too long to be read.", _TOML_HINT, shown)]
        ) from error
    return Document(shown, data, dict(reversed(list(_toml_lines(text)))))


def _mistake(message: str, text: str, shown: str) -> Problem:
    found = _AT_LINE.search(message)
    line = None
    if found:
        line = int(found.group(1)) if found.group(1) else text.rstrip().count("\n") + 1
    if line and _MONTH.fullmatch(text.split("\n")[line - 1]):
        return Problem("This is a month, and no day.", _MONTH_HINT, shown, line)
    words = _AT_LINE.sub("", message)
    return Problem(f"The TOML cannot be read here: {words}.", _TOML_HINT, shown, line)


_MONTH = re.compile(
    r"\s*(?:since|(?:arrested|tried|sentenced)_on)\s*=\s*[12]\d{3}-\d\d?\s*(?:#.*)?"
)
_MONTH_HINT = 'Write the day too, or the month alone between quotation marks: "2024-03".'
_TOML_HINT = 'Texts stand in quotation marks: name = "Jane Doe".'


def _toml_lines(text: str) -> Iterator[tuple[Keys, int]]:
    """Every table and key that starts a line; tomllib itself does not tell. The tables of a list
    are counted from 0: (`held`, `1`, `since`).
    """
    table: Keys = ()
    lists: Counter[Keys] = Counter()
    within = ""  # the quotation marks of a text of several lines
    for number, line in enumerate(text.split("\n"), start=1):
        if within:
            within = "" if within in line else within
        elif found := _TABLE.match(line):
            table = _counted(_split(found.group(1)), lists)
            if line.lstrip().startswith("[["):
                yield table, number
                lists[table] += 1
                table = (*table, str(lists[table] - 1))
            yield table, number
        elif found := _KEY.match(line):
            yield (*table, *_split(found.group(1))), number
            within = _opened(line)


def _counted(keys: Keys, lists: Counter[Keys]) -> Keys:
    """Keys of a table with the place of each list above it, which is its last one so far."""
    path: Keys = ()
    for place, key in enumerate(keys):
        path = (*path, key)
        if path in lists and place < len(keys) - 1:
            path = (*path, str(lists[path] - 1))
    return path


def _opened(line: str) -> str:
    """The quotation marks of a text that goes on below; empty where none does."""
    found = _LONG_TEXT.search(line)
    return found.group(1) if found and line.count(found.group(1)) % 2 else ""


def _split(dotted: str) -> Keys:
    return tuple(part.strip().strip("\"'") for part in dotted.split("."))
