"""Checks the records of a folder: that of the campaigns, and the private store."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from outreach.cli.opening.folder import open_workspace
from outreach.cli.record.records import chosen_record
from outreach.cli.screen import console
from outreach.errors import ExitStatus, PassphraseNeeded, Problem

if TYPE_CHECKING:
    from outreach.ledger.reading import LedgerReader


@dataclass(frozen=True, slots=True)
class _Check:
    """Of one record; `said` where nothing was found in it."""

    said: str
    problems: tuple[Problem, ...] = ()
    left_out: bool = False


def carry_out(workspace: Path | None, *, private: bool, as_json: bool) -> int:
    """Read everything. Where nobody gives the passphrase of the private store, that one is left
    out, and it is said so, unless it was asked for by name.
    """
    checks = tuple(_checks(workspace, private=private))
    problems = [problem for check in checks for problem in check.problems]
    if as_json:
        items = [{"sentence": each.sentence, "way_out": each.way_out} for each in problems]
        left_out = any(check.left_out for check in checks)
        console.document(sound=not problems, items=items, private_left_out=left_out)
    else:
        console.problems(problems)
        for check in checks:
            _say(check)
    return ExitStatus.LEDGER if problems else ExitStatus.DONE


def _say(check: _Check) -> None:
    if check.left_out:
        console.note(check.said, "yellow")
    elif not check.problems:
        console.say(check.said)


def _checks(workspace: Path | None, *, private: bool) -> Iterator[_Check]:
    if not private:
        yield _of_campaigns(workspace)
    if private or _has_store_beside(workspace):
        yield _of_private(workspace, asked_for=private)


def _of_campaigns(workspace: Path | None) -> _Check:
    with chosen_record(workspace, private=False) as ledger:
        if ledger is None:
            return _Check("There is no record of campaigns yet.")
        return _Check("The record is sound.", ledger.check())


def _has_store_beside(workspace: Path | None) -> bool:
    from outreach.cli.opening.private_store import exists, store_of

    folder = open_workspace(workspace)
    return exists(folder) and not store_of(folder).whole


def _of_private(workspace: Path | None, *, asked_for: bool) -> _Check:
    try:
        with chosen_record(workspace, private=True) as ledger:
            return _Check("The private store is sound.", _with_cases(ledger) if ledger else ())
    except PassphraseNeeded:
        if asked_for:
            raise
        said = "The private store was left out: its passphrase was not given. To check it: "
        return _Check(f"{said}outreach ledger check --private", left_out=True)


def _with_cases(ledger: "LedgerReader") -> tuple[Problem, ...]:
    from outreach.casework.opening import problems_of_tables

    return (*problems_of_tables(ledger.rows, ledger.shown), *ledger.check())
