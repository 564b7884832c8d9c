"""A folder with a private case, and an editor that changes what it is given."""

import shlex
import sys
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

from outreach.cli.opening import private_store
from outreach.cli.screen import times
from outreach.workspace.opening import Workspace
from tests.encryption.stores import fresh_private

NAME, NUMBER, CHINESE = "Adalbert Exemplary", "765432", "陳例子"
FACTS = f"""\
number = "{NUMBER}"
languages = ["en", "zh-Hant"]
arrested_on = 2025-12-30
charge = {{en = "sedition", zh-Hant = "煽動"}}

[names]
en = "{NAME}"
zh-Hant = "{CHINESE}"

[[held]]
facility = "hk-stanley"
since = 2026-01-05

[demands]
en = ["Release them."]
zh-Hant = ["釋放"]
"""
GUARDED = 'consent = "nobody"\nmust_not_mention = ["lighthouse"]\n'


def put_case(root: Path, facts: str = FACTS, guarded: str = GUARDED, name: str = "heron") -> None:
    """A private case, as it lies in the store; the first one makes it."""
    from outreach.casework.values import Entry

    if not (root / "private.db").exists():
        fresh_private(root / "private.db")
    with private_store.open_casework(Workspace(root), create=True) as casework:
        entry = casework.entry(name) or Entry(name, True, "", "")
        casework.put(replace(entry, facts=facts, guarded=guarded), times.now())


def texts_of(root: Path, name: str = "heron") -> tuple[str, str]:
    """Facts and what is guarded of a case on record."""
    with private_store.open_casework(Workspace(root)) as casework:
        entry = casework.entry(name)
        assert entry is not None
        return entry.facts, entry.guarded


def all_bytes(root: Path) -> bytes:
    """Every file of a folder, and every name in it."""
    paths = sorted(root.rglob("*"))
    names = "\n".join(map(str, paths)).encode()
    return names + b"".join(path.read_bytes() for path in paths if path.is_file())


@dataclass(frozen=True)
class Editor:
    """`seen` is what it was last given; each call takes the next of its `changes`."""

    folder: Path

    @property
    def seen(self) -> str:
        return (self.folder / "seen").read_text("utf-8")

    @property
    def place(self) -> Path:
        """Where the file lay."""
        return Path((self.folder / "place").read_text("utf-8"))

    @property
    def modes(self) -> str:
        return (self.folder / "modes").read_text("utf-8")


_PROGRAM = """\
import sys
from pathlib import Path
here, place = Path(sys.argv[1]), Path(sys.argv[2])
text = place.read_text("utf-8")
(here / "seen").write_text(text, "utf-8")
(here / "place").write_text(str(place), "utf-8")
(here / "modes").write_text(f"{place.stat().st_mode:o} {place.parent.stat().st_mode:o}")
changes = sorted(here.glob("change-*"))
if changes:
    exec(changes[0].read_text("utf-8"))
    changes[0].unlink()
place.write_text(text, "utf-8")
"""


def make_editor(folder: Path, setenv: Callable[[str, str], None], *changes: str) -> Editor:
    """Each change is a line of Python that works on `text`."""
    folder.mkdir(exist_ok=True)
    (folder / "editor.py").write_text(_PROGRAM, encoding="utf-8")
    for number, change in enumerate(changes):
        (folder / f"change-{number}").write_text(change, encoding="utf-8")
    words = (sys.executable, str(folder / "editor.py"), str(folder))
    setenv("VISUAL", shlex.join(words))
    return Editor(folder)
