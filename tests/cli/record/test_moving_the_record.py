"""`outreach ledger copy`: from a file to a server and back, by the command alone."""

from pathlib import Path

import pytest

from outreach.errors import ExitStatus
from tests.ledger.conftest import postgres, postgres_url

__all__ = ["postgres", "postgres_url"]


@pytest.fixture
def sent(outreach, folder) -> Path:
    """One letter of two is sent; outreach.toml holds a comment."""
    assert outreach("send", "release", "--yes", "--limit", "1").status == 0
    settings = folder / "outreach.toml"
    settings.write_text(settings.read_text() + "# ours\n")
    return folder


def test_a_team_goes_on_from_a_server_and_comes_back(
    outreach, sent, mailbox, postgres_url: str
) -> None:
    before = outreach("history", "--json").json
    moved = outreach("ledger", "copy", postgres_url, "--yes")
    assert moved.status == 0, moved.err
    assert "1 letter, 1 attempt, 0 events, 1 content" in moved.out
    assert "PGPASSWORD" in moved.err
    settings = (sent / "outreach.toml").read_text()
    assert 'url = "postgresql+psycopg://' in settings
    assert "# ours" in settings
    assert outreach("history", "--json").json == before
    again = outreach("ledger", "copy", postgres_url, "--yes")
    assert again.status == 0
    assert "already" in again.out
    assert outreach("send", "release", "--yes").status == 0
    assert outreach("ledger", "check", "--json").json == {
        "schema": 1,
        "sound": True,
        "items": [],
        "private_left_out": False,
    }
    back = outreach("ledger", "copy", "ledger.db", "--yes")
    assert back.status == 0, back.err
    assert 'url = "sqlite:///ledger.db"' in (sent / "outreach.toml").read_text()
    assert [item["status"] for item in outreach("history", "--json").json["items"]] == ["sent"] * 2
    assert outreach("send", "release", "--yes").status == 0
    assert len(mailbox.messages) == 2


def test_a_password_in_the_address_is_refused_before_anything_is_done(outreach, sent) -> None:
    refused = outreach("ledger", "copy", "postgresql://jane:secret@127.0.0.1:9/letters", "--yes")
    assert refused.status == ExitStatus.USAGE
    assert "~/.pgpass" in refused.err
    assert "secret" not in refused.err + (sent / "outreach.toml").read_text()


def test_who_does_not_agree_moves_nothing(outreach, sent) -> None:
    before = (sent / "outreach.toml").read_bytes(), (sent / "ledger.db").read_bytes()
    declined = outreach("ledger", "copy", "other.db", answers="no\n")
    assert declined.status == 0
    assert not (sent / "other.db").exists()
    assert before == ((sent / "outreach.toml").read_bytes(), (sent / "ledger.db").read_bytes())


def test_before_there_is_a_record_there_is_nothing_to_move(outreach, folder) -> None:
    refused = outreach("ledger", "copy", "other.db", "--yes")
    assert refused.status == ExitStatus.USAGE
    assert 'url = "sqlite:///other.db"' in refused.err


def test_a_server_that_cannot_be_reached_leaves_everything_as_it_was(outreach, sent) -> None:
    pytest.importorskip("psycopg")
    url = "postgresql+psycopg://jane@127.0.0.1:9/letters?connect_timeout=2"
    assert outreach("ledger", "copy", url, "--yes").status == ExitStatus.LEDGER
    assert outreach("send", "release", "--yes").status == 0
