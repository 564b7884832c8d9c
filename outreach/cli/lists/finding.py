"""`recipients search` and `recipients verify`: who is meant, and whether they are still there."""

from collections.abc import Sequence
from pathlib import Path

from outreach.cli.lists.listing import as_fields
from outreach.cli.opening.folder import open_workspace
from outreach.cli.screen import console, times, words
from outreach.errors import InputInvalid, UsageProblem
from outreach.model.people import Recipient
from outreach.workspace.opening import Workspace


def search(workspace: Path | None, query: str, *, limit: int, as_json: bool) -> None:
    """Those in any list who may be meant, the likeliest first."""
    from outreach.workspace.searching import search as searched

    recipients, files = _everybody(open_workspace(workspace))
    hits = searched(recipients, query)
    if as_json:
        console.document(
            items=[
                {
                    **as_fields(hit.recipient),
                    "file": files[hit.recipient.list_name],
                    "line": hit.recipient.line,
                    "score": hit.score,
                }
                for hit in hits[:limit]
            ]
        )
        return
    rows = [
        (
            hit.recipient.id,
            _named(hit.recipient),
            hit.recipient.office,
            f"{files[hit.recipient.list_name]}:{hit.recipient.line}",
        )
        for hit in hits[:limit]
    ]
    if rows:
        console.table(("Id", "Name", "Office", "Where"), rows)
    else:
        console.note(f"Nobody like “{query}” in {words.count(len(recipients), 'recipient')}.")
    if len(hits) > limit:
        console.note(f"{len(hits) - limit:,} more are less alike: --limit {len(hits)}")


def _everybody(folder: Workspace) -> tuple[list[Recipient], dict[str, str]]:
    """All recipients of the lists that can be read, and the file of each list."""
    recipients: list[Recipient] = []
    files: dict[str, str] = {}
    for name in folder.lists():
        try:
            listed = folder.recipient_list(name)
        except InputInvalid as invalid:
            count = words.count(len(invalid.problems), "problem")
            console.note(f"Not searched: {name} has {count}: outreach recipients check", "yellow")
        else:
            recipients += listed.recipients
            files[listed.name] = listed.file
    return recipients, files


def _named(recipient: Recipient) -> str:
    name = recipient.name
    both = name.full and name.native and name.native not in name.full
    return f"{name.full} ({name.native})" if both else name.full or name.native


def verify(
    workspace: Path | None,
    wanted: Sequence[str],
    source: str,
    on: str | None,
    name: str | None,
    *,
    as_json: bool,
) -> None:
    """Write down that somebody looked, and found them in office."""
    from outreach.workspace.verifying import verify as verified

    folder = open_workspace(workspace)
    day, today = times.day_gone(on), times.today()
    if not source.strip() or not source.isprintable():
        raise UsageProblem("The source is empty.", "Say where you looked: --source URL")
    done = verified(folder, tuple(dict.fromkeys(wanted)), source, day, name)
    if as_json:
        console.document(items=[{**as_fields(one.recipient), "file": one.file} for one in done])
        return
    for one in done:
        recipient = one.recipient
        console.say(f"{recipient.label} ({recipient.id}): checked on {day}. {one.file}")
        if recipient.term_end and recipient.term_end < today:
            ended = recipient.term_end
            console.note(
                f"Their term is listed as ended on {ended}: fill in the new one.", "yellow"
            )
