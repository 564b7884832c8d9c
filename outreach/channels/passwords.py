"""The password of a mail account: in the computer's password store or the environment, no file.

Who looks into the Sent folder is usually who sends: an IMAP account with the same user name takes
the same password, unless it has one of its own.
"""

import os

from outreach.encryption import password_store
from outreach.model.settings import ImapAccount, MailAccount

VARIABLE = "OUTREACH_MAIL_PASSWORD"
IMAP_VARIABLE = "OUTREACH_IMAP_PASSWORD"

Account = MailAccount | ImapAccount


def find_password(account: MailAccount) -> str | None:
    """The password of an account; None when it needs none, or none is known.

    The environment wins, so that a command run by a scheduler never asks a password store.
    """
    if not account.username:
        return None
    if password := os.environ.get(VARIABLE):
        return password
    return _kept(account, VARIABLE)


def find_imap_password(account: ImapAccount, mail: MailAccount | None) -> str | None:
    """The same for the account with the Sent folder; None when none is known."""
    if password := os.environ.get(IMAP_VARIABLE):
        return password
    if mail is None or not shares_password(account, mail):
        return _kept(account, IMAP_VARIABLE)
    return os.environ.get(VARIABLE) or _kept(account, IMAP_VARIABLE) or _kept(mail, IMAP_VARIABLE)


def shares_password(account: ImapAccount, mail: MailAccount) -> bool:
    """Whether the password for sending serves for looking into the Sent folder too."""
    return account.username == mail.username


def _kept(account: Account, variable: str) -> str | None:
    return password_store.find(_entry(account), variable)


def store(account: Account, password: str) -> None:
    """Keep the password in the computer's password store, replacing the one it has."""
    password_store.put(_entry(account), password, VARIABLE)


def remove(account: Account) -> bool:
    """Take the password out of the password store; False when it was not there."""
    return password_store.remove(_entry(account), VARIABLE)


def _entry(account: Account) -> str:
    # One person may have the same user name at two servers.
    return f"{account.username} at {account.host}"
