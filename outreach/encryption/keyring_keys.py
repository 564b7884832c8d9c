"""Keys in the computer's password store, for those who choose it: whoever can unlock that, opens
the file too.
"""

import hashlib

from outreach.encryption import password_store
from outreach.encryption.keys import KEY_BYTES, Key

_VARIABLE = "OUTREACH_PASSPHRASE"


def recall(salt: bytes) -> Key | None:
    """The key for files with a salt; None where it is not. KeyringUnusable without a store."""
    kept = password_store.find(_entry(salt), _VARIABLE)
    try:
        raw = bytes.fromhex(kept or "")
    except ValueError:
        return None
    return Key(raw, salt) if len(raw) == KEY_BYTES else None


def keep(key: Key) -> None:
    """Put a key there."""
    password_store.put(_entry(key.salt), key.raw.hex(), _VARIABLE)


def remove(salt: bytes) -> bool:
    """Take it out; False when it was not there."""
    return password_store.remove(_entry(salt), _VARIABLE)


def _entry(salt: bytes) -> str:
    return f"private store {hashlib.sha256(salt).hexdigest()[:16]}"
