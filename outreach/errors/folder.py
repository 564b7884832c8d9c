"""Refusals about the campaign folder and its files."""

import errno
from collections.abc import Iterable
from pathlib import Path

from outreach.errors.tree import OutreachError, UsageProblem


class NoWorkspace(UsageProblem):
    """No outreach.toml from this folder upwards."""

    def __init__(self, start: Path) -> None:
        super().__init__(
            f"There is no outreach.toml in {start} or in a folder above it.",
            "Go to your campaign folder, name it with --workspace DIR, "
            "or make one: outreach init my-campaign",
        )


class NotFound(UsageProblem):
    """A campaign, letter or list that the workspace does not hold."""

    def __init__(self, kind: str, name: str, known: Iterable[str]) -> None:
        from difflib import get_close_matches

        names = sorted(known)
        near = get_close_matches(name, names, n=1)
        there = f"There are: {', '.join(names[:20])}." if names else "There is none yet."
        super().__init__(
            f"There is no {kind} called “{name}”.", f"Did you mean “{near[0]}”?" if near else there
        )


class AlreadyThere(UsageProblem):
    """A file that would have to be overwritten."""

    def __init__(self, path: Path, way_out: str) -> None:
        super().__init__(f"{path} is there already, and nothing was changed.", way_out)


class NotWritten(OutreachError):
    """A file that could not be written; nothing of it was left behind."""

    def __init__(self, path: Path, error: OSError) -> None:
        why, way_out = _WHY_NOT_WRITTEN.get(
            error.errno or 0, (error.strerror or str(error), "Try again, or write to another disk.")
        )
        super().__init__(f"{path} could not be written: {why}.", way_out)
        self.path = path


_FULL = ("the disk is full", "Make room on it, and run the command again.")
_PROTECTED = (
    "it may not be written to",
    "Close the program that has it open, or give yourself the right to write there.",
)
_WHY_NOT_WRITTEN = {
    errno.ENOSPC: _FULL,
    errno.EDQUOT: _FULL,
    errno.EFBIG: ("the file grew larger than it may", "Raise the limit, or write fewer at once."),
    errno.EROFS: ("the disk is read-only", "Copy the folder to a disk you can write to."),
    errno.EACCES: _PROTECTED,
    errno.EPERM: _PROTECTED,
    errno.ENOENT: ("the folder it belongs in is not there", "Make the folder first."),
    errno.EEXIST: ("a file is in the place of its folder", "Move that file away."),
    errno.ENOTDIR: ("a file is in the place of its folder", "Move that file away."),
    errno.EISDIR: ("a folder is in its place", "Move that folder away."),
    errno.ENAMETOOLONG: ("its name is too long", "Choose a shorter one."),
}
