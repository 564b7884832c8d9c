"""The password of a mail account: in the computer's password store or the environment, no file."""

import os
from collections.abc import Callable
from typing import TypeVar

from outreach.errors import KeyringUnusable
from outreach.model.settings import MailAccount

SERVICE = "outreach"
VARIABLE = "OUTREACH_MAIL_PASSWORD"

Answer = TypeVar("Answer")


def find_password(account: MailAccount) -> str | None:
    """The password of an account; None when it needs none, or none is known.

    The environment wins, so that a command run by a scheduler never asks a password store.
    """
    if not account.username:
        return None
    if password := os.environ.get(VARIABLE):
        return password
    import keyring

    return _ask(lambda: keyring.get_password(SERVICE, _entry(account)))


def store(account: MailAccount, password: str) -> None:
    """Keep the password in the computer's password store, replacing the one it has."""
    import keyring

    if type(keyring.get_keyring()).__module__.startswith("keyrings.alt"):
        raise KeyringUnusable("it would keep the password in a plain file.")
    _ask(lambda: keyring.set_password(SERVICE, _entry(account), password))


def remove(account: MailAccount) -> bool:
    """Take the password out of the password store; False when it was not there."""
    import keyring

    if _ask(lambda: keyring.get_password(SERVICE, _entry(account))) is None:
        return False
    _ask(lambda: keyring.delete_password(SERVICE, _entry(account)))
    return True


def _entry(account: MailAccount) -> str:
    # One person may have the same user name at two servers.
    return f"{account.username} at {account.host}"


def _ask(question: Callable[[], Answer]) -> Answer:
    from keyring.errors import KeyringError, KeyringLocked, NoKeyringError

    try:
        return question()
    except NoKeyringError as failure:
        raise KeyringUnusable("there is none.") from failure
    except KeyringLocked as failure:
        raise KeyringUnusable("it is locked.") from failure
    except KeyringError as failure:
        raise KeyringUnusable(f"{failure or type(failure).__name__}.") from failure
