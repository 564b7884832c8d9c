"""Words and addresses leave the record and its file; what the promise needs stays."""

import os
import signal
import sqlite3
import subprocess
import sys
import zlib
from contextlib import closing, suppress
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from outreach.encryption import keys
from outreach.errors import LedgerBusy
from outreach.ledger import files, scrubbing, wiping
from outreach.ledger.opening import open_ledger
from outreach.ledger.restoring import restore
from outreach.ledger.store import SqlLedger
from outreach.model.campaign import Way
from outreach.model.dispatch import (
    Deferred,
    LetterKey,
    Outcome,
    Refused,
    Sent,
    Status,
    Unknown,
)
from tests.encryption.stores import fresh_private

YEAR = timedelta(days=365)
ENDING = os.urandom(20_000)
OUTCOMES: dict[str, Outcome] = {
    "sentinel": Sent("queued as sentinel-q", 250),
    "refusenik": Refused("5.1.1 no such user refusenik", 550),
    "deferrer": Deferred("4.2.0 later", 451),
    "unknowing": Unknown("no answer"),
}


def send(office: Any, ledger: SqlLedger, outcomes: dict[str, Outcome], ending: bytes = b"") -> None:
    with ledger.run("jane", office.now) as run:
        for name, outcome in outcomes.items():
            made = office.mailing(name)
            made = replace(made, content=made.content + ending, ending=ending)
            claim = ledger.claim(office.key(name), office.addressee(name), made, run, office.now)
            assert claim
            ledger.settle(claim, outcome, office.now)


def post(office: Any, ledger: SqlLedger, name: str, *kinds: Status, note: str = "") -> None:
    for kind in kinds:
        ledger.record(
            office.key(name),
            kind,
            at=office.now,
            recorded_at=office.now,
            by="jane",
            detail=note,
            addressee=office.addressee(name),
            address=f"{name}, 1 Main Street",
            content=f"%PDF Dear {name}".encode(),
        )


def scrub(office: Any, ledger: SqlLedger) -> int:
    office.later(days=366)
    return scrubbing.scrub(ledger, office.now - YEAR, office.now, "jane")


def everything_in(path: Path) -> bytes:
    """The bytes of the file and of what lies beside it, those that are compressed unpacked too."""
    found = b"".join(one.read_bytes() for one in sorted(path.parent.glob(f"{path.name}*")))
    streams = [found]
    at = found.find(b"\x78")
    while at >= 0:
        with suppress(zlib.error):
            streams.append(zlib.decompressobj().decompress(found[at : at + 100_000]))
        at = found.find(b"\x78", at + 1)
    return b"\n".join(streams)


def path_of(ledger: SqlLedger) -> Path:
    if ledger.path is None:
        pytest.skip("a file is looked into")
    return ledger.path


