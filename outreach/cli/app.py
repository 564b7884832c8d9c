"""The one place where the commands meet, and where a refusal becomes an exit status."""

import io
import os
import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated

import typer

from outreach import __version__
from outreach.cli import (
    account,
    campaign,
    case,
    check,
    demo,
    due,
    envelopes,
    export,
    facility,
    history,
    init,
    labels,
    ledger,
    log,
    mark,
    options,
    packet,
    preview,
    print_run,
    private,
    recipients,
    render,
    report,
    resolve,
    scrub,
    send,
    templates,
)

if TYPE_CHECKING:
    from outreach.errors import OutreachError

# What Typer returns, without a word, when a question is answered with Ctrl-C.
_CTRL_C = 130

app = typer.Typer(
    name="outreach",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode="markdown",
    pretty_exceptions_enable=False,  # a pretty traceback prints values: names and addresses
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    help="Letters to officials: merged, printed, sent, and recorded.\n\n"
    "Start with `outreach demo`, or make your own folder: `outreach init my-campaign`.",
)
app.command("demo", rich_help_panel="Start")(demo.demo)
app.command("init", rich_help_panel="Start")(init.init)
app.add_typer(campaign.app, name="campaign", rich_help_panel="Start")
app.command("check", rich_help_panel="Letters")(check.check)
app.command("preview", rich_help_panel="Letters")(preview.preview)
app.command("render", rich_help_panel="Letters")(render.render)
app.command("send", rich_help_panel="Letters")(send.send)
app.command("print", rich_help_panel="Letters")(print_run.print_run)
app.command("envelopes", rich_help_panel="Letters")(envelopes.envelopes)
app.command("labels", rich_help_panel="Letters")(labels.labels)
app.add_typer(packet.app, name="packet", rich_help_panel="Letters")
app.add_typer(case.app, name="case", rich_help_panel="People in prison")
app.command("export", rich_help_panel="People in prison")(export.export)
app.command("due", rich_help_panel="People in prison")(due.due)
app.add_typer(log.app, name="log", rich_help_panel="People in prison")
app.command("resolve", rich_help_panel="Record")(resolve.resolve)
app.add_typer(mark.app, name="mark", rich_help_panel="Record")
app.command("history", rich_help_panel="Record")(history.history)
app.command("report", rich_help_panel="Record")(report.report)
app.add_typer(ledger.app, name="ledger", rich_help_panel="Record")
app.command("scrub", rich_help_panel="Record")(scrub.scrub)
app.add_typer(recipients.app, name="recipients", rich_help_panel="Files and accounts")
app.add_typer(templates.app, name="templates", rich_help_panel="Files and accounts")
app.add_typer(facility.app, name="facility", rich_help_panel="Files and accounts")
app.add_typer(private.app, name="private", rich_help_panel="Files and accounts")
app.add_typer(account.app, name="account", rich_help_panel="Files and accounts")


def _show_version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"outreach {__version__}")
        raise typer.Exit


@app.callback()
def outreach(
    workspace: options.Workspace = None,
    _version: Annotated[
        bool,
        typer.Option("--version", callback=_show_version, is_eager=True, help="Show the version."),
    ] = False,
) -> None:
    if workspace is not None:
        # Given before the command, it counts as if it were given after it.
        os.environ["OUTREACH_WORKSPACE"] = str(workspace)


def run(arguments: Sequence[str] | None = None) -> int:
    """Carry out one command line and return its exit status."""
    try:
        ended = app(args=arguments, standalone_mode=False)
    except typer.TyperException as wrong:
        return _usage(wrong)
    except typer.Abort:
        return _stopped()
    except Exception as error:
        # Loaded here, not above: a command that ends well need not wait for it.
        from outreach.errors import OutreachError

        if not isinstance(error, OutreachError):
            raise
        return _refused(error)
    if ended == _CTRL_C:
        return _stopped()
    return ended if isinstance(ended, int) else 0


def _usage(wrong: typer.TyperException) -> int:
    from typer.rich_utils import rich_format_error

    from outreach.errors import ExitStatus

    rich_format_error(wrong)  # type: ignore[arg-type]  # whatever Typer raises of these is one
    return ExitStatus.USAGE


def _stopped() -> int:
    from outreach.errors import ExitStatus

    sys.stderr.write("\nStopped.\n")
    return ExitStatus.INTERRUPTED


def _refused(error: "OutreachError") -> int:
    from outreach.cli.screen import console

    console.refusal(error)
    return error.status


def main() -> None:
    """The console script."""
    for stream in (sys.stdout, sys.stderr):
        # Names come in every script; a pipe on some systems would take only a few of them.
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8")
    sys.exit(int(run()))
