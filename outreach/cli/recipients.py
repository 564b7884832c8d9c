"""`outreach recipients`: the lists of a folder."""

from typing import Annotated

import typer

from outreach.cli import options
from outreach.cli.lists import recipients_import

app = typer.Typer(no_args_is_help=True, help="The lists.\n\nExample: `outreach recipients list`")


@app.command("list")
def list_recipients(
    name: Annotated[
        str | None, typer.Argument(metavar="LIST", help="One list; without it, all of them.")
    ] = None,
    where: Annotated[
        str, typer.Option("--where", metavar="EXPRESSION", help="Only some: country == 'HK'.")
    ] = "",
    near: Annotated[
        str,
        typer.Option(
            "--near",
            metavar="DIVISION",
            help="Who sits for this division, within it or around it: "
            "ocd-division/country:us/state:ca",
        ),
    ] = "",
    as_json: options.Json = False,
    workspace: options.Workspace = None,
) -> None:
    """The lists, or the recipients of one; with --where or --near alone, of all lists.

    Example: `outreach recipients list us-congress --where "party == 'Independent'"`
    """
    from outreach.cli.lists import listing

    listing.carry_out(workspace, name, where, near, as_json=as_json)


@app.command()
def search(
    name: Annotated[list[str], typer.Argument(metavar="NAME", help="As far as you know it.")],
    limit: Annotated[int, typer.Option("--limit", metavar="N", min=1)] = 20,
    as_json: options.Json = False,
    workspace: options.Workspace = None,
) -> None:
    """Somebody in any list, by name or office: any order of words, any script, slips forgiven.

    Example: `outreach recipients search teresa chang`
    """
    from outreach.cli.lists import finding

    finding.search(workspace, " ".join(name), limit=limit, as_json=as_json)


@app.command()
def verify(
    recipients: Annotated[list[str], typer.Argument(metavar="ID...", help="Whom you looked up.")],
    source: Annotated[
        str, typer.Option("--source", metavar="URL", help="Where you found them in office.")
    ],
    on: Annotated[
        str | None,
        typer.Option("--on", metavar="DATE", help="When you looked; by default today."),
    ] = None,
    name: Annotated[
        str | None, typer.Option("--list", metavar="LIST", help="In this list alone.")
    ] = None,
    as_json: options.Json = False,
    workspace: options.Workspace = None,
) -> None:
    """Write into a list that somebody is still in office, and where that stands.

    Example: `outreach recipients verify hk-secretary-for-justice --source https://www.doj.gov.hk/`
    """
    from outreach.cli.lists import finding

    finding.verify(workspace, recipients, source, on, name, as_json=as_json)


@app.command()
def show(
    recipient: Annotated[str, typer.Argument(metavar="ID", help="A recipient's id.")],
    as_json: options.Json = False,
    workspace: options.Workspace = None,
) -> None:
    """One recipient: what the list says, and how they are addressed.

    Example: `outreach recipients show hk-secretary-for-justice`
    """
    from outreach.cli.lists import listing

    listing.show(workspace, recipient, as_json=as_json)


@app.command()
def check(
    name: Annotated[str | None, typer.Argument(metavar="LIST", help="One, or all.")] = None,
    dns: Annotated[
        bool,
        typer.Option("--dns", help="Also ask the network whether each address can take mail."),
    ] = False,
    as_json: options.Json = False,
    workspace: options.Workspace = None,
) -> int:
    """Whether lists can be read, and what in them needs a look: addresses, terms, duplicates.

    Ends with 3 where a list cannot be used, with 4 where it holds an official's home address.

    Example: `outreach recipients check us-congress`
    """
    from outreach.cli.lists import list_checking

    return list_checking.check(workspace, name, dns=dns, as_json=as_json)


app.command("import")(recipients_import.import_list)
