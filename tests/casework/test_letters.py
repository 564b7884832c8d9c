"""Letters out and in, and what became of them."""

from datetime import UTC, date, datetime

import pytest

from outreach.casework.store import Casework
from outreach.casework.values import (
    Going,
    LetterDetails,
    NewReceived,
    Remark,
    RemarkKind,
    Sort,
)
from outreach.errors import CannotMark, NoSuchLetter
from outreach.model.dispatch import LetterKey, Status
from outreach.model.facility import Override
from tests.casework.conftest import START, Office, a_letter

DAY = date(2026, 11, 20)
DETAILS = LetterDetails(
    sort=Sort.CARD,
    going=Going.RELAY,
    language="zh-Hant",
    words=210,
    pages=2,
    template="birthday-card",
    overrides=(Override("pages", "two thin ones"), Override("terms", "her own word")),
    confirmed=("enclosures", "paper"),
)


def test_a_letter_goes_on_record_with_its_bytes_and_all_that_is_known_of_it(
    office: Office,
) -> None:
    key = office.open().begin_letter(a_letter(person="a", details=DETAILS, note="n"), START)
    assert key == LetterKey("case:heron", "1", "heron/a", "jane")
    office.close()
    casework = office.open()
    (letter,) = casework.letters()
    assert (letter.case, letter.person, letter.writer, letter.number) == ("heron", "a", "jane", 1)
    assert (letter.status, letter.at, letter.detail) == (Status.PREPARED, START, "n")
    assert (letter.prepared_on, letter.sent_on) == (START.date(), None)
    assert letter.details == DETAILS
    assert casework.content(letter.sha256) == b"%PDF the letter"
    assert letter.waiting
    assert not letter.gone
    assert casework.ledger.check() == ()


def test_letters_of_a_case_are_numbered_whoever_writes_and_to_whom(casework: Casework) -> None:
    keys = [
        casework.begin_letter(a_letter(case, writer, person=person), START)
        for case, writer, person in [
            ("heron", "jane", "a"),
            ("heron", "ben", "b"),
            ("robin", "jane", ""),
            ("heron", "jane", "a"),
        ]
    ]
    assert [key.wave for key in keys] == ["1", "2", "1", "3"]
    assert [one.number for one in casework.letters("heron")] == [1, 2, 3]
    assert [one.case for one in casework.letters()] == ["heron", "heron", "robin", "heron"]
    assert casework.letter("heron", 2).writer == "ben"  # type: ignore[union-attr]
    assert casework.letter("heron", 4) is None


def test_letters_of_campaigns_are_no_letters_to_a_person(casework: Casework) -> None:
    casework.ledger.record(
        LetterKey("cases", "1", "lee"), Status.POSTED, at=START, recorded_at=START, by=""
    )
    assert casework.letters() == ()


@pytest.mark.parametrize("going", Going)
def test_what_was_sent_already_is_on_its_way_since_its_day(
    casework: Casework, going: Going
) -> None:
    new = a_letter(content=None, sent_on=DAY, details=LetterDetails(going=going))
    casework.begin_letter(new, START)
    (letter,) = casework.letters()
    assert letter.sent_on == DAY
    assert letter.gone
    assert letter.sha256 == ""


@pytest.mark.parametrize("going", Going)
def test_a_letter_is_prepared_sent_returned_and_all_of_it_taken_back(
    casework: Casework, going: Going
) -> None:
    key = casework.begin_letter(a_letter(details=LetterDetails(going=going)), START)
    casework.sent(key, DAY, START, by="jane")
    (letter,) = casework.letters()
    assert (letter.sent_on, letter.gone) == (DAY, True)
    casework.returned(key, date(2026, 12, 20), datetime(2026, 12, 21, tzinfo=UTC), detail="moved")
    (letter,) = casework.letters()
    assert letter.came_back
    assert (letter.sent_on, letter.detail, letter.at.date()) == (DAY, "moved", date(2026, 12, 20))
    casework.undo(key, START)
    casework.undo(key, START)
    (letter,) = casework.letters()
    assert (letter.waiting, letter.sent_on) == (True, None)
    casework.undo(key, START)
    (letter,) = casework.letters()
    assert letter.status is Status.PENDING
    assert casework.begin_letter(a_letter(), START).wave == "2"


