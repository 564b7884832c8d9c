"""A group's own forms of address, in forms_of_address/*.toml of its folder."""

from collections.abc import Iterator
from pathlib import Path

from outreach.tables.encodings import read_text

FOLDER = "forms_of_address"


def form_tables(root: Path) -> Iterator[tuple[str, str]]:
    """(name as shown, text) of each table, in the order of their names."""
    for path in sorted((root / FOLDER).glob("*.toml")):
        shown = f"{FOLDER}/{path.name}"
        yield shown, read_text(path, shown)
