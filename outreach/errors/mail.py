"""Refusals about the mail account, messages, and runs that were stopped."""

from collections.abc import Iterable
from datetime import datetime

from outreach.errors.tree import (
    ExitStatus,
    InputInvalid,
    LedgerUnusable,
    LettersLeft,
    OutreachError,
    Problem,
)


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