class ScrubbingContract:
    """On every database. A subclass has a fixture `office`."""

    @pytest.fixture
    def ledger(self, office: Any) -> SqlLedger:
        ledger: SqlLedger = office.open()
        send(office, ledger, OUTCOMES)
        post(office, ledger, "postilion", Status.PREPARED, Status.PRINTED, Status.POSTED)
        post(office, ledger, "printer", Status.PREPARED, Status.PRINTED)
        return ledger

    @pytest.fixture(autouse=True)
    def sound(self, office: Any) -> Any:
        yield
        if office.ledger_id:
            assert office.read().check() == ()

    def test_settled_letters_lose_words_and_addresses_and_keep_all_else(
        self, office: Any, ledger: SqlLedger
    ) -> None:
        before = {item.recipient: item for item in ledger.history()}
        counts = ledger.counts("release", "1")
        assert scrub(office, ledger) == 3
        after = {item.recipient: item for item in ledger.history()}
        for name in ("sentinel", "refusenik", "postilion"):
            gone = after[name]
            assert ledger.content(gone.sha256) is None
            assert (gone.name, gone.office) == ("", "")
            assert gone.address.startswith("sha256:")
            kept = ("status", "at", "channel", "message_id", "sha256", "signatory", "wave")
            for field in kept:
                assert getattr(gone, field) == getattr(before[name], field)
        assert after["refusenik"].detail == "550"
        assert ledger.counts("release", "1") == counts

    def test_letters_whose_outcome_is_open_keep_everything(
        self, office: Any, ledger: SqlLedger
    ) -> None:
        open_ones = ("deferrer", "unknowing", "printer")
        before = [item for item in ledger.history() if item.recipient in open_ones]
        scrub(office, ledger)
        assert [item for item in ledger.history() if item.recipient in open_ones] == before
        assert all(ledger.content(item.sha256) for item in before)
        assert scrubbing.left_open(ledger.rows, office.now - YEAR) == 3
        with ledger.run("jane", office.now) as run:
            assert ledger.retake(office.key("deferrer"), run, office.now)

    def test_what_is_not_old_enough_stays(self, office: Any, ledger: SqlLedger) -> None:
        office.later(days=364)
        assert scrubbing.found(ledger.rows, office.now - YEAR) == ()
        assert scrubbing.scrub(ledger, office.now - YEAR, office.now, "jane") == 0
        ledger.record(
            *(office.key("sentinel"), Status.REPLIED), at=office.now, recorded_at=office.now, by="j"
        )
        office.later(days=2)
        (old,) = scrubbing.found(ledger.rows, office.now - YEAR)
        assert (old.campaign, old.letters) == ("release", 2)

    def test_what_is_found_is_what_is_done_and_nothing_is_done_twice(
        self, office: Any, ledger: SqlLedger
    ) -> None:
        office.later(days=366)
        found = scrubbing.found(ledger.rows, office.now - YEAR)
        assert [(old.campaign, old.letters) for old in found] == [("release", 3)]
        assert scrub(office, ledger) == 3
        assert scrubbing.found(ledger.rows, office.now - YEAR) == ()
        assert scrub(office, ledger) == 0
        told = [one for one in ledger.story("sentinel") if one.what == "scrubbed"]
        assert [one.by for one in told] == ["jane"]

    def test_one_campaign_can_be_scrubbed_alone_and_letters_to_prisoners_never_are(
        self, office: Any, ledger: SqlLedger
    ) -> None:
        for campaign in ("other", "case:heron"):
            ledger.record(
                *(LetterKey(campaign, "1", "ann"), Status.POSTED),
                at=office.now,
                recorded_at=office.now,
                by="jane",
                content=campaign.encode(),
            )
        before = office.later(days=366) - YEAR
        assert scrubbing.scrub(ledger, before, office.now, "jane", "other") == 1
        assert scrubbing.scrub(ledger, before, office.now, "jane") == 3
        (kept,) = ledger.history("case:heron")
        assert ledger.content(kept.sha256) == b"case:heron"

    def test_nobody_is_written_to_twice_afterwards(self, office: Any, ledger: SqlLedger) -> None:
        scrub(office, ledger)
        with ledger.run("jane", office.now) as run:
            for name in ("sentinel", "refusenik", "postilion"):
                key, addressee = office.key(name), office.addressee(name)
                assert ledger.claim(key, addressee, office.mailing(name), run, office.now) is None
            # A refused letter may go to another address, as before.
            made = office.mailing("refusenik", address="another@example.org")
            key = office.key("refusenik")
            assert ledger.claim(key, office.addressee("refusenik"), made, run, office.now)

    def test_letters_to_an_address_are_still_found_by_it(
        self, office: Any, ledger: SqlLedger
    ) -> None:
        since = office.now
        scrub(office, ledger)
        found = ledger.letters_to((), ("Sentinel@Example.org ",), since)
        assert [item.recipient for item in found] == ["sentinel"]

    def test_what_came_after_is_kept_until_it_is_old_too(
        self, office: Any, ledger: SqlLedger
    ) -> None:
        scrub(office, ledger)
        office.later(days=1)
        ledger.record(
            office.key("sentinel"),
            Status.REPLIED,
            at=office.now,
            recorded_at=office.now,
            by="jane",
            detail="said no",
        )
        assert scrubbing.found(ledger.rows, office.now - YEAR) == ()
        (item,) = ledger.history(recipient="sentinel")
        assert (item.status, item.detail) == (Status.REPLIED, "said no")
        assert scrub(office, ledger) == 1
        (item,) = ledger.history(recipient="sentinel")
        assert (item.status, item.detail) == (Status.REPLIED, "")

    def test_the_numbers_of_packets_stay(self, office: Any, ledger: SqlLedger) -> None:
        post(office, ledger, "ann", Status.PREPARED, note="packet 2 of 5: jane")
        post(office, ledger, "ann", Status.POSTED, note="by Uncle Theo")
        scrub(office, ledger)
        details = [one.detail for one in ledger.story("ann")]
        assert details == ["packet 2 of 5: jane", "", ""]

    def test_bytes_that_another_letter_still_has_stay(self, office: Any, ledger: SqlLedger) -> None:
        letter = {"content": b"the same words", "by": "jane"}
        for name, later in (("ann", 0), ("bob", 300)):
            office.later(days=later)
            at = office.now
            ledger.record(office.key(name), Status.POSTED, at=at, recorded_at=at, **letter)
        office.later(days=66)
        scrubbing.scrub(ledger, office.now - YEAR, office.now, "jane")
        (ann,) = ledger.history(recipient="ann")
        assert ann.address == ""
        assert ledger.content(ann.sha256) == b"the same words"
        scrub(office, ledger)
        assert ledger.content(ann.sha256) is None

    def test_a_shared_end_goes_with_the_last_letter_that_has_it(
        self, office: Any, ledger: SqlLedger
    ) -> None:
        send(office, ledger, {"ann": Sent(), "bob": Deferred("later", 450)}, ENDING)
        scrub(office, ledger)
        (ann,), (bob,) = (ledger.history(recipient=name) for name in ("ann", "bob"))
        assert ledger.content(ann.sha256) is None
        kept = ledger.content(bob.sha256)
        assert kept
        assert kept.endswith(ENDING)
        bodies = "SELECT count(*) FROM contents WHERE size = :size AND body IS NOT NULL"
        assert [row[0] for row in ledger.rows(bodies, {"size": len(ENDING)})] == [1]
        ledger.resolve(office.key("bob"), Status.REFUSED, by="jane", at=office.now)
        scrub(office, ledger)
        assert [row[0] for row in ledger.rows(bodies, {"size": len(ENDING)})] == [0]

    def test_the_same_bytes_handed_over_again_are_kept_again(
        self, office: Any, ledger: SqlLedger
    ) -> None:
        scrub(office, ledger)
        made = replace(office.mailing("new"), content=b"%PDF Dear postilion")
        with ledger.run("jane", office.now) as run:
            claim = ledger.claim(office.key("new"), office.addressee("new"), made, run, office.now)
            assert claim
            ledger.settle(claim, Deferred("later", 450), office.now)
            again = ledger.retake(office.key("new"), run, office.later(days=1))
            assert again
            assert again.mailing.content == made.content

    def test_it_waits_for_a_run(self, office: Any, ledger: SqlLedger) -> None:
        with ledger.run("jane", office.now), pytest.raises(LedgerBusy):
            scrub(office, ledger)
        assert scrub(office, ledger) == 3


