"""A folder with the private case heron, and an editor that does as it is told."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.cases import Editor, make_editor, put_case
from tests.encryption.stores import PASSPHRASE


@pytest.fixture(autouse=True)
def passphrase(monkeypatch) -> None:
    monkeypatch.setenv("OUTREACH_PASSPHRASE", PASSPHRASE)
    monkeypatch.delenv("EDITOR", raising=False)


@pytest.fixture
def opens(tmp_path, monkeypatch) -> Callable[..., Editor]:
    """The next calls of the editor, each with a change that it makes."""
    return lambda *changes: make_editor(tmp_path / "editor", monkeypatch.setenv, *changes)


@pytest.fixture
def heron(folder) -> Path:
    put_case(folder)
    return folder
