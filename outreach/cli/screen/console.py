"""The screen. Nothing else in the program prints.

Answers go to stdout; notes, problems and progress to stderr, so that stdout can be piped.
Values are never read as markup: a name like "[bold]" stays a name. Rich is loaded for a terminal:
a script that asks a hundred times need not wait for it.
"""

import json
import os
import sys
from collections.abc import Iterable, Sequence
from functools import cache
from typing import TYPE_CHECKING, Any, TextIO

from outreach.errors import InputInvalid, OutreachError, Problem

if TYPE_CHECKING:
    from rich.console import Console, RenderableType

SCHEMA = 1
_PROBLEMS_SHOWN = 50
_CONTROLS = dict.fromkeys((*range(9), *range(11, 32), 127))


@cache
def out() -> "Console":
    """Where answers go."""
    return _console(stderr=False)


@cache
def err() -> "Console":
    """Where notes, problems and progress go."""
    return _console(stderr=True)


def _console(*, stderr: bool) -> "Console":
    from rich.console import Console

    console = Console(stderr=stderr, highlight=False, markup=False, emoji=False)
    if not console.is_terminal:
        console.soft_wrap = True  # a pipe gets whole lines
    return console


def say(text: str = "", style: str = "") -> None:
    if _takes_text_alone(sys.stdout):
        sys.stdout.write(f"{_without_controls(text)}\n")
        return
    from rich.text import Text

    out().print(Text(text, style=style))


def indented(text: str, by: int, style: str = "") -> None:
    """A line of an answer set in; on a terminal the lines that it is broken into as well."""
    if _takes_text_alone(sys.stdout):
        say(f"{' ' * by}{text}")
        return
    from rich.padding import Padding
    from rich.text import Text

    out().print(Padding(Text(text, style=style), (0, 0, 0, by)))


def note(text: str, style: str = "") -> None:
    if _takes_text_alone(sys.stderr):
        sys.stderr.write(f"{_without_controls(text)}\n")
        return
    from rich.text import Text

    err().print(Text(text, style=style))


def _takes_text_alone(stream: TextIO) -> bool:
    """Whether there is no terminal, and nobody asks for colours all the same."""
    return not stream.isatty() and not os.environ.get("FORCE_COLOR")


def _without_controls(text: str) -> str:
    """A name from a list must not ring a bell or move the cursor."""
    return text.translate(_CONTROLS)


def show(renderable: "RenderableType") -> None:
    out().print(renderable)


def table(columns: Sequence[str], rows: Iterable[Sequence[str]], title: str = "") -> None:
    """A table on a terminal; tab-separated lines into a pipe, for other programs."""
    if _takes_text_alone(sys.stdout):
        for row in rows:
            sys.stdout.write("\t".join(_one_line(cell) for cell in row) + "\n")
        return
    from rich.table import Table
    from rich.text import Text

    grid = Table(title=title or None, title_justify="left", box=None, pad_edge=False)
    for column in columns:
        grid.add_column(column, overflow="fold", header_style="bold")
    for row in rows:
        grid.add_row(*(Text(cell) for cell in row))
    show(grid)


def _one_line(cell: str) -> str:
    return " ".join(cell.split())


def document(**fields: Any) -> None:
    """One JSON document on stdout."""
    json.dump({"schema": SCHEMA, **fields}, sys.stdout, ensure_ascii=False, indent=2)
    sys.stdout.write("\n")


def listing(items: Iterable[dict[str, str]]) -> None:
    """A document whose items are written as they come, however many there are."""
    sys.stdout.write(f'{{\n  "schema": {SCHEMA},\n  "items": [')
    between = ""
    for item in items:
        text = json.dumps(item, ensure_ascii=False, indent=2).replace("\n", "\n    ")
        sys.stdout.write(f"{between}\n    {text}")
        between = ","
    sys.stdout.write("\n  ]\n}\n" if between else "]\n}\n")


def problems(found: Iterable[Problem], style: str = "red") -> None:
    """Problems with their place and the way out; of very many, the first ones and a count."""
    found = tuple(found)
    for problem in found[:_PROBLEMS_SHOWN]:
        place = f"{problem.place}: " if problem.file else ""
        _show_problem(place, problem, style)
    if len(found) > _PROBLEMS_SHOWN:
        note(f"… and {len(found) - _PROBLEMS_SHOWN:,} more problems like these.", style)


def _show_problem(place: str, problem: Problem, style: str) -> None:
    way_out = f"\n    {problem.way_out}" if problem.way_out else ""
    if _takes_text_alone(sys.stderr):
        note(f"{place}{problem.sentence}{way_out}")
        return
    from rich.text import Text

    err().print(Text.assemble((place, "bold"), (problem.sentence, style), (way_out, "dim")))


def refusal(error: OutreachError) -> None:
    """What a command ended with, for a person to act on."""
    if isinstance(error, InputInvalid):
        problems(error.problems)
    elif error.sentence:
        problems([Problem(error.sentence, error.way_out)])
