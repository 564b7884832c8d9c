"""`outreach due`: what there is to do this week."""

from typing import Annotated

import typer

from outreach.cli import options


def due(
    weeks: Annotated[
        int, typer.Option("--weeks", metavar="N", min=1, max=52, help="How far to look ahead.")
    ] = 1,
    names: Annotated[bool, typer.Option("--names", help="Show who is meant.")] = False,
    as_json: options.Json = False,
    workspace: options.Workspace = None,
) -> None:
    """What there is to do this week for people in prison: letters, answers, cards, transfers.

    Example: `outreach due`
    """
    from outreach.cli.casework.due_week import show

    show(workspace, weeks=weeks, names=names, as_json=as_json)
