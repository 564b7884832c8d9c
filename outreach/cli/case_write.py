"""`outreach case write`: a letter to one person in prison."""

from pathlib import Path
from typing import Annotated

import typer

from outreach.cli import options
from outreach.cli.screen.typed_apart import OR_APART, reasons

Case = Annotated[str, typer.Argument(metavar="CASE", help="Its code word, or its public name.")]
Person = Annotated[
    str,
    typer.Option("--to", metavar="PERSON", help="Of several people in one case: their id in it."),
]
Writer = Annotated[
    str,
    typer.Option(
        "--as", metavar="WRITER", help="Who writes; by default whoever promised to, else [sender]."
    ),
]
Size = Annotated[
    str | None,
    typer.Option(
        "--size", "-s", metavar="ENVELOPE", help="dl, 10, c6, c5 …; by default what fits the paper."
    ),
]
NoSender = Annotated[
    bool, typer.Option("--no-sender", help="No return address, on the envelope or in the letter.")
]


def write(
    case: Case,
    template: Annotated[
        str | None,
        typer.Option("--from", metavar="LETTER", help="Begin with this one of letter_templates/."),
    ] = None,
    person: Person = "",
    writer: Writer = "",
    out: Annotated[
        Path | None,
        typer.Option(
            "--out", "-o", metavar="DIR", help="Where the pages go; asked for a private case."
        ),
    ] = None,
    language: Annotated[
        str,
        typer.Option("--language", metavar="CODE", help="en, zh-Hant …; by default the person's."),
    ] = "",
    file: Annotated[
        Path | None,
        typer.Option("--file", "-f", metavar="LETTER.md", help="A letter written already."),
    ] = None,
    card: Annotated[
        bool, typer.Option("--card", help="A few words, on a sheet folded once to a card.")
    ] = False,
    paper: Annotated[
        str | None, typer.Option("--paper", metavar="a4|letter", help="By default as in [print].")
    ] = None,
    size: Size = None,
    no_sender: NoSender = False,
    photos: Annotated[
        int, typer.Option("--photos", metavar="N", min=0, help="That lie in the envelope.")
    ] = 0,
    printed_pages: Annotated[
        int, typer.Option("--printed-pages", metavar="N", min=0, help="Enclosed copies, clippings.")
    ] = 0,
    text: Annotated[
        bool,
        typer.Option("--text", help="As text, for a prison that takes messages electronically."),
    ] = False,
    limit: Annotated[
        int | None,
        typer.Option("--limit", metavar="N", min=20, help="With --text: the most characters."),
    ] = None,
    parts: Annotated[
        bool, typer.Option("--parts", help="With --limit: in numbered parts where it is longer.")
    ] = False,
    confirm: Annotated[
        list[str] | None,
        typer.Option("--confirm", metavar="RULE", help="You went through this list; or: all."),
    ] = None,
    override: Annotated[
        list[str] | None,
        typer.Option(
            "--override",
            metavar="RULE=REASON",
            help=f"This rule shall not stop it; RULE={OR_APART}",
            callback=reasons,
        ),
    ] = None,
    again: Annotated[
        int | None,
        typer.Option("--again", metavar="N", min=1, help="The files of letter N once more."),
    ] = None,
    yes: options.Yes = False,
    workspace: options.Workspace = None,
) -> int:
    """Write to one person: says what to know, opens your editor, checks, makes pages and envelope.

    The letter goes on record in the private store before its files are written, and the draft is
    kept there while you write.

    Example: `outreach case write heron --from birthday-card --out /media/stick`
    """
    from outreach.cli.casework.personal_letters.addressing import Wanted
    from outreach.cli.casework.personal_letters.to_person import Enclosed
    from outreach.cli.casework.personal_letters.writing import Asked, carry_out

    asked = Asked(
        Wanted(case, person, writer, language, card=card, electronic=text, no_sender=no_sender),
        template=template,
        file=file,
        out=out,
        size=size,
        paper=paper,
        enclosed=Enclosed(photos, printed_pages),
        confirmed=tuple(confirm or ()),
        overrides=tuple(override or ()),
        limit=limit,
        in_parts=parts,
        again=again,
        yes=yes,
    )
    return carry_out(workspace, asked)
