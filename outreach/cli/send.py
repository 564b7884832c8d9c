"""`outreach send`: the e-mails of a campaign, each once, each recorded."""

from typing import Annotated

import typer

from outreach.cli import options


def send(
    campaign: options.Campaign = None,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Show what would be sent; write and send nothing.")
    ] = False,
    yes: options.Yes = False,
    expect: Annotated[
        int | None,
        typer.Option("--expect", metavar="N", help="Go on only if exactly N letters are to go."),
    ] = None,
    limit: Annotated[
        int | None, typer.Option("--limit", metavar="N", min=1, help="At most N letters this time.")
    ] = None,
    test_to: Annotated[
        str | None,
        typer.Option(
            "--test-to",
            metavar="ADDRESS",
            help="Send at most 3 letters (or --limit) to this address alone, outside the record.",
        ),
    ] = None,
    new_wave: Annotated[
        str | None,
        typer.Option("--new-wave", metavar="NAME", help="A further letter to everyone, by name."),
    ] = None,
    retry_now: Annotated[
        bool,
        typer.Option("--retry-now", help="Try letters that were put off before their time comes."),
    ] = False,
    wait: Annotated[
        bool,
        typer.Option(
            "--wait",
            help="Stay until every letter is through: wait for rates and hours, and try again "
            "what the mail server puts off.",
        ),
    ] = False,
    signer: options.As = None,
    template: options.Template = None,
    to: options.To = None,
    case: options.Case = None,
    override: options.Override = None,
    workspace: options.Workspace = None,
) -> int:
    """E-mail the letters that can go by e-mail, and record what became of each.

    The plan is shown first; then the number of letters is asked for. Safe to run again at any
    time: only what is left is sent.

    Example: `outreach send release-the-64`
    """
    from outreach.cli.sending.sending_run import Order, carry_out

    order = Order(
        dry_run,
        yes,
        expect,
        limit,
        test_to,
        new_wave,
        retry_now,
        wait,
        signer,
        tuple(override or ()),
    )
    return carry_out(workspace, options.Which(campaign, template, to, case), order)
