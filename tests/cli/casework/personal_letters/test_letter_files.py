"""The files of letters to people are never written over by those of another letter."""

import shutil
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import text

from outreach.cli.casework.personal_letters.personal_files import write_all
from outreach.errors import AlreadyThere, ExitStatus
from tests.cli.private_case import Heron, heron

__all__ = ["heron"]

LETTER = "Dear Siu Ming,\n\nThe sun came up over the {}.\n\nWith warm wishes,\n"


@pytest.fixture
def stick(tmp_path) -> Path:
    return tmp_path / "stick"


@pytest.fixture
def write(outreach, heron: Heron, stick: Path, tmp_path: Path):
    heron.now = datetime.now(UTC)  # no rule is looked up later than now

    def call(of: str, *words: str, out: Path = stick):
        letter = tmp_path / "letter.md"
        letter.write_text(LETTER.format(of), encoding="utf-8")
        given = ("--as", "ann", "--file", str(letter), "--out", str(out), "--confirm", "all")
        homely = ("--override", "home-address=known there")
        return outreach("case", "write", "heron", *given, *homely, *words)

    return call


def test_a_copy_of_yesterday_put_back_overwrites_no_letter(
    write, heron: Heron, stick: Path, tmp_path: Path
) -> None:
    copy = tmp_path / "copy.db"
    shutil.copyfile(heron.root / "private.db", copy)
    assert write("harbour").status == 0
    posted = {path.name: path.read_bytes() for path in stick.iterdir()}
    shutil.copyfile(copy, heron.root / "private.db")

    refused = write("hills")
    assert refused.status == ExitStatus.USAGE
    said = " ".join(refused.err.split())
    assert f"{stick / 'heron-1.pdf'} is there already" in said
    assert "--out DIR" in said
    assert "an older copy of the private store may have been put back" in said
    assert {path.name: path.read_bytes() for path in stick.iterdir()} == posted
    assert heron.letters == ()
    assert write("hills", out=tmp_path / "other").status == 0
    assert len(heron.letters) == 1


def test_the_files_of_the_very_same_letter_may_be_written_again(
    outreach, write, stick: Path
) -> None:
    write("harbour")
    again = ("case", "write", "heron", "--as", "ann", "--again", "1", "--out", str(stick))
    assert outreach(*again).status == 0
    (stick / "heron-1-envelope.pdf").unlink()
    assert outreach(*again).status == 0
    assert (stick / "heron-1-envelope.pdf").is_file()
    (stick / "heron-1.pdf").write_bytes(b"%PDF-another")
    assert outreach(*again).status == ExitStatus.USAGE
    assert (stick / "heron-1.pdf").read_bytes() == b"%PDF-another"


def test_messages_and_envelopes_are_looked_at_too(outreach, write, stick: Path) -> None:
    stick.mkdir()
    (stick / "heron-1.txt").write_text("another", "utf-8")
    assert write("harbour", "--text").status == ExitStatus.USAGE
    (stick / "heron-envelope.pdf").write_text("another", "utf-8")
    envelope = ("envelopes", "--case", "heron", "--as", "ann", "--out", str(stick))
    refused = outreach(*envelope)
    assert refused.status == ExitStatus.USAGE
    assert "heron-envelope.pdf is there already" in " ".join(refused.err.split())
    assert {path.read_text("utf-8") for path in stick.iterdir()} == {"another"}


def test_one_name_that_is_taken_writes_none(tmp_path) -> None:
    (tmp_path / "two").write_bytes(b"other")
    with pytest.raises(AlreadyThere):
        write_all(tmp_path, [("one", b"1"), ("two", b"2")])
    assert [path.name for path in tmp_path.iterdir()] == ["two"]
    write_all(tmp_path, [("one", b"1"), ("two", b"other")])
    assert (tmp_path / "one").read_bytes() == b"1"


# --- what is told before -------------------------------------------------------------------------

RULE = "rule 47A"


def test_the_rules_are_told_once_and_the_address_last(write) -> None:
    first = write("harbour").out
    assert RULE in first
    assert first.index(RULE) < first.index("Never mention: the old quarry.")
    assert first.index("This is the first letter to them") < first.index("HONG KONG")
    second = write("hills").out.partition("1 page")[0]
    assert RULE not in second
    assert "What holds there: outreach facility show hk-stanley" in second
    for told in ("football", "the old quarry", "Letter 1, ann", "Stanley Prison", "12 Home Street"):
        assert told in second
    assert len(second.splitlines()) < 20


def test_another_writer_and_another_prison_are_told_all(outreach, write, heron: Heron) -> None:
    write("harbour")
    outreach("case", "writer", "add", "bob", "--name", "Bob Sample")
    assert RULE in write("hills", "--as", "bob").out
    assert RULE in write("valley", "--card").out
    outreach("case", "move", "heron", "--to", "hk-lo-wu", "--on", "2026-11-20")
    assert RULE in write("plain").out


OWN_RULE = """\
system = "hk-csd"
[[rule]]
id = "no-stickers"
check = "terms"
severity = "warning"
terms = ["sticker"]
sentence = "{sentence}"
way_out = "Leave it off."
source = "https://example.org/rules"
verified_on = 2020-01-01
confidence = "verified"
"""


def test_a_rule_that_changed_is_told_again_whatever_the_day_on_it(write, heron: Heron) -> None:
    own = heron.root / "facilities"
    own.mkdir()
    (own / "own.toml").write_text(OWN_RULE.format(sentence="No stickers."), "utf-8")
    assert "- No stickers." in write("harbour").out
    assert "stickers" not in write("hills").out
    (own / "own.toml").write_text(OWN_RULE.format(sentence="No stickers, no tape."), "utf-8")
    third = write("valley").out
    assert f"New at Stanley Prison since your letter of {heron.now.date()}:" in third
    assert "- No stickers, no tape." in third
    assert RULE not in third
    assert "New at" not in write("plain").out
    (own / "own.toml").unlink()
    assert "Not all that held at your letter of" in write("moor").out


def test_a_letter_of_which_nobody_kept_what_was_told_does_not_count(write, heron: Heron) -> None:
    write("harbour")
    with heron.store() as casework, casework.ledger.writing() as connection:
        connection.execute(text("UPDATE letter_details SET told = NULL"))
    assert RULE in write("hills").out
