"""Every refusal: its sentence, what to do about it, and the exit status it ends with.

    OutreachError
    ├── UsageProblem        2   the command was called in a way that cannot work
    ├── InputInvalid        3   files of the user's that cannot be used; holds all their problems
    ├── RuleObjects         4   a rule stops this campaign
    ├── NotRendered         5   letters that could not be made
    ├── LettersLeft         6   letters left refused, deferred or unknown at the end
    ├── LedgerUnusable      7   the record cannot be used as it is
    └── Interrupted       130   the user stopped it

A class takes the facts and writes its own sentence. Anything else that is raised is a bug and
keeps its traceback.
"""

import errno
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import IntEnum
from pathlib import Path
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


# --- the workspace -----------------------------------------------------------------------------


class NoWorkspace(UsageProblem):
    """No outreach.toml from this folder upwards."""

    def __init__(self, start: Path) -> None:
        super().__init__(
            f"There is no outreach.toml in {start} or in a folder above it.",
            "Go to your campaign folder, name it with --workspace DIR, "
            "or make one: outreach init my-campaign",
        )


class NotFound(UsageProblem):
    """A campaign, letter or list that the workspace does not hold."""

    def __init__(self, kind: str, name: str, known: Iterable[str]) -> None:
        from difflib import get_close_matches

        names = sorted(known)
        near = get_close_matches(name, names, n=1)
        there = f"There are: {', '.join(names[:20])}." if names else "There is none yet."
        super().__init__(
            f"There is no {kind} called “{name}”.", f"Did you mean “{near[0]}”?" if near else there
        )


class AlreadyThere(UsageProblem):
    """A file that would have to be overwritten."""

    def __init__(self, path: Path, way_out: str) -> None:
        super().__init__(f"{path} is there already, and nothing was changed.", way_out)


class NotWritten(OutreachError):
    """A file that could not be written; nothing of it was left behind."""

    def __init__(self, path: Path, error: OSError) -> None:
        why, way_out = _WHY_NOT_WRITTEN.get(
            error.errno or 0, (error.strerror or str(error), "Try again, or write to another disk.")
        )
        super().__init__(f"{path} could not be written: {why}.", way_out)
        self.path = path


_FULL = ("the disk is full", "Make room on it, and run the command again.")
_PROTECTED = (
    "it may not be written to",
    "Close the program that has it open, or give yourself the right to write there.",
)
_WHY_NOT_WRITTEN = {
    errno.ENOSPC: _FULL,
    errno.EDQUOT: _FULL,
    errno.EFBIG: ("the file grew larger than it may", "Raise the limit, or write fewer at once."),
    errno.EROFS: ("the disk is read-only", "Copy the folder to a disk you can write to."),
    errno.EACCES: _PROTECTED,
    errno.EPERM: _PROTECTED,
    errno.ENOENT: ("the folder it belongs in is not there", "Make the folder first."),
    errno.EEXIST: ("a file is in the place of its folder", "Move that file away."),
    errno.ENOTDIR: ("a file is in the place of its folder", "Move that file away."),
    errno.EISDIR: ("a folder is in its place", "Move that folder away."),
    errno.ENAMETOOLONG: ("its name is too long", "Choose a shorter one."),
}


# --- the mail account --------------------------------------------------------------------------


class AccountUnusable(OutreachError):
    """Letters cannot be handed over with the account as it is; trying again will not help."""

    status = ExitStatus.INVALID


class LoginRefused(AccountUnusable):
    """The mail server did not accept the user name and password; `words` are the server's."""

    def __init__(self, username: str, host: str, words: str, way_out: str) -> None:
        super().__init__(f"{host} refused the login of {username}: {words}", way_out)
        self.words = words


class NoPassword(AccountUnusable):
    """An account with a user name, and no password for it anywhere."""

    def __init__(self, username: str, host: str) -> None:
        super().__init__(
            f"There is no password for {username} at {host}.",
            "Keep it with: outreach account add, "
            "or set OUTREACH_MAIL_PASSWORD for this one command.",
        )


