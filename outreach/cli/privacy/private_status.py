"""Shows how the private store stands, without asking for its passphrase."""

from pathlib import Path
from typing import TYPE_CHECKING

from outreach.cli.opening.folder import open_workspace
from outreach.cli.opening.private_store import Store, exists, store_of
from outreach.cli.screen import console, times
from outreach.encryption import keys, sessions
from outreach.encryption.memory import memory_folder
from outreach.ledger.copy_names import kept_beside

if TYPE_CHECKING:
    from outreach.workspace.opening import Workspace


def show(workspace: Path | None, *, as_json: bool) -> None:
    """What there is, and what it takes to open it."""
    folder = open_workspace(workspace)
    store = store_of(folder)
    facts = _facts(folder, store)
    if as_json:
        console.document(**facts)
    elif not exists(folder):
        console.note("This folder has no private store yet: outreach private new")
    else:
        _tell(store, facts)


def _facts(folder: "Workspace", store: Store) -> dict[str, object]:
    there = store.path.exists()
    salt = keys.salt_of(store.path) if there else b""
    until = sessions.ends(salt, times.now()) if salt else None
    copies = kept_beside(store.path)
    return {
        "file": str(store.path),
        "exists": there,
        "id": store.id,
        "holds_campaigns": store.whole,
        "unlocked_until": times.rfc3339(until) if until else None,
        "keyring": folder.settings.private_keyring,
        "sessions": sessions.why_none() or "kept in memory",
        "editor_in_memory": memory_folder() is not None,
        "last_copy": str(copies[-1]) if copies else None,
    }


def _tell(store: Store, facts: dict[str, object]) -> None:
    if not facts["exists"]:
        console.note(f"{store.path} is gone, though outreach.toml names it.", "red")
        return
    holds = "the record of all campaigns, and private cases" if store.whole else "private cases"
    console.say(f"{store.path}: encrypted, for {holds}.")
    console.say(_how_it_opens(facts))
    last = facts["last_copy"]
    console.say(f"Latest copy: {last}" if last else "No copy was taken yet.")
    if not facts["editor_in_memory"]:
        console.note(
            "This system has no folder in memory: what you edit lies on the disk meanwhile."
        )


def _how_it_opens(facts: dict[str, object]) -> str:
    if facts["keyring"]:
        return "Its key is in the password store of this computer: no command asks."
    if facts["unlocked_until"]:
        until = f"{facts['unlocked_until']}".replace("T", " ").replace("Z", " UTC")
        return f"Unlocked until {until}, or later if it is used. To lock it: outreach private lock"
    if facts["sessions"] == "kept in memory":
        return "Locked: the passphrase is asked for once a session."
    return f"Locked. {facts['sessions']} So each command asks for the passphrase."