def test_a_letter_that_came_back_is_sent_again(casework: Casework) -> None:
    key = casework.begin_letter(a_letter(sent_on=DAY), START)
    casework.returned(key, DAY, START)
    casework.sent(key, START.date(), START)
    (letter,) = casework.letters()
    assert (letter.status, letter.sent_on) == (Status.POSTED, START.date())


def test_a_letter_is_not_sent_twice(casework: Casework) -> None:
    key = casework.begin_letter(a_letter(sent_on=DAY), START)
    with pytest.raises(CannotMark):
        casework.sent(key, DAY, START)


def test_remarks_on_letters_out_and_in_are_taken_back_one_by_one(casework: Casework) -> None:
    casework.begin_letter(a_letter(), START)
    came = casework.received(NewReceived("heron", DAY), START)
    first = casework.remark(
        Remark("heron", RemarkKind.REFUSED, DAY, number=1, detail="a staple", by="jane"), START
    )
    casework.remark(Remark("heron", RemarkKind.DELAYED, DAY, number=1), START)
    third = casework.remark(Remark("heron", RemarkKind.PHOTOCOPIED, DAY, received=came), START)
    (letter,) = casework.letters("heron")
    assert letter.remarks[0] == Remark(
        "heron", RemarkKind.REFUSED, DAY, 1, 0, "a staple", "jane", first
    )
    assert casework.undo_remark(first, START)
    assert not casework.undo_remark(first, START)
    assert casework.undo_remark(third, START)
    (letter,) = casework.letters("heron")
    assert [one.kind for one in letter.remarks] == [RemarkKind.DELAYED]
    assert casework.received_letters("heron")[0].remarks == ()


@pytest.mark.parametrize(
    "remark",
    [
        Remark("heron", RemarkKind.DELAYED, DAY, number=2),
        Remark("robin", RemarkKind.DELAYED, DAY, number=1),
        Remark("robin", RemarkKind.DELAYED, DAY, received=1),
        Remark("heron", RemarkKind.DELAYED, DAY),
    ],
)
def test_a_remark_on_a_letter_that_is_not_there_is_refused(
    casework: Casework, remark: Remark
) -> None:
    casework.begin_letter(a_letter(), START)
    casework.received(NewReceived("heron", DAY), START)
    with pytest.raises(NoSuchLetter):
        casework.remark(remark, START)


def test_letters_in_are_kept_with_their_scan_and_taken_back(office: Office) -> None:
    casework = office.open()
    scan = bytes(range(256)) * 400
    second = casework.received(NewReceived("heron", DAY, note="thanks"), START)
    first = casework.received(
        NewReceived("heron", date(2026, 10, 1), "a", "jane", scan, "image/png"), START
    )
    casework.received(NewReceived("robin", DAY), START)
    office.close()
    casework = office.open()
    letters = casework.received_letters("heron")
    assert [one.id for one in letters] == [first, second]
    assert (letters[0].person, letters[0].writer, letters[0].media_type) == (
        "a",
        "jane",
        "image/png",
    )
    assert casework.content(letters[0].sha256) == scan
    assert (letters[1].note, letters[1].sha256) == ("thanks", "")
    assert casework.undo_received(first, START)
    assert not casework.undo_received(first, START)
    assert [one.id for one in casework.received_letters()] == [second, 3]


def test_a_scan_that_was_taken_out_can_come_in_again(casework: Casework) -> None:
    new = NewReceived("heron", DAY, content=b"scan", media_type="image/png")
    casework.received(new, START)
    casework.remove_texts("heron", START)
    casework.received(new, START)
    assert casework.content(casework.received_letters()[0].sha256) == b"scan"
