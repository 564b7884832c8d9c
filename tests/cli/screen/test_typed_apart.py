"""Values typed apart from the command, which the shell keeps. All people invented."""

from collections.abc import Callable
from pathlib import Path

import pytest

from outreach.casework.values import Received
from outreach.cli.screen import asking
from outreach.errors import ExitStatus
from outreach.model.facility import Override
from tests.cli.casework.personal_letters.test_case_write import LETTER
from tests.cli.conftest import Called
from tests.cli.private_case import Heron, heron

__all__ = ["heron"]

Call = Callable[..., Called]


def test_a_note_is_read_from_the_input(outreach: Call, heron: Heron) -> None:
    words = ("log", "sent", "heron", "--by", "hand", "--as", "ann", "--note", "-")
    assert outreach(*words, answers="of the sister in Leeds \n").status == 0
    assert [one.detail for one in heron.letters] == ["of the sister in Leeds"]


def test_what_follows_the_note_is_still_there_to_be_read(outreach: Call, heron: Heron) -> None:
    words = ("log", "received", "heron", "--text", "--note", "-")
    assert outreach(*words, answers="came opened\nThank you.\n").status == 0
    (came,) = heron.received
    assert isinstance(came, Received)
    assert came.note == "came opened"
    assert outreach("log", "show", "heron", "--text", "in1").out == "Thank you.\n"


def test_at_a_terminal_it_is_asked_for_by_name(
    outreach: Call, heron: Heron, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(asking, "somebody_is_there", lambda: True)
    words = ("case", "close", "heron", "--reason", "released", "--detail", "-")
    called = outreach(*words, answers="by the cousin\n")
    assert called.status == 0, called.err
    assert "--detail: " in called.err
    assert "by the cousin" in outreach("case", "show", "heron").out


def test_a_reason_is_typed_apart_and_stands_on_record(
    outreach: Call, heron: Heron, tmp_path: Path
) -> None:
    letter = tmp_path / "letter.md"
    letter.write_text(LETTER.replace("harbour", "old quarry"), "utf-8")
    words = ("case", "write", "heron", "--as", "ann", "--out", str(tmp_path / "stick"))
    given = ("--file", str(letter), "--confirm", "all", "--override", "must-not-mention=-")
    called = outreach(*words, *given, answers="she asked for it\n")
    assert called.status == 0, called.err
    (made,) = heron.letters
    assert made.details.overrides == (Override("must-not-mention", "she asked for it"),)


@pytest.mark.parametrize(
    "words",
    [
        ("log", "sent", "heron", "--by", "hand", "--as", "ann", "--note", "-"),
        ("case", "move", "heron", "--to", "hk-stanley", "--source", "-"),
        ("case", "unpair", "heron", "--writer", "ann", "--why", "-"),
        ("send", "release", "--override", "other-cases=-"),
    ],
)
@pytest.mark.parametrize("typed", ["", "\n"])
def test_where_nothing_is_typed_nothing_is_done(
    outreach: Call, heron: Heron, words: tuple[str, ...], typed: str
) -> None:
    called = outreach(*words, answers=typed)
    assert called.status == ExitStatus.USAGE
    assert "Nothing was typed for --" in called.err
    assert heron.letters == ()
