"""`outreach recipients import`: other people's lists as lists of the folder."""

from pathlib import Path
from typing import Annotated

import typer

from outreach.cli import options


def import_list(
    source: Annotated[
        str,
        typer.Argument(
            metavar="SOURCE",
            help="us-congress, openstates, popolo, represent, uk-prisons, vcard; "
            "or table: any spreadsheet.",
        ),
    ],
    file: Annotated[
        Path | None,
        typer.Argument(
            metavar="FILE",
            help="The data set's file or folder; us-congress without one is fetched.",
            show_default=False,
        ),
    ] = None,
    as_of: Annotated[
        str | None,
        typer.Option(
            "--as-of",
            metavar="DATE",
            help="The day as of which it holds; for a public data set, today by default.",
            show_default=False,
        ),
    ] = None,
    list_name: Annotated[
        str | None,
        typer.Option("--list", metavar="NAME", help="The list to write.", show_default=False),
    ] = None,
    district_offices: Annotated[
        bool,
        typer.Option(
            "--district-offices",
            help="us-congress: a second list, with the members' offices at home.",
        ),
    ] = False,
    columns: Annotated[
        list[str] | None,
        typer.Option(
            "--map",
            metavar="COLUMN=FIELD",
            help="table: what a column is: a field, keep or drop; may be given again.",
            show_default=False,
        ),
    ] = None,
    address: Annotated[
        str | None,
        typer.Option(
            "--from",
            metavar="URL",
            help="Fetch it from a copy at this address.",
            show_default=False,
        ),
    ] = None,
    bring_back: Annotated[
        bool,
        typer.Option("--bring-back", help="Also those whom you took out of the list by hand."),
    ] = False,
    yes: options.Yes = False,
    as_json: options.Json = False,
    workspace: options.Workspace = None,
) -> None:
    """A data set or a spreadsheet as a list.

    Again on a newer file, it says who joined, left and moved, and keeps what you changed. Nobody
    to whom letters are on record is removed.

    Example: `outreach recipients import table contacts.xlsx`
    """
    from outreach.cli.lists.importing import Wanted, carry_out

    carry_out(
        workspace,
        Wanted(
            source=source,
            file=file,
            as_of=as_of,
            list_name=list_name,
            district_offices=district_offices,
            columns=tuple(columns or ()),
            address=address,
            bring_back=bring_back,
            yes=yes,
        ),
        as_json=as_json,
    )
