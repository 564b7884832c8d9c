"""The letters out and in of one case, as the log's commands name them."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from outreach.casework.values import LetterOut, Received
from outreach.cli.opening.cases import case_of
from outreach.cli.opening.folder import open_workspace
from outreach.cli.screen import console
from outreach.errors import CannotMark, NoSuchLetter, NothingToUndo, UsageProblem
from outreach.model.case import Case
from outreach.model.when import earliest

if TYPE_CHECKING:
    from outreach.casework.store import Casework
    from outreach.workspace.opening import Workspace

_NUMBER = re.compile(r"(in)?\s*0*(\d{1,9})", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Logged:
    """An open case, with the store its letters are in."""

    folder: "Workspace"
    case: Case
    casework: "Casework"

    def out(self, number: int) -> LetterOut:
        """A letter out; raises NoSuchLetter."""
        found = self.casework.letter(self.case.id, number)
        if found is None:
            raise NoSuchLetter(self.case.id, f"letter {number}")
        return found

    def came(self, number: int) -> Received:
        """A letter in; raises NoSuchLetter."""
        for one in self.casework.received_letters(self.case.id):
            if one.id == number:
                return one
        raise NoSuchLetter(self.case.id, f"received letter in{number}")

    def named(self, text: str) -> LetterOut | Received:
        """`3` or `in2`; raises UsageProblem."""
        match = _NUMBER.fullmatch(text.strip())
        if match is None:
            raise UsageProblem(
                f"“{text}” is not the number of a letter.",
                f"Write 3, or in2 for one that came in: outreach log show {self.case.id}",
            )
        number = int(match[2])
        return self.came(number) if match[1] else self.out(number)

    def warn_of_early(self, on: date, number: str) -> None:
        """Say that the day of a letter lies before everything that is known of the case."""
        told = [self.case.arrested_on, *(stay.since for stay in self.case.held)]
        began = min((one for one in told if one), key=earliest, default=None)
        if began and on < earliest(began):
            console.note(
                f"{on} lies before {began}, when the case began as far as is known. If that is a "
                f"mistake: outreach log undo {self.case.id} {number}",
                "yellow",
            )


@contextmanager
def opened(
    workspace: Path | None, name: str, *, create: bool = False, reading: bool = False
) -> Iterator[Logged]:
    """The case and the store, which `create` makes for a public case's first letter."""
    from outreach.cli.opening import private_store

    folder = open_workspace(workspace)
    case = case_of(folder, name.removesuffix(".toml"))
    with private_store.open_casework(folder, create=create, reading=reading) as casework:
        try:
            yield Logged(folder, case, casework)
        except (CannotMark, NothingToUndo) as refusal:
            # In words of the log: the ledger's own way out is that of campaigns.
            raise UsageProblem(refusal.sentence, f"outreach log show {case.id}") from refusal


def number_of(letter: LetterOut | Received) -> str:
    """`3`, or `in2` for one that came in."""
    return str(letter.number) if isinstance(letter, LetterOut) else f"in{letter.id}"
