"""`outreach scrub`: words go, the promise stays. All people invented."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest

from outreach.casework.values import NewReceived
from outreach.cli.screen import asking, times
from outreach.errors import ExitStatus
from outreach.model.case import Closed, CloseReason
from outreach.workspace import case_documents
from outreach.workspace.opening import Workspace
from tests.cli.conftest import Called, Mailbox
from tests.cli.private_case import FACTS, NOON, SECRETS, Heron, heron
from tests.cli.searching import found, of_ledger

__all__ = ["heron"]

Call = Callable[..., Called]
WORDS = ("Teresa Cheng", "cheng@example.org", "Secretary for Justice", "Stal", "Main Street")


class Clock:
    now = NOON


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    made = Clock()
    monkeypatch.setattr(times, "now", lambda: made.now)
    return made


@pytest.fixture
def sent(outreach: Call, folder: Path, clock: Clock) -> Path:
    """Two e-mails, one letter posted, one printed and lying there."""
    csv = folder / "recipients" / "officials.csv"
    csv.write_text(
        csv.read_text("utf-8")
        + "wait,Wai Ting,Ting,Director of Waiting,Waiting Office,,2 Main Street,Town,GB\n"
    )
    assert outreach("send", "release", "--yes").status == 0
    assert outreach("print", "release", "--yes").status == 0
    assert outreach("mark", "posted", "release", "post", "--note", "by Uncle Theo").status == 0
    return folder


def report(outreach: Call) -> object:
    return outreach("report", "release", "--json").json


def test_words_leave_the_file_and_the_counts_are_the_same(
    outreach: Call, sent: Path, clock: Clock
) -> None:
    before = report(outreach)
    assert found(WORDS, of_ledger(sent / "ledger.db")) == set(WORDS)
    clock.now += timedelta(days=366)
    called = outreach("scrub", "--yes", "--delete-copies")
    assert called.status == 0, called.err
    assert "3 letters: words, names and addresses are taken out." in called.out
    log = sent / "ledger.db-wal"
    assert not log.exists() or not log.stat().st_size
    left = found((*WORDS, "Theo"), of_ledger(sent / "ledger.db"))
    assert left == {"Main Street"}, "of the letter that is not posted yet"
    assert report(outreach) == before
    assert outreach("ledger", "check").status == 0
    history = outreach("history", "release", "--json").json["items"]
    assert {one["recipient"]: one["status"] for one in history} == {
        "cheng": "sent", "lee": "sent", "post": "posted", "wait": "printed",
    }  # fmt: skip


def test_sending_again_sends_nothing(
    outreach: Call, sent: Path, mailbox: Mailbox, clock: Clock
) -> None:
    clock.now += timedelta(days=366)
    outreach("scrub", "--yes")
    assert len(mailbox.raw) == 2
    assert outreach("send", "release", "--yes").status == 0
    # Nor where a derived id changed with the name since.
    csv = sent / "recipients" / "officials.csv"
    csv.write_text(csv.read_text("utf-8").replace("cheng,Teresa Cheng", "tc,Teresa Cheng-Lam"))
    called = outreach("send", "release", "--yes")
    assert "this address had the letter already" in called.err + called.out
    assert len(mailbox.raw) == 2


def test_the_way_there_is_asked_for_and_nothing_else_changes(
    outreach: Call, sent: Path, clock: Clock
) -> None:
    clock.now += timedelta(days=366)
    before = (sent / "ledger.db").read_bytes()
    dry = outreach("scrub", "--dry-run")
    assert "3 letters in the record are over their time" in dry.out
    assert "release\t3\t2026-11-22 to 2026-11-22" in dry.out
    assert "1 letter in the record as old are left alone" in dry.err
    assert "Nothing was changed." in dry.out
    assert "Nothing was changed." in outreach("scrub", answers="yes\n").out
    assert "Nothing was changed." in outreach("scrub").out
    assert (sent / "ledger.db").read_bytes() == before
    assert "taken out" in outreach("scrub", answers="3\n").out


def test_nothing_to_do_is_said(outreach: Call, sent: Path, clock: Clock) -> None:
    clock.now += timedelta(days=364)
    called = outreach("scrub", "--yes")
    assert called.out == "No letter on record is settled and older than 1 year.\n"
    assert "over their time" in outreach("scrub", "--older-than", "2 weeks", "--dry-run").out
    assert outreach("scrub", "--older-than", "soon").status == ExitStatus.USAGE
    assert outreach("scrub", "release", "--case", "x").status == ExitStatus.USAGE


def test_a_folder_without_a_record_gets_none(outreach: Call, folder: Path) -> None:
    assert "No letter on record" in outreach("scrub", "--yes").out
    assert not (folder / "ledger.db").exists()


def test_keep_texts_is_honoured_and_one_campaign_can_be_named(
    outreach: Call, sent: Path, clock: Clock
) -> None:
    settings = sent / "outreach.toml"
    text = settings.read_text("utf-8")
    settings.write_text(f'{text}\n[privacy]\nkeep_texts = "2 weeks"\n', encoding="utf-8")
    clock.now += timedelta(days=15)
    assert "No letter" in outreach("scrub", "other", "--yes").out
    assert "for longer than you keep them (2 weeks): outreach scrub" in outreach("check").err
    assert "3 letters: " in outreach("scrub", "release", "--yes").out
    assert "longer than you keep" not in outreach("check").err


def test_copies_from_before_are_named_and_deleted_only_where_that_is_wanted(
    outreach: Call, sent: Path, clock: Clock
) -> None:
    copies = sent / "backups"
    before = sorted(one.name for one in copies.glob("*.db"))
    assert before
    (copies / "damaged-20260101T000000Z-ab12.db").write_bytes((sent / "ledger.db").read_bytes())
    clock.now += timedelta(days=366)
    called = outreach("scrub", "--yes")
    assert all(name in called.err for name in before)
    assert "outreach scrub --delete-copies" in called.err
    assert (copies / before[0]).exists()
    called = outreach("scrub", "--delete-copies")
    assert "A new one: " in called.out
    (left,) = copies.glob("*.db")
    assert found(WORDS, of_ledger(left)) == {"Main Street"}
    assert "A new one" not in outreach("scrub", "--delete-copies").out


def test_a_copy_from_before_brings_no_words_back(
    outreach: Call, sent: Path, clock: Clock, mailbox: Mailbox
) -> None:
    clock.now += timedelta(days=366)
    copy = next((sent / "backups").glob("*.db"))
    before = report(outreach)
    outreach("scrub", "--yes")
    assert outreach("ledger", "restore", str(copy), "--yes").status == 0
    assert found(WORDS, of_ledger(sent / "ledger.db")) == {"Main Street"}
    assert report(outreach) == before
    outreach("send", "release", "--yes")
    assert len(mailbox.raw) == 2


def test_what_was_broken_off_before_the_file_was_written_anew_is_done_then(
    outreach: Call, sent: Path, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    from outreach.ledger import wiping

    clock.now += timedelta(days=366)

    def broken_off(path: Path, shown: str) -> bool:
        raise KeyboardInterrupt

    with monkeypatch.context() as broken:
        broken.setattr(wiping, "wipe", broken_off)
        assert outreach("scrub", "--yes").status == ExitStatus.INTERRUPTED
    called = outreach("scrub", "--yes")
    assert called.out == "ledger.db was written anew, without what was taken out.\n"
    assert found(WORDS, of_ledger(sent / "ledger.db")) == {"Main Street"}
    assert "No letter on record" in outreach("scrub", "--yes").out


def test_what_lies_in_the_outbox_is_told_of(outreach: Call, sent: Path, clock: Clock) -> None:
    outreach("render", "release", "--format", "txt")
    clock.now += timedelta(days=366)
    assert "outbox/ holds" in outreach("scrub", "--yes").err


def test_words_that_are_gone_are_said_to_be(outreach: Call, sent: Path, clock: Clock) -> None:
    clock.now += timedelta(days=366)
    outreach("scrub", "--yes")
    called = outreach("history", "release", "--recipient", "lee", "--content")
    assert called.status == ExitStatus.USAGE
    assert "not kept" in called.err
    events = outreach("history", "--recipient", "lee", "--events", "--json").json["items"]
    assert [one["event"] for one in events] == ["sent", "scrubbed"]
    assert "taken out of the record" in outreach("history", "--recipient", "lee", "--events").out


# --- cases ---------------------------------------------------------------------------------------


@pytest.fixture
def closed(heron: Heron) -> Heron:
    heron.prepare()
    with heron.store() as casework:
        casework.sent(heron.letters[0].key, heron.now.date(), heron.now, by="ann")
        casework.keep_draft("heron", "", "ann", "Dear Siu Ming, unfinished", heron.now)
        new = NewReceived("heron", heron.now.date(), content=b"%PDF Thank you for writing")
        casework.received(new, heron.now)
    ended = Closed(CloseReason.RELEASED, heron.now.date(), "by the cousin")
    heron.put(case_documents.with_closed(FACTS, ended))
    return heron


def rows_of(heron: Heron) -> bytes:
    """Every value of the store, as whoever has the passphrase can read it."""
    with heron.store() as casework:
        names = casework.ledger.rows("SELECT name FROM sqlite_master WHERE type = 'table'")
        rows = [
            repr(tuple(row))
            for (name,) in list(names)
            for row in casework.ledger.rows(f"SELECT * FROM {name}")  # noqa: S608 its own names
        ]
        bodies = casework.ledger.rows("SELECT sha256 FROM contents WHERE body IS NOT NULL")
        kept = [casework.content(row[0]) or b"" for row in bodies]
    return "\n".join(rows).encode() + b"\n".join(kept)


def test_a_closed_case_over_its_time_loses_all_but_what_happened_when(
    outreach: Call, closed: Heron
) -> None:
    gone = [one for one in SECRETS if one not in ("Ann Muster", "12 Home Street")]
    assert [one for one in gone if one.encode() not in rows_of(closed)] == []
    closed.now += timedelta(days=366)
    assert "outreach scrub --case heron" in outreach("scrub", "--yes").out
    called = outreach("scrub", "--case", "heron", answers="heron\n")
    assert called.status == 0, called.err
    assert "1 letter out and 1 in" in called.out
    assert "These writers write to nobody now: ann" in called.err
    left = rows_of(closed)
    assert [one for one in gone if one.encode() in left] == []
    (letter,) = closed.letters
    assert (letter.writer, letter.gone, bool(letter.sha256)) == ("ann", True, True)
    assert len(closed.received) == 1
    assert outreach("ledger", "check", "--private").status == 0
    assert "heron" not in outreach("case", "list").out
    assert "scrub" not in outreach("scrub", "--yes").out


@pytest.mark.parametrize("answer", ["", "no", "Heron", "yes"])
def test_the_code_word_is_typed(outreach: Call, closed: Heron, answer: str) -> None:
    closed.now += timedelta(days=366)
    called = outreach("scrub", "--case", "heron", answers=f"{answer}\n")
    assert "Nothing was changed." in called.out
    assert outreach("case", "show", "heron").status == 0


def test_a_case_that_is_open_or_not_old_enough_is_refused(outreach: Call, heron: Heron) -> None:
    called = outreach("scrub", "--case", "heron", "--yes")
    assert called.status == ExitStatus.USAGE
    assert "outreach case close heron" in called.err
    ended = Closed(CloseReason.DIED, heron.now.date())
    heron.put(case_documents.with_closed(FACTS, ended))
    called = outreach("scrub", "--case", "heron", "--yes")
    assert "kept until 2027-11-22" in called.err
    again = outreach("scrub", "--case", "heron", "--yes", "--older-than", "0 days")
    assert again.status == 0


def test_copies_of_the_private_store_can_go_too(outreach: Call, closed: Heron) -> None:
    copies = closed.root / "backups"
    assert list(copies.glob("private-*.db"))
    closed.now += timedelta(days=366)
    before = set(copies.glob("private-*.db"))
    outreach("scrub", "--case", "heron", "--yes", "--delete-copies")
    left = set(copies.glob("private-*.db"))
    assert len(left) == 1
    assert not before & left


def scrubbed(outreach: Call, closed: Heron) -> Path:
    """A copy of the private store from before its case was scrubbed."""
    made = outreach("ledger", "backup", "--private").out.split()[-1]
    copy = Path(made).rename(closed.root / "copy.db")
    closed.now += timedelta(days=366)
    assert outreach("scrub", "--case", "heron", "--yes", "--delete-copies").status == 0
    return copy


def test_what_a_copy_brings_back_of_a_case_is_said_with_the_way_out(
    outreach: Call, closed: Heron
) -> None:
    copy = scrubbed(outreach, closed)
    for path in closed.root.glob("private.db*"):
        path.unlink()
    restored = outreach("ledger", "restore", str(copy), "--yes")
    assert "the copy brought it back" in restored.err
    assert "the case heron, closed on 2026-11-22: outreach scrub --case heron" in restored.err
    assert b"CHAN Siu Ming" in rows_of(closed)
    assert outreach("scrub", "--case", "heron", "--yes").status == 0
    assert b"CHAN Siu Ming" not in rows_of(closed)


def test_of_a_case_that_the_damaged_store_knows_to_be_scrubbed_nothing_comes_back(
    outreach: Call, closed: Heron
) -> None:
    copy = scrubbed(outreach, closed)
    store = closed.root / "private.db"
    content = bytearray(store.read_bytes())
    content[-4096:-4000] = b"x" * 96
    store.write_bytes(bytes(content))
    for path in closed.root.glob("private.db-*"):
        path.unlink()
    restored = outreach("ledger", "restore", str(copy), "--yes")
    assert "Had been scrubbed, and was taken out again: heron." in restored.out
    left = rows_of(closed)
    assert [one for one in SECRETS[:7] if one.encode() in left] == []
    assert b"Dear Siu Ming" not in left


def test_a_copy_put_over_a_sound_store_brings_nothing_back_and_says_nothing(
    outreach: Call, closed: Heron
) -> None:
    copy = scrubbed(outreach, closed)
    restored = outreach("ledger", "restore", str(copy), "--yes")
    assert "brought it back" not in restored.err
    assert b"CHAN Siu Ming" not in rows_of(closed)


def test_letters_of_campaigns_that_a_copy_brings_back_are_counted(
    outreach: Call, sent: Path, clock: Clock
) -> None:
    clock.now += timedelta(days=366)
    copy = next((sent / "backups").glob("*.db")).rename(sent / "copy.db")
    outreach("ledger", "backup")
    late = max((sent / "backups").glob("*.db")).rename(sent / "late.db")
    outreach("scrub", "--yes")
    for path in sent.glob("ledger.db*"):
        path.unlink()
    restored = outreach("ledger", "restore", str(late), "--yes")
    assert "the words of 3 letters: outreach scrub" in restored.err
    (sent / "ledger.db").unlink()
    restored = outreach("ledger", "restore", str(copy), "--yes")
    assert "the copy brought it back" in restored.err


def test_letters_to_people_in_prison_stay_while_their_case_is_open(
    outreach: Call, heron: Heron
) -> None:
    heron.prepare()
    with heron.store() as casework:
        casework.sent(heron.letters[0].key, heron.now.date(), heron.now, by="ann")
    heron.now += timedelta(days=1000)
    assert "No letter on record" in outreach("scrub", "--yes").out
    assert "Dear Siu Ming" in outreach("log", "show", "heron", "--text", "1").out


def test_letters_about_the_case_to_others_go_with_it(
    outreach: Call, closed: Heron, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = Workspace(closed.root)
    (closed.root / "campaigns" / "about.toml").write_text(
        'id = "about"\ntitle = "About"\ntemplate = "appeal"\nrecipients = ["officials"]\n'
        'case = "heron"\n',
        encoding="utf-8",
    )
    assert folder.campaign("about").private
    from outreach.model.dispatch import Addressee, LetterKey, Status

    with closed.store() as casework:
        casework.ledger.record(
            LetterKey("about", "1", "lee"),
            Status.POSTED,
            at=closed.now,
            recorded_at=closed.now,
            by="jane",
            addressee=Addressee("John Lee"),
            content=b"About CHAN Siu Ming",
        )
    closed.now += timedelta(days=366)
    called = outreach("scrub", "--case", "heron", "--yes")
    assert "1 letter about it to others" in called.out
    assert b"CHAN Siu Ming" not in rows_of(closed)
    assert b"John Lee" not in rows_of(closed)


def test_at_a_terminal_the_copies_are_asked_about(
    outreach: Call, sent: Path, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(asking, "somebody_is_there", lambda: True)
    clock.now += timedelta(days=366)
    called = outreach("scrub", answers="3\nyes\n")
    assert "A new one: " in called.out
    assert len(list((sent / "backups").glob("*.db"))) == 1
