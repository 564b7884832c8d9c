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

    def records(self, key: str) -> tuple["Record", ...]:
        """The records listed under a key."""
        values = self.data.get(key)
        listed = values if isinstance(values, list) else []
        return tuple(Record(self.line, value) for value in listed if isinstance(value, dict))


def read_records(path: Path, shown: str) -> tuple[Record, ...]:
    """The list of records a file holds; `.json` is read as JSON, anything else as YAML.

    Raises InputInvalid for a file that is empty, cut off, too deep, or holds something else.
    """
    text = read_text(path, shown)
    if not text.strip():
        raise refused(shown, "The file is empty.", _CUT_OFF)
    read = _json_records if path.suffix.casefold() == ".json" else _yaml_records
    records = tuple(read(text, shown))
    if not records:
        raise refused(shown, "The file holds no records.", _CUT_OFF)
    return records


def _yaml_records(text: str, shown: str) -> Iterator[Record]:
    if not text.endswith("\n"):
        raise refused(
            shown, "The file breaks off in the middle of its last line.", _CUT_OFF, _lines(text)
        )
    node = read_yaml(text, shown)
    if not isinstance(node, Listing):
        raise refused(shown, "The file holds no list of records.", "Is it the right one?")
    for item in node.items:
        data = _plain(item)
        if not isinstance(data, dict):
            raise refused(shown, "This is not a record.", "Is it the right file?", item.line)
        yield Record(item.line, data)


def _plain(node: Node) -> object:
    match node:
        case Scalar():
            return node.text
        case Listing():
            return [_plain(item) for item in node.items]
        case Entries():
            return {key.text: _plain(value) for key, value in node.pairs}


def _json_records(text: str, shown: str) -> Iterator[Record]:
    try:
        items = json.loads(text, parse_int=str, parse_float=str, parse_constant=str)
    except json.JSONDecodeError as error:
        raise refused(
            shown, f"The JSON cannot be read: {error.msg}.", _CUT_OFF, error.lineno
        ) from error
    except RecursionError as error:
        raise refused(shown, "The records are nested too deeply.") from error
    if not isinstance(items, list):
        raise refused(shown, "The file holds no list of records.", "Is it the right one?")
    for place, item in enumerate(items, start=1):
        if not isinstance(item, dict):
            raise refused(shown, f"Record {place} is not a record.", "Is it the right file?")
        yield Record(0, _without_null(item))


def _without_null(record: dict[str, object]) -> dict[str, object]:
    return {key: "" if value is None else value for key, value in record.items()}


def _lines(text: str) -> int:
    return len(re.findall(r"\n", text)) + 1
