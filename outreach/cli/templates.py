"""`outreach templates`: the letters of a folder."""

from pathlib import Path
from typing import Annotated

import typer

from outreach.cli import options

app = typer.Typer(no_args_is_help=True, help="The letters.\n\nExample: `outreach templates list`")
Named = Annotated[str, typer.Argument(metavar="LETTER", help="Its name in letter_templates/.")]


@app.command("list")
def list_templates(as_json: options.Json = False, workspace: options.Workspace = None) -> None:
    """The letters, whom each is written to, and their languages.

    Example: `outreach templates list`
    """
    from outreach.cli import console
    from outreach.cli.folder import open_workspace

    folder = open_workspace(workspace)
    sets = [folder.template(name) for name in folder.templates()]
    if as_json:
        console.document(
            items=[
                {
                    "name": one.name,
                    "audience": one.audience.value,
                    "languages": [variant.language for variant in one.variants],
                    "subject": one.variants[0].subject,
                }
                for one in sets
            ]
        )
    else:
        rows = [
            (one.name, one.audience.value, ", ".join(v.language for v in one.variants))
            for one in sets
        ]
        console.table(("Letter", "To", "Languages"), rows)


@app.command()
def show(
    name: Named,
    language: Annotated[
        str | None,
        typer.Option("--language", metavar="CODE", help="In one language alone: en, zh-Hant …"),
    ] = None,
    as_json: options.Json = False,
    workspace: options.Workspace = None,
) -> None:
    """One letter as it is written, in all its languages, and what to mind in such a letter.

    Example: `outreach templates show first-letter --language en`
    """
    from outreach.cli.template_showing import carry_out

    carry_out(workspace, name, language, as_json=as_json)


@app.command()
def check(
    name: Annotated[str | None, typer.Argument(metavar="LETTER", help="One, or all.")] = None,
    workspace: options.Workspace = None,
) -> int:
    """Whether letters can be read, and agree across languages. Fields are checked by `check`.

    Example: `outreach templates check`
    """
    from outreach.cli import console, words
    from outreach.cli.folder import open_workspace
    from outreach.composing.templates import check_variants
    from outreach.errors import ExitStatus, InputInvalid, Problem

    folder = open_workspace(workspace)
    found: list[Problem] = []
    names = [name] if name else list(folder.templates())
    for one in names:
        try:
            found += check_variants(folder.template(one))
        except InputInvalid as invalid:
            found += invalid.problems
    console.problems(found)
    if found:
        return ExitStatus.INVALID
    console.say(f"{words.count(len(names), 'letter')}: nothing stands against them.")
    return ExitStatus.DONE


@app.command("import")
def import_letter(
    file: Annotated[Path, typer.Argument(metavar="FILE.docx", help="A letter written in Word.")],
    name: Annotated[
        str | None,
        typer.Option("--name", metavar="NAME", help="What the letter is called from now on."),
    ] = None,
    language: Annotated[
        str | None,
        typer.Option("--language", metavar="CODE", help="Its language: en, fr, zh-Hant …"),
    ] = None,
    force: Annotated[bool, typer.Option("--force", help="Replace a letter of that name.")] = False,
    workspace: options.Workspace = None,
) -> int:
    """Make a letter of letter_templates/ from one that was written in Word.

    Example: `outreach templates import appeal.docx --name appeal`
    """
    from outreach.cli.template_import import carry_out

    return carry_out(workspace, file, name, language, force=force)
