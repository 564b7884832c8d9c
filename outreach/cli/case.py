"""`outreach case`: people at risk, who writes to them, and where they are held."""

from pathlib import Path
from typing import Annotated

import typer

from outreach.cli import case_write, case_writer, options
from outreach.cli.screen.typed_apart import OR_APART, words

app = typer.Typer(
    no_args_is_help=True,
    help="People in prison: private under a code word, or public in cases/.\n\n"
    "Example: `outreach case new heron`",
)

Named = Annotated[str, typer.Argument(metavar="CASE", help="A code word, or a name in cases/.")]
On = Annotated[
    str | None,
    typer.Option("--on", metavar="DATE", help="The day of it; by default today."),
]


@app.command()
def new(
    name: Annotated[
        str, typer.Argument(metavar="CODE-WORD", help="A word that tells nothing: heron.")
    ],
    names: Annotated[
        list[str] | None,
        typer.Option("--name", "-n", metavar="LANG=NAME", help="en=Ada Example; may come again."),
    ] = None,
    prison_name: Annotated[
        str, typer.Option("--prison-name", metavar="NAME", help="The one the prison uses.")
    ] = "",
    number: Annotated[str, typer.Option("--number", metavar="NUMBER", help="The prison's.")] = "",
    facility: Annotated[
        str,
        typer.Option("--facility", "-f", metavar="ID", help="Where: outreach facility list WORD."),
    ] = "",
    since: Annotated[
        str | None,
        typer.Option(
            "--since", metavar="DATE", help="Held there since: 2024-03-01, 2024-03, 2024."
        ),
    ] = None,
    source: Annotated[
        str,
        typer.Option(
            "--source",
            metavar="TEXT",
            help=f"Where that was read or heard; {OR_APART}",
            callback=words,
        ),
    ] = "",
    language: Annotated[
        list[str] | None,
        typer.Option("--language", metavar="CODE", help="They read; may come again."),
    ] = None,
    consent: Annotated[
        str, typer.Option("--consent", metavar="WHO", help="Who may know: public, group, nobody.")
    ] = "",
    public: Annotated[
        bool, typer.Option("--public", help="In cases/NAME.toml, for everybody to read.")
    ] = False,
    workspace: options.Workspace = None,
) -> None:
    """A new case, private unless --public says otherwise; what is not given is asked for.

    The first private case makes the encrypted store, and its passphrase is chosen then.

    What you type after a command may be kept by your shell: better be asked.

    Example: `outreach case new heron`
    """
    from outreach.cli.casework.keeping.case_new import NewCase, carry_out

    given = (tuple(names or ()), prison_name, number, facility, since, source)
    carry_out(workspace, NewCase(name, *given, tuple(language or ()), consent, public))


@app.command("list")
def list_cases(
    names: Annotated[bool, typer.Option("--names", help="Show who is meant.")] = False,
    as_json: options.Json = False,
    workspace: options.Workspace = None,
) -> None:
    """The cases: code words, not names, unless --names asks for them.

    Example: `outreach case list`
    """
    from outreach.cli.casework.keeping.case_showing import list_all

    list_all(workspace, names=names, as_json=as_json)


@app.command()
def show(name: Named, as_json: options.Json = False, workspace: options.Workspace = None) -> None:
    """All that is known of a case, on the screen.

    Example: `outreach case show heron`
    """
    from outreach.cli.casework.keeping.case_showing import show as show_case

    show_case(workspace, name, as_json=as_json)


@app.command()
def edit(
    name: Named,
    guarded: Annotated[
        bool,
        typer.Option("--guarded", help="Only notes, consent, likes and what not to mention."),
    ] = False,
    file: Annotated[
        Path | None,
        typer.Option("--file", metavar="TEXT", help="Go on with a text that could not be kept."),
    ] = None,
    workspace: options.Workspace = None,
) -> None:
    """A case in your editor ($VISUAL or $EDITOR), in a file in memory; mistakes are shown there.

    Of a private case everything is in one text; of a public one the file in cases/, and with
    --guarded what the private store keeps of it.

    Example: `outreach case edit heron`
    """
    from outreach.cli.casework.keeping.case_editing import carry_out

    carry_out(workspace, name, guarded=guarded, file=file)


@app.command()
def move(
    name: Named,
    to: Annotated[str, typer.Option("--to", metavar="FACILITY", help="Where they are now.")] = "",
    still_there: Annotated[
        bool, typer.Option("--still-there", help="They are known to be where they were.")
    ] = False,
    on: On = None,
    source: Annotated[
        str,
        typer.Option(
            "--source",
            metavar="TEXT",
            help=f"Where that was read or heard; {OR_APART}",
            callback=words,
        ),
    ] = "",
    workspace: options.Workspace = None,
) -> None:
    """They were moved; or are still there, which keeps the warning of transfers away.

    Example: `outreach case move heron --to hk-stanley --on 2026-11-02 --source "the family"`
    """
    from outreach.cli.casework.keeping import case_moving
    from outreach.errors import UsageProblem

    if bool(to) == still_there:
        raise UsageProblem(
            "It is not said where they are.", "Give --to FACILITY, or --still-there."
        )
    if to:
        case_moving.move(workspace, name, to, on, source)
    else:
        case_moving.still_there(workspace, name, on)


@app.command()
def close(
    name: Named,
    reason: Annotated[
        str, typer.Option("--reason", metavar="WHY", help="released, died or asked-to-stop.")
    ],
    on: On = None,
    detail: Annotated[
        str,
        typer.Option(
            "--detail",
            metavar="TEXT",
            help=f"A few words for the record; {OR_APART}",
            callback=words,
        ),
    ] = "",
    workspace: options.Workspace = None,
) -> None:
    """End a case: letters to and about them stop, and nobody is bound by a promise any more.

    Example: `outreach case close heron --reason released --on 2026-11-02`
    """
    from outreach.cli.casework.keeping import case_moving

    case_moving.close(workspace, name, reason, on, detail)


app.command("write")(case_write.write)
app.add_typer(case_writer.app, name="writer")
app.command("pair")(case_writer.pair)
app.command("unpair")(case_writer.unpair)
