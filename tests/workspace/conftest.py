"""A small workspace to read from, and to break."""

import errno
import os
from collections.abc import Callable
from pathlib import Path

import pytest

from outreach.errors import InputInvalid, Problem
from outreach.workspace.opening import Workspace

SETTINGS = """\
[sender]
id = "jane"
name = "Jane Doe"
email = "jane@example.org"
address = ["12 Elm Street", "Toronto ON  M5V 2T6"]
country = "CA"
"""
LETTER = """\
---
subject: Please act
---
Dear reader, {{ personal }}
"""
CAMPAIGN = """\
id = "act-now"
template = "appeal"
recipients = ["officials"]
"""
LIST = "id,name,office,email\nada,Ada Example,Minister,ada@example.org\n"

Put = Callable[[str, str | bytes], Path]


@pytest.fixture
def root(tmp_path: Path) -> Path:
    folder = tmp_path / "campaign folder"
    for name, text in {
        "outreach.toml": SETTINGS,
        "letter_templates/appeal.md": LETTER,
        "campaigns/act.toml": CAMPAIGN,
        "recipients/officials.csv": LIST,
    }.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(text.encode())
    return folder


@pytest.fixture
def workspace(root: Path) -> Workspace:
    return Workspace(root)


@pytest.fixture
def put(root: Path) -> Put:
    """Write a file of the workspace."""

    def write(name: str, content: str | bytes) -> Path:
        (root / name).write_bytes(content if isinstance(content, bytes) else content.encode())
        return root / name

    return write


@pytest.fixture
def read_only(monkeypatch: pytest.MonkeyPatch) -> Callable[[], None]:
    """From now on the disk refuses every new file, as a read-only one does; root or not."""

    def refuse(path: object, flags: int, *_: object) -> int:
        raise OSError(errno.EROFS, os.strerror(errno.EROFS), path)

    return lambda: monkeypatch.setattr(os, "open", refuse)


@pytest.fixture
def problems() -> Callable[..., list[Problem]]:
    """Every problem for which a call refuses."""

    def refuse(call: Callable[..., object], *arguments: object) -> list[Problem]:
        with pytest.raises(InputInvalid) as refusal:
            call(*arguments)
        return list(refusal.value.problems)

    return refuse
