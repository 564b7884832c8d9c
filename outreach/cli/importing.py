"""Makes a public data set into a list of the folder."""

from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path

from outreach.cli import console, times, words
from outreach.cli.folder import open_workspace
from outreach.cli.rendering import shown
from outreach.errors import UsageProblem
from outreach.importers import IMPORTERS
from outreach.importers.contract import Changes, Imported
from outreach.tables.reading import read_table
from outreach.tables.whole_files import make_folder
from outreach.tables.writing import write_csv

_NAMED = 20


def carry_out(
    workspace: Path | None, source: str, file: Path, as_of: str | None, *, as_json: bool
) -> None:
    """Write the list whole, or leave the old one as it is."""
    if source not in IMPORTERS:
        raise UsageProblem(
            f"There is no importer {source!r}.", f"Choose from: {', '.join(IMPORTERS)}."
        )
    importer = IMPORTERS[source]()
    folder = open_workspace(workspace)
    verified_on = times.day(as_of) if as_of else date.today()  # noqa: DTZ011 the user's day
    imported = importer.read(file, str(file), verified_on=verified_on)
    path = folder.root / "recipients" / f"{importer.LIST}.csv"
    before = _rows(path)
    changed = importer.compare(before, imported.rows) if before is not None else None
    make_folder(path.parent)
    columns, rows = _with_own_work(imported, before or [])
    write_csv(path, columns, rows)
    console.problems(imported.notes, style="yellow")
    if as_json:
        console.document(list=importer.LIST, recipients=len(imported.rows), **_fields(changed))
        return
    console.say(f"{words.count(len(imported.rows), 'recipient')} in {shown(path)}")
    if changed is not None:
        _show(changed)


def _rows(path: Path) -> list[dict[str, str]] | None:
    if not path.exists():
        return None
    return [dict(row.values) for row in read_table(path, path.name).rows]


def _with_own_work(
    imported: Imported, before: Sequence[Mapping[str, str]]
) -> tuple[tuple[str, ...], list[Mapping[str, str]]]:
    """The imported rows with what people wrote into the list: columns of their own, cells that
    the data set leaves empty, and rows of their own, whose ids are not of its kind.
    """
    old = {row["id"]: row for row in before if row.get("id")}
    own_columns = [name for row in before[:1] for name in row if name not in imported.columns]
    kind = _kind(imported.rows)
    rows = [
        {**old.get(row["id"], {}), **{name: value for name, value in row.items() if value}}
        for row in imported.rows
    ]
    own_rows = [row for key, row in old.items() if not key.startswith(kind)]
    return (*imported.columns, *own_columns), [*rows, *own_rows]


def _kind(rows: Sequence[Mapping[str, str]]) -> str:
    """What all ids of a data set begin with: `us-`."""
    return rows[0]["id"].partition("-")[0] + "-" if rows else "-"


def _fields(changed: Changes | None) -> dict[str, object]:
    if changed is None:
        return {"joined": [], "left": [], "moved": []}
    return {
        "joined": [member.id for member in changed.joined],
        "left": [member.id for member in changed.left],
        "moved": [move.id for move in changed.moved],
    }


def _show(changed: Changes) -> None:
    if not changed:
        console.say("Nobody joined, left or moved since the last import.")
    for what, members in (("Joined", changed.joined), ("Left", changed.left)):
        for member in members[:_NAMED]:
            console.say(f"{what}: {member.name} ({member.id}), {member.office}")
        if len(members) > _NAMED:
            console.say(f"{what}: {len(members) - _NAMED:,} more.")
    for move in changed.moved:
        said = "; ".join(
            f"{column}: {old or '–'} → {new or '–'}" for column, old, new in move.changes
        )
        console.say(f"Moved: {move.name} ({move.id}): {said}")
