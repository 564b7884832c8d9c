"""`outreach export`: what is known of a case, in a file for somebody else."""

from pathlib import Path
from typing import Annotated

import typer

from outreach.cli import options
from outreach.model.case import Readers


def export(
    case: Annotated[
        str | None, typer.Argument(metavar="CASE", help="Its code word, or its public name.")
    ] = None,
    readers: Annotated[
        Readers | None, typer.Option("--for", metavar="press|group|archive", help="Who gets it.")
    ] = None,
    out: Annotated[
        Path | None,
        typer.Option(
            "--out", "-o", metavar="FILE", help="A new file; with --open a folder to unpack into."
        ),
    ] = None,
    opened: Annotated[
        Path | None,
        typer.Option("--open", metavar="FILE", help="Unpack an archive that was made so."),
    ] = None,
    yes: options.Yes = False,
    workspace: options.Workspace = None,
) -> None:
    """A case for the press, the group or an archive; first it is shown what the file tells.

    For the press (Markdown): what the person agreed to have known, and only if they did. No number,
    no letters, nobody who writes. For the group (Markdown): what those who write need, without
    letters, addresses of writers or notes. For an archive: everything, in a file encrypted with a
    passphrase of its own, to hand over; tell that passphrase by another way.

    For a script the archive's passphrase is taken from OUTREACH_ARCHIVE_PASSPHRASE.

    Example: `outreach export heron --for group --out /media/stick/heron.md`
    """
    from outreach.cli.casework.exports import exporting
    from outreach.errors import UsageProblem

    if opened is not None:
        from outreach.cli.casework.exports.export_archive import unpack

        unpack(opened, out)
        return
    if case is None or readers is None:
        raise UsageProblem(
            "It is not said which case, or for whom.",
            "outreach export CASE --for press, group or archive",
        )
    exporting.carry_out(workspace, case.removesuffix(".toml"), readers, out, yes=yes)
