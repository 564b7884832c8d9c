"""Options and arguments that several commands share."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

import typer

from outreach.cli.screen.typed_apart import OR_APART, reasons

Workspace = Annotated[
    Path | None,
    typer.Option(
        "--workspace",
        "-w",
        metavar="DIR",
        envvar="OUTREACH_WORKSPACE",
        help="The campaign folder; by default this one or the nearest above it.",
        show_default=False,
    ),
]
Campaign = Annotated[
    str | None,
    typer.Argument(metavar="CAMPAIGN", help="A file in campaigns/, or its id."),
]
Template = Annotated[
    str | None,
    typer.Option(
        "--template",
        metavar="LETTER",
        help="Instead of a campaign: a letter of letter_templates/.",
        show_default=False,
    ),
]
To = Annotated[
    list[str] | None,
    typer.Option(
        "--to",
        metavar="LIST",
        help="With --template: a list of recipients/; may be given again.",
        show_default=False,
    ),
]
Case = Annotated[
    str | None,
    typer.Option(
        "--case",
        metavar="CASE",
        help="With --template: the case the letters are about.",
        show_default=False,
    ),
]
Override = Annotated[
    list[str] | None,
    typer.Option(
        "--override",
        metavar="RULE=REASON",
        help="Go past this rule about letters on a case, for a reason that is recorded; "
        f"RULE={OR_APART}",
        callback=reasons,
        show_default=False,
    ),
]
Wave = Annotated[
    str | None,
    typer.Option(
        "--wave", metavar="NAME", help="Which wave; by default the latest.", show_default=False
    ),
]
As = Annotated[
    str | None,
    typer.Option(
        "--as",
        metavar="WRITER",
        help="Signed by this writer of writers.csv, named by their id.",
        show_default=False,
    ),
]
Json = Annotated[bool, typer.Option("--json", help="One JSON document on stdout.")]
Only = Annotated[
    str | None,
    typer.Option(
        "--only",
        metavar="12,17-20",
        help="These letters alone, by their numbers in the list.",
        show_default=False,
    ),
]
Nudge = Annotated[
    str | None,
    typer.Option(
        "--nudge",
        metavar="X,Y",
        help="Millimetres to the right and down, for a printer that misses: --nudge=0.5,-1",
        show_default=False,
    ),
]
Yes = Annotated[bool, typer.Option("--yes", "-y", help="Do not ask.")]


@dataclass(frozen=True, slots=True)
class Which:
    """Which letters are meant: those of a campaign, or a one-off of `template` and lists `to`,
    which may be about a `case`.
    """

    campaign: str | None = None
    template: str | None = None
    to: Sequence[str] | None = None
    case: str | None = None
