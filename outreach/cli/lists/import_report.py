"""What an import did to a list, for a person and for a script."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from outreach.cli.screen import console, words
from outreach.cli.screen.paths import shown
from outreach.importers.contract import Member
from outreach.importers.merging import Merged

_NAMED = 20


@dataclass(frozen=True, slots=True)
class Report:
    """One list after an import; `merged` is None where the list is new."""

    name: str
    path: Path
    recipients: int
    merged: Merged | None


def show(reports: Sequence[Report], *, as_json: bool) -> None:
    """Each list, and where it was there before, what changed; conflicts go to stderr."""
    if as_json:
        first, *further = map(_as_fields, reports)
        console.document(**first, **({"further": further} if further else {}))
        return
    for report in reports:
        console.say(f"{words.count(report.recipients, 'recipient')} in {shown(report.path)}")
        if report.merged is not None:
            _changes(report.merged)
            _decisions(report.merged, report.path)


def _as_fields(report: Report) -> dict[str, Any]:
    """The ids of those who joined, left and moved, and what was decided about the rows."""
    named = {"list": report.name, "recipients": report.recipients}
    merged = report.merged
    if merged is None:
        nobody = ("joined", "left", "moved", "kept", "removed", "taken_out", "conflicts")
        return {**named, **{key: [] for key in nobody}}
    return {
        **named,
        "joined": [member.id for member in merged.changes.joined],
        "left": [member.id for member in merged.changes.left],
        "moved": [move.id for move in merged.changes.moved],
        "kept": [member.id for member in merged.kept],
        "removed": [member.id for member in merged.removed],
        "taken_out": [member.id for member in merged.taken_out],
        "conflicts": [
            {"id": one.id, "column": one.column, "yours": one.yours, "theirs": one.theirs}
            for one in merged.conflicts
        ],
    }


def _changes(merged: Merged) -> None:
    if not merged.changes:
        console.say("Nobody joined, left or moved since the last import.")
    _name("Joined", merged.changes.joined)
    _name("Left and removed, since there are no letters to them", merged.removed)
    _name("Left; they stay in the list with their term ended", merged.kept)
    for move in merged.changes.moved[:_NAMED]:
        said = "; ".join(
            f"{column}: {old or '–'} → {new or '–'}" for column, old, new in move.changes
        )
        console.say(f"Moved: {move.name} ({move.id}): {said}")
    if (more := len(merged.changes.moved) - _NAMED) > 0:
        console.say(f"Moved: {more:,} more.")


def _name(what: str, members: Sequence[Member]) -> None:
    for member in members[:_NAMED]:
        office = f", {member.office}" if member.office else ""
        console.say(f"{what}: {member.name or member.id} ({member.id}){office}")
    if len(members) > _NAMED:
        console.say(f"{what}: {len(members) - _NAMED:,} more.")


def _decisions(merged: Merged, path: Path) -> None:
    if merged.taken_out:
        names = words.some([member.name or member.id for member in merged.taken_out])
        console.note(f"Taken out by you, and left out again: {names}. --bring-back has them again.")
    for member in merged.new_holders:
        console.note(
            f"{member.id}: {member.name} holds the office now; your salutation was for somebody "
            "else and was emptied.",
            "yellow",
        )
    for one in merged.conflicts[:_NAMED]:
        console.note(
            f"{shown(path)}: {one.name} ({one.id}): you wrote {one.yours or 'nothing'!r} in "
            f"“{one.column}”; the data set now says {one.theirs or 'nothing'!r}. Yours was kept.",
            "yellow",
        )
    if (more := len(merged.conflicts) - _NAMED) > 0:
        console.note(f"The same in {more:,} more cells: --json lists all.", "yellow")
