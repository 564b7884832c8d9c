"""What the README says of commands, statuses and files is so."""

import re
from pathlib import Path

import pytest
from typer.main import get_command

from outreach.cli.app import app
from outreach.errors import ExitStatus
from outreach.model.dispatch import Status

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")


def commands() -> dict[str, object]:
    """Every command by its words: `mark posted`."""
    found: dict[str, object] = {}
    for name, command in get_command(app).commands.items():  # type: ignore[attr-defined]
        inner = getattr(command, "commands", None)
        found.update(
            {f"{name} {word}": one for word, one in inner.items()} if inner else {name: command}
        )
    return found


@pytest.mark.parametrize("name", sorted(commands()))
def test_every_command_is_in_the_readme_and_has_help_with_an_example(name: str) -> None:
    group, _, word = name.partition(" ")
    rows = [line for line in README.splitlines() if line.startswith(f"| `outreach {group}")]
    assert any(f"`outreach {name}" in row or f"`{word}`" in row for row in rows), rows
    assert "Example:" in (commands()[name].help or "")  # type: ignore[attr-defined]


@pytest.mark.parametrize("status", list(Status))
def test_every_status_is_explained(status: Status) -> None:
    assert f"`{status}`" in README


@pytest.mark.parametrize("status", list(ExitStatus))
def test_every_exit_status_is_explained(status: ExitStatus) -> None:
    assert re.search(rf"^\| {int(status)} \|", README, re.MULTILINE)


def test_pictures_and_pages_it_names_are_there() -> None:
    named = re.findall(r"\]\((?!https?:)([^)#]+)\)", README)
    assert named
    assert not [path for path in named if not (ROOT / path).exists()]
