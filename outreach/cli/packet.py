"""`outreach packet`: the letters for the post shared out to volunteers, and what came of them."""

from pathlib import Path
from typing import Annotated, Any

import typer
from typer.core import TyperGroup

from outreach.cli import options


class _CampaignFirst(TyperGroup):
    """`packet CAMPAIGN …` is `packet make CAMPAIGN …`: it is what most people want of it."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        if args and args[0] not in {*self.commands, *ctx.help_option_names}:
            args = ["make", *args]
        return super().parse_args(ctx, args)


app = typer.Typer(
    cls=_CampaignFirst,
    no_args_is_help=True,
    help="Share the letters for the post out to volunteers, each with all they need.\n\n"
    "Example: `outreach packet release-the-64 --split 5`",
)

Named = Annotated[str, typer.Argument(metavar="CAMPAIGN", help="A file in campaigns/, or its id.")]


@app.command("make")
def make(
    campaign: options.Campaign = None,
    split: Annotated[
        int | None,
        typer.Option("--split", metavar="N", min=1, help="Into so many packets, of equal size."),
    ] = None,
    writers: Annotated[
        Path | None,
        typer.Option(
            "--writers",
            metavar="FILE",
            help="Who signs which packet: a table with the columns id and name.",
        ),
    ] = None,
    each: Annotated[
        bool, typer.Option("--each", help="A letter from each writer to each recipient.")
    ] = False,
    again: Annotated[
        int | None,
        typer.Option(
            "--again",
            metavar="N",
            min=1,
            help="Make this packet once more, as far as it is not posted.",
        ),
    ] = None,
    envelope: Annotated[
        str | None,
        typer.Option(
            "--envelope",
            metavar="NAME",
            help="As for outreach envelopes --size; by default #10 with US Letter, else DL.",
            show_default=False,
        ),
    ] = None,
    out: Annotated[
        Path | None,
        typer.Option("--out", "-o", metavar="DIR", help="By default outbox/CAMPAIGN/packets."),
    ] = None,
    wave: options.Wave = None,
    template: options.Template = None,
    to: options.To = None,
    case: options.Case = None,
    override: options.Override = None,
    workspace: options.Workspace = None,
) -> int:
    """A folder for each volunteer: letters, envelopes, what to do in large type, a list to tick.

    No letter is in two packets, and `outreach print` leaves out those that are in one. Letters to
    one country stay together, so that most packets need one kind of stamp.

    Example: `outreach packet release-the-64 --split 5`
    """
    from outreach.cli.sharing.packet_making import Packing, carry_out
    from outreach.cli.sharing.packet_shares import Wish

    packing = Packing(Wish(split, writers, each, again), envelope, out, wave, tuple(override or ()))
    return carry_out(workspace, options.Which(campaign, template, to, case), packing)


@app.command("return")
def give_back(
    what: Annotated[
        str,
        typer.Argument(
            metavar="FILE", help="The list of a packet, filled in; with --packet a campaign."
        ),
    ],
    packet: Annotated[
        int | None,
        typer.Option("--packet", metavar="N", min=1, help="This packet of a campaign, no file."),
    ] = None,
    every: Annotated[
        bool, typer.Option("--all", help="With --packet: every letter is posted.")
    ] = False,
    but: Annotated[
        str | None,
        typer.Option(
            "--except", metavar="12,17-20", help="With --all: but not these.", show_default=False
        ),
    ] = None,
    only: options.Only = None,
    on: Annotated[
        str | None,
        typer.Option(
            "--on", metavar="DATE", help="The day they were posted, where the list gives none."
        ),
    ] = None,
    wave: options.Wave = None,
    workspace: options.Workspace = None,
) -> int:
    """Record what a volunteer posted; what is not ticked stays as it is.

    The list is a table, packet-2-of-5.csv: x, yes or the day in the column posted. The same list
    may come twice.

    Example: `outreach packet return packet-2-of-5.csv`
    Or, from a list on paper: `outreach packet return release-the-64 --packet 2 --all --except 17`
    """
    from outreach.cli.sharing.packet_return import ByNumber, from_file, from_paper

    if packet is None:
        return from_file(workspace, Path(what), ByNumber(0, every, but, only, on, wave))
    return from_paper(workspace, what, ByNumber(packet, every, but, only, on, wave))


@app.command("list")
def who_has_what(
    campaign: Named,
    wave: options.Wave = None,
    as_json: options.Json = False,
    workspace: options.Workspace = None,
) -> None:
    """Who has which packet since when, and how much of it is posted.

    Example: `outreach packet list release-the-64`
    """
    from outreach.cli.sharing.packet_listing import show

    show(workspace, campaign, wave, as_json=as_json)
