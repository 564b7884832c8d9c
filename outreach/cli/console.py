"""The screen. Nothing else in the program prints.

Answers go to stdout; notes, problems and progress to stderr, so that stdout can be piped.
Values are never read as markup: a name like "[bold]" stays a name.
"""

import json
import sys
from collections.abc import Iterable, Sequence
from functools import cache
from typing import Any

from rich.console import Console, RenderableType
from rich.table import Table
from rich.text import Text

from outreach.errors import InputInvalid, OutreachError, Problem

SCHEMA = 1
_PROBLEMS_SHOWN = 50


@cache
def out() -> Console:
    """Where answers go."""
    return _console(stderr=False)


@cache
def err() -> Console:
    """Where notes, problems and progress go."""
    return _console(stderr=True)


def _console(*, stderr: bool) -> Console:
    console = Console(stderr=stderr, highlight=False, markup=False, emoji=False)
    if not console.is_terminal:
        console.soft_wrap = True  # a pipe gets whole lines
    return console


def say(text: str = "", style: str = "") -> None:
    out().print(Text(text, style=style), soft_wrap=not out().is_terminal)


def note(text: str, style: str = "") -> None:
    err().print(Text(text, style=style), soft_wrap=not err().is_terminal)


def show(renderable: RenderableType) -> None:
    out().print(renderable)


def table(columns: Sequence[str], rows: Iterable[Sequence[str]], title: str = "") -> None:
    """A table on a terminal; tab-separated lines into a pipe, for other programs."""
    if not out().is_terminal:
        for row in rows:
            sys.stdout.write("\t".join(_one_line(cell) for cell in row) + "\n")
        return
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


def problems(found: Iterable[Problem], style: str = "red") -> None:
    """Problems with their place and the way out; of very many, the first ones and a count."""
    found = tuple(found)
    for problem in found[:_PROBLEMS_SHOWN]:
        place = f"{problem.place}: " if problem.file else ""
        text = Text.assemble((place, "bold"), (problem.sentence, style))
        if problem.way_out:
            text.append(f"\n    {problem.way_out}", style="dim")
        err().print(text, soft_wrap=not err().is_terminal)
    if len(found) > _PROBLEMS_SHOWN:
        note(f"… and {len(found) - _PROBLEMS_SHOWN:,} more problems like these.", style)


def refusal(error: OutreachError) -> None:
    """What a command ended with, for a person to act on."""
    if isinstance(error, InputInvalid):
        problems(error.problems)
    elif error.sentence:
        problems([Problem(error.sentence, error.way_out)])
