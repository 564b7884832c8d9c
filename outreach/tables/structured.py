"""Lists kept as YAML or JSON: a list of entries, each with the columns as its keys."""

import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NoReturn

from outreach.errors import InputInvalid, Problem
from outreach.tables.encodings import read_text
from outreach.tables.files import refused
from outreach.tables.grids import damaged_cells
from outreach.tables.plain_yaml import Entries, Listing, Node, Scalar, read_yaml
from outreach.tables.rows import Row, Table

_SHAPE = "It holds a list of recipients, each with keys such as name, office and email."


def read_yaml_table(path: Path, shown: str) -> Table:
    """A YAML list of entries. Values are text as written; a list of texts becomes lines."""
    node = read_yaml(read_text(path, shown), shown)
    if not isinstance(node, Listing) or not node.items:
        raise refused(shown, "The file holds no list of recipients.", _SHAPE)
    return _table(node.items, shown)


def read_json_table(path: Path, shown: str) -> Table:
    """A JSON list of objects. Numbers stay as they are written."""
    items = tuple(_items(read_text(path, shown), shown))
    if not items:
        raise refused(shown, "The file holds no recipients.", _SHAPE)
    return _table(items, shown)


def _table(items: Sequence[Node], shown: str) -> Table:
    problems: list[Problem] = []
    rows = [_row(item, shown, problems) for item in items]
    columns = tuple(dict.fromkeys(name for row in rows for name in row.values))
    return Table(columns, _rows(rows, columns, shown, problems))


def _rows(
    rows: list[Row], columns: tuple[str, ...], shown: str, problems: list[Problem]
) -> Iterator[Row]:
    for row in rows:
        problems.extend(damaged_cells(row.values.items(), shown, row.line))
        yield Row(row.line, dict.fromkeys(columns, "") | row.values)
    if problems:
        raise InputInvalid(sorted(problems, key=lambda problem: problem.line or 0))


def _row(item: Node, shown: str, problems: list[Problem]) -> Row:
    values: dict[str, str] = {}
    if not isinstance(item, Entries):
        problems.append(Problem("This is not an entry with keys.", _SHAPE, shown, item.line))
        return Row(item.line, values)
    for key, node in item.pairs:
        text = _cell(node)
        if text is None:
            problems.append(
                Problem(
                    f"“{key.text}” holds entries of its own.",
                    "Write a text, or a list of lines.",
                    shown,
                    key.line,
                )
            )
        values[key.text.strip()] = text or ""
    return Row(item.line, values)


def _cell(node: Node) -> str | None:
    match node:
        case Scalar():
            return node.text
        case Listing():
            lines = [item.text for item in node.items if isinstance(item, Scalar)]
            return "\n".join(lines) if len(lines) == len(node.items) else None
        case Entries():
            return None


# --- JSON --------------------------------------------------------------------------------------


class _Repeated(ValueError):
    """An object gives one key twice."""


def _items(text: str, shown: str) -> Iterator[Node]:
    """The items of the outermost list, each with the line at which it starts."""
    decoder = json.JSONDecoder(
        object_pairs_hook=_once, parse_int=str, parse_float=str, parse_constant=str
    )
    place, line, counted = _skip(text, 0), 1, 0
    if text[place : place + 1] != "[":
        raise refused(shown, "The file does not start with a list.", _SHAPE)
    place = _skip(text, place + 1)
    while text[place : place + 1] != "]":
        line, counted = line + text.count("\n", counted, place), place
        try:
            value, place = decoder.raw_decode(text, place)
        except json.JSONDecodeError as error:
            _refuse_json(shown, error.msg, error.lineno)
        except (_Repeated, RecursionError) as error:
            _refuse_json(shown, str(error), line)
        yield _node(value, line)
        place = _next(text, place, shown)
    if _skip(text, place + 1) < len(text):
        _refuse_json(shown, "something follows the list", text.count("\n", 0, place) + 1)


def _refuse_json(shown: str, words: str, line: int) -> NoReturn:
    raise refused(
        shown,
        f"The JSON cannot be read: {words}.",
        "Mend it there; if the file is cut off, get it again.",
        line,
    )


def _next(text: str, place: int, shown: str) -> int:
    """Past the comma to the next item, or to the end of the list."""
    place = _skip(text, place)
    match text[place : place + 1]:
        case "]":
            return place
        case ",":
            return _skip(text, place + 1)
        case _:
            _refuse_json(shown, "a comma or the end of the list is missing", _line(text, place))


def _line(text: str, place: int) -> int:
    return text.count("\n", 0, place) + 1


def _skip(text: str, place: int) -> int:
    while text[place : place + 1] in {" ", "\n", "\t", "\r"}:
        place += 1
    return place


def _once(pairs: list[tuple[str, object]]) -> dict[str, object]:
    entries = dict(pairs)
    if len(entries) < len(pairs):
        keys = [key for key, _ in pairs]
        raise _Repeated(f"a key is given twice: {max(keys, key=keys.count)}")
    return entries


def _node(value: object, line: int) -> Node:
    match value:
        case dict():
            return Entries(
                tuple((Scalar(key, line), _node(inner, line)) for key, inner in value.items()), line
            )
        case list():
            return Listing(tuple(_node(inner, line) for inner in value), line)
        case None:
            return Scalar("", line)
        case bool():
            return Scalar("true" if value else "false", line)
        case _:
            return Scalar(str(value), line)
