"""`outreach case writer`, `case pair` and `case unpair`: who writes to whom."""

from typing import Annotated

import typer

from outreach.cli import options
from outreach.cli.screen.typed_apart import OR_APART, words

app = typer.Typer(
    no_args_is_help=True,
    help="Those who write to people in prison, kept in the private store.\n\n"
    "Example: `outreach case writer add ann`",
)
Id = Annotated[str, typer.Argument(metavar="ID", help="A word for commands: ann.")]
Case = Annotated[str, typer.Argument(metavar="CASE", help="A code word, or a name in cases/.")]
Writer = Annotated[str, typer.Option("--writer", metavar="ID", help="Who writes.")]
Person = Annotated[
    str, typer.Option("--person", metavar="ID", help="Of several in one case, this one.")
]


@app.command()
def add(
    writer: Id,
    name: Annotated[str, typer.Option("--name", metavar="NAME", help="Their own.")] = "",
    signs_as: Annotated[
        str,
        typer.Option(
            "--signs-as", metavar="NAME", help="Under letters: a first name, a pseudonym."
        ),
    ] = "",
    email: Annotated[str, typer.Option("--email", metavar="ADDRESS")] = "",
    address: Annotated[
        str,
        typer.Option(
            "--address", metavar="A | B", help="Return address, without name and country."
        ),
    ] = "",
    country: Annotated[str, typer.Option("--country", metavar="CODE", help="CA, GB …")] = "",
    group_address: Annotated[
        bool | None,
        typer.Option(
            "--group-address/--home-address", help="Whether the return address is nobody's home."
        ),
    ] = None,
    workspace: options.Workspace = None,
) -> None:
    """A new writer, asked about where no name is given; of one who is there already, what is given
    is changed. What you type after a command may be kept by your shell: better be asked.

    Example: `outreach case writer add ann`
    """
    from outreach.cli.casework.keeping import case_writers
    from outreach.model.case import Correspondent

    place = case_writers.address_of(address, country)
    given = Correspondent(writer, name.strip(), signs_as.strip(), email.strip(), place)
    case_writers.add(workspace, given, group_address=group_address)


@app.command("list")
def list_writers(
    names: Annotated[bool, typer.Option("--names", help="Show their own names.")] = False,
    as_json: options.Json = False,
    workspace: options.Workspace = None,
) -> None:
    """Those who write, and to whom: how they sign, not their names, unless --names asks for them.

    Example: `outreach case writer list`
    """
    from outreach.cli.casework.keeping import case_writers

    case_writers.list_all(workspace, names=names, as_json=as_json)


@app.command()
def show(writer: Id, workspace: options.Workspace = None) -> None:
    """All that is kept of a writer, on the screen.

    Example: `outreach case writer show ann`
    """
    from outreach.cli.casework.keeping import case_writers

    case_writers.show(workspace, writer)


@app.command()
def remove(writer: Id, workspace: options.Workspace = None) -> None:
    """Take out a writer's name and address; their promises end.

    Example: `outreach case writer remove ann`
    """
    from outreach.cli.casework.keeping import case_writers

    case_writers.remove(workspace, writer)


def pair(
    case: Case,
    writer: Writer,
    every: Annotated[str, typer.Option("--every", metavar="SPAN", help="4 weeks, 1 month …")],
    person: Person = "",
    since: Annotated[
        str | None, typer.Option("--since", metavar="DATE", help="By default today.")
    ] = None,
    workspace: options.Workspace = None,
) -> None:
    """Somebody promises to write; `outreach due` says when a letter is.

    Example: `outreach case pair heron --writer ann --every "4 weeks"`
    """
    from outreach.cli.casework.keeping import case_writers

    case_writers.pair(workspace, case, writer, person, every, since)


def unpair(
    case: Case,
    writer: Writer,
    person: Person = "",
    why: Annotated[
        str, typer.Option("--why", metavar="TEXT", help=f"Why; {OR_APART}", callback=words)
    ] = "",
    workspace: options.Workspace = None,
) -> None:
    """A promise ends.

    Example: `outreach case unpair heron --writer ann`
    """
    from outreach.cli.casework.keeping import case_writers

    case_writers.unpair(workspace, case, writer, person, why)