class KeyringUnusable(AccountUnusable):
    """The computer's password store is missing, locked, or not a safe place."""

    def __init__(self, reason: str) -> None:
        super().__init__(
            f"The password store of this computer cannot be used: {reason}",
            "Unlock or install one, or set OUTREACH_MAIL_PASSWORD instead.",
        )


class CertificateRefused(AccountUnusable):
    """The mail server could not prove that it is the one named."""

    def __init__(self, host: str, reason: str) -> None:
        super().__init__(
            f"{host} could not prove that it is {host}: {reason}.",
            "Nothing was sent to it, not even the password. Check the name in [mail] host and "
            "this computer's date; on a public network, try from another one. A certificate "
            "authority of your own is named in the environment variable SSL_CERT_FILE.",
        )


class NotProtected(AccountUnusable):
    """The connection would be open for others to read."""

    def __init__(self, host: str, reason: str, way_out: str) -> None:
        super().__init__(f"The connection to {host} would not be protected: {reason}", way_out)


class ServerUnreachable(LettersLeft):
    """The mail server did not answer as it should; later it may. `code` is its reply, if any."""

    def __init__(self, host: str, port: int, words: str, code: int = 0) -> None:
        super().__init__(
            f"The mail server {host}:{port} cannot be spoken to: {words}",
            "Check the network and the [mail] section of outreach.toml, then run the command "
            "again: it goes on where it stopped.",
        )
        self.words = words
        self.code = code


# --- sending -----------------------------------------------------------------------------------


class SendingStopped(LettersLeft):
    """The run ended before its letters did, because going on would have done harm."""


class RateReached(LettersLeft):
    """No more letters may leave for longer than this run waits; `at` is aware."""

    def __init__(self, at: datetime, clock_is_behind: bool) -> None:
        super().__init__(
            f"The rate of this account is used up until {at:%Y-%m-%d %H:%M %Z}.",
            "The record holds letters dated later than this computer's clock: check the clock."
            if clock_is_behind
            else "Run the command again then: it goes on where it stopped.",
        )
        self.at = at


class OutcomesNotRecorded(LedgerUnusable):
    """The ledger failed while letters were in hand: they were handed over and not recorded."""

    def __init__(self, failure: Exception, recipients: Iterable[str]) -> None:
        names = tuple(recipients)
        super().__init__(
            f"{failure} The server had answered for {len(names)} letters that could not be "
            f"recorded any more: {', '.join(names)}.",
            "Once the record can be written again they are shown as not sure whether they went, "
            "and are not sent again by themselves.",
        )


# --- the ledger --------------------------------------------------------------------------------
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


class LedgerOlder(LedgerUnusable):
    """Made by an earlier version, and opened for reading only."""

    def __init__(self, ledger: str, version: str) -> None:
        super().__init__(
            f"The ledger {ledger} has version {version}, from an earlier outreach, and was only "
            "to be read.",
            "The next command that writes to it brings it up to date: send, print or mark.",
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


# --- e-mail ------------------------------------------------------------------------------------


class HeaderRefused(InputInvalid):
    """A value that must not stand in the header of an e-mail."""

    def __init__(self, field: str, value: str, character: str) -> None:
        what = "a line break" if character in "\r\n" else f"the character U+{ord(character):04X}"
        sentence = f"The {field} {value!r} holds {what}, which no line of an e-mail's header may."
        way_out = "Correct it where it is written: in the list, the template or outreach.toml."
        super().__init__([Problem(sentence, way_out)])


class AddressUnusable(InputInvalid):
    """An e-mail address that mail servers do not take."""

    def __init__(self, address: str, why: str, way_out: str = "Correct it in the list.") -> None:
        super().__init__([Problem(f"{address!r} cannot be written to: {why}.", way_out)])
