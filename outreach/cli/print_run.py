"""`outreach print`: the letters for the post as one print run."""

from pathlib import Path
from typing import Annotated

import typer

from outreach.cli import options


def print_run(
    campaign: options.Campaign = None,
    out: Annotated[
        Path | None,
        typer.Option("--out", "-o", metavar="FILE", help="By default outbox/CAMPAIGN/print.pdf."),
    ] = None,
    only: options.Only = None,
    yes: Annotated[
        bool, typer.Option("--yes", "-y", help="All pages came out: do not ask.")
    ] = False,
    wave: options.Wave = None,
    template: options.Template = None,
    to: options.To = None,
    workspace: options.Workspace = None,
) -> int:
    """The letters for the post as one print run, recorded as prepared and then as printed.

    Letters printed before are left out; `--only` makes some of them again after a paper jam.

    Example: `outreach print release-the-64`
    """
    from outreach.cli.printing import Run, carry_out

    return carry_out(workspace, campaign, template, to, Run(out, only, yes, wave))
