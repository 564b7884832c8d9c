"""A group's own envelopes and label sheets, in stationery/*.toml of its folder."""

from collections.abc import Iterator
from pathlib import Path

from outreach.tables.encodings import read_text

FOLDER = "stationery"


def stationery_tables(root: Path) -> Iterator[tuple[str, str]]:
    """(name as shown, text) of each table, in the order of their names."""
    for path in sorted((root / FOLDER).glob("*.toml")):
        shown = f"{FOLDER}/{path.name}"
        yield shown, read_text(path, shown)
