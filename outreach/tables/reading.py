"""Reading a table, whatever it is kept in."""

from collections.abc import Callable
from pathlib import Path

from outreach.tables.files import refused
from outreach.tables.rows import Table


def _separated(path: Path, shown: str) -> Table:
    from outreach.tables.separated import read_separated

    return read_separated(path, shown)


def _spreadsheet(path: Path, shown: str) -> Table:
    from outreach.tables.spreadsheets import read_spreadsheet

    return read_spreadsheet(path, shown)


def _yaml(path: Path, shown: str) -> Table:
    from outreach.tables.structured import read_yaml_table

    return read_yaml_table(path, shown)


def _json(path: Path, shown: str) -> Table:
    from outreach.tables.structured import read_json_table

    return read_json_table(path, shown)


# File ending → how it is read. Each loads its library only when such a file is there.
READERS: dict[str, Callable[[Path, str], Table]] = {
    ".csv": _separated,
    ".tsv": _separated,
    ".xlsx": _spreadsheet,
    ".ods": _spreadsheet,
    ".yaml": _yaml,
    ".yml": _yaml,
    ".json": _json,
}


def read_table(path: Path, shown: str) -> Table:
    """Read a table; `shown` is how errors name its file. Rows are read as they are taken."""
    reader = READERS.get(path.suffix.casefold())
    if reader is None:
        endings = ", ".join(READERS)
        raise refused(
            shown, f"Files ending in “{path.suffix}” are not read.", f"Save it as one of {endings}."
        )
    return reader(path, shown)
