"""`outreach mark`: what people did by hand, written into the record."""

from collections.abc import Callable
from pathlib import Path
from typing import Annotated

import typer

from outreach.cli import options
from outreach.cli.screen.typed_apart import OR_APART, words

app = typer.Typer(
    no_args_is_help=True,
    help="Record what was done by hand.\n\nExample: `outreach mark posted my-campaign --all`",
)

Who = Annotated[
    list[str] | None,
    typer.Argument(metavar="WHO", help="Ids, or numbers in the list: 12 17-20."),
]
All = Annotated[bool, typer.Option("--all", help="Every letter that can be.")]
Except = Annotated[
    str | None,
    typer.Option(
        "--except", metavar="12,17-20", help="With --all: but not these.", show_default=False
    ),
]
On = Annotated[
    str | None,
    typer.Option(
        "--on", metavar="DATE", help="The day it happened; today by default.", show_default=False
    ),
]
Note = Annotated[
    str,
    typer.Option(
        "--note", callback=words, help=f"A few words for the record; {OR_APART}", show_default=False
    ),
]
Named = Annotated[str, typer.Argument(metavar="CAMPAIGN", help="A file in campaigns/, or its id.")]


File = Annotated[
    Path | None,
    typer.Option(
        "--file",
        metavar="EDITED.docx",
        help="The one letter as it was posted, where it was changed: .docx, .pdf or .txt.",
        show_default=False,
    ),
]

MARKS = {
    "submitted": "Letters were entered in web forms.",
    "returned": "Letters came back by post.",
    "replied": "Recipients answered.",
    "undo": "Take back the last mark. Nothing is deleted: the undoing is recorded too.",
}


@app.command()
def posted(
    campaign: Named,
    who: Who = None,
    every: All = False,
    but: Except = None,
    on: On = None,
    note: Note = "",
    file: File = None,
    wave: options.Wave = None,
    signer: options.As = None,
    workspace: options.Workspace = None,
) -> None:
    """Letters were put in the post.

    Example: `outreach mark posted my-campaign 12 17-20`
    """
    from outreach.cli.record.marking import Marking, carry_out

    marked = ("posted", campaign, tuple(who or ()), every, but, on, note, wave, signer, file)
    carry_out(Marking(*marked), workspace)


def _command(what: str) -> Callable[..., None]:
    def mark(
        campaign: Named,
        who: Who = None,
        every: All = False,
        but: Except = None,
        on: On = None,
        note: Note = "",
        wave: options.Wave = None,
        signer: options.As = None,
        workspace: options.Workspace = None,
    ) -> None:
        from outreach.cli.record.marking import Marking, carry_out

        marking = Marking(what, campaign, tuple(who or ()), every, but, on, note, wave, signer)
        carry_out(marking, workspace)

    return mark


for _name, _sentence in MARKS.items():
    app.command(
        _name, help=f"{_sentence}\n\nExample: `outreach mark {_name} my-campaign 12 17-20`"
    )(_command(_name))
