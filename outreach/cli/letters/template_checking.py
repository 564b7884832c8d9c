"""The letters of a folder, listed, and held against each other across languages."""

from pathlib import Path

from outreach.cli.opening.folder import open_workspace
from outreach.cli.screen import console, words
from outreach.composing.templates import check_variants
from outreach.errors import ExitStatus, InputInvalid, Problem


def list_all(workspace: Path | None, *, as_json: bool) -> None:
    """The letters, whom each is written to, and their languages."""
    folder = open_workspace(workspace)
    sets = [folder.template(name) for name in folder.templates()]
    if as_json:
        console.document(
            items=[
                {
                    "name": one.name,
                    "audience": one.audience.value,
                    "languages": [variant.language for variant in one.variants],
                    "subject": one.variants[0].subject,
                }
                for one in sets
            ]
        )
    else:
        rows = [
            (one.name, one.audience.value, ", ".join(v.language for v in one.variants))
            for one in sets
        ]
        console.table(("Letter", "To", "Languages"), rows)


def check_all(workspace: Path | None, name: str | None) -> int:
    """Whether all, or the one named, can be read and agree; 3 where one does not."""
    folder = open_workspace(workspace)
    found: list[Problem] = []
    names = [name] if name else list(folder.templates())
    for one in names:
        try:
            found += check_variants(folder.template(one))
        except InputInvalid as invalid:
            found += invalid.problems
    console.problems(found)
    if found:
        return ExitStatus.INVALID
    console.say(f"{words.count(len(names), 'letter')}: nothing stands against them.")
    return ExitStatus.DONE