class TestOnSQLite(ScrubbingContract):
    pass


class TestOnPostgreSQL(ScrubbingContract):
    @pytest.fixture
    def office(self, postgres_office: Any) -> Any:
        return postgres_office


class TestEncrypted(ScrubbingContract):
    @pytest.fixture
    def office(self, office: Any, tmp_path: Path) -> Any:
        path = fresh_private(tmp_path / "private.db")
        return replace(office, url=f"sqlcipher:///{path.as_posix()}", ledger_id="")


# --- the bytes in the file -----------------------------------------------------------------------

GONE = (b"Dear sentinel", b"sentinel@example.org", b"Name of sentinel", b"sentinel-q")


def test_nothing_of_the_words_is_left_in_the_file_or_its_log(office: Any) -> None:
    ledger = office.open()
    path = path_of(ledger)
    send(office, ledger, {f"sentinel{number}": Sent("sentinel-q") for number in range(40)}, ENDING)
    send(office, ledger, OUTCOMES)
    seen = everything_in(path)
    assert all(words in seen for words in (*GONE, ENDING[:200]))
    scrub(office, ledger)
    assert wiping.is_due(ledger.rows, path)
    assert wiping.wipe(path, str(path))
    assert not wiping.is_due(ledger.rows, path)
    left = everything_in(path)
    assert [words for words in (*GONE, ENDING[:200]) if words in left] == []
    # What is open is there still, so the search finds what there is.
    assert b"Dear deferrer" in left
    assert ledger.check() == ()
    office.close()
    assert office.read().check() == ()


def test_an_encrypted_file_opens_with_its_key_after_it_was_wiped(tmp_path: Path) -> None:
    path = fresh_private(tmp_path / "private.db")
    salt = keys.salt_of(path)
    assert wiping.wipe(path, str(path))
    assert keys.salt_of(path) == salt
    with open_ledger(f"sqlcipher:///{path.as_posix()}", "", writing=True) as ledger:
        assert ledger.check() == ()


