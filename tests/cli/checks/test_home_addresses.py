"""Before letters take somebody's home address to Hong Kong or China, the commands say so."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.conftest import Called

Call = Callable[..., Called]
SAID = "would show a full postal address"


@pytest.mark.parametrize(
    "command",
    [("check", "release"), ("send", "release", "--dry-run")],
)
def test_it_is_said_before_letters_go(
    outreach: Call, folder: Path, command: tuple[str, ...]
) -> None:
    called = outreach(*command)
    assert called.status == 0
    assert f"2 letters to offices in Hong Kong {SAID}" in called.err
    assert 'sender_address = "city"' in called.err


def test_it_is_said_before_letters_are_printed(outreach: Call, folder: Path) -> None:
    officials = folder / "recipients" / "officials.csv"
    listed = officials.read_text("utf-8").replace("1 Main Street,Town,GB", "1 Road,Central,HK")
    officials.write_text(listed, encoding="utf-8")
    assert f"1 letter to an office in Hong Kong {SAID}" in outreach("print", "release").err


@pytest.mark.parametrize(
    "privacy", ['sender_address = "city"', 'sender_address = "group"', "home_address = false"]
)
def test_the_ways_out_silence_it(outreach: Call, folder: Path, privacy: str) -> None:
    settings = folder / "outreach.toml"
    settings.write_text(f"{settings.read_text('utf-8')}\n[privacy]\n{privacy}\n", encoding="utf-8")
    assert SAID not in outreach("check", "release").err


def test_a_home_address_that_is_neither_yes_nor_no_is_refused(outreach: Call, folder: Path) -> None:
    settings = folder / "outreach.toml"
    told = f'{settings.read_text("utf-8")}\n[privacy]\nhome_address = "maybe"\n'
    settings.write_text(told, encoding="utf-8")
    called = outreach("check", "release")
    assert called.status == 3
    assert "is neither true nor false" in called.err
