"""`outreach ledger`: the record itself, checked, copied and restored."""

from pathlib import Path
from typing import Annotated

import typer

from outreach.cli import options

Private = Annotated[
    bool, typer.Option("--private", help="The private store instead of the record of campaigns.")
]
app = typer.Typer(
    no_args_is_help=True, help="The record itself.\n\nExample: `outreach ledger check`"
)


@app.command()
def check(
    private: Annotated[bool, typer.Option("--private", help="The private store alone.")] = False,
    as_json: options.Json = False,
    workspace: options.Workspace = None,
) -> int:
    """Read the whole record and say whether it is sound; and the private store, where there is one
    and its passphrase is given.

    Example: `outreach ledger check`
    """
    from outreach.cli.record.record_checking import carry_out

    return carry_out(workspace, private=private, as_json=as_json)


@app.command()
def backup(
    destination: Annotated[
        Path | None, typer.Argument(metavar="FILE", help="By default a dated file in backups/.")
    ] = None,
    private: Private = False,
    workspace: options.Workspace = None,
) -> None:
    """Make a copy of the record, and check the copy. Of an encrypted record it is encrypted too,
    and opens with the passphrase of that day.

    Example: `outreach ledger backup /media/stick/ledger.db`
    """
    from outreach.cli.record.records import chosen_record
    from outreach.cli.screen import console
    from outreach.errors import NotWritten

    with chosen_record(workspace, private=private) as ledger:
        if ledger is None:
            console.note("There is no record yet.")
            return
        try:
            copied = ledger.backup(destination)
        except OSError as error:
            raise NotWritten(destination or Path("backups"), error) from error
        console.say(f"Copied and checked: {copied}")


@app.command()
def restore(
    copy: Annotated[Path, typer.Argument(metavar="FILE", help="A copy made by `ledger backup`.")],
    yes: options.Yes = False,
    workspace: options.Workspace = None,
) -> int:
    """Go back to a copy of the record. No letter's status is lowered by it.

    Letters claimed since the copy become "not sure whether it went". A copy of the private store is
    put back as that: which of the two it belongs to stands in the copy.

    Example: `outreach ledger restore backups/ledger-20261122T093000Z.db`
    """
    from outreach.cli.record.restoring import carry_out

    return carry_out(workspace, copy, yes=yes)


@app.command("copy")
def copy_to(
    target: Annotated[
        str,
        typer.Argument(
            metavar="TARGET",
            help="postgresql+psycopg://USER@HOST/DATABASE; sqlcipher:///FILE, an encrypted file; "
            "or a plain file. Nothing may be there yet.",
        ),
    ],
    yes: options.Yes = False,
    workspace: options.Workspace = None,
) -> int:
    """Move the whole record to another database: a PostgreSQL of a team, or an encrypted file.

    Everything is copied in one transaction and compared row by row. Then the old record is retired:
    it is kept, and refuses to be written to, so that no letter is sent from both. outreach.toml
    names the new place. The same command moves it back.

    A password is never written into the address: PostgreSQL's own ways are the environment variable
    PGPASSWORD and the file ~/.pgpass.

    Example: `outreach ledger copy postgresql+psycopg://jane@db.example.org/letters`, or
    `outreach ledger copy sqlcipher:///letters.db`
    """
    from outreach.cli.record.copying import carry_out

    return carry_out(workspace, target, yes=yes)


@app.command("close-gap")
def close_gap(
    number: Annotated[int, typer.Argument(metavar="NUMBER", help="As `outreach send` names it.")],
    yes: options.Yes = False,
    workspace: options.Workspace = None,
) -> int:
    """Say that nothing was sent in a time of which the record is lost.

    After a damaged record was restored, letters that may have gone in the lost time become "not
    sure whether it went" instead of being sent. Close the gap only if you know that none did.

    Example: `outreach ledger close-gap 1`
    """
    from outreach.cli.record.restoring import close

    return close(workspace, number, yes=yes)
