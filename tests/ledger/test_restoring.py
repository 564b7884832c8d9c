import os
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from outreach.errors import CopyRefused, LedgerBusy, LedgerDamaged, LedgerForeign, NotALedger
from outreach.ledger.moves import RANK
from outreach.ledger.restoring import Restored, restore
from outreach.model.campaign import Way
from outreach.model.dispatch import Claim, Deferred, Refused, Sent, Status


class Campaign:
    """An office at work, with a copy of its ledger from half-way."""

    def __init__(self, office: Any, folder: Path) -> None:
        self.office = office
        self.path = folder / "ledger.db"
        self.copy = folder / "copy.db"

    def send(self, **outcomes: Any) -> None:
        ledger = self.office.open()
        with ledger.run("jane", self.office.later(minutes=1)) as run:
            for name, outcome in outcomes.items():
                claim = self.claim(ledger, run, name)
                if claim is not None and outcome is not None:
                    ledger.settle(claim, outcome, self.office.later(seconds=1))
        self.office.close()

    def claim(self, ledger: Any, run: str, name: str, **mailing: Any) -> Claim | None:
        office = self.office
        made = office.mailing(name, **mailing)
        return ledger.claim(office.key(name), office.addressee(name), made, run, office.now)

    def take_copy(self) -> None:
        self.office.read().backup(self.copy)
        self.office.close()

    def restore(self) -> Restored:
        self.office.later(hours=1)
        return restore(self.office.url, self.office.ledger_id, self.copy, clock=self.office.clock)

    def statuses(self) -> dict[str, Status]:
        ledger = self.office.read()
        assert ledger.check() == ()
        found = {name: status for (name, _), status in ledger.statuses("release", "1").items()}
        self.office.close()
        return found

    def damage(self, page: int = 6) -> None:
        content = bytearray(self.path.read_bytes())
        for number in range(page, len(content) // 4096):
            content[number * 4096 : number * 4096 + 32] = os.urandom(32)
        self.path.write_bytes(content)


@pytest.fixture
def campaign(office: Any, tmp_path: Path) -> Campaign:
    """Copied after ann, bob and eve; kim, lee and max came later."""
    made = Campaign(office, tmp_path)
    made.send(ann=Sent("2.0.0", 250), bob=Refused("5.1.1", 550), eve=Deferred("4.7.1", 451))
    made.take_copy()
    made.send(kim=Sent("2.0.0", 250), lee=None)
    ledger = office.open()
    ledger.record(
        office.key("ann"), Status.BOUNCED, at=office.now, recorded_at=office.now, by="inbox"
    )
    office.close()
    return made


# --- the ledger can be read ----------------------------------------------------------------------


def test_where_the_ledger_can_be_read_nothing_in_it_is_lost(campaign: Campaign) -> None:
    before = campaign.statuses()
    restored = campaign.restore()
    assert campaign.statuses() == before
    assert (restored.letters, restored.changed, restored.since) == (5, 0, None)
    assert restored.aside is not None
    assert restored.aside.exists()


def test_rows_that_are_missing_come_back_from_the_copy(campaign: Campaign) -> None:
    before = campaign.statuses()
    with sqlite3.connect(campaign.path) as connection:
        connection.execute("DELETE FROM attempts WHERE address LIKE 'bob%'")
        connection.execute("DELETE FROM letters WHERE recipient = 'bob'")
        connection.execute("UPDATE letters SET status = 'pending' WHERE recipient = 'eve'")
        connection.execute("UPDATE contents SET body = x'00'")
    connection.close()
    restored = campaign.restore()
    ledger = campaign.office.read()
    damaged = [p for p in ledger.check() if "bytes kept" not in p.sentence]
    assert damaged == []
    assert len(ledger.check()) == 2  # of kim and lee, whom the copy does not know
    found = {name: status for (name, _), status in ledger.statuses("release", "1").items()}
    assert found == before
    assert restored.changed == 2


def test_a_ledger_that_is_older_than_the_copy_learns_from_it(campaign: Campaign) -> None:
    """Somebody put an old file back by hand, and sent; then the newer copy turned up."""
    newer = campaign.path.with_name("newer.db")
    campaign.office.read().backup(newer)
    campaign.office.close()
    shutil.copy(campaign.copy, campaign.path)
    campaign.send(kim=Refused("5.1.1", 550), max=Sent("2.0.0", 250))
    campaign.copy = newer
    restored = campaign.restore()
    found = campaign.statuses()
    assert found["kim"] is Status.SENT  # as in the copy, though refused a second time
    assert found["max"] is Status.SENT
    assert found["lee"] is Status.UNKNOWN
    assert found["ann"] is Status.BOUNCED
    assert restored.changed == 3
    assert campaign.restore().changed == 0


# --- the ledger is damaged or gone ---------------------------------------------------------------


@pytest.mark.parametrize("how", ["gone", "cut short", "no database", "bad pages"])
def test_after_a_loss_no_status_is_lowered_and_nothing_is_sent_unasked(
    campaign: Campaign, how: str
) -> None:
    at_the_copy = {"ann": Status.SENT, "bob": Status.REFUSED, "eve": Status.DEFERRED}
    damage = {
        "gone": campaign.path.unlink,
        "cut short": lambda: os.truncate(campaign.path, 30_000),
        "no database": lambda: campaign.path.write_bytes(b"letters" * 5000),
        "bad pages": campaign.damage,
    }
    damage[how]()
    restored = campaign.restore()
    found = campaign.statuses()
    for name, status in at_the_copy.items():
        assert RANK[found[name]] >= RANK[status] or found[name] is Status.BOUNCED
    assert restored.since is not None
    assert restored.since < campaign.office.now

    ledger = campaign.office.open()
    with ledger.run("jane", campaign.office.now) as run:
        for name in ("ann", "bob", "eve", "kim", "lee", "new"):
            other = {"address": "other@example.org"}
            assert campaign.claim(ledger, run, name, **other) is None
            assert ledger.retake(campaign.office.key(name), run, campaign.office.now) is None
    found = campaign.statuses()
    for name in ("bob", "eve", "new"):
        assert found[name] is Status.UNKNOWN
    assert found["kim"] in {Status.UNKNOWN, Status.SENT}
    (item,) = campaign.office.read().history(recipient="new")
    assert "is lost: the letter may have gone in that time or not" in item.detail


def test_it_says_what_became_of_the_ledger(campaign: Campaign) -> None:
    campaign.damage()
    restored = campaign.restore()
    said = str(restored)
    assert f"{restored.letters} letters are on record" in said
    assert "What left after 2026-11-22 10:16 UTC is not known" in said
    assert str(restored.aside) in said


def test_the_damaged_file_is_kept_as_it_was(campaign: Campaign) -> None:
    campaign.damage()
    before = campaign.path.read_bytes()
    restored = campaign.restore()
    assert restored.aside is not None
    assert restored.aside.read_bytes() == before
    assert restored.aside.parent.name == "backups"


def test_what_can_still_be_read_is_taken_along(campaign: Campaign) -> None:
    """An index is broken, so the file is damaged; all its rows are there."""
    with sqlite3.connect(campaign.path) as connection:
        (page,) = connection.execute(
            "SELECT rootpage FROM sqlite_master WHERE name = 'ix_attempts_address_folded'"
        ).fetchone()
    connection.close()
    content = bytearray(campaign.path.read_bytes())
    content[(page - 1) * 4096 : page * 4096] = bytes(4096)
    before = campaign.statuses()
    campaign.path.write_bytes(content)
    with pytest.raises(LedgerDamaged):
        campaign.office.open()
    restored = campaign.restore()
    assert campaign.statuses() == before
    assert restored.changed == 3
    assert restored.since is not None


def test_a_decision_frees_a_doubted_letter(campaign: Campaign) -> None:
    campaign.path.unlink()
    campaign.restore()
    office, ledger = campaign.office, campaign.office.open()
    with ledger.run("jane", office.now) as run:
        assert campaign.claim(ledger, run, "new") is None
        assert ledger.retake(office.key("eve"), run, office.now) is None
        for name in ("new", "eve"):
            ledger.resolve(office.key(name), Status.DEFERRED, by="jane", at=office.now)
            claim = ledger.retake(office.key(name), run, office.now)
            assert claim is not None
            assert ledger.settle(claim, Sent(), office.now) is Status.SENT
        assert len(ledger.sent_times("jane", office.now)) == 2


def test_closing_the_gap_frees_every_letter(campaign: Campaign) -> None:
    campaign.path.unlink()
    campaign.restore()
    office, ledger = campaign.office, campaign.office.open()
    (gap,) = ledger.gaps()
    assert ledger.close_gap(gap.number, by="jane", at=office.now)
    assert not ledger.close_gap(gap.number, by="jane", at=office.now)
    assert ledger.gaps() == ()
    with ledger.run("jane", office.now) as run:
        assert campaign.claim(ledger, run, "new") is not None
        assert campaign.claim(ledger, run, "bob", way=Way.POST, address="1 Elm St") is not None


def test_marks_by_hand_are_facts_even_in_a_gap(campaign: Campaign) -> None:
    campaign.path.unlink()
    campaign.restore()
    office, ledger = campaign.office, campaign.office.open()
    ledger.record(
        office.key("new"), Status.POSTED, at=office.now, recorded_at=office.now, by="jane"
    )
    assert ledger.statuses("release", "1")["new", ""] is Status.POSTED


# --- refused -------------------------------------------------------------------------------------


def test_a_copy_of_another_ledger_is_refused(campaign: Campaign) -> None:
    before = campaign.path.read_bytes()
    with pytest.raises(LedgerForeign):
        restore(campaign.office.url, "0123456789abcdef", campaign.copy)
    assert campaign.path.read_bytes() == before


@pytest.mark.parametrize("content", [b"", b"letters" * 5000])
def test_a_copy_that_is_damaged_is_refused(campaign: Campaign, content: bytes) -> None:
    campaign.copy.write_bytes(content)
    with pytest.raises(LedgerDamaged):
        campaign.restore()


def test_a_copy_that_is_not_there_is_refused(campaign: Campaign) -> None:
    campaign.copy.unlink()
    with pytest.raises(CopyRefused, match="There is no file"):
        campaign.restore()


def test_another_programs_database_is_not_replaced(campaign: Campaign) -> None:
    campaign.path.unlink()
    with sqlite3.connect(campaign.path) as connection:
        connection.execute("CREATE TABLE mine (id INTEGER)")
    connection.close()
    with pytest.raises(NotALedger):
        campaign.restore()


def test_nothing_is_restored_while_a_run_lives(campaign: Campaign) -> None:
    ledger = campaign.office.open()
    with ledger.run("jane", campaign.office.now), pytest.raises(LedgerBusy):
        campaign.restore()


def test_a_restore_that_fails_leaves_everything_as_it_was(
    campaign: Campaign, monkeypatch: pytest.MonkeyPatch
) -> None:
    from outreach.ledger import files

    campaign.damage()
    before = campaign.path.read_bytes()
    monkeypatch.setattr(files, "sync_folder", lambda folder: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        campaign.restore()
    assert campaign.path.read_bytes() == before
    names = {path.name for path in campaign.path.parent.iterdir()}
    assert names <= {"ledger.db", "copy.db", "backups"}


def test_a_log_that_outlived_its_ledger_is_not_taken_for_that_of_the_copy(
    campaign: Campaign,
) -> None:
    log = campaign.path.with_name(f"{campaign.path.name}-wal")
    with closing(sqlite3.connect(campaign.path)) as connection:
        connection.execute("UPDATE letters SET name = 'of the log'")
        connection.commit()
        left = log.read_bytes()
    campaign.path.unlink()
    log.write_bytes(left)
    restored = campaign.restore()
    with campaign.office.read() as ledger:
        names = {name for (name,) in ledger.rows("SELECT name FROM letters")}
        assert "of the log" not in names
        assert ledger.check() == ()
    assert restored.aside is None
    (kept,) = (campaign.path.parent / "backups").glob("damaged-*-wal")
    assert kept.read_bytes() == left
