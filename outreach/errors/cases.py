"""Refusals about cases. They name a case by its code word and quote nothing of it."""

from outreach.errors.tree import (
    InputInvalid,
    LedgerUnusable,
    Problem,
    RuleObjects,
    UsageProblem,
)


class RecordLiesOpen(LedgerUnusable):
    """Cases would lie open in a record that anybody can read who gets hold of the file."""

    def __init__(self, ledger: str) -> None:
        super().__init__(
            f"The record {ledger} is not encrypted, and nothing of a case is written into it.",
            "Make the private store: outreach private new",
        )


class CaseChanged(UsageProblem):
    """Somebody else changed a case between its being read and its being written."""

    def __init__(
        self,
        case: str,
        way_out: str = "Run the command again: it starts from what the case says now.",
    ) -> None:
        super().__init__(
            f"The case {case} was changed meanwhile by another command, and was left so.", way_out
        )


class CaseTaken(UsageProblem):
    """A new case under the word of another, whose letters it would seem to have had."""

    def __init__(self, case: str) -> None:
        super().__init__(
            f"There is, or was, a case called {case}, and letters may be on record under it.",
            "Choose another word.",
        )


class NoSuchLetter(UsageProblem):
    """A letter to or from a case that is not on record."""

    def __init__(self, case: str, which: str) -> None:
        super().__init__(
            f"There is no {which} of the case {case} on record.",
            f"See which there are: outreach log show {case}",
        )


class NotAnArchive(InputInvalid):
    """A file that should be a case's archive, and is another one or damaged."""

    def __init__(self, shown: str) -> None:
        super().__init__(
            [
                Problem(
                    "This is no archive of a case, or it is damaged.",
                    "Archives are made by: outreach export CASE --for archive",
                    shown,
                )
            ]
        )


class ConsentMissing(RuleObjects):
    """More would be told of a case than the person agreed to."""

    def __init__(self, case: str, readers: str, consent: str) -> None:
        super().__init__(
            f"Nothing of {case} is exported for the {readers}: who may know is “{consent}”, as far "
            "as they have said.",
            f"Only if they or their family said otherwise: outreach case edit {case}, consent",
        )
