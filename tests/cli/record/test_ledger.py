"""The record through the program: checked, copied, damaged, restored."""

from pathlib import Path

import pytest

from outreach.errors import ExitStatus


@pytest.fixture
def sent(outreach, folder) -> Path:
    """One of two letters is sent, the record copied, then the other is sent."""
    assert outreach("send", "release", "--yes", "--limit", "1").status == 0
    copied = outreach("ledger", "backup", "copy.db")
    assert copied.status == 0, copied.err
    assert outreach("send", "release", "--yes").status == 0
    return folder


def test_a_sound_record_is_said_to_be_sound(outreach, sent) -> None:
    assert outreach("ledger", "check").status == 0


def test_a_restore_lowers_no_status(outreach, sent, mailbox) -> None:
    restored = outreach("ledger", "restore", "copy.db", "--yes")
    assert restored.status == 0, restored.err
    items = outreach("history", "--json").json["items"]
    assert [item["status"] for item in items] == ["sent", "sent"]
    outreach("send", "release", "--yes")
    assert len(mailbox.messages) == 2


def test_a_record_cut_short_is_refused_and_left_as_it_is(outreach, sent, mailbox) -> None:
    path = sent / "ledger.db"
    path.write_bytes(path.read_bytes()[:10_000])
    before = path.read_bytes()
    refused = outreach("send", "release", "--yes")
    assert refused.status == ExitStatus.LEDGER
    assert "outreach ledger restore" in refused.err
    assert path.read_bytes() == before
    assert len(mailbox.messages) == 2


def test_after_a_damaged_record_nothing_that_may_have_gone_is_sent_again(
    outreach, sent, mailbox
) -> None:
    (sent / "ledger.db").write_bytes(b"not a database at all" * 100)
    restored = outreach("ledger", "restore", "copy.db", "--yes")
    assert restored.status == 0, restored.err
    told = outreach("send", "release", "--yes")
    assert "outreach ledger close-gap 1" in told.err
    assert told.status == ExitStatus.LEFT_OVER
    assert len(mailbox.messages) == 2
    undecided = outreach("resolve", "release", "--json").json["items"]
    assert [item["recipient"] for item in undecided] == ["lee"]


def test_a_gap_is_closed_by_a_person_who_knows(outreach, sent, mailbox) -> None:
    (sent / "ledger.db").write_bytes(b"not a database at all" * 100)
    outreach("ledger", "restore", "copy.db", "--yes")
    assert outreach("ledger", "close-gap", "7").status == ExitStatus.USAGE
    assert outreach("ledger", "close-gap", "1", answers="yes\n").status == 0
    told = outreach("send", "release", "--dry-run")
    assert "close-gap" not in told.err
