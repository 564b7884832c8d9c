"""`outreach envelopes`: the envelopes for the letters that go by post."""

from pathlib import Path
from typing import Annotated

import typer

from outreach.cli import options


def envelopes(
    campaign: options.Campaign = None,
    size: Annotated[
        str | None,
        typer.Option(
            "--size",
            "-s",
            metavar="NAME",
            help="10, 9, monarch, dl, c6, c5, b5, c4, or one of your own in stationery/*.toml. "
            "By default #10 where letters are printed on US Letter, else DL.",
            show_default=False,
        ),
    ] = None,
    nudge: options.Nudge = None,
    only: options.Only = None,
    no_sender: Annotated[
        bool, typer.Option("--no-sender", help="Leave the sender's name and address away.")
    ] = False,
    out: Annotated[
        Path | None,
        typer.Option(
            "--out",
            "-o",
            metavar="FILE",
            help="By default outbox/CAMPAIGN/envelopes.pdf; with --case a folder.",
        ),
    ] = None,
    case: Annotated[
        str | None,
        typer.Option(
            "--case", metavar="CASE", help="To somebody in prison, for a letter written by hand."
        ),
    ] = None,
    person: Annotated[
        str, typer.Option("--person", metavar="PERSON", help="With --case: who of several.")
    ] = "",
    writer: Annotated[
        str,
        typer.Option(
            "--as",
            metavar="WRITER",
            help="The return address of this writer: of writers.csv, or with --case of the private "
            "store.",
        ),
    ] = "",
    legal: Annotated[
        bool,
        typer.Option(
            "--legal",
            help="With --case: legal mail, which goes to the prison itself where other letters "
            "go to a scanning centre.",
        ),
    ] = False,
    wave: options.Wave = None,
    template: options.Template = None,
    to: options.To = None,
    workspace: options.Workspace = None,
) -> int:
    """Envelopes in the order of the letters, each a page of its own size; nothing is recorded.

    The address stands where the post of the sender's country looks for it.

    Example: `outreach envelopes release-the-64 --size dl`
    """
    if case is not None:
        from outreach.cli.casework.personal_letters.addressing import Wanted
        from outreach.cli.casework.personal_letters.case_envelopes import Envelope, print_envelope

        meant = Wanted(case, person, writer, no_sender=no_sender, legal=legal)
        return print_envelope(workspace, Envelope(meant, size, nudge, out))
    from outreach.cli.printing.stationery import Envelopes, print_envelopes

    wanted = Envelopes(size, nudge, only, out, wave, writer, with_sender=not no_sender)
    return print_envelopes(workspace, options.Which(campaign, template, to), wanted)
