"""`outreach facility`: prisons, their rules, and whether a letter to one keeps them."""

from pathlib import Path
from typing import Annotated

import typer

from outreach.cli import options

app = typer.Typer(
    no_args_is_help=True,
    help="Prisons, their rules for letters, and whether a letter keeps them.\n\n"
    "Example: `outreach facility show us-ny`",
)
Named = Annotated[str, typer.Argument(metavar="ID", help="A prison system or a prison.")]
Source = Annotated[str, typer.Option("--source", metavar="URL", help="Where you read it.")]
On = Annotated[
    str | None, typer.Option("--on", metavar="DATE", help="When you read it; by default today.")
]
_DAY = "DATE"
_LINES = "A | B"


@app.command("list")
def list_facilities(
    wanted: Annotated[
        list[str] | None,
        typer.Argument(metavar="WORD...", help="Only those with these words; without, all."),
    ] = None,
    as_json: options.Json = False,
    workspace: options.Workspace = None,
) -> None:
    """The prison systems and the prisons that are known, with your own and those imported.

    Example: `outreach facility list lantau`
    """
    from outreach.cli.prisons import facilities

    facilities.list_all(workspace, wanted or [], as_json=as_json)


@app.command()
def show(named: Named, as_json: options.Json = False, workspace: options.Workspace = None) -> None:
    """The address and the rules of a prison or a system, each with its source.

    Example: `outreach facility show hk-stanley`
    """
    from outreach.cli.prisons import facilities

    facilities.show(workspace, named, as_json=as_json)


@app.command()
def check(
    facility: Annotated[
        str,
        typer.Option("--facility", "-f", metavar="ID", help="The prison; a system where unknown."),
    ],
    letter: Annotated[
        Path, typer.Option("--letter", "-l", metavar="FILE", help="A .pdf, .md or .txt.")
    ],
    name: Annotated[
        list[str],
        typer.Option("--name", "-n", metavar="NAME", help="As the prison has it; may come again."),
    ],
    number: Annotated[
        list[str] | None,
        typer.Option("--number", metavar="NUMBER", help="Their number, in the order of names."),
    ] = None,
    about: Annotated[
        bool, typer.Option("--about", help="The letter is about them, to an official.")
    ] = False,
    language: Annotated[str, typer.Option("--language", metavar="CODE", help="en, zh-Hant …")] = "",
    first: Annotated[bool, typer.Option("--first", help="It is the first letter to them.")] = False,
    known_there: Annotated[
        str | None,
        typer.Option("--known-there", metavar=_DAY, help="When they were last known to be there."),
    ] = None,
    moved_on: Annotated[
        str | None, typer.Option("--moved-on", metavar=_DAY, help="When they were last moved.")
    ] = None,
    must_not_mention: Annotated[
        list[str] | None,
        typer.Option("--must-not-mention", metavar="WORDS", help="By the case; may come again."),
    ] = None,
    ruled_out: Annotated[
        list[str] | None,
        typer.Option("--ruled-out", metavar="WORDS", help="By the campaign; may come again."),
    ] = None,
    demand: Annotated[
        list[str] | None,
        typer.Option("--demand", metavar="TEXT", help="A demand of the case; may come again."),
    ] = None,
    sender: Annotated[
        str | None, typer.Option("--sender", metavar="NAME", help="By default that of the folder.")
    ] = None,
    return_address: Annotated[
        str | None,
        typer.Option("--return-address", metavar=_LINES, help="By default that of the folder."),
    ] = None,
    return_at: Annotated[
        str, typer.Option("--return-at", metavar="PLACE", help="top-left, back or inside.")
    ] = "",
    group_address: Annotated[
        bool, typer.Option("--group-address", help="The return address is nobody's home.")
    ] = False,
    envelope: Annotated[
        str | None,
        typer.Option("--envelope", metavar=_LINES, help="What stands on an envelope you wrote."),
    ] = None,
    photos: Annotated[int, typer.Option("--photos", metavar="N", min=0)] = 0,
    cards: Annotated[int, typer.Option("--cards", metavar="N", min=0)] = 0,
    stamps: Annotated[int, typer.Option("--stamps", metavar="N", min=0)] = 0,
    printed_pages: Annotated[
        int,
        typer.Option("--printed-pages", metavar="N", min=0, help="Enclosed copies, clippings …"),
    ] = 0,
    grams: Annotated[int | None, typer.Option("--grams", metavar="N", min=0)] = None,
    confirm_: Annotated[
        list[str] | None,
        typer.Option("--confirm", metavar="RULE", help="You looked at this list; or: all."),
    ] = None,
    override: Annotated[
        list[str] | None,
        typer.Option("--override", metavar="RULE=REASON", help="This rule shall not stop it."),
    ] = None,
    as_json: options.Json = False,
    workspace: options.Workspace = None,
) -> int:
    """Hold a letter against the rules of a prison: each objection with its rule, source and day.

    Ends with 4 where an error is left that nobody has overridden. Records nothing; what
    you type stays in the history of your shell.

    Example: `outreach facility check -f us-ny -l letter.pdf --name "Jane Doe" --number 98-A-0004`
    """
    from outreach.cli.prisons.facility_check import carry_out
    from outreach.cli.prisons.facility_letter import Asked

    asked = Asked(
        facility=facility,
        letter=letter,
        names=tuple(name),
        numbers=tuple(number or ()),
        about=about,
        language=language,
        first=first,
        known_there=known_there,
        moved_on=moved_on,
        must_not_mention=tuple(must_not_mention or ()),
        ruled_out=tuple(ruled_out or ()),
        demands=tuple(demand or ()),
        sender=sender,
        return_address=return_address,
        return_at=return_at,
        group_address=group_address,
        envelope=envelope,
        photos=photos,
        cards=cards,
        stamps=stamps,
        printed_pages=printed_pages,
        grams=grams,
        confirmed=tuple(confirm_ or ()),
        overrides=tuple(override or ()),
    )
    return carry_out(workspace, asked, as_json=as_json)


