"""`outreach check`: all that would go wrong, before it does."""

from typing import Annotated

import typer

from outreach.cli import options


def check(
    campaign: options.Campaign = None,
    template: options.Template = None,
    to: options.To = None,
    case: options.Case = None,
    fix_ids: Annotated[
        bool, typer.Option("--fix-ids", help="Write derived ids back into the lists.")
    ] = False,
    as_json: options.Json = False,
    workspace: options.Workspace = None,
) -> int:
    """All that would go wrong, before it does: fields, demands, recipients, rules, fonts, mail.

    Nothing is sent and nothing is recorded. Without CAMPAIGN, every campaign is checked.

    Example: `outreach check release-the-64`
    """
    from outreach.cli.checks.checking import carry_out

    return carry_out(
        workspace, options.Which(campaign, template, to, case), fix_ids=fix_ids, as_json=as_json
    )
