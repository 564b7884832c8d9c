"""Writing the ids that were derived into the list itself, so that they stay."""

from collections.abc import Iterator
from pathlib import Path

from outreach.errors import InputInvalid, Problem
from outreach.tables.reading import read_table
from outreach.tables.rows import Dialect
from outreach.tables.writing import write_csv
from outreach.workspace.columns import columns_of
from outreach.workspace.lists import FOLDER, find_list, read_list
from outreach.workspace.opening import Workspace


def fix_ids(workspace: Workspace, list_name: str) -> tuple[str, ...]:
    """Write the missing ids into a CSV or TSV list, whole; the ids written, in their order.

    Delimiter and encoding stay as they are (what was Windows-1252 or UTF-16 becomes UTF-8 with a
    byte-order mark, which Excel reads). Other kinds of file are refused, with what to do.
    """
    path = find_list(workspace.root, list_name)
    shown = f"{FOLDER}/{path.name}"
    found = read_list(workspace.root, list_name)
    if not found.derived:
        return ()
    if path.suffix.casefold() not in {".csv", ".tsv"}:
        raise InputInvalid([_by_hand(shown, found.derived)])
    ids = {recipient.line: recipient.id for recipient in found.recipients}
    _rewrite(path, shown, ids)
    return found.derived


def _rewrite(path: Path, shown: str, ids: dict[int, str]) -> None:
    table = read_table(path, shown)
    heading = columns_of(table.columns, shown)[0].fields.get("id")
    columns = table.columns if heading else ("id", *table.columns)

    def rows() -> Iterator[dict[str, str]]:
        for row in table.rows:
            yield row.values | {heading or "id": ids[row.line]}

    write_csv(path, columns, rows(), table.dialect or Dialect("utf-8", ","))


def _by_hand(shown: str, derived: tuple[str, ...]) -> Problem:
    return Problem(
        "Ids are written into CSV and TSV files only.",
        f"Add a column “id” yourself (for example “{derived[0]}”), or save the list as CSV.",
        shown,
    )
