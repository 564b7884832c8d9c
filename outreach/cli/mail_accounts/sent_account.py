"""Sets up, tests and shows the account in whose Sent folder outreach looks for letters."""

from dataclasses import dataclass
from getpass import getpass
from typing import TYPE_CHECKING

from outreach.channels.passwords import find_imap_password, shares_password, store
from outreach.cli.mail_accounts.protection import protection
from outreach.cli.screen import asking, console
from outreach.errors import UsageProblem
from outreach.model.settings import ImapAccount, MailAccount, Security

if TYPE_CHECKING:
    from outreach.workspace.opening import Workspace

_SECURITY = (
    (Security.TLS.value, "protected from the start; usually port 993"),
    (Security.STARTTLS.value, "begins plain, then protected; usually port 143"),
)
_PORTS = {Security.TLS: 993, Security.STARTTLS: 143, Security.NONE: 143}
_QUESTION = (
    "Should outreach look into the Sent folder of this account when it is not sure whether a "
    "letter went?"
)


@dataclass(frozen=True, slots=True)
class Given:
    """What was given on the command line of `[imap]`; None: ask, or leave it as it is."""

    host: str | None = None
    port: int | None = None
    security: str | None = None
    username: str | None = None
    sent_folder: str | None = None


def add(folder: "Workspace", given: Given) -> None:
    """Write `[imap]` into outreach.toml, if it is wanted, and its password into the keyring."""
    mail, before = folder.settings.mail, folder.settings.imap
    assert mail is not None  # noqa: S101 it was written just before
    if given == Given() and not _is_wanted(before):
        return
    account = _account(given, mail, before)
    folder.record_imap(account)
    console.say(f"{account.host}:{account.port} is in outreach.toml, for its Sent folder.")
    if asking.somebody_is_there():
        _ask_password(account, mail)


def _is_wanted(before: ImapAccount | None) -> bool:
    if not asking.somebody_is_there():
        return False
    default = "yes" if before else "no"
    return asking.ask(f"{_QUESTION} (yes/no)", default).casefold() in {"y", "yes"}


def _account(given: Given, mail: MailAccount, before: ImapAccount | None) -> ImapAccount:
    host, word, username, sent_folder = (
        given.host,
        given.security,
        given.username,
        given.sent_folder,
    )
    earlier = before or ImapAccount(_likely_host(mail), 0, Security.TLS, mail.username)
    if asking.somebody_is_there():
        host = host or asking.ask("IMAP server", earlier.host)
        word = word or asking.choose("How is it protected?", _SECURITY, earlier.security.value)
        username = username or asking.ask("User name", earlier.username)
    elif before is not None:
        host, word = host or before.host, word or before.security.value
    if not host:
        raise UsageProblem("No IMAP server is named.", "Give --imap-host imap.… as well.")
    security = protection(word or earlier.security.value)
    same = before is not None and (before.host, before.security) == (host, security)
    port = given.port or (before.port if before and same else _PORTS[security])
    return ImapAccount(
        host,
        port,
        security,
        username or earlier.username,
        earlier.sent_folder if sent_folder is None else sent_folder,
    )


def _likely_host(mail: MailAccount) -> str:
    """A guess to be confirmed: where letters are handed to smtp.…, copies lie at imap.… ."""
    first, dot, rest = mail.host.partition(".")
    return f"imap.{rest}" if first == "smtp" and dot else mail.host


def _ask_password(account: ImapAccount, mail: MailAccount) -> None:
    same = shares_password(account, mail)
    empty = "the one for sending" if same else "leave it as it is"
    password = getpass(f"Password of {account.username} at {account.host} (empty: {empty}): ")
    if password:
        store(account, password)
        console.say("The password is in the keyring. Try it: outreach account test")


def test(account: ImapAccount, mail: MailAccount | None) -> None:
    """Connect, log in and open the Sent folder to read; a refusal says what to do."""
    from outreach.inbox.sent_folder import sent_folders

    folders = sent_folders(account, find_imap_password(account, mail))
    named = " and ".join(repr(name) for name in folders)
    console.say(
        f"{account.host}:{account.port} answers; logged in as {account.username}. The Sent folder "
        f"is {named}. Nothing was changed."
    )
