"""`outreach report`: the counts, which add up to the list."""

from pathlib import Path
from typing import Annotated

import typer

from outreach.cli import options


def report(
    campaign: options.Campaign = None,
    template: options.Template = None,
    to: options.To = None,
    case: options.Case = None,
    wave: options.Wave = None,
    signer: options.As = None,
    as_json: options.Json = False,
    html: Annotated[
        Path | None, typer.Option("--html", metavar="FILE", help="A page to pass on.")
    ] = None,
    workspace: options.Workspace = None,
) -> None:
    """Where a campaign stands: the counts add up to the list.

    Example: `outreach report release-the-64`
    """
    from outreach.cli.record.counts import carry_out

    which = options.Which(campaign, template, to, case)
    carry_out(workspace, which, wave, signer, as_json=as_json, page=html)
