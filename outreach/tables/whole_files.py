"""Files that are there whole or not at all.

A file is written beside its final place and moved there once everything of it is on the disk. On
a full disk, or any other failure, nothing is left under either name, and what stood there before
is untouched.
"""

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO
from uuid import uuid4

from outreach.errors import NotWritten


def write_whole(path: Path, content: bytes, *, private: bool = False, durable: bool = True) -> None:
    """Write a file whole; see `writing_whole`."""
    with writing_whole(path, private=private, durable=durable) as file:
        file.write(content)


def write_if_changed(path: Path, content: bytes) -> bool:
    """Write what can be made again, for its owner alone; False where the file says so already.

    A file that is left alone keeps its time, so that copies and back-ups see what is new.
    """
    with suppress(OSError):
        if path.stat().st_size == len(content) and path.read_bytes() == content:
            return False
    write_whole(path, content, private=True, durable=False)
    return True


@contextmanager
def writing_whole(path: Path, *, private: bool = False, durable: bool = True) -> Iterator[BinaryIO]:
    """A file to write to, which appears under its name when the block ends without an error.

    `private` makes a new file readable by its owner only; an existing one keeps its rights.
    `durable` waits for the disk, so that a power failure takes nothing back; what can be made
    again may do without. Raises NotWritten for whatever the disk or the folder refuses.
    """
    place = Path(os.path.realpath(path))
    aside = place.with_name(f".outreach-{uuid4().hex}.part")
    try:
        with _created(aside, place, private=private) as file:
            yield file
            file.flush()
            if durable:
                os.fsync(file.fileno())
        aside.replace(place)
        if durable:
            _keep_name(place.parent)
    except BaseException as error:
        with suppress(OSError):
            aside.unlink(missing_ok=True)
        if isinstance(error, OSError):
            raise NotWritten(path, error) from error
        raise


def make_folder(path: Path, *, private: bool = False) -> None:
    """Make a folder and those above it, where they are not there yet; or raise NotWritten."""
    try:
        path.mkdir(mode=0o700 if private else 0o777, parents=True, exist_ok=True)
    except OSError as error:
        raise NotWritten(path, error) from error


def _created(aside: Path, place: Path, *, private: bool) -> BinaryIO:
    descriptor = os.open(
        aside, os.O_WRONLY | os.O_CREAT | os.O_EXCL | _BINARY, 0o600 if private else 0o666
    )
    file = os.fdopen(descriptor, "wb")
    with suppress(OSError):
        aside.chmod(place.stat().st_mode & 0o777)
    return file


def _keep_name(folder: Path) -> None:
    """Put the new name itself on the disk, where the system lets a folder be opened."""
    with suppress(OSError):
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


_BINARY = getattr(os, "O_BINARY", 0)
