"""Keys of encrypted files: from a passphrase and the salt at the head of a file.

The derivation is SQLCipher 4's own, so that any program that opens its files opens ours with the
passphrase. Done here, it is done once a process, and not again for every connection.
"""

import hashlib
import os
import sys
import unicodedata
from contextlib import suppress
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from outreach.encryption.open_files import beginning
from outreach.errors import LedgerFailed

SALT_BYTES = 16
KEY_BYTES = 32
ROUNDS = 256_000  # of PBKDF2-HMAC-SHA512, as SQLCipher 4 has them

_unlocked: dict[bytes, "Key"] = {}


@dataclass(frozen=True, slots=True)
class Key:
    """What opens the files that begin with `salt`. Never shown."""

    raw: bytes = field(repr=False)
    salt: bytes = field(repr=False)


def derive(passphrase: str, salt: bytes) -> Key:
    """Takes 0.1 to 0.3 s on purpose. However an accent was typed, the key is the same (NFC)."""
    words = unicodedata.normalize("NFC", passphrase).encode()
    return Key(hashlib.pbkdf2_hmac("sha512", words, salt, ROUNDS, KEY_BYTES), salt)


def new_key(passphrase: str) -> Key:
    """A key for a file that is to be made."""
    return derive(passphrase, new_salt())


def new_salt() -> bytes:
    """For one file and its copies."""
    return os.urandom(SALT_BYTES)


def salt_of(path: Path) -> bytes:
    """The head of an encrypted file; shorter where the file is. LedgerFailed for what may not
    be read, or is no file.
    """
    try:
        return beginning(path, SALT_BYTES)[0]
    except FileNotFoundError:
        raise
    except OSError as error:
        raise LedgerFailed(str(path), error.strerror or str(error)) from error


def unlock(key: Key) -> None:
    """Let this process open every file with that salt. From now on no crash leaves a copy of its
    memory on the disk.
    """
    _leave_no_core()
    _unlocked[key.salt] = key


@cache
def _leave_no_core() -> None:
    with suppress(ImportError, OSError, ValueError):  # Windows; a system that does not allow it
        import resource

        # Linux heeds 0 only for files; at 1 it hands nothing to a program for crashes either
        # (core(5): core_pattern with a pipe; fs/coredump.c).
        allowed = resource.getrlimit(resource.RLIMIT_CORE)[1]
        least = 1 if sys.platform == "linux" and allowed != 0 else 0
        resource.setrlimit(resource.RLIMIT_CORE, (least, least))


def lock(key: Key) -> None:
    """Take back what `unlock` did."""
    _unlocked.pop(key.salt, None)


def forget() -> None:
    """Take every key from this process."""
    _unlocked.clear()


def key_of(path: Path) -> Key | None:
    """The key of a file, if it was unlocked."""
    return _unlocked.get(salt_of(path))
