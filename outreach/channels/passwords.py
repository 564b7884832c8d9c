"""The password of a mail account: in the computer's password store or the environment, no file.

Who looks into the Sent folder is usually who sends: an IMAP account with the same user name takes
the same password, unless it has one of its own.
"""

import os
from collections.abc import Callable
from typing import TypeVar

from outreach.errors import KeyringUnusable
from outreach.model.settings import ImapAccount, MailAccount

SERVICE = "outreach"
VARIABLE = "OUTREACH_MAIL_PASSWORD"
IMAP_VARIABLE = "OUTREACH_IMAP_PASSWORD"

Account = MailAccount | ImapAccount
Answer = TypeVar("Answer")


def find_password(account: MailAccount) -> str | None:
    """The password of an account; None when it needs none, or none is known.

    The environment wins, so that a command run by a scheduler never asks a password store.
    """
    if not account.username:
        return None
    if password := os.environ.get(VARIABLE):
        return password
    return _kept(account, "mail")


def find_imap_password(account: ImapAccount, mail: MailAccount | None) -> str | None:
    """The same for the account with the Sent folder; None when none is known."""
    if password := os.environ.get(IMAP_VARIABLE):
        return password
    if mail is None or not shares_password(account, mail):
        return _kept(account, "imap")
    return os.environ.get(VARIABLE) or _kept(account, "imap") or _kept(mail, "imap")


def shares_password(account: ImapAccount, mail: MailAccount) -> bool:
    """Whether the password for sending serves for looking into the Sent folder too."""
    return account.username == mail.username


def _kept(account: Account, section: str) -> str | None:
    import keyring

    return _ask(lambda: keyring.get_password(SERVICE, _entry(account)), section)


def store(account: Account, password: str) -> None:
    """Keep the password in the computer's password store, replacing the one it has."""
    import keyring

    if type(keyring.get_keyring()).__module__.startswith("keyrings.alt"):
        raise KeyringUnusable("it would keep the password in a plain file.")
    _ask(lambda: keyring.set_password(SERVICE, _entry(account), password))


def remove(account: Account) -> bool:
    """Take the password out of the password store; False when it was not there."""
    import keyring

    if _ask(lambda: keyring.get_password(SERVICE, _entry(account))) is None:
        return False
    _ask(lambda: keyring.delete_password(SERVICE, _entry(account)))
    return True


def _entry(account: Account) -> str:
    # One person may have the same user name at two servers.
    return f"{account.username} at {account.host}"


def _ask(question: Callable[[], Answer], section: str = "mail") -> Answer:
    from keyring.errors import KeyringError, KeyringLocked, NoKeyringError

    try:
        return question()
    except NoKeyringError as failure:
        raise KeyringUnusable("there is none.", section) from failure
    except KeyringLocked as failure:
        raise KeyringUnusable("it is locked.", section) from failure
    except KeyringError as failure:
        raise KeyringUnusable(f"{failure or type(failure).__name__}.", section) from failure
