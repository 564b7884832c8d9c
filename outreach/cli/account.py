"""`outreach account`: the mail server letters are handed to."""

from typing import Annotated

import typer

from outreach.cli import options

app = typer.Typer(no_args_is_help=True, help="The mail account.\n\nExample: `outreach account add`")


@app.command()
def add(
    host: Annotated[str | None, typer.Option(help="smtp.…", show_default=False)] = None,
    port: Annotated[int | None, typer.Option(show_default=False)] = None,
    security: Annotated[
        str | None, typer.Option(metavar="tls|starttls|none", show_default=False)
    ] = None,
    username: Annotated[str | None, typer.Option(show_default=False)] = None,
    imap_host: Annotated[
        str | None,
        typer.Option(help="imap.…: where the Sent folder is, for resolve.", show_default=False),
    ] = None,
    imap_port: Annotated[int | None, typer.Option(show_default=False)] = None,
    imap_security: Annotated[
        str | None, typer.Option(metavar="tls|starttls|none", show_default=False)
    ] = None,
    imap_username: Annotated[
        str | None, typer.Option(help="If it is another one.", show_default=False)
    ] = None,
    sent_folder: Annotated[
        str | None,
        typer.Option(help="The name of the Sent folder, if it is not found.", show_default=False),
    ] = None,
    workspace: options.Workspace = None,
) -> None:
    """Set up the mail account; its password goes into the system's keyring, never into a file.

    With an IMAP server as well, `outreach resolve` looks into its Sent folder for letters of which
    nobody knows whether they went. It only reads there.

    Example: `outreach account add --host smtp.example.org --username jane@example.org`
    """
    from outreach.cli.mail_accounts.accounts import add_account
    from outreach.cli.mail_accounts.sent_account import Given

    imap = Given(imap_host, imap_port, imap_security, imap_username, sent_folder)
    add_account(workspace, host, port, security, username, imap)


@app.command("test")
def try_account(workspace: options.Workspace = None) -> None:
    """Connect and log in, and open the Sent folder where one is set up. Sends nothing.

    Example: `outreach account test`
    """
    from outreach.cli.mail_accounts.accounts import test_account

    test_account(workspace)


@app.command("list")
def list_accounts(as_json: options.Json = False, workspace: options.Workspace = None) -> None:
    """The mail account of this folder, and whether its password is known.

    Example: `outreach account list`
    """
    from outreach.cli.mail_accounts.accounts import show_account

    show_account(workspace, as_json=as_json)


@app.command()
def remove(workspace: options.Workspace = None) -> None:
    """Take the account's password out of the keyring.

    Example: `outreach account remove`
    """
    from outreach.cli.mail_accounts.accounts import remove_password

    remove_password(workspace)
