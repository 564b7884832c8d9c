"""Refusals about the record. Whatever is refused was left as it was."""

from outreach.errors.tree import InputInvalid, LedgerUnusable, Problem, UsageProblem

# `ledger` is its path, or its address without a password. Nothing of a refused ledger was changed.

_RESTORE = "Put back a copy from the folder backups beside it: outreach ledger restore COPY"


class LedgerDamaged(LedgerUnusable):
    """The file is cut short, holds a bad page, or is no database at all."""

    def __init__(self, ledger: str, what: str) -> None:
        super().__init__(f"The ledger {ledger} is damaged: {what}. It was left as it is.", _RESTORE)


class LedgerNewer(LedgerUnusable):
    """Made or brought up to date by a later version of the program."""

    def __init__(self, ledger: str, version: str, known: str) -> None:
        super().__init__(
            f"The ledger {ledger} was written by a newer outreach: it has version {version}, and "
            f"this one knows {known} at most.",
            "Update it: pip install --upgrade outreach-letters",
        )


class LedgerMoved(LedgerUnusable):
    """Its record goes on in another place; two that go on would both be sent from."""

    def __init__(self, ledger: str, place: str, day: str) -> None:
        super().__init__(
            f"The record of {ledger} was moved to {place} on {day}, and goes on there. What lies "
            "here is kept, and not written to.",
            f'Write url = "{place}" under [ledger] in outreach.toml. If the move was stopped '
            f"midway, finish it: outreach ledger copy {place}",
        )


class TargetTaken(LedgerUnusable):
    """The place a record is to be moved to holds something that may not be lost."""

    def __init__(self, place: str, what: str) -> None:
        super().__init__(
            f"The record cannot be moved to {place}: {what}. Nothing was changed.",
            "Name a place where nothing is yet.",
        )


class LedgerForeign(LedgerUnusable):
    """It belongs to another folder."""

    def __init__(self, ledger: str, found: str, expected: str) -> None:
        super().__init__(
            f"The ledger {ledger} belongs to another folder: its id is {found}, and outreach.toml "
            f"says {expected}.",
            "Put this folder's own ledger back, or take a copy of it from the folder backups: "
            "outreach ledger restore COPY",
        )


class LedgerMissing(LedgerUnusable):
    """outreach.toml names one, and it is not there. It is never made anew silently."""

    def __init__(self, ledger: str, expected: str) -> None:
        super().__init__(
            f"The ledger {ledger} is gone, though outreach.toml names it (id {expected}). Without "
            "it nobody can tell who has been written to, so no new one was made.",
            "Put the file back where it was, or a copy of it: outreach ledger restore COPY. Only "
            "if no letter ever went out from here, delete the id under [ledger] in outreach.toml.",
        )


class NoLedgerYet(LedgerUnusable):
    """Nothing has been recorded from this folder so far."""

    def __init__(self, ledger: str) -> None:
        super().__init__(
            f"There is no ledger {ledger} yet: nothing was sent or recorded from this folder.",
            "It is made with the first letter that is sent or marked.",
        )


class NotALedger(LedgerUnusable):
    """A database of another program stands where the ledger should be."""

    def __init__(self, ledger: str) -> None:
        super().__init__(
            f"{ledger} is no ledger of outreach: another program's database stands there.",
            "Move it away, or name another place under [ledger] in outreach.toml.",
        )


class LedgerReadOnly(LedgerUnusable):
    """The file, its folder or the database cannot be written to."""

    def __init__(self, ledger: str) -> None:
        super().__init__(
            f"The ledger {ledger} cannot be written to. Nothing is sent that cannot be recorded.",
            "Give yourself the right to write to the file and to its folder.",
        )


class LedgerFull(LedgerUnusable):
    """There is no room left to write."""

    def __init__(self, ledger: str) -> None:
        super().__init__(
            f"There is no room left on the disk of the ledger {ledger}: nothing more was recorded, "
            "and nothing more is sent.",
            "Make room, then run the command again; it goes on where it stopped.",
        )


class LedgerBusy(LedgerUnusable):
    """Another process keeps it locked."""

    def __init__(self, ledger: str, what: str = "another process kept it locked") -> None:
        super().__init__(
            f"The ledger {ledger} is in use: {what}.",
            "Wait until the other outreach command has ended, then run this one again.",
        )


class RunGoesOn(LedgerBusy):
    """Another command is at work that one at a time does."""

    def __init__(self, ledger: str) -> None:
        super().__init__(ledger, "another outreach command is at the same work")


class LedgerOvertaken(LedgerBusy):
    """A database undid a whole transaction because another process wrote the same letters at the
    same time. Nothing of it is on record; it may be tried again.
    """

    def __init__(self, ledger: str) -> None:
        super().__init__(ledger, "another process wrote the same letters")


class LedgerReplaced(LedgerUnusable):
    """The file was exchanged for another while this command had it open."""

    def __init__(self, ledger: str) -> None:
        super().__init__(
            f"The ledger {ledger} was replaced or removed while this command was using it.",
            "Run the command again.",
        )


class LedgerUnreachable(LedgerUnusable):
    """The database server does not answer, or stopped answering."""

    def __init__(self, ledger: str, words: str) -> None:
        super().__init__(
            f"The ledger {ledger} cannot be reached: {words}",
            "Check that the server runs and that [ledger] url in outreach.toml is right, then run "
            "the command again.",
        )


class LedgerFailed(LedgerUnusable):
    """Reading or writing failed for a reason of the system's."""

    def __init__(self, ledger: str, words: str) -> None:
        super().__init__(
            f"The ledger {ledger} could not be used: {words}.",
            "Check the disk, then the ledger: outreach ledger check",
        )


class LedgerDriverMissing(LedgerUnusable):
    """PostgreSQL is named, and the library for it is not installed."""

    def __init__(self) -> None:
        super().__init__(
            "The ledger is on PostgreSQL, and the library that speaks to it is not installed.",
            'Install it: pip install "outreach-letters[postgres]"',
        )


class LedgerUrlUnknown(InputInvalid):
    """[ledger] url names no database this program knows."""

    def __init__(self, url: str) -> None:
        super().__init__(
            [
                Problem(
                    f"The ledger's url {url!r} is none that outreach knows.",
                    'Write url = "sqlite:///ledger.db" or "postgresql+psycopg://HOST/DATABASE" '
                    "under [ledger].",
                    file="outreach.toml",
                )
            ]
        )


class CannotMark(UsageProblem):
    """What is to be recorded of a letter does not fit where it stands."""

    def __init__(self, recipient: str, wanted: str, now: str, way_out: str = "") -> None:
        super().__init__(
            f"The letter to {recipient} cannot be marked {wanted}: it is {now}.",
            way_out or "See where it stands: outreach history --recipient " + recipient,
        )


class NothingToUndo(UsageProblem):
    """The letter's status was not set by a person."""

    def __init__(self, recipient: str, now: str) -> None:
        super().__init__(
            f"There is nothing to undo for the letter to {recipient}: it is {now}, and that was "
            "not marked by hand."
        )


class CopyRefused(UsageProblem):
    """A copy of the ledger cannot be made, or put back, as asked."""
