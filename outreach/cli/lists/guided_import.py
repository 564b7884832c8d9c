"""Shows a person what the columns of a spreadsheet are taken for, and asks; then remembers it."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

from outreach.cli.screen import asking, console
from outreach.errors import UsageProblem
from outreach.importers import column_memory, table
from outreach.importers.column_guesses import DROP, KEEP, Guess, fields
from outreach.importers.contract import Imported

_CELL = 20


def read_guided(
    file: Path, shown: str, verified_on: date, given: Sequence[str], *, checked: bool, yes: bool
) -> Imported:
    """The rows of a spreadsheet, with the columns as they were confirmed now or earlier."""
    proposal = table.propose(file, shown)
    for note in proposal.notes:
        console.note(f"{shown}: {note}")
    guesses = _with_given(proposal.guesses, given, shown)
    if not proposal.remembered or given:
        guesses = _confirmed(guesses, proposal.rows, yes=yes)
    mapping = {guess.column: guess.field for guess in guesses}
    imported = table.read(file, shown, verified_on=verified_on, checked=checked, mapping=mapping)
    if not proposal.remembered or given:
        beside = column_memory.remember(file, mapping)
        console.note(f"Remembered in {beside.name}: the next file with these columns asks nothing.")
    return imported


def _with_given(guesses: Sequence[Guess], given: Sequence[str], shown: str) -> tuple[Guess, ...]:
    """The proposal with what `--map` says; a field taken from another column leaves that kept."""
    said = dict(_given(one) for one in given)
    if unknown := [name for name in said if name not in {guess.column for guess in guesses}]:
        columns = ", ".join(guess.column for guess in guesses)
        raise UsageProblem(f"{shown} has no column {unknown[0]!r}.", f"It has: {columns}.")
    for column, field in said.items():
        guesses = _with(guesses, column, field)
    return tuple(guesses)


def _given(text: str) -> tuple[str, str]:
    column, equals, field = text.rpartition("=")
    if not equals or not column_memory.is_known(field.strip()):
        choices = ", ".join((*fields(), KEEP, DROP))
        raise UsageProblem(
            f"{text!r} does not say what a column is.", f"Write Column=field; fields: {choices}."
        )
    return column.strip(), field.strip()


def _with(guesses: Sequence[Guess], column: str, field: str) -> tuple[Guess, ...]:
    freed = (
        replace(guess, field=KEEP, why="kept for letters")
        if guess.field == field and field not in {KEEP, DROP}
        else guess
        for guess in guesses
    )
    return tuple(
        replace(guess, field=field, why="as you say") if guess.column == column else guess
        for guess in freed
    )


def _confirmed(
    guesses: tuple[Guess, ...], rows: Sequence[Mapping[str, str]], *, yes: bool
) -> tuple[Guess, ...]:
    """The guesses once a person agrees. Where nobody is there, `--yes` has to say so."""
    _show(guesses, rows)
    if yes:
        return guesses
    if not asking.somebody_is_there():
        raise UsageProblem(
            "Nobody is here to say whether this is right.", "Say --yes, or --map “Column=field”."
        )
    while True:
        answer = asking.ask("Enter if right, or the number of a column to change", "right")
        if answer == "right":
            return guesses
        if answer.isdecimal() and 1 <= int(answer) <= len(guesses):
            guesses = _asked(guesses, guesses[int(answer) - 1])
            _show(guesses, rows)
        else:
            console.note(f"Please answer with 1 to {len(guesses)}, or with Enter.")


def _asked(guesses: tuple[Guess, ...], guess: Guess) -> tuple[Guess, ...]:
    console.note(", ".join(fields()))
    console.note(f"{KEEP}: a column of its own, for letters; {DROP}: not taken over")
    while True:
        field = asking.ask(f"What is “{guess.column}”", guess.field)
        if column_memory.is_known(field):
            return _with(guesses, guess.column, field)
        console.note(f"{field!r} is none of these words.")


def _show(guesses: Sequence[Guess], rows: Sequence[Mapping[str, str]]) -> None:
    """Every column with what it is taken for, why, and its first three cells."""
    console.note("What each column is taken for, and its first three cells:")
    for number, guess in enumerate(guesses, start=1):
        cells = [_short(row.get(guess.column, "")) for row in rows]
        console.note(f"{number:>3}  {guess.column}  →  {guess.field}  ({guess.why})", "bold")
        console.note(f"       {'  |  '.join(cell or '–' for cell in cells)}")


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _CELL else f"{line[: _CELL - 1]}…"
