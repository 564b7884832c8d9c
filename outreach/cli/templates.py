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
    from outreach.cli.letters.template_checking import list_all

    list_all(workspace, as_json=as_json)


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
    from outreach.cli.letters.template_showing import carry_out

    carry_out(workspace, name, language, as_json=as_json)


@app.command()
def check(
    name: Annotated[str | None, typer.Argument(metavar="LETTER", help="One, or all.")] = None,
    workspace: options.Workspace = None,
) -> int:
    """Whether letters can be read, and agree across languages. Fields are checked by `check`.

    Example: `outreach templates check`
    """
    from outreach.cli.letters.template_checking import check_all

    return check_all(workspace, name)


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
    from outreach.cli.letters.template_import import carry_out

    return carry_out(workspace, file, name, language, force=force)
