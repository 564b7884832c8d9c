"""`outreach resolve`: letters of which nobody knows whether they went."""

from typing import Annotated

import typer

from outreach.cli import options


def resolve(
    campaign: options.Campaign = None,
    went: Annotated[
        list[str] | None,
        typer.Option("--went", metavar="ID", help="It went.", show_default=False),
    ] = None,
    again: Annotated[
        list[str] | None,
        typer.Option(
            "--again", metavar="ID", help="It did not go: send it again.", show_default=False
        ),
    ] = None,
    given_up: Annotated[
        list[str] | None,
        typer.Option(
            "--give-up", metavar="ID", help="It did not go, and stays unsent.", show_default=False
        ),
    ] = None,
    wave: Annotated[
        str | None,
        typer.Option("--wave", metavar="NAME", help="Of this wave alone.", show_default=False),
    ] = None,
    as_json: options.Json = False,
    workspace: options.Workspace = None,
) -> int:
    """Decide about letters that may have gone or not: each is shown with all that is known.

    With [imap] set up (`outreach account add`), each is looked for in the Sent folder of your
    mail account. Otherwise look for it there yourself, or ask the recipient's office. A letter
    that did not go is sent again by the next `outreach send`, with the same bytes and
    Message-ID. In place of an ID its Message-ID may be given.

    Example: `outreach resolve release-the-64 --went hk-secretary-for-justice`
    """
    from outreach.cli.record.resolving import carry_out

    decided = {"sent": tuple(went or ()), "deferred": tuple(again or ())}
    decided["refused"] = tuple(given_up or ())
    return carry_out(workspace, campaign, wave, decided, as_json=as_json)
