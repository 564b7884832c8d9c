"""The kinds of refusal, by the exit status they end with."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import IntEnum
from typing import ClassVar


class ExitStatus(IntEnum):
    """What the process ends with; part of the contract with scripts."""

    DONE = 0
    UNEXPECTED = 1
    USAGE = 2
    INVALID = 3
    OBJECTION = 4
    NOT_RENDERED = 5
    LEFT_OVER = 6
    LEDGER = 7
    INTERRUPTED = 130


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong: what, where, and the way out.

    `file` is shown as given (relative to the workspace where there is one); `line` counts from 1.
    """

    sentence: str
    way_out: str = ""
    file: str = ""
    line: int | None = None

    @property
    def place(self) -> str:
        """`recipients/officials.csv:12`, or what of it is known."""
        return self.file if self.line is None else f"{self.file}:{self.line}"

    def __str__(self) -> str:
        where = f"{self.place}: " if self.file else ""
        way_out = f" {self.way_out}" if self.way_out else ""
        return f"{where}{self.sentence}{way_out}"


class OutreachError(Exception):
    """A refusal that the user can act on."""

    status: ClassVar[ExitStatus] = ExitStatus.UNEXPECTED

    def __init__(self, sentence: str, way_out: str = "") -> None:
        super().__init__(sentence if not way_out else f"{sentence} {way_out}")
        self.sentence = sentence
        self.way_out = way_out

    def also(self, way_out: str) -> None:
        """Add what can be done where it is met, which the one who raised it could not know."""
        self.way_out = f"{self.way_out} {way_out}".lstrip()
        self.args = (f"{self.sentence} {self.way_out}",)


class UsageProblem(OutreachError):
    """The command was called in a way that cannot work."""

    status = ExitStatus.USAGE


class InputInvalid(OutreachError):
    """Files of the user's that cannot be used; all problems found are held together."""

    status = ExitStatus.INVALID

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(str(problem) for problem in self.problems))


class RuleObjects(OutreachError):
    """A rule stops this campaign."""

    status = ExitStatus.OBJECTION


class NotRendered(OutreachError):
    """Letters that could not be made."""

    status = ExitStatus.NOT_RENDERED


class LettersLeft(OutreachError):
    """Letters are left refused, deferred or unknown."""

    status = ExitStatus.LEFT_OVER


class LedgerUnusable(OutreachError):
    """The record cannot be used as it is; nothing of it was changed."""

    status = ExitStatus.LEDGER


class Interrupted(OutreachError):
    """The user stopped the command."""

    status = ExitStatus.INTERRUPTED
