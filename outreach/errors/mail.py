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


class LettersTooLarge(AccountUnusable):
    """The mail server takes no letters of this size; `sentence` says how large, and how large it
    takes them.
    """

    def __init__(self, sentence: str) -> None:
        super().__init__(
            f"Nothing was sent. {sentence}",
            "Enclose less, or put a link to the rest into the letter.",
        )


class LoginRefused(AccountUnusable):
    """The mail server did not accept the user name and password; `words` are the server's."""

    def __init__(self, username: str, host: str, words: str, way_out: str) -> None:
        super().__init__(f"{host} refused the login of {username}: {words}", way_out)
        self.words = words


class NoPassword(AccountUnusable):
    """An account with a user name, and no password for it anywhere.

    `section` is where outreach.toml names the server, here and below.
    """

    def __init__(self, username: str, host: str, section: str = "mail") -> None:
        super().__init__(
            f"There is no password for {username} at {host}.",
            "Keep it with: outreach account add, "
            f"or set OUTREACH_{section.upper()}_PASSWORD for this one command.",
        )


class KeyringUnusable(AccountUnusable):
    """The computer's password store is missing, locked, or not a safe place."""

    def __init__(self, reason: str, variable: str) -> None:
        super().__init__(
            f"The password store of this computer cannot be used: {reason}",
            f"Unlock or install one, or set {variable} instead.",
        )


class CertificateRefused(AccountUnusable):
    """The mail server could not prove that it is the one named."""

    def __init__(self, host: str, reason: str, section: str = "mail") -> None:
        super().__init__(
            f"{host} could not prove that it is {host}: {reason}.",
            "Nothing was sent to it, not even the password. Check the name in "
            f"[{section}] host and this computer's date; on a public network, try from another "
            "one. A certificate authority of your own is named in the environment variable "
            "SSL_CERT_FILE.",
        )


class NotProtected(AccountUnusable):
    """The connection would be open for others to read."""

    def __init__(self, host: str, reason: str, way_out: str) -> None:
        super().__init__(f"The connection to {host} would not be protected: {reason}", way_out)


class ServerUnreachable(LettersLeft):
    """The mail server did not answer as it should; later it may. `code` is its reply, if any."""

    def __init__(
        self, host: str, port: int, words: str, code: int = 0, section: str = "mail"
    ) -> None:
        goes_on = ": it goes on where it stopped." if section == "mail" else "."
        super().__init__(
            f"The mail server {host}:{port} cannot be spoken to: {words}",
            f"Check the network and the [{section}] section of outreach.toml, then run the "
            f"command again{goes_on}",
        )
        self.words = words
        self.code = code


class SendingStopped(LettersLeft):
    """The run ended before its letters did, because going on would have done harm."""


class ServerSilent(SendingStopped):
    """The same, because the server took nothing any more; later it may. No letter is in doubt."""


class LettersWait(LettersLeft):
    """Letters are left whose time comes later; `when` is that time, in the words of the screen."""

    def __init__(self, letters: str, when: str, why: str, way_out: str) -> None:
        super().__init__(f"{letters} to go; the next may leave at {when}, when {why}.", way_out)


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


class NoTimeZones(OutreachError):
    """The computer has no time zone database, or an old one."""

    status = ExitStatus.INVALID

    def __init__(self, name: str) -> None:
        super().__init__(
            f"This computer does not know the time zone {name}, which the sending hours need.",
            "Install the time zones: pip install tzdata",
        )


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
        # The subject of a letter about somebody in prison may be their name.
        named = f"The {field}" if field == "Subject" else f"The {field} {value!r}"
        sentence = f"{named} holds {what}, which no line of an e-mail's header may."
        way_out = "Correct it where it is written: in the list, the template or outreach.toml."
        super().__init__([Problem(sentence, way_out)])


class AddressUnusable(InputInvalid):
    """An e-mail address that mail servers do not take."""

    def __init__(self, address: str, why: str, way_out: str = "Correct it in the list.") -> None:
        super().__init__([Problem(f"{address!r} cannot be written to: {why}.", way_out)])
