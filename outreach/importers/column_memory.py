"""The meaning of columns as a person confirmed it, kept beside the spreadsheet.

`contacts.xlsx` gets `contacts.xlsx.columns.toml`; another file in the same folder with the same
headings is known by it too, so that next month's export asks nothing.
"""

import json
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from outreach.errors import InputInvalid, Problem
from outreach.importers.column_guesses import DROP, KEEP, fields
from outreach.tables.whole_files import write_whole

ENDING = ".columns.toml"
_LARGEST = 256 * 1024
_MOST_FILES = 200


def remembered(path: Path, columns: Sequence[str]) -> dict[str, str] | None:
    """Column → field for a file with these headings; None where nobody confirmed them."""
    beside = path.with_name(path.name + ENDING)
    others = [one for one in _others(path.parent) if one != beside]
    for file in ([beside] if beside.is_file() else []) + others:
        known = _read(file, strict=file == beside)
        if known and set(columns) <= set(known):
            return {column: known[column] for column in columns}
    return None


def remember(path: Path, mapping: Mapping[str, str]) -> Path:
    """Write down the meaning of each column beside the file; raises NotWritten."""
    beside = path.with_name(path.name + ENDING)
    lines = [
        f"# What the columns of {_comment(path.name)} are: a field of a list, “{KEEP}” (a column",
        f"# of its own, for letters) or “{DROP}” (left out). From outreach recipients import.",
        "",
        "[columns]",
        *(f"{_quoted(column)} = {_quoted(field)}" for column, field in mapping.items()),
    ]
    write_whole(beside, ("\n".join(lines) + "\n").encode())
    return beside


def is_known(field: str) -> bool:
    """Whether a column can be this."""
    return field in fields() or field in {KEEP, DROP}


def _others(folder: Path) -> Iterator[Path]:
    for number, file in enumerate(sorted(folder.glob(f"*{ENDING}"))):
        if number < _MOST_FILES and file.is_file():
            yield file


def _read(file: Path, *, strict: bool) -> dict[str, str] | None:
    """The columns of one file. That of another spreadsheet counts only if it is sound."""
    try:
        if file.stat().st_size > _LARGEST:
            raise ValueError("too large")
        found = tomllib.loads(file.read_text(encoding="utf-8")).get("columns")
        if not isinstance(found, dict) or not all(map(is_known, map(str, found.values()))):
            raise ValueError("no columns")
    except (OSError, ValueError) as error:
        if not strict:
            return None
        said = "The file does not say what each column is."
        raise InputInvalid([Problem(said, "Mend it or delete it.", file.name)]) from error
    return {str(column): str(field) for column, field in found.items()}


def _comment(text: str) -> str:
    return "".join(letter if letter.isprintable() else "?" for letter in text)


def _quoted(text: str) -> str:
    """A text as TOML writes it, whose escapes are those of JSON; DEL alone JSON leaves as it is."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")
