"""`outreach campaign`: campaigns by questions and answers, and those there are."""

from typing import Annotated

import typer

from outreach.cli import options

app = typer.Typer(no_args_is_help=True, help="Campaigns.\n\nExample: `outreach campaign new`")


@app.command()
def new(
    name: Annotated[
        str | None, typer.Option("--id", metavar="ID", help="Its id, which never changes.")
    ] = None,
    title: Annotated[str | None, typer.Option(help="What people call it.")] = None,
    template: Annotated[
        str | None, typer.Option("--template", metavar="LETTER", help="Of letter_templates/.")
    ] = None,
    to: options.To = None,
    case: Annotated[
        str | None, typer.Option("--case", metavar="CASE", help="The case its letters are about.")
    ] = None,
    workspace: options.Workspace = None,
) -> None:
    """A new campaign: what is not given is asked for.

    Example: `outreach campaign new --id clean-river --template legislator-action --to officials`
    """
    from outreach.cli.opening.folder import open_workspace
    from outreach.cli.screen import console
    from outreach.cli.screen.paths import shown
    from outreach.cli.starting.campaign_questions import Given, answers
    from outreach.workspace.creation import new_campaign

    folder = open_workspace(workspace)
    given = Given(name, title, template, tuple(to or ()), case)
    path = new_campaign(folder, answers(folder, given))
    console.say(f"Written: {shown(path)}")
    console.say(f"Go on with: outreach check {path.stem}")


@app.command("list")
def list_campaigns(as_json: options.Json = False, workspace: options.Workspace = None) -> None:
    """The campaigns of this folder.

    Example: `outreach campaign list`
    """
    from outreach.cli.campaigns.campaign_showing import list_all

    list_all(workspace, as_json=as_json)


@app.command()
def show(
    campaign: Annotated[str, typer.Argument(metavar="CAMPAIGN")],
    left_out: Annotated[
        bool, typer.Option("--left-out", help="Everybody who gets no letter, and why.")
    ] = False,
    as_json: options.Json = False,
    workspace: options.Workspace = None,
) -> None:
    """One campaign: who gets a letter by which way, who is left out and why.

    Example: `outreach campaign show release-the-charged`
    """
    from outreach.cli.campaigns.campaign_showing import show_campaign

    show_campaign(workspace, campaign, left_out=left_out, as_json=as_json)
