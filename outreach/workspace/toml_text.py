"""TOML as text: values written, and one value put into a file that a person wrote."""

import json
import re
from collections.abc import Sequence

_TABLE = re.compile(r"\s*\[")


def quoted(text: str) -> str:
    """A text as TOML writes it. JSON's escapes are TOML's; DEL alone it leaves as it is."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")


def array(texts: Sequence[str]) -> str:
    """A list of texts on one line."""
    return f"[{', '.join(map(quoted, texts))}]"


def with_value(text: str, table: str, key: str, value: str) -> str:
    """The text with `key = value` in `[table]`; a comment after an old value stays."""
    lines = text.split("\n")
    start = _table_at(lines, table)
    if start is None:
        gap = "" if text.endswith("\n") or not text else "\n"
        return f"{text}{gap}\n[{table}]\n{key} = {value}\n"
    end = next(
        (place for place in range(start + 1, len(lines)) if _TABLE.match(lines[place])), len(lines)
    )
    written = re.compile(rf"(\s*{key}\s*=\s*)(?:\"[^\"]*\"|'[^']*'|\d+)(.*)")
    for place in range(start + 1, end):
        if found := written.fullmatch(lines[place]):
            lines[place] = f"{found.group(1)}{value}{found.group(2)}"
            return "\n".join(lines)
    place = _last_filled(lines, start, end) + 1
    return "\n".join([*lines[:place], f"{key} = {value}", *lines[place:]])


def _table_at(lines: Sequence[str], table: str) -> int | None:
    heading = re.compile(rf"\s*\[\s*{table}\s*\]\s*(?:#.*)?")
    return next((place for place, line in enumerate(lines) if heading.fullmatch(line)), None)


def _last_filled(lines: Sequence[str], start: int, end: int) -> int:
    """The last line of a table that says something; comments below it belong to what follows."""
    filled = [
        place
        for place in range(start + 1, end)
        if lines[place].strip() and not lines[place].lstrip().startswith("#")
    ]
    return filled[-1] if filled else start
