"""TOML as text: values written, and one value put into a file that a person wrote."""

import json
import re
from collections.abc import Sequence

_TABLE = re.compile(r"\s*\[")
# A text on one line, a number, a day, or yes and no.
_VALUE = r"\"(?:[^\"\\]|\\.)*\"|'[^']*'|\d[\w:.+-]*|true|false"


def quoted(text: str) -> str:
    """A text as TOML writes it. JSON's escapes are TOML's; DEL alone it leaves as it is."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")


def array(texts: Sequence[str]) -> str:
    """A list of texts on one line."""
    return f"[{', '.join(map(quoted, texts))}]"


def listed(texts: Sequence[str]) -> str:
    """A list of texts, each on a line of its own."""
    return "\n".join(("[", *(f"  {quoted(text)}," for text in texts), "]"))


def long_text(text: str) -> str:
    """A text of any number of lines, between marks that stand on lines of their own."""
    lines = (quoted(line)[1:-1].replace('\\"', '"') for line in text.split("\n"))
    body = "\n".join(lines).replace('"""', '""\\"')
    return f'"""\n{body}\n"""' if text else '"""\n"""'


def with_value(text: str, table: str, key: str, value: str) -> str:
    """The text with `key = value` in `[table]`; a comment after an old value stays."""
    lines = text.split("\n")
    start = next(iter(_tables_at(lines, rf"\[\s*{table}\s*\]")), None)
    if start is None:
        gap = "" if text.endswith("\n") or not text else "\n"
        return f"{text}{gap}\n[{table}]\n{key} = {value}\n"
    return _with_value_at(lines, start, key, value)


def with_value_in_last(text: str, table: str, key: str, value: str) -> str:
    """The text with `key = value` in the last of several `[[table]]`, in place of an example of it
    behind a #; the text as it is where there is no such table.
    """
    lines = text.split("\n")
    starts = _tables_at(lines, rf"\[\[\s*{table}\s*\]\]")
    if not starts:
        return text
    within = range(starts[-1] + 1, below(lines, starts[-1]))
    given = re.compile(rf"\s*{key}\s*=.*")
    example = re.compile(rf"\s*#\s*{key}\s*=.*")
    place = next((place for place in within if example.fullmatch(lines[place])), None)
    if place is None or any(given.fullmatch(lines[place]) for place in within):
        return _with_value_at(lines, starts[-1], key, value)
    lines[place] = f"{key} = {value}"
    return "\n".join(lines)


def below(lines: Sequence[str], start: int) -> int:
    """The line below a table and the comments that belong to it: those before a blank line."""
    place = _last_filled(lines, start, _end(lines, start)) + 1
    while place < len(lines) and lines[place].lstrip().startswith("#"):
        place += 1
    return place


def _with_value_at(lines: Sequence[str], start: int, key: str, value: str) -> str:
    lines = list(lines)
    end = _end(lines, start)
    written = re.compile(rf"(\s*{key}\s*=\s*)(?:{_VALUE})(.*)")
    for place in range(start + 1, end):
        if found := written.fullmatch(lines[place]):
            lines[place] = f"{found.group(1)}{value}{found.group(2)}"
            return "\n".join(lines)
    place = _last_filled(lines, start, end) + 1
    return "\n".join([*lines[:place], f"{key} = {value}", *lines[place:]])


def _end(lines: Sequence[str], start: int) -> int:
    """Where the next table begins."""
    return next(
        (place for place in range(start + 1, len(lines)) if _TABLE.match(lines[place])), len(lines)
    )


def _tables_at(lines: Sequence[str], heading: str) -> list[int]:
    written = re.compile(rf"\s*{heading}\s*(?:#.*)?")
    return [place for place, line in enumerate(lines) if written.fullmatch(line)]


def _last_filled(lines: Sequence[str], start: int, end: int) -> int:
    """The last line of a table that says something; comments below it belong to what follows."""
    filled = [
        place
        for place in range(start + 1, end)
        if lines[place].strip() and not lines[place].lstrip().startswith("#")
    ]
    return filled[-1] if filled else start
