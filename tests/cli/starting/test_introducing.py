"""What `init` asks a new user, and what it makes of the answers."""

import tomllib
from pathlib import Path

import pytest

from outreach.cli.screen import asking


@pytest.fixture
def made(outreach, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """What `init` writes into outreach.toml, given what is typed; and what it said."""

    def init(*words: str, answers: str = "") -> tuple[dict, str]:
        folder = tmp_path / "new"
        called = outreach("init", str(folder), *words, answers=answers)
        assert called.status == 0, called.err
        return tomllib.loads((folder / "outreach.toml").read_text("utf-8")), called.err

    monkeypatch.setattr(asking, "somebody_is_there", lambda: True)
    return init


NAME, PLACE = "Ada Example\nada@example.org\n", "CA\n1\n"


def test_an_address_may_be_typed_in_one_go_with_bars_between_its_lines(made) -> None:
    settings, asked = made(answers=f"{NAME}12 Elm Street | Toronto|\n\n{PLACE}\n")
    assert settings["sender"]["address"] == ["12 Elm Street", "Toronto"]
    assert "with | between" in asked


def test_an_address_on_the_command_line_may_be_given_in_one_go(made, monkeypatch) -> None:
    monkeypatch.setattr(asking, "somebody_is_there", lambda: False)
    settings, _ = made("--name", "Ada", "--address", "12 Elm Street | Flat 3, Toronto")
    assert settings["sender"]["address"] == ["12 Elm Street", "Flat 3, Toronto"]


@pytest.mark.parametrize(
    "slip", ["later", "ada@example.org", "my server.org", "smtp..org", "-.org"]
)
def test_what_is_no_server_is_asked_for_again(made, slip) -> None:
    settings, asked = made(answers=f"{NAME}1 Road\n\n{PLACE}{slip}\nsmtp.example.org\nada\n")
    assert "That is no name of a server" in asked
    assert settings["mail"]["host"] == "smtp.example.org"


@pytest.mark.parametrize("host", ["localhost", "127.0.0.1", "mail-1.example.org", "::1"])
def test_a_server_may_be_named_or_numbered(made, host) -> None:
    settings, asked = made(answers=f"{NAME}1 Road\n\n{PLACE}{host}\nada\n")
    assert "That is no name" not in asked
    assert settings["mail"]["host"] == host
