"""The computer's own password store, by the library `keyring`.

Every function takes the environment variable that a refusal offers instead.
"""

from collections.abc import Callable
from typing import TypeVar

from outreach.errors import KeyringUnusable

SERVICE = "outreach"

Answer = TypeVar("Answer")


def find(entry: str, variable: str) -> str | None:
    """What is kept under a name; None where nothing is."""
    import keyring

    return _ask(lambda: keyring.get_password(SERVICE, entry), variable)


def put(entry: str, secret: str, variable: str) -> None:
    """Keep a secret under a name, replacing the one that is there."""
    import keyring

    if type(keyring.get_keyring()).__module__.startswith("keyrings.alt"):
        raise KeyringUnusable("it would keep the password in a plain file.", variable)
    _ask(lambda: keyring.set_password(SERVICE, entry, secret), variable)


def remove(entry: str, variable: str) -> bool:
    """Take it out; False when it was not there."""
    import keyring

    if find(entry, variable) is None:
        return False
    _ask(lambda: keyring.delete_password(SERVICE, entry), variable)
    return True


def _ask(question: Callable[[], Answer], variable: str) -> Answer:
    from keyring.errors import KeyringError, KeyringLocked, NoKeyringError

    try:
        return question()
    except NoKeyringError as failure:
        raise KeyringUnusable("there is none.", variable) from failure
    except KeyringLocked as failure:
        raise KeyringUnusable("it is locked.", variable) from failure
    except KeyringError as failure:
        raise KeyringUnusable(f"{failure or type(failure).__name__}.", variable) from failure
