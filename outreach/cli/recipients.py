"""`outreach recipients`: the lists of a folder."""

from pathlib import Path
from typing import Annotated

import typer

from outreach.cli import options

app = typer.Typer(no_args_is_help=True, help="The lists.\n\nExample: `outreach recipients list`")


@app.command("list")
def list_recipients(
    name: Annotated[
        str | None, typer.Argument(metavar="LIST", help="One list; without it, all of them.")
    ] = None,
    where: Annotated[
        str, typer.Option("--where", metavar="EXPRESSION", help="Only some: country == 'HK'.")
    ] = "",
    as_json: options.Json = False,
    workspace: options.Workspace = None,
) -> None:
    """The lists, or the recipients of one.

    Example: `outreach recipients list us-congress --where "party == 'Independent'"`
    """
    from outreach.cli import listing

    listing.carry_out(workspace, name, where, as_json=as_json)


@app.command()
def show(
    recipient: Annotated[str, typer.Argument(metavar="ID", help="A recipient's id.")],
    as_json: options.Json = False,
    workspace: options.Workspace = None,
) -> None:
    """One recipient: what the list says, and how they are addressed.

    Example: `outreach recipients show hk-secretary-for-justice`
    """
    from outreach.cli import listing

    listing.show(workspace, recipient, as_json=as_json)


@app.command()
def check(
    name: Annotated[str | None, typer.Argument(metavar="LIST", help="One, or all.")] = None,
    as_json: options.Json = False,
    workspace: options.Workspace = None,
) -> int:
    """Whether lists can be read, and what in them needs a look.

    Example: `outreach recipients check us-congress`
    """
    from outreach.cli import listing

    return listing.check(workspace, name, as_json=as_json)


@app.command("import")
def import_list(
    source: Annotated[str, typer.Argument(metavar="SOURCE", help="us-congress")],
    file: Annotated[Path, typer.Argument(metavar="FILE", help="The data set's file.")],
    as_of: Annotated[
        str | None,
        typer.Option(
            "--as-of",
            metavar="DATE",
            help="The day of the data set; today by default.",
            show_default=False,
        ),
    ] = None,
    as_json: options.Json = False,
    workspace: options.Workspace = None,
) -> None:
    """A public data set as a list; again on a newer file, it says who joined, left and moved.

    Example: `outreach recipients import us-congress legislators-current.yaml`
    """
    from outreach.cli.importing import carry_out

    carry_out(workspace, source, file, as_of, as_json=as_json)
