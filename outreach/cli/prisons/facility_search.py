"""Asking where somebody is held: words are looked for until one prison is meant."""

from outreach.cli.prisons.facilities import rows_with, tables_of
from outreach.cli.screen import asking, console
from outreach.workspace.opening import Workspace

_SHOWN = 12


def asked_place(folder: Workspace) -> str:
    """The id of a prison or of a system; empty where it is not known."""
    tables = tables_of(folder)
    while typed := asking.ask("Where are they held? An id, or words to look for"):
        if typed.casefold() in tables.ids():
            return typed.casefold()
        rows = rows_with(tables, typed.split())
        if len(rows) == 1 and asking.confirmed(f"{rows[0]['name']} ({rows[0]['id']})?", yes=False):
            return rows[0]["id"]
        for row in rows[:_SHOWN] if len(rows) > 1 else ():
            console.note(f"  {row['id']:<24} {row['name']}")
        if len(rows) > _SHOWN:
            console.note(f"  … and {len(rows) - _SHOWN} more: add a word.")
        if not rows:
            console.note(
                "No prison has these words. outreach facility add writes a new one down; "
                "empty goes on without."
            )
    return ""