def test_while_another_process_reads_wiping_stays_due(
    office: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    ledger = office.open()
    path = path_of(ledger)
    send(office, ledger, OUTCOMES)
    scrub(office, ledger)
    monkeypatch.setattr(files, "BUSY_SECONDS", 0.1)
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN")
        other.execute("SELECT count(*) FROM letters").fetchone()
        assert not wiping.wipe(path, str(path))
        assert wiping.is_due(ledger.rows, path)
    assert wiping.wipe(path, str(path))
    assert b"Dear sentinel" not in everything_in(path)


KILLED = """
import os, signal, sys
from datetime import datetime, timedelta
from outreach.ledger import scrubbing, taking_out
from outreach.ledger.opening import open_ledger

taking_out._empty = lambda connection: os.kill(os.getpid(), signal.SIGKILL)
with open_ledger(sys.argv[1], "", writing=True) as ledger:
    at = datetime.fromisoformat(sys.argv[2])
    scrubbing.scrub(ledger, at - timedelta(days=365), at, "jane")
"""


def test_killed_half_way_it_has_done_nothing_and_is_done_the_next_time(office: Any) -> None:
    ledger = office.open()
    path = path_of(ledger)
    send(office, ledger, OUTCOMES)
    before = list(ledger.history())
    office.close()
    at = office.later(days=366)
    words = [sys.executable, "-c", KILLED, office.url, at.isoformat()]
    assert subprocess.run(words, check=False).returncode == -signal.SIGKILL
    ledger = office.open()
    assert list(ledger.history()) == before
    assert not wiping.is_due(ledger.rows, path)
    assert scrub(office, ledger) == 2
    assert wiping.is_due(ledger.rows, path)
    assert ledger.check() == ()


# --- copies --------------------------------------------------------------------------------------


def _copied_and_scrubbed(office: Any, tmp_path: Path) -> tuple[Path, datetime]:
    ledger = office.open()
    send(office, ledger, OUTCOMES)
    post(office, ledger, "postilion", Status.PREPARED, Status.POSTED, note="by Uncle Theo")
    copy = ledger.backup(tmp_path / "copy.db")
    scrub(office, ledger)
    office.close()
    return copy, office.later(hours=1)


def _insist_on_clean(office: Any) -> None:
    ledger = office.open()
    assert ledger.check() == ()
    for name in ("sentinel", "postilion"):
        (item,) = ledger.history(recipient=name)
        assert (item.name, ledger.content(item.sha256)) == ("", None)
        assert item.address.startswith("sha256:")
        assert len({one.attempt for one in ledger.story(name)}) == 1
        assert not any("Theo" in one.detail for one in ledger.story(name))
    with ledger.run("jane", office.now) as run:
        key, addressee = office.key("sentinel"), office.addressee("sentinel")
        made = office.mailing("sentinel")
        assert ledger.claim(key, addressee, made, run, office.now) is None


def test_a_copy_from_before_brings_nothing_back(office: Any, tmp_path: Path) -> None:
    copy, _ = _copied_and_scrubbed(office, tmp_path)
    restored = restore(office.url, office.ledger_id, copy, clock=office.clock)
    assert restored.changed == 0
    _insist_on_clean(office)


def test_nor_where_the_record_itself_was_damaged(office: Any, tmp_path: Path) -> None:
    copy, _ = _copied_and_scrubbed(office, tmp_path)
    path = tmp_path / "ledger.db"
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        ((page,),) = connection.execute(
            "SELECT rootpage FROM sqlite_master WHERE name = 'ix_letters_recipient'"
        ).fetchall()
    content = bytearray(path.read_bytes())
    content[(page - 1) * 4096 : (page - 1) * 4096 + 64] = os.urandom(64)
    path.write_bytes(content)
    restored = restore(office.url, office.ledger_id, copy, clock=office.clock)
    assert restored.since is not None
    _insist_on_clean(office)


def test_a_gap_doubts_a_scrubbed_letter_as_it_would_any_other(office: Any) -> None:
    ledger = office.open()
    send(office, ledger, OUTCOMES)
    office.later(days=366)
    ledger.begin_gap(office.now - timedelta(days=1), office.now, "The ledger was restored.")
    scrub(office, ledger)
    doubted = ledger.in_doubt("release", "1", "", ["sentinel", "refusenik"])
    assert doubted == {"refusenik"}
    with ledger.run("jane", office.now) as run:
        made = office.mailing("refusenik", address="another@example.org")
        key = office.key("refusenik")
        assert ledger.claim(key, office.addressee("refusenik"), made, run, office.now) is None
    assert ledger.statuses("release", "1")[("refusenik", "")] is Status.UNKNOWN


def test_by_hand_an_address_on_paper_is_compared_too(office: Any) -> None:
    ledger = office.open()
    post(office, ledger, "postilion", Status.POSTED)
    scrub(office, ledger)
    (item,) = ledger.history(recipient="postilion")
    assert item.channel == Way.POST.value
    found = ledger.letters_to((), ("postilion,  1 main street",), office.now - 3 * YEAR)
    assert [one.recipient for one in found] == ["postilion"]
