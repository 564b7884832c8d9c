"""`outreach log`: letters to people in prison and from them, and what became of each."""

from pathlib import Path
from typing import Annotated

import typer

from outreach.cli import options
from outreach.cli.screen.typed_apart import OR_APART, words

app = typer.Typer(
    no_args_is_help=True,
    help="Letters to people in prison and from them: sent, received, returned.\n\n"
    "Example: `outreach log show heron`",
)

Case = Annotated[str, typer.Argument(metavar="CASE", help="Its code word, or its public name.")]
Number = Annotated[
    str,
    typer.Argument(
        metavar="N",
        help="Of a letter: 3, or in2 for one that came in. Without it, the letters are listed.",
        show_default=False,
    ),
]
On = Annotated[
    str | None,
    typer.Option("--on", metavar="DATE", help="The day it happened; today by default."),
]
Writer = Annotated[
    str, typer.Option("--as", metavar="WRITER", help="The writer whose letter it is.")
]
Person = Annotated[
    str,
    typer.Option("--to", "--from", metavar="PERSON", help="Of several in one case: their id."),
]
Reason = Annotated[
    str,
    typer.Option(
        "--reason", metavar="TEXT", help=f"What was said or stamped; {OR_APART}", callback=words
    ),
]
Note = Annotated[
    str,
    typer.Option(
        "--note", metavar="TEXT", help=f"A few words for the record; {OR_APART}", callback=words
    ),
]


@app.command()
def sent(
    case: Case,
    letter: Annotated[
        int | None,
        typer.Option("--letter", metavar="N", min=1, help="One that was prepared is on its way."),
    ] = None,
    by: Annotated[
        str,
        typer.Option("--by", metavar="WAY", help="Another letter: hand, post, relay, electronic."),
    ] = "",
    on: On = None,
    writer: Writer = "",
    person: Person = "",
    card: Annotated[bool, typer.Option("--card", help="It was a card.")] = False,
    note: Note = "",
    second: Annotated[
        bool, typer.Option("--second", help="With --by: really a second letter of that day.")
    ] = False,
    workspace: options.Workspace = None,
) -> None:
    """A letter is on its way: the one that was prepared, or with --by one made without outreach.

    Example: `outreach log sent heron --by hand --on 2026-11-20`
    """
    from outreach.cli.casework.log.log_sent import Sent, carry_out

    details = Sent(case, letter, by, on, writer, person, card=card, note=note, second=second)
    carry_out(workspace, details)


@app.command()
def received(
    case: Case,
    scan: Annotated[
        Path | None,
        typer.Option("--from-scan", metavar="FILE", help="A PDF, JPEG or PNG of it, to keep."),
    ] = None,
    text: Annotated[
        bool, typer.Option("--text", help="Its words, typed in your editor or piped in.")
    ] = False,
    on: On = None,
    writer: Writer = "",
    person: Person = "",
    answers: Annotated[
        int | None, typer.Option("--answers", metavar="N", min=1, help="It answers letter N.")
    ] = None,
    note: Note = "",
    delete: Annotated[
        bool, typer.Option("--delete", help="Delete FILE once it is kept, without asking.")
    ] = False,
    workspace: options.Workspace = None,
) -> None:
    """A letter came in; its scan or words are kept in the private store.

    Example: `outreach log received heron --from-scan letter.pdf --on 2026-11-20`
    """
    from outreach.cli.casework.log.log_received import Came, carry_out

    came = Came(case, scan, text, on, writer, person, answers, note, delete=delete)
    carry_out(workspace, came)


@app.command()
def returned(
    case: Case,
    number: Number = "",
    reason: Reason = "",
    on: On = None,
    workspace: options.Workspace = None,
) -> None:
    """A letter came back.

    Example: `outreach log returned heron 3 --reason "no number on the envelope"`
    """
    from outreach.cli.casework.log.log_happened import came_back

    came_back(workspace, case, number, reason, on)


def _remark(
    workspace: Path | None, case: str, number: str, kind: str, reason: str, on: str | None
) -> None:
    from outreach.cli.casework.log.log_happened import remark

    remark(workspace, case, number, kind, reason, on)


@app.command()
def photocopied(
    case: Case,
    number: Number = "",
    reason: Reason = "",
    on: On = None,
    workspace: options.Workspace = None,
) -> None:
    """A letter was handed over as a copy, or came as one.

    Example: `outreach log photocopied heron 3`
    """
    _remark(workspace, case, number, "photocopied", reason, on)


@app.command()
def delayed(
    case: Case,
    number: Number = "",
    reason: Reason = "",
    on: On = None,
    workspace: options.Workspace = None,
) -> None:
    """A letter was held up.

    Example: `outreach log delayed heron 3 --reason "six weeks at the censor"`
    """
    _remark(workspace, case, number, "delayed", reason, on)


@app.command()
def refused(
    case: Case,
    number: Number = "",
    reason: Reason = "",
    on: On = None,
    workspace: options.Workspace = None,
) -> None:
    """A letter was kept from them, or what lay in it.

    Example: `outreach log refused heron 3 --reason "the photo"`
    """
    _remark(workspace, case, number, "refused", reason, on)


@app.command()
def undo(case: Case, number: Number = "", workspace: options.Workspace = None) -> None:
    """Take back the last thing that was logged of a letter. Nothing is deleted.

    Example: `outreach log undo heron 3`, or of a letter that came in `outreach log undo heron in2`
    """
    from outreach.cli.casework.log.log_happened import take_back

    take_back(workspace, case, number)


@app.command()
def show(
    case: Case,
    letter: Annotated[
        str, typer.Option("--letter", metavar="N", help="Only this one: 3, or in2.")
    ] = "",
    text: Annotated[
        str, typer.Option("--text", metavar="N", help="The words of this one: 3, or in2.")
    ] = "",
    out: Annotated[
        Path | None,
        typer.Option("--out", "-o", metavar="FILE", help="With --text: as it is kept, in a file."),
    ] = None,
    as_json: options.Json = False,
    workspace: options.Workspace = None,
) -> None:
    """All letters out and in, in the order of their days.

    Example: `outreach log show heron --text in2`
    """
    from outreach.cli.casework.log.log_showing import show_all, show_words

    if text:
        show_words(workspace, case, text, out)
    else:
        show_all(workspace, case, letter, as_json=as_json)