@app.command()
def confirm(
    named: Named,
    source: Source,
    rule: Annotated[
        str | None, typer.Option("--rule", metavar="RULE", help="A rule of it, not the address.")
    ] = None,
    on: On = None,
    workspace: options.Workspace = None,
) -> None:
    """Write down that you read an address, or a rule, at its source: in facilities/ of your folder.

    Example: `outreach facility confirm hk-tai-lam --source https://www.csd.gov.hk/`
    """
    from outreach.cli.prisons import facility_keeping

    facility_keeping.confirm(workspace, named, rule, source, on)


@app.command()
def add(
    named: Annotated[str, typer.Argument(metavar="ID", help="As you want to call it.")],
    system: Annotated[str, typer.Option("--system", metavar="SYSTEM", help="us-bop, us-ca …")],
    name: Annotated[str, typer.Option("--name", metavar="NAME", help="As on an envelope.")],
    address: Annotated[
        str, typer.Option("--address", metavar=_LINES, help="The lines, without town and postcode.")
    ],
    source: Source,
    locality: Annotated[str, typer.Option("--locality", metavar="TOWN")] = "",
    region: Annotated[str, typer.Option("--region", metavar="REGION")] = "",
    postcode: Annotated[str, typer.Option("--postcode", metavar="CODE")] = "",
    native_name: Annotated[str, typer.Option("--native-name", metavar="NAME")] = "",
    on: On = None,
    workspace: options.Workspace = None,
) -> None:
    """Add a prison whose address you have read, in facilities/ID.toml of your folder.

    Example: `outreach facility add example-fci --system us-bop --name "FCI Example"
    --address "PO Box 1" --locality Exampleton --region TX --postcode 77001 --source URL`
    """
    from outreach.cli.prisons import facility_keeping
    from outreach.model.people import PostalAddress
    from outreach.workspace.wording import lines_of

    place = PostalAddress(lines_of(address), locality, region, postcode)
    facility_keeping.add(workspace, system, (named, name, native_name), place, source, on)
