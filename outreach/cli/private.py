"""`outreach private`: the encrypted store for private cases, and its passphrase."""

from enum import StrEnum
from typing import Annotated

import typer

from outreach.cli import options

app = typer.Typer(
    no_args_is_help=True,
    help="The encrypted store for private cases, and its passphrase.\n\n"
    "Example: `outreach private new`",
)


class Switch(StrEnum):
    ON = "on"
    OFF = "off"


@app.command()
def new(workspace: options.Workspace = None) -> None:
    """Make the private store, private.db: an encrypted file beside outreach.toml.

    You choose its passphrase, which is typed twice. Whoever does not have it reads nothing in the
    file; a lost one cannot be replaced, and what is in the file is lost with it.

    For a script, OUTREACH_PASSPHRASE is taken instead of asking, here and by every command.

    Example: `outreach private new`
    """
    from outreach.cli.privacy.private_keys import make

    make(workspace)


@app.command()
def status(as_json: options.Json = False, workspace: options.Workspace = None) -> None:
    """Whether there is a private store, whether it is unlocked, and where its copies are.

    Example: `outreach private status`
    """
    from outreach.cli.privacy.private_status import show

    show(workspace, as_json=as_json)


@app.command()
def lock() -> None:
    """Forget the keys of this session at once: the next command asks for the passphrase again.

    By themselves they are forgotten 8 hours after their last use, and when you log out.

    Example: `outreach private lock`
    """
    from outreach.cli.privacy.private_keys import lock

    lock()


@app.command()
def passphrase(workspace: options.Workspace = None) -> None:
    """Choose another passphrase. Everything is written anew under it and checked, then exchanged.

    Copies made before open with the old one still: if somebody knows it, delete them.

    For a script: the old one in OUTREACH_PASSPHRASE, the new one in OUTREACH_NEW_PASSPHRASE.

    Example: `outreach private passphrase`
    """
    from outreach.cli.privacy.private_keys import change

    change(workspace)


@app.command()
def keyring(
    switch: Annotated[Switch, typer.Argument(metavar="on|off")],
    workspace: options.Workspace = None,
) -> None:
    """Keep the key in the computer's password store, or take it out again.

    Then no command asks for the passphrase, and whoever can unlock your password store, usually by
    your login, opens the private store too. Off by default.

    Example: `outreach private keyring on`
    """
    from outreach.cli.privacy.private_keys import into_keyring, out_of_keyring

    (into_keyring if switch is Switch.ON else out_of_keyring)(workspace)
