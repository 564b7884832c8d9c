"""Folders with an encrypted file in them, for tests of every package."""

import shutil
from functools import cache
from pathlib import Path
from tempfile import mkdtemp
from textwrap import dedent

from outreach.encryption import keys
from outreach.encryption.keys import Key
from outreach.ledger.making import make_file
from outreach.ledger.times import now
from outreach.workspace.opening import Workspace

PASSPHRASE = "four quiet herons fishing"

SETTINGS = """\
    [sender]
    id = "jane"
    name = "Jane Doe"
    email = "jane@example.org"
    address = ["12 Elm Street", "Toronto ON  M5V 2T6"]
    country = "CA"
    """


@cache
def key() -> Key:
    """One for the whole run: deriving it takes a while, on purpose."""
    return keys.new_key(PASSPHRASE)


@cache
def _fresh() -> Path:
    path = Path(mkdtemp(prefix="outreach-private-")) / "private.db"
    keys.unlock(key())
    make_file(path, now(), str(path), key())
    return path


def fresh_private(path: Path) -> Path:
    """An unlocked encrypted ledger without a letter, at a new path."""
    keys.unlock(key())
    shutil.copyfile(_fresh(), path)
    path.chmod(0o600)
    return path


def private_folder(root: Path) -> Workspace:
    """A campaign folder with a private store, whose id is written down when it is first opened.

    For commands, set OUTREACH_PASSPHRASE to `PASSPHRASE`; in this process it is unlocked.
    """
    root.mkdir(parents=True, exist_ok=True)
    (root / "outreach.toml").write_text(dedent(SETTINGS), encoding="utf-8")
    fresh_private(root / "private.db")
    return Workspace(root)
