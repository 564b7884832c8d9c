"""The key of a session: a passphrase is asked for once, and not again until a while after its use.

The derived key, never the passphrase, lies in the folder in memory of the login, in a file that
only its owner can read. The system takes the folder away at logout.
"""

import hashlib
import os
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path

from outreach.encryption.keys import KEY_BYTES, Key
from outreach.encryption.memory import for_owner_alone, login_folder

LASTS = timedelta(hours=8)  # since the last use

_FOLDER = "outreach"
_ENDING = ".key"
_OTHERS = 0o077
_NEVER_A_LINK = getattr(os, "O_NOFOLLOW", 0)


def keep(key: Key, at: datetime) -> bool:
    """Keep a key for this session; False where there is no safe place for it."""
    folder = _folder(make=True)
    if folder is None:
        return False
    part = folder / f"{_name(key.salt)}.{os.getpid()}"
    with suppress(FileNotFoundError):
        part.unlink()
    file = os.open(part, os.O_CREAT | os.O_EXCL | os.O_WRONLY | _NEVER_A_LINK, 0o600)
    try:
        os.write(file, key.raw)
    finally:
        os.close(file)
    _used(part, at)
    part.replace(folder / f"{_name(key.salt)}{_ENDING}")
    return True


def recall(salt: bytes, at: datetime, *, prolong: bool = True) -> Key | None:
    """The key of this session for files with a salt, used now; None when there is none."""
    path = _path(salt)
    if path is None:
        return None
    raw = _read(path)
    if raw is None or not _is_fresh(path, at):
        with suppress(OSError):
            path.unlink()
        return None
    if prolong:
        with suppress(OSError):  # another command may just have locked the store
            _used(path, at)
    return Key(raw, salt)


def ends(salt: bytes, at: datetime) -> datetime | None:
    """When the session for files with a salt ends if it is not used; None when there is none."""
    path = _path(salt)
    if path is None or not path.exists() or not _is_fresh(path, at):
        return None
    return datetime.fromtimestamp(path.stat().st_mtime, UTC) + LASTS


def forget_all() -> int:
    """End every session of this login. Returns how many there were."""
    folder = _folder(make=False)
    found = 0 if folder is None else len(list(folder.glob(f"*{_ENDING}")))
    for path in () if folder is None else folder.iterdir():
        with suppress(OSError):
            path.unlink()
    return found


def why_none() -> str:
    """Why no key can be kept for a session, as a sentence; empty where it can."""
    if login_folder() is None:
        return "This system has no folder in memory for one login alone."
    if _folder(make=True) is None:
        return f"Others can look into {login_folder()}/{_FOLDER}, or it is not yours."
    return ""


def _folder(*, make: bool) -> Path | None:
    above = login_folder()
    if above is None:
        return None
    folder = above / _FOLDER
    if make:
        with suppress(FileExistsError):
            folder.mkdir(mode=0o700)
    return folder if for_owner_alone(folder) else None


def _path(salt: bytes) -> Path | None:
    folder = _folder(make=False)
    return None if folder is None else folder / f"{_name(salt)}{_ENDING}"


def _name(salt: bytes) -> str:
    return hashlib.sha256(salt).hexdigest()[:32]


def _read(path: Path) -> bytes | None:
    """The key in a file, if that is mine and nobody else's."""
    try:
        file = os.open(path, os.O_RDONLY | _NEVER_A_LINK)
    except OSError:
        return None
    try:
        found = os.fstat(file)
        raw = os.read(file, KEY_BYTES + 1)
    finally:
        os.close(file)
    mine = found.st_uid == os.geteuid() and not found.st_mode & _OTHERS
    return raw if mine and len(raw) == KEY_BYTES else None


def _is_fresh(path: Path, at: datetime) -> bool:
    """A clock that was set back ends a session too."""
    try:
        idle = at - datetime.fromtimestamp(path.stat().st_mtime, UTC)
    except OSError:
        return False
    return timedelta(seconds=-2) <= idle <= LASTS


def _used(path: Path, at: datetime) -> None:
    os.utime(path, (at.timestamp(), at.timestamp()))
