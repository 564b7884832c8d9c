"""Cases, writers, promises and drafts in the encrypted store."""

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from outreach.casework.store import Casework
from outreach.casework.values import Entry, NewReceived, Remark, RemarkKind
from outreach.errors import CaseChanged, CaseTaken, RecordLiesOpen
from outreach.ledger.opening import open_ledger
from outreach.model.case import Correspondent, Pair
from outreach.model.people import PostalAddress
from tests.casework.conftest import START, Office, a_letter

HERON = Entry("heron", True, '[names]\nen = "Anna Example"\n', 'notes = "likes chess"\n')
JANE = Correspondent(
    "jane",
    "Jane Doe",
    "Jane",
    "jane@example.org",
    PostalAddress(("12 Elm Street", "Flat 2"), "Toronto", "ON", "M5V 2T6", "CA"),
    group_address=True,
)
MONTHLY = Pair("heron", "jane", timedelta(weeks=4), date(2026, 1, 5), "a")
DAY = date(2026, 11, 20)


def test_a_record_that_lies_open_is_refused_and_left_as_it_is(tmp_path: Path) -> None:
    path = tmp_path / "ledger.db"
    url = f"sqlite:///{path.as_posix()}"
    with open_ledger(url, "", writing=True, create=True) as ledger:
        with pytest.raises(RecordLiesOpen, match="outreach private new"):
            Casework(ledger)
        assert not list(ledger.rows("SELECT 1 FROM sqlite_master WHERE name = 'cases'"))


def test_a_case_is_kept_and_found_by_the_next_command(office: Office) -> None:
    kept = office.open().put(HERON, START)
    assert kept == replace(HERON, revision=1)
    office.close()
    casework = office.open()
    assert casework.entry("heron") == kept
    assert casework.entries() == (kept,)
    assert casework.entry("robin") is None
    assert casework.entry("") is None


def test_nobody_writes_over_a_change_they_did_not_read(casework: Casework) -> None:
    read = casework.put(HERON, START)
    changed = casework.put(replace(read, facts="mine"), START)
    with pytest.raises(CaseChanged, match="heron was changed meanwhile"):
        casework.put(replace(read, facts="theirs"), START)
    assert casework.entry("heron") == changed
    assert changed.facts == "mine"
    with pytest.raises(CaseChanged):
        casework.put(Entry("robin", True, "", "", 3), START)


def test_a_word_that_was_used_is_not_used_again(casework: Casework) -> None:
    casework.put(HERON, START)
    with pytest.raises(CaseTaken):
        casework.put(HERON, START)
    casework.remove_texts("heron", START)
    with pytest.raises(CaseTaken, match="There is, or was"):
        casework.put(HERON, START)


def test_what_is_guarded_of_a_public_case_can_be_written_anew(casework: Casework) -> None:
    anna = Entry("anna", False, "", "notes = 1")
    casework.put(anna, START)
    casework.remove_texts("anna", START)
    again = casework.put(anna, START)
    assert casework.entry("anna") == replace(again, facts="")


def test_writers_are_kept_changed_and_taken_out(casework: Casework) -> None:
    casework.put_writer(JANE)
    casework.put_writer(Correspondent("ben", "Ben"))
    assert casework.writers() == (Correspondent("ben", "Ben"), JANE)
    casework.put_writer(replace(JANE, signs_as="J."))
    assert casework.writer("jane") == replace(JANE, signs_as="J.")
    casework.put_pair(MONTHLY)
    assert casework.remove_writer("jane", DAY)
    assert casework.writer("jane") is None
    (pair,) = casework.pairs(ended=True)
    assert pair.ended_on == DAY
    assert not casework.remove_writer("jane", DAY)


def test_a_promise_holds_until_it_is_changed_or_ended(casework: Casework) -> None:
    casework.put_pair(MONTHLY)
    casework.put_pair(replace(MONTHLY, person="b"))
    fortnightly = replace(MONTHLY, every=timedelta(days=14), since=date(2026, 6, 1))
    casework.put_pair(fortnightly)
    assert casework.pairs("heron") == (fortnightly, replace(MONTHLY, person="b"))
    assert casework.pairs("robin") == ()
    assert casework.end_pair("heron", "jane", DAY, person="a", why="moved away")
    assert not casework.end_pair("heron", "jane", DAY, person="a")
    assert casework.pairs(ended=True) == (
        replace(MONTHLY, ended_on=date(2026, 6, 1), why_ended="changed"),
        replace(fortnightly, ended_on=DAY, why_ended="moved away"),
        replace(MONTHLY, person="b"),
    )


def test_a_draft_outlives_the_command(office: Office) -> None:
    casework = office.open()
    casework.keep_draft("heron", "a", "jane", "Dear Anna,", START)
    casework.keep_draft("heron", "a", "jane", "Dear Anna,\nit rains", START)
    casework.keep_draft("heron", "b", "jane", "Dear Ben,", START)
    office.close()
    casework = office.open()
    assert casework.draft("heron", "a", "jane") == "Dear Anna,\nit rains"
    casework.drop_draft("heron", "a", "jane")
    assert casework.draft("heron", "a", "jane") == ""
    assert casework.draft("heron", "b", "jane") == "Dear Ben,"


def test_what_is_done_together_is_on_record_whole_or_not_at_all(casework: Casework) -> None:
    casework.keep_draft("heron", "", "jane", "Dear Anna,", START)

    def stopped() -> None:
        with casework.together():
            casework.begin_letter(a_letter(), START)
            casework.drop_draft("heron", "", "jane")
            assert casework.letters("heron")
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        stopped()
    assert casework.letters("heron") == ()
    assert casework.draft("heron", "", "jane") == "Dear Anna,"


def test_removing_a_case_leaves_what_went_when_and_no_word_of_it(office: Office) -> None:
    casework = office.open()
    casework.put(HERON, START)
    casework.keep_draft("heron", "", "jane", "SECRET draft", START)
    out = casework.begin_letter(a_letter(content=b"SECRET out", note="SECRET note"), START)
    casework.begin_letter(a_letter("robin", content=b"shared"), START)
    casework.begin_letter(a_letter(content=b"shared"), START)
    casework.sent(out, DAY, START, detail="SECRET counter")
    came = casework.received(NewReceived("heron", DAY, content=b"SECRET in", note="SECRET"), START)
    casework.remark(Remark("heron", RemarkKind.REFUSED, DAY, received=came, detail="SECRET"), START)
    before = casework.letters("heron")
    casework.remove_texts("heron", START)
    after = casework.letters("heron")
    assert [(one.number, one.status, one.sha256) for one in after] == [
        (one.number, one.status, one.sha256) for one in before
    ]
    assert casework.content(after[0].sha256) is None
    assert casework.content(after[1].sha256) == b"shared"
    assert casework.entry("heron") is None
    assert casework.ledger.check() == ()
    (received,) = casework.received_letters("heron")
    assert casework.content(received.sha256) is None
    tables = [row[0] for row in casework.ledger.rows("SELECT name FROM sqlite_master "
                                                     "WHERE type = 'table'")]  # fmt: skip
    kept = [repr(list(casework.ledger.rows(f"SELECT * FROM {table}"))) for table in tables]  # noqa: S608
    assert not [text for text in kept if "SECRET" in text]
