"""`outreach render`: the letters as files."""

from pathlib import Path
from typing import Annotated

import typer

from outreach.cli import options


def render(
    campaign: options.Campaign = None,
    formats: Annotated[
        str, typer.Option("--format", "-f", metavar="pdf,docx,eml,html,txt", help="One or several.")
    ] = "pdf",
    out: Annotated[
        Path | None,
        typer.Option("--out", "-o", metavar="DIR", help="Where to; by default outbox/CAMPAIGN/."),
    ] = None,
    combined: Annotated[
        Path | None,
        typer.Option("--combined", metavar="FILE", help="All letters in one PDF for the printer."),
    ] = None,
    only: options.Only = None,
    signer: options.As = None,
    template: options.Template = None,
    to: options.To = None,
    case: options.Case = None,
    override: options.Override = None,
    workspace: options.Workspace = None,
) -> int:
    """The letters as files, one for each recipient. Nothing is recorded.

    Example: `outreach render release-the-64 --format pdf,docx`
    """
    from outreach.cli.letters.rendering import Rendition, carry_out

    wanted = Rendition(
        tuple(formats.split(",")), out, combined, only, signer, tuple(override or ())
    )
    return carry_out(workspace, options.Which(campaign, template, to, case), wanted)
