"""`outreach resolve`: letters of which nobody knows whether they went."""

from typing import Annotated

import typer

from outreach.cli import options


def resolve(
    campaign: options.Campaign = None,
    went: Annotated[
        list[str] | None,
        typer.Option("--went", metavar="ID", help="It arrived: do not ask.", show_default=False),
    ] = None,
    again: Annotated[
        list[str] | None,
        typer.Option("--again", metavar="ID", help="It did not go: send it.", show_default=False),
    ] = None,
    given_up: Annotated[
        list[str] | None,
        typer.Option("--give-up", metavar="ID", help="Leave it unsent.", show_default=False),
    ] = None,
    as_json: options.Json = False,
    workspace: options.Workspace = None,
) -> int:
    """Decide about letters that may have gone or not: each is shown with all that is known.

    Look for the Message-ID in the Sent folder of your mail account, or ask the recipient's
    office. A letter that did not go is sent again by the next `outreach send`, with the same
    bytes and Message-ID.

    Example: `outreach resolve release-the-64 --went hk-secretary-for-justice`
    """
    from outreach.cli.resolving import carry_out

    decided = {"sent": tuple(went or ()), "deferred": tuple(again or ())}
    decided["refused"] = tuple(given_up or ())
    return carry_out(workspace, campaign, decided, as_json=as_json)
