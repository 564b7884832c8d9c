"""A bar that follows work, on a terminal; nothing into a pipe."""

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, TypeVar

from outreach.cli.screen import console

if TYPE_CHECKING:
    from rich.progress import Progress

T = TypeVar("T")


def following(what: str, results: Iterable[T], total: int) -> Iterator[T]:
    """Pass results on, and show how far they are and how long the rest will take."""
    if not console.err().is_terminal or total < 2:
        yield from results
        return
    with bar() as progress:
        task = progress.add_task(what, total=total)
        for result in results:
            progress.advance(task)
            yield result


def bar() -> "Progress":
    """A progress bar of Rich's on stderr that leaves no trace."""
    from rich.progress import (
        BarColumn,
        MofNCompleteColumn,
        Progress,
        TextColumn,
        TimeRemainingColumn,
    )

    return Progress(
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeRemainingColumn(),
        console=console.err(),
        disable=not console.err().is_terminal,
        transient=True,
    )
