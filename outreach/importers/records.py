"""Records of a data set in YAML or JSON, read as plain text: nothing in them is code."""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from outreach.tables.encodings import read_text
from outreach.tables.files import refused
from outreach.tables.plain_yaml import Entries, Listing, Node, Scalar, read_yaml

_CUT_OFF = "If the download broke off, get the file again."


@dataclass(frozen=True, slots=True)
class Record:
    """One record; every scalar is text, whatever is missing or null is empty.

    `line` is where it starts, 0 where that is not known.
    """

    line: int
    data: Mapping[str, object]

    def text(self, *keys: str) -> str:
        """The text under these keys, or an empty one; what is no text counts as missing."""
        value: object = self.data
        for key in keys:
            value = value.get(key, "") if isinstance(value, dict) else ""
        return value.strip() if isinstance(value, str) else ""

    def texts(self, key: str) -> tuple[str, ...]:
        """The texts listed under a key."""
        values = self.data.get(key)
        listed = values if isinstance(values, list) else []
        return tuple(value.strip() for value in listed if isinstance(value, str))

    def record(self, key: str) -> "Record":
        """The record under a key, or an empty one."""
        value = self.data.get(key)
        return Record(self.line, value if isinstance(value, dict) else {})

    def records(self, key: str) -> tuple["Record", ...]:
        """The records listed under a key."""
        values = self.data.get(key)
        listed = values if isinstance(values, list) else []
        return tuple(Record(self.line, value) for value in listed if isinstance(value, dict))


def read_records(path: Path, shown: str) -> tuple[Record, ...]:
    """The list of records a file holds; `.json` is read as JSON, anything else as YAML.

    Raises InputInvalid for a file that is empty, cut off, too deep, or holds something else.
    """
    text = _text(path, shown)
    read = _json_records if path.suffix.casefold() == ".json" else _yaml_records
    records = tuple(read(text, shown))
    if not records:
        raise refused(shown, "The file holds no records.", _CUT_OFF)
    return records


def read_yaml_record(path: Path, shown: str) -> Record:
    """The one record of a YAML file; raises InputInvalid as `read_records` does."""
    return _record(_yaml(_text(path, shown), shown), shown, 1)


def read_json_record(path: Path, shown: str) -> Record:
    """The one record a JSON file holds; raises InputInvalid as `read_records` does."""
    data = _json(_text(path, shown), shown)
    if not isinstance(data, dict):
        raise refused(shown, "The file does not start with a record.", "Is it the right one?")
    return Record(0, data)


def _text(path: Path, shown: str) -> str:
    text = read_text(path, shown)
    if not text.strip():
        raise refused(shown, "The file is empty.", _CUT_OFF)
    return text


def _yaml(text: str, shown: str) -> Node | None:
    if not text.endswith("\n"):
        raise refused(
            shown, "The file breaks off in the middle of its last line.", _CUT_OFF, _lines(text)
        )
    return read_yaml(text, shown)


def _record(node: Node | None, shown: str, line: int) -> Record:
    data = None if node is None else _plain(node)
    if not isinstance(data, dict):
        raise refused(shown, "This is not a record.", "Is it the right file?", line)
    return Record(line, data)


def _yaml_records(text: str, shown: str) -> Iterator[Record]:
    node = _yaml(text, shown)
    if not isinstance(node, Listing):
        raise refused(shown, "The file holds no list of records.", "Is it the right one?")
    for item in node.items:
        yield _record(item, shown, item.line)


def _plain(node: Node) -> object:
    match node:
        case Scalar():
            return node.text
        case Listing():
            return [_plain(item) for item in node.items]
        case Entries():
            return {key.text: _plain(value) for key, value in node.pairs}


def _json_records(text: str, shown: str) -> Iterator[Record]:
    items = _json(text, shown)
    if not isinstance(items, list):
        raise refused(shown, "The file holds no list of records.", "Is it the right one?")
    for place, item in enumerate(items, start=1):
        if not isinstance(item, dict):
            raise refused(shown, f"Record {place} is not a record.", "Is it the right file?")
        yield Record(0, item)


def _json(text: str, shown: str) -> object:
    try:
        found: object = json.loads(text, parse_int=str, parse_float=str, parse_constant=str)
    except json.JSONDecodeError as error:
        raise refused(
            shown, f"The JSON cannot be read: {error.msg}.", _CUT_OFF, error.lineno
        ) from error
    except RecursionError as error:
        raise refused(shown, "The records are nested too deeply.") from error
    return found


def _lines(text: str) -> int:
    return len(re.findall(r"\n", text)) + 1
