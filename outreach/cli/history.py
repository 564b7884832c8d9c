"""`outreach history`: what was sent to whom."""

from typing import Annotated

import typer

from outreach.cli import options


def history(
    campaign: options.Campaign = None,
    recipient: Annotated[
        str | None,
        typer.Option("--recipient", "-r", metavar="ID", help="Letters to this recipient alone."),
    ] = None,
    status: Annotated[
        str | None,
        typer.Option("--status", metavar="STATUS", help="Letters that stand so: sent, refused, …"),
    ] = None,
    wave: options.Wave = None,
    as_json: options.Json = False,
    as_csv: Annotated[bool, typer.Option("--csv", help="A CSV table on stdout.")] = False,
    events: Annotated[
        bool,
        typer.Option("--events", help="With --recipient: every attempt and event, in order."),
    ] = False,
    private: Annotated[
        bool,
        typer.Option("--private", help="What is in the private store, of private cases."),
    ] = False,
    content: Annotated[
        bool,
        typer.Option("--content", help="The exact bytes of the one letter that matches."),
    ] = False,
    workspace: options.Workspace = None,
) -> None:
    """What was sent to whom.

    Example: `outreach history release-the-64 --status refused`
    """
    from outreach.cli.record.looking_back import Wanted, look_back, tell

    wanted = Wanted(campaign, recipient, status, wave, private)
    if events:
        tell(workspace, wanted, as_json=as_json)
    else:
        look_back(workspace, wanted, as_json=as_json, as_csv=as_csv, content=content)
