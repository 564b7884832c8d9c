"""`outreach init`: a new campaign folder."""

from pathlib import Path
from typing import Annotated

import typer


def init(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="The folder to make.")],
    name: Annotated[str | None, typer.Option(help="Who signs.", show_default=False)] = None,
    email: Annotated[str | None, typer.Option(help="Their address.", show_default=False)] = None,
    address: Annotated[
        list[str] | None,
        typer.Option(
            help="Of the postal address: a line, again for the next; or LINE | LINE.",
            show_default=False,
        ),
    ] = None,
    country: Annotated[
        str | None, typer.Option(help="Two letters: CA, GB, HK, US …", show_default=False)
    ] = None,
    private: Annotated[
        bool, typer.Option("--private", help="Encrypt the record of everything that is sent.")
    ] = False,
) -> None:
    """A new folder with starter letters, lists and a campaign.

    Asks what it needs when somebody is at the terminal; otherwise writes an example to be edited.

    With --private the whole record is one encrypted file, and you choose its passphrase. Lists,
    letters and rendered letters stay plain files all the same.

    Example: `outreach init my-campaign`
    """
    from dataclasses import replace

    from outreach.cli.screen import console
    from outreach.cli.starting.introducing import answers
    from outreach.workspace.creation import create

    given = answers(name, email, tuple(address or ()), country)
    written = create(folder, replace(given, private=private))
    console.say(f"Made {folder}: {len(written)} files.")
    if private:
        from outreach.cli.privacy.private_keys import make_if_asked

        make_if_asked(folder)
    console.say("Go on with:")
    for line in (f"cd {folder}", "outreach check", "outreach preview example"):
        console.say(f"  {line}")
