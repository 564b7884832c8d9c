"""`outreach scrub`: words, names and addresses leave the record; counts and digests stay."""

from typing import Annotated

import typer

from outreach.cli import options


def scrub(
    campaign: options.Campaign = None,
    case: Annotated[
        str | None,
        typer.Option("--case", metavar="CASE", help="A case that is closed, instead of letters."),
    ] = None,
    older_than: Annotated[
        str | None,
        typer.Option(
            "--older-than",
            metavar="SPAN",
            help='By default `keep_texts` under [privacy] in outreach.toml: "1 year".',
            show_default=False,
        ),
    ] = None,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Say what would go, and change nothing.")
    ] = False,
    delete_copies: Annotated[
        bool,
        typer.Option(
            "--delete-copies", help="Delete the copies in backups/ from before, without asking."
        ),
    ] = False,
    yes: options.Yes = False,
    workspace: options.Workspace = None,
) -> None:
    """Take the words, names and addresses of old letters out of the record for good.

    Who was written to when, in which campaign, by which way and with what outcome stays, with
    digests of words and addresses: the counts are the same, and nobody is written to twice. The id
    of each recipient stays, and tells who it was where it is made of their name. Letters that are
    not settled are left alone.

    With --case, a case that is closed loses everything but what happened when.

    Example: `outreach scrub --dry-run`, or `outreach scrub --case heron`
    """
    from outreach.cli.scrubs.scrubbing import Scrubbing, carry_out

    carry_out(
        workspace,
        Scrubbing(campaign, case, older_than, dry_run=dry_run, copies=delete_copies, yes=yes),
    )
