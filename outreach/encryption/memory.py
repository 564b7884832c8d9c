"""Folders whose files lie in memory and never on a disk, where the system offers that."""

import os
import stat
from pathlib import Path

_MOUNTS = Path("/proc/mounts")
_KINDS = frozenset({"tmpfs", "ramfs"})
_OTHERS = 0o077


def memory_folder() -> Path | None:
    """Where a file for an editor can lie; None where the system has no such folder."""
    shared = Path("/dev/shm")  # noqa: S108  the file made there is its owner's alone
    own = login_folder()
    if own is not None:
        return own
    return shared if os.access(shared, os.W_OK | os.X_OK) and in_memory(shared) else None


def login_folder() -> Path | None:
    """The folder in memory of this login, for its owner alone, gone at logout; None without one."""
    named = os.environ.get("XDG_RUNTIME_DIR", "")
    folder = Path(named)
    if not named or not folder.is_absolute() or not for_owner_alone(folder):
        return None
    return folder if in_memory(folder) else None


def for_owner_alone(path: Path) -> bool:
    """Whether it is a folder of mine that nobody else can look into; a link is none."""
    try:
        found = path.lstat()
    except OSError:
        return False
    mine = not hasattr(os, "geteuid") or found.st_uid == os.geteuid()
    return stat.S_ISDIR(found.st_mode) and mine and not found.st_mode & _OTHERS


def in_memory(folder: Path) -> bool:
    """Whether its file system keeps files in memory. Memory may still be swapped to a disk."""
    try:
        rows = [line.split() for line in _MOUNTS.read_text("utf-8", "replace").splitlines()]
    except OSError:
        return False
    here = folder.resolve()
    mounted = [(_unescaped(row[1]), row[2]) for row in rows if len(row) > 2]
    over = [(len(place), kind) for place, kind in mounted if here.is_relative_to(place)]
    deepest = max((length for length, _ in over), default=0)
    # Of several at one place, the last hides the others.
    kinds = [kind for length, kind in over if length == deepest]
    return bool(kinds) and kinds[-1] in _KINDS


def _unescaped(place: str) -> str:
    """As the kernel writes it: a space is \\040."""
    return place.encode().decode("unicode_escape") if "\\" in place else place
