"""Asks for the passphrase of an encrypted file, once a session, and opens files with it.

In this order: OUTREACH_PASSPHRASE, so that a scheduler's command asks nobody; what this process
knows; the session; the computer's password store, if it was chosen; the person at the terminal.
"""

import os
from collections.abc import Callable
from functools import lru_cache
from getpass import getpass
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from outreach.cli.screen import asking, console
from outreach.cli.screen.times import now
from outreach.encryption import databases, keyring_keys, keys, passphrases, sessions
from outreach.encryption.keys import Key
from outreach.errors import (
    KeyringUnusable,
    OutreachError,
    PassphraseNeeded,
    PassphraseRefused,
    PassphraseWrong,
)

if TYPE_CHECKING:
    from outreach.workspace.opening import Workspace

Answer = TypeVar("Answer")

VARIABLE = "OUTREACH_PASSPHRASE"
TRIES = 3

LOST = (
    "Nobody can open the file without its passphrase. A lost one cannot be replaced: what is in "
    "the file is lost with it."
)


def unlock(folder: "Workspace", path: Path) -> None:
    """Let this process open an encrypted file; PassphraseNeeded where nobody gives the passphrase.

    What is no encrypted file is left to those who open it.
    """
    if not databases.is_encrypted(path):
        return
    if not opens_unasked(folder, path):
        keep_for_session(_ask(path, keys.salt_of(path)))


def opens_unasked(folder: "Workspace", path: Path, *, in_passing: bool = False) -> bool:
    """Let this process open an encrypted file, as long as nobody has to be asked; False where
    somebody has to. Raises PassphraseWrong for one that was given and does not open it.

    `in_passing`: for a command that is about something else. It prolongs no session, and leaves the
    system's password store alone, which may ask by itself.
    """
    salt = keys.salt_of(path)
    key = _from_environment(salt) or keys.key_of(path)
    key = key or sessions.recall(salt, now(), prolong=not in_passing)
    if key is None and folder.settings.private_keyring and not in_passing:
        key = _from_keyring(salt)
    if key is not None:
        _try(path, key)
    return key is not None


def key_for_new(folder: "Workspace", path: Path) -> Key:
    """The key of an encrypted file that is to be made. In one folder all open with one passphrase:
    where there is one already, with that; otherwise it is chosen now.
    """
    for other in encrypted_files(folder):
        unlock(folder, other)
        if key := keys.key_of(other):
            console.note(f"{path.name} opens with the passphrase of {other.name}.")
            return key
    return _chosen_key(path)


def can_be_chosen() -> bool:
    """Whether a passphrase is given, or somebody is there to choose one."""
    return bool(os.environ.get(VARIABLE)) or asking.somebody_is_there()


def _chosen_key(path: Path) -> Key:
    given = os.environ.get(VARIABLE)
    if not can_be_chosen():
        raise PassphraseNeeded(str(path))
    console.note(LOST, "yellow")
    key = keys.new_key(checked(given) if given else chosen())
    keys.unlock(key)
    if not given:
        keep_for_session(key)
    return key


def encrypted_files(folder: "Workspace") -> tuple[Path, ...]:
    """The private store, and the record of campaigns where it is encrypted."""
    named = (folder.private_path, folder.ledger_path)
    there = [path for path in named if path is not None and path.exists()]
    return tuple(path for path in dict.fromkeys(there) if databases.is_encrypted(path))


def prove(path: Path) -> None:
    """Ask for the passphrase of a file, also where it is unlocked: before it is changed."""
    salt = keys.salt_of(path)
    key = _from_environment(salt)
    if key is not None:
        _try(path, key)
    else:
        _ask(path, salt)


def key_from(passphrase: str, path: Path) -> Key | None:
    """The key of a file that this passphrase opens; None where it does not."""
    key = _derived(passphrase, keys.salt_of(path))
    known = keys.key_of(path)
    try:
        _try(path, key)
    except PassphraseWrong:
        if known is not None:
            keys.unlock(known)
        return None
    return key


def keep_for_session(key: Key) -> None:
    """Ask no more for a while, and say so; or say why each command asks."""
    if sessions.keep(key, now()):
        hours = round(sessions.LASTS.total_seconds() / 3600)
        console.note(
            f"Unlocked until {hours} hours after its last use, or until you log out. To lock it at "
            "once: outreach private lock",
            "dim",
        )
        return
    console.note(
        f"{sessions.why_none()} So each command asks for the passphrase, unless you choose to keep "
        "the key in the computer's password store: outreach private keyring on",
        "dim",
    )


@lru_cache(maxsize=8)
def _derived(passphrase: str, salt: bytes) -> Key:
    return keys.derive(passphrase, salt)


def _from_environment(salt: bytes) -> Key | None:
    given = os.environ.get(VARIABLE)
    return _derived(given, salt) if given else None


def _from_keyring(salt: bytes) -> Key | None:
    try:
        key = keyring_keys.recall(salt)
    except KeyringUnusable as failure:
        console.note(failure.sentence, "yellow")
        return None
    if key is None:
        console.note("The password store of this computer does not have the key.", "yellow")
    return key


def _ask(path: Path, salt: bytes) -> Key:
    if not asking.somebody_is_there():
        raise PassphraseNeeded(str(path))

    def once() -> Key:
        key = keys.derive(typed(f"Passphrase of {path.name}"), salt)
        _try(path, key)
        return key

    return _repeated(once, PassphraseWrong)


def _repeated(attempt: Callable[[], Answer], refusal: type[OutreachError]) -> Answer:
    """People mistype: what was refused may be tried again, but not for ever."""
    for _ in range(TRIES - 1):
        try:
            return attempt()
        except refusal as error:
            console.note(f"{error.sentence} Once more:", "yellow")
    return attempt()


def _try(path: Path, key: Key) -> None:
    """Unlock it, or say why it does not open; a wrong key is not kept."""
    from outreach.ledger.soundness import inspect

    keys.unlock(key)
    try:
        inspect(path, str(path), encrypted=True)
    except PassphraseWrong:
        keys.lock(key)
        raise


def chosen() -> str:
    """A new passphrase, typed twice; PassphraseRefused for a weak one."""
    console.note(passphrases.ADVICE)
    return _repeated(_typed_twice, PassphraseRefused)


def _typed_twice() -> str:
    passphrase = checked(typed("New passphrase"))
    if typed("The same once more") != passphrase:
        raise PassphraseRefused("The two were not the same.", "Run the command again.")
    return passphrase


def checked(passphrase: str) -> str:
    """The same, if it is strong enough; else PassphraseRefused."""
    if fault := passphrases.fault_in(passphrase):
        raise PassphraseRefused(fault, passphrases.ADVICE)
    return passphrase


def typed(question: str) -> str:
    """What somebody types, unseen."""
    return getpass(f"{question}: ")
