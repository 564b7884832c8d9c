"""Makes the private store, and changes, forgets and keeps its key."""

import os
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from outreach.cli.opening import passphrases
from outreach.cli.opening.folder import open_workspace
from outreach.cli.opening.private_store import open_record, store_of
from outreach.cli.screen import asking, console, words
from outreach.encryption import keyring_keys, keys, sessions
from outreach.encryption.keys import Key
from outreach.errors import AlreadyThere, NoPrivateStore, PassphraseNeeded

if TYPE_CHECKING:
    from outreach.workspace.opening import Workspace

NEW_VARIABLE = "OUTREACH_NEW_PASSPHRASE"


def make(workspace: Path | None) -> None:
    """A new private store, by a new passphrase or that of what is encrypted there already."""
    folder = open_workspace(workspace)
    store = store_of(folder)
    if store.path.exists():
        raise AlreadyThere(store.path, "See how it stands: outreach private status")
    with open_record(folder, create=True) as ledger:
        ledger.backup()
        console.say(f"Made {ledger.path}: an encrypted file, empty so far.")
    console.note(
        "As you work, copies of it, encrypted as well, are taken into the folder backups, at most "
        "one an hour. Keep one elsewhere too: outreach ledger backup --private FILE"
    )


def make_if_asked(root: Path) -> None:
    """The same for a new folder; where nobody can choose the passphrase, say how it is done."""
    if passphrases.can_be_chosen():
        make(root)
    else:
        console.note("The record is not made yet, for want of a passphrase: outreach private new")


def lock() -> None:
    """End every session of this login."""
    keys.forget()
    ended = sessions.forget_all()
    console.say(
        "Locked: the next command asks for the passphrase." if ended else "Nothing was unlocked."
    )
    if os.environ.get(passphrases.VARIABLE):
        console.note(f"{passphrases.VARIABLE} is still set: commands take the passphrase from it.")


def change(workspace: Path | None) -> None:
    """Another passphrase for everything that is encrypted in a folder."""
    from outreach.ledger.rekeying import change_key

    folder = open_workspace(workspace)
    files = passphrases.encrypted_files(folder)
    if not files:
        raise NoPrivateStore
    done = _changed_already(files)
    left = [path for path in files if path not in done]
    for path in left:
        passphrases.prove(path)
    old = {keys.salt_of(path) for path in left}
    new = next(iter(done.values()), None) or keys.new_key(_new_passphrase(files[0]))
    for path in left:
        change_key(path, new, str(path))
        console.say(f"{path.name} opens with the new passphrase alone.")
    _renew(folder, old, new)
    console.note(
        "Copies in the folder backups were made before, and open with the old passphrase. If "
        "somebody else may know it, delete them, and make a new one: outreach ledger backup "
        "--private. Deletion from a solid-state disk is not certain.",
        "yellow",
    )


def _changed_already(files: Sequence[Path]) -> dict[Path, Key]:
    """Those that open with the new passphrase, where others do not: a change that was broken off
    between two files goes on where it was, as a scheduler's command too.
    """
    given = os.environ.get(NEW_VARIABLE)
    found = {path: passphrases.key_from(given, path) for path in files} if given else {}
    opened = {path: key for path, key in found.items() if key is not None}
    return opened if len(opened) < len(files) else {}


def _new_passphrase(path: Path) -> str:
    given = os.environ.get(NEW_VARIABLE)
    if given is None and not asking.somebody_is_there():
        raise PassphraseNeeded(str(path))
    console.note(passphrases.LOST, "yellow")
    return passphrases.checked(given) if given else passphrases.chosen()


def _renew(folder: "Workspace", old: set[bytes], new: Key) -> None:
    """What was kept of the old key gives way to the new one."""
    sessions.forget_all()
    if asking.somebody_is_there():
        passphrases.keep_for_session(new)
    if folder.settings.private_keyring:
        keyring_keys.keep(new)
        for salt in old:
            keyring_keys.remove(salt)


def into_keyring(workspace: Path | None) -> None:
    """Keep every key of a folder in the password store, and say so in outreach.toml."""
    folder = open_workspace(workspace)
    found = _unlocked(folder)
    for key in found:
        keyring_keys.keep(key)
    folder.record_private(keyring=True)
    console.say(
        f"{words.count(len(found), 'key')} in the password store of this computer: no command asks "
        "for the passphrase any more."
    )
    console.note(
        "Whoever can unlock your password store opens the private store too. Keep the passphrase: "
        "on another computer, or for a copy, you need it."
    )


def _unlocked(folder: "Workspace") -> list[Key]:
    files = passphrases.encrypted_files(folder)
    if not files:
        raise NoPrivateStore
    for path in files:
        passphrases.unlock(folder, path)
    found = {keys.salt_of(path): keys.key_of(path) for path in files}
    return [key for key in found.values() if key is not None]


def out_of_keyring(workspace: Path | None) -> None:
    """Take them out again."""
    folder = open_workspace(workspace)
    for path in passphrases.encrypted_files(folder):
        keyring_keys.remove(keys.salt_of(path))
    if folder.settings.private_keyring:
        folder.record_private(keyring=False)
    console.say("The key is not in the password store; the passphrase is asked for once a session.")
