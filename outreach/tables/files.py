"""Opening a file of the user's, with a sentence for every way in which that fails."""

import stat
from pathlib import Path
from typing import BinaryIO

from outreach.errors import InputInvalid, Problem

# Far above any list of recipients; a larger file is the wrong file.
LARGEST = 256 * 1024 * 1024


def refused(shown: str, sentence: str, way_out: str = "", line: int | None = None) -> InputInvalid:
    """The refusal of a file for one reason."""
    return InputInvalid([Problem(sentence, way_out, shown, line)])


def open_regular(path: Path, shown: str) -> BinaryIO:
    """Open a file for reading; a folder, a device or a file that may not be read is refused."""
    try:
        status = path.stat()
        if stat.S_ISDIR(status.st_mode):
            raise refused(shown, "This is a folder, not a file.", "Move it away or rename it.")
        if not stat.S_ISREG(status.st_mode):
            raise refused(shown, "This is not an ordinary file.")
        if status.st_size > LARGEST:
            raise refused(shown, "The file is larger than 256 MB: is it the right one?")
        return path.open("rb")
    except FileNotFoundError as error:
        raise refused(shown, "There is no such file.") from error
    except PermissionError as error:
        raise refused(
            shown, "The file may not be read.", "Give yourself the right to read it."
        ) from error
    except OSError as error:
        raise refused(shown, f"The file cannot be read: {error.strerror}.") from error
