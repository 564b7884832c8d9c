"""`outreach preview`: one merged letter, exactly as it would go."""

from typing import Annotated

import typer

from outreach.cli import options


def preview(
    campaign: options.Campaign = None,
    recipient: Annotated[
        str | None,
        typer.Option("--recipient", "-r", metavar="ID", help="Whose letter; the first by default."),
    ] = None,
    form: Annotated[
        str, typer.Option("--format", "-f", metavar="text|html|pdf|docx", help="In which format.")
    ] = "text",
    show: Annotated[
        bool, typer.Option("--open", help="Open it in the program that shows such files.")
    ] = False,
    signer: options.As = None,
    template: options.Template = None,
    to: options.To = None,
    case: options.Case = None,
    workspace: options.Workspace = None,
) -> None:
    """One merged letter, exactly as it would go. Nothing is recorded.

    Example: `outreach preview release-the-64 --recipient hk-secretary-for-justice --open`
    """
    from outreach.cli.letters.previewing import carry_out

    carry_out(
        workspace,
        options.Which(campaign, template, to, case),
        recipient=recipient,
        form=form,
        show=show,
        signer=signer,
    )
