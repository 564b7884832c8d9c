"""`outreach labels`: address labels for the letters that go by post."""

from pathlib import Path
from typing import Annotated

import typer

from outreach.cli import options


def labels(
    campaign: options.Campaign = None,
    sheet: Annotated[
        str | None,
        typer.Option(
            "--sheet",
            "-s",
            metavar="PART",
            help="5160, 5161, 5162, 5163, 5164, 5167, L7160 to L7163, L7165, or one of your own in "
            "stationery/*.toml. By default 5160 on US Letter, else L7160.",
            show_default=False,
        ),
    ] = None,
    start_at: Annotated[
        int, typer.Option("--start-at", metavar="N", min=1, help="The first free label of a sheet.")
    ] = 1,
    nudge: options.Nudge = None,
    ruler: Annotated[
        bool, typer.Option("--ruler", help="One page to test the printer with; needs no campaign.")
    ] = False,
    sender: Annotated[
        bool, typer.Option("--sender", help="The sender's address instead, one for each letter.")
    ] = False,
    only: options.Only = None,
    out: Annotated[
        Path | None,
        typer.Option("--out", "-o", metavar="FILE", help="By default outbox/CAMPAIGN/labels.pdf."),
    ] = None,
    wave: options.Wave = None,
    template: options.Template = None,
    to: options.To = None,
    case: options.Case = None,
    writer: options.As = None,
    workspace: options.Workspace = None,
) -> int:
    """Labels in the order of the letters, row by row; nothing is recorded.

    Print `--ruler` on plain paper first and hold it against a sheet of labels. A sheet that is not
    known goes into stationery/NAME.toml of your folder, lengths in millimetres: `[[sheet]]` with
    part, paper ("a4" or "letter"), width, height, columns, rows, left, top, across and down (from
    one label to the next), source, verified_on, confidence.

    Example: `outreach labels release-the-64 --sheet 5160 --start-at 7 --nudge=0.5,-1`
    """
    from outreach.cli.printing.stationery import Labels, print_labels, print_ruler

    wanted = Labels(sheet, start_at, nudge, only, out, wave, writer, of_sender=sender)
    if ruler:
        return print_ruler(workspace, wanted)
    return print_labels(workspace, options.Which(campaign, template, to, case), wanted)
