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
    duplex: Annotated[
        bool | None,
        typer.Option(
            "--both-sides/--one-side",
            help="Each letter begins on a sheet of its own; by default [print] duplex.",
            show_default=False,
        ),
    ] = None,
    letters_only: Annotated[
        bool, typer.Option("--letters-only", help="Without the first page and the list to tick.")
    ] = False,
    wave: options.Wave = None,
    signer: options.As = None,
    template: options.Template = None,
    to: options.To = None,
    case: options.Case = None,
    override: options.Override = None,
    workspace: options.Workspace = None,
) -> int:
    """The letters for the post as one print run, recorded as prepared and then as printed.

    The first page says how to print, the last is a list to tick. Letters printed before are left
    out; `--only` makes some of them again, alone, after a paper jam.

    Example: `outreach print release-the-64`
    """
    from outreach.cli.printing.printing_run import Run, carry_out

    return carry_out(
        workspace,
        options.Which(campaign, template, to, case),
        Run(out, only, yes, wave, signer, duplex, letters_only, tuple(override or ())),
    )
