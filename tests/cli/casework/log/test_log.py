"""The log of letters to somebody in prison and from them. All people invented."""

import io
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from pypdf import PdfWriter

from outreach.casework.values import Going, LetterDetails, NewLetter, RemarkKind, Sort
from outreach.cli.screen import asking
from outreach.errors import ExitStatus
from outreach.model.case import Correspondent, Pair
from outreach.model.dispatch import Status
from tests.cli.cases import make_editor
from tests.cli.conftest import Called
from tests.cli.private_case import NOON, SECRETS, Heron, heron, picture

__all__ = ["heron"]

Call = Callable[..., Called]
TODAY = NOON.date()


@pytest.fixture
def log(outreach: Call, heron: Heron) -> Call:
    def call(*words: object, answers: str = "") -> Called:
        return outreach("log", *map(str, words), answers=answers)

    return call


@pytest.fixture
def scan(tmp_path: Path) -> Path:
    path = tmp_path / "scan.png"
    path.write_bytes(picture())
    return path


def pdf() -> bytes:
    file, writer = io.BytesIO(), PdfWriter()
    writer.add_blank_page(100, 100)
    writer.write(file)
    return file.getvalue()


# --- sent ----------------------------------------------------------------------------------------


def test_a_letter_by_hand_goes_on_record_without_words(log: Call, heron: Heron) -> None:
    heron.promise()
    called = log("sent", "heron", "--by", "hand", "--on", "2026-11-20", "--note", "two pages")
    assert called.status == 0, called.err
    (letter,) = heron.letters
    assert (letter.number, letter.writer, letter.status) == (1, "ann", Status.POSTED)
    assert (str(letter.sent_on), letter.sha256, letter.detail) == ("2026-11-20", "", "two pages")
    assert letter.details.going is Going.BY_HAND
    assert letter.details.facility == "hk-stanley"


@pytest.mark.parametrize(
    ("word", "going", "facility", "status"),
    [
        ("post", Going.POST, "hk-stanley", Status.POSTED),
        ("relay", Going.RELAY, "", Status.POSTED),
        ("electronic", Going.ELECTRONIC, "hk-stanley", Status.SUBMITTED),
    ],
)
def test_each_way_is_told_apart(
    log: Call, heron: Heron, word: str, going: Going, facility: str, status: Status
) -> None:
    assert log("sent", "heron", "--by", word, "--as", "ann", "--card").status == 0
    (letter,) = heron.letters
    assert (letter.details.going, letter.details.facility) == (going, facility)
    assert (letter.status, letter.details.sort) == (status, Sort.CARD)


def test_the_letter_that_waits_is_the_one_that_set_out(log: Call, heron: Heron) -> None:
    heron.prepare()
    assert log("sent", "heron").status == 0
    (letter,) = heron.letters
    assert (letter.status, letter.sent_on) == (Status.POSTED, TODAY)


def test_of_several_that_wait_one_has_to_be_named(log: Call, heron: Heron) -> None:
    heron.prepare()
    heron.prepare(b"another")
    called = log("sent", "heron")
    assert called.status == ExitStatus.USAGE
    assert "1, 2" in called.err
    assert log("sent", "heron", "--letter", 2).status == 0
    assert [one.status for one in heron.letters] == [Status.PREPARED, Status.POSTED]


def test_where_none_waits_it_says_how_to_log_one_by_hand(log: Call) -> None:
    called = log("sent", "heron")
    assert called.status == ExitStatus.USAGE
    assert "outreach log sent heron --by hand" in called.err


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("sent", "heron", "--by", "hand", "--on", "2026-11-23"), "has not come yet"),
        (("sent", "heron", "--by", "pigeon"), "pigeon"),
        (("sent", "heron", "--by", "hand", "--letter", "1"), "one of the two"),
        (("sent", "heron", "--letter", "7"), "no letter 7"),
        (("sent", "heron", "--by", "hand", "--as", "nobody"), "nobody"),
        (("sent", "heron", "--by", "hand", "--to", "b"), "called “b”"),
        (("sent", "robin", "--by", "hand"), "robin"),
        (("returned", "heron", "1"), "no letter 1"),
        (("delayed", "heron", "in4"), "in4"),
        (("delayed", "heron", "four"), "not the number"),
        (("received", "heron", "--from-scan", "none.pdf"), "no such file"),
        (("received", "heron", "--answers", "1"), "no letter 1"),
        (("received", "heron", "--text", "--from-scan", "x.pdf"), "one of them"),
        (("received", "heron", "--delete"), "--from-scan"),
        (("received", "heron", "--as", "nobody"), "nobody"),
    ],
)
def test_what_cannot_be_is_refused_and_nothing_is_on_record(
    log: Call, heron: Heron, words: tuple[str, ...], told: str
) -> None:
    called = log(*words)
    assert called.status != 0
    assert told in called.err
    assert heron.letters == ()
    assert heron.received == ()


def test_a_letter_that_seems_to_be_on_record_is_a_second_one_only_where_that_is_said(
    log: Call, heron: Heron
) -> None:
    words = ("sent", "heron", "--by", "hand", "--as", "ann", "--on", "2026-11-20")
    assert log(*words).status == 0
    again = log(*words)
    assert again.status == ExitStatus.USAGE
    assert "Letter 1 to heron, of ann, went on 2026-11-20 too." in again.err
    assert "--second" in again.err
    assert len(heron.letters) == 1
    assert log(*words, "--second").status == 0
    assert log(*words[:-1], "2026-11-21").status == 0
    assert log("undo", "heron", "3").status == 0
    assert log(*words[:-1], "2026-11-21").status == 0


def test_at_a_terminal_it_is_asked_whether_it_is_a_second_letter(
    log: Call, heron: Heron, monkeypatch: pytest.MonkeyPatch
) -> None:
    words = ("sent", "heron", "--by", "hand", "--as", "ann", "--on", "2026-11-20")
    log(*words)
    monkeypatch.setattr(asking, "somebody_is_there", lambda: True)
    declined = log(*words, answers="\n")
    assert "Nothing was put on record." in declined.err
    assert len(heron.letters) == 1
    assert log(*words, answers="yes\n").status == 0
    assert len(heron.letters) == 2


@pytest.mark.parametrize("what", ["undo", "returned", "photocopied", "delayed", "refused"])
def test_where_no_letter_is_named_those_there_are_are_listed(
    log: Call, heron: Heron, what: str
) -> None:
    assert "There are no letters of heron yet." in log(what, "heron").err
    log("sent", "heron", "--by", "hand", "--as", "ann", "--on", "2026-11-20")
    log("received", "heron", "--as", "ann", "--on", "2026-11-21")
    called = log(what, "heron")
    assert called.status == ExitStatus.USAGE
    assert "  1  2026-11-20  ann  letter by hand, on its way\n" in called.err
    assert "  in1  2026-11-21  ann  came in" in called.err


def test_what_is_taken_back_is_told_as_people_say_it(log: Call, heron: Heron) -> None:
    log("sent", "heron", "--by", "hand", "--as", "ann", "--on", "2026-11-20")
    log("photocopied", "heron", "1", "--on", "2026-11-21")
    assert "“handed over as a copy” is taken back." in log("undo", "heron", "1").out
    assert "“on its way” is taken back." in log("undo", "heron", "1").out


def test_a_day_before_the_case_began_is_taken_with_a_warning(log: Call, heron: Heron) -> None:
    called = log("sent", "heron", "--by", "hand", "--as", "ann", "--on", "2025-01-01")
    assert called.status == 0
    assert "lies before 2025-12-30" in called.err
    assert "outreach log undo heron 1" in called.err
    assert len(heron.letters) == 1


def test_of_several_people_one_is_named(log: Call, heron: Heron) -> None:
    heron.put(
        'languages = ["en"]\n[[people]]\nid = "a"\nnames = {en = "Anna Example"}\n'
        '[[people]]\nid = "b"\nnames = {en = "Ben Example"}\n'
    )
    assert "a, b" in log("sent", "heron", "--by", "hand", "--as", "ann").err
    assert log("sent", "heron", "--by", "hand", "--as", "ann", "--to", "b").status == 0
    assert [one.person for one in heron.letters] == ["b"]


# --- received ------------------------------------------------------------------------------------


@pytest.mark.parametrize("content", [picture("PNG"), picture("JPEG"), pdf()])
def test_a_scan_is_kept_byte_for_byte_and_its_file_is_left(
    log: Call, heron: Heron, tmp_path: Path, content: bytes
) -> None:
    path = tmp_path / "scan"
    path.write_bytes(content)
    called = log("received", "heron", "--from-scan", path, "--on", "2026-11-20", "--as", "ann")
    assert called.status == 0, called.err
    (letter,) = heron.received
    with heron.store() as casework:
        assert casework.content(letter.sha256) == content
    assert path.exists()
    assert "lies there still" in called.err
    assert "not certain" in called.err
    assert content not in heron.plain_bytes()


def test_delete_takes_the_file_away_and_says_what_that_is_worth(
    log: Call, heron: Heron, scan: Path
) -> None:
    called = log("received", "heron", "--from-scan", scan, "--delete")
    assert called.status == 0
    assert not scan.exists()
    assert "solid-state disk" in called.err
    assert "wastebasket" in called.err
    assert len(heron.received) == 1


def test_delete_takes_away_the_file_that_a_link_leads_to(
    log: Call, scan: Path, tmp_path: Path
) -> None:
    link = tmp_path / "link.png"
    link.symlink_to(scan)
    called = log("received", "heron", "--from-scan", link, "--delete")
    assert called.status == 0
    assert not link.is_symlink()
    assert not scan.exists()
    assert f"{scan} is deleted." in called.out


def test_delete_says_that_the_file_has_another_name(log: Call, scan: Path, tmp_path: Path) -> None:
    (tmp_path / "second.png").hardlink_to(scan)
    called = log("received", "heron", "--from-scan", scan, "--delete")
    assert "has another name too" in called.err
    assert not scan.exists()


@pytest.mark.parametrize(("answer", "there"), [("yes", False), ("no", True), ("", True)])
def test_at_a_terminal_deletion_is_asked_for(
    log: Call, scan: Path, monkeypatch: pytest.MonkeyPatch, answer: str, there: bool
) -> None:
    monkeypatch.setattr(asking, "somebody_is_there", lambda: True)
    assert log("received", "heron", "--from-scan", scan, answers=f"{answer}\n").status == 0
    assert scan.exists() is there


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"", "no PDF, JPEG or PNG"),
        (b"MZ a program", "no PDF, JPEG or PNG"),
        (picture()[:-300], "cut short"),
        (picture("JPEG")[:400], "cut short"),
        (b"%PDF-1.7\nnothing", "cut short"),
        (pdf() + b" " * 25_000_000, "larger than 25 MB"),
    ],
    ids=["empty", "program", "cut png", "cut jpeg", "no pdf", "large"],
)
def test_what_is_no_whole_scan_is_refused_and_the_file_left(
    log: Call, heron: Heron, scan: Path, content: bytes, told: str
) -> None:
    scan.write_bytes(content)
    called = log("received", "heron", "--from-scan", scan, "--delete")
    assert called.status == ExitStatus.INVALID
    assert told in called.err
    assert scan.exists()
    assert heron.received == ()


def test_the_same_scan_twice_is_one_letter(log: Call, heron: Heron, scan: Path) -> None:
    log("received", "heron", "--from-scan", scan)
    called = log("received", "heron", "--from-scan", scan, "--delete")
    assert called.status == ExitStatus.USAGE
    assert "in1" in called.err
    assert scan.exists()
    assert len(heron.received) == 1


def test_words_can_be_piped_in(log: Call, heron: Heron) -> None:
    called = log("received", "heron", "--text", answers="Thank you for writing.\n親切\n")
    assert called.status == 0
    assert log("show", "heron", "--text", "in1").out == "Thank you for writing.\n親切\n"
    assert log("received", "heron", "--text", answers=" \n").status == ExitStatus.USAGE


def test_at_a_terminal_the_editor_takes_the_words(
    log: Call, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(asking, "somebody_is_there", lambda: True)
    make_editor(tmp_path / "editor", monkeypatch.setenv, "text = 'Thank you.\\n'")
    assert log("received", "heron", "--text").status == 0
    assert log("show", "heron", "--text", "in1").out == "Thank you.\n"


def test_a_letter_is_taken_to_be_for_the_one_who_writes_to_them_and_that_is_said(
    log: Call, heron: Heron, scan: Path
) -> None:
    heron.promise()
    called = log("received", "heron", "--from-scan", scan)
    assert "Letter in1 from heron to ann is on record" in called.out
    assert "If it is to somebody else: outreach log undo heron in1, then --as" in called.err
    assert [one.writer for one in heron.received] == ["ann"]


def test_where_several_write_to_them_nobody_is_taken(log: Call, heron: Heron, scan: Path) -> None:
    heron.promise()
    with heron.store() as casework:
        casework.put_writer(Correspondent("ben", "Ben Example"))
        casework.put_pair(Pair("heron", "ben", timedelta(weeks=4), TODAY))
    called = log("received", "heron", "--from-scan", scan)
    assert "Several people write to them." in called.err
    assert [one.writer for one in heron.received] == [""]


def test_a_letter_that_was_answered_says_so_and_taken_back_stands_as_before(
    log: Call, heron: Heron, scan: Path
) -> None:
    log("sent", "heron", "--by", "hand", "--as", "ann")
    assert log("received", "heron", "--from-scan", scan, "--answers", 1).status == 0
    assert [one.status for one in heron.letters] == [Status.REPLIED]
    assert [one.writer for one in heron.received] == ["ann"]
    assert log("undo", "heron", "in1").status == 0
    assert [one.status for one in heron.letters] == [Status.POSTED]
    assert heron.received == ()


def test_an_answer_to_a_letter_that_never_set_out_is_refused_whole(
    log: Call, heron: Heron, scan: Path
) -> None:
    heron.prepare()
    called = log("received", "heron", "--from-scan", scan, "--answers", 1, "--delete")
    assert called.status == ExitStatus.USAGE
    assert scan.exists()
    assert heron.received == ()


# --- what became of them -------------------------------------------------------------------------


def test_what_became_of_letters_is_kept_with_its_reason_and_can_be_taken_back(
    log: Call, heron: Heron
) -> None:
    log("sent", "heron", "--by", "hand", "--as", "ann", "--on", "2026-11-01")
    heron.came()
    for number, (kind, of) in enumerate([("photocopied", "in1"), ("delayed", 1), ("refused", 1)]):
        heron.now += timedelta(minutes=1)
        assert log(kind, "heron", of, "--reason", f"reason {number}").status == 0
    heron.now += timedelta(minutes=1)
    assert log("returned", "heron", 1, "--reason", "no number", "--on", "2026-11-20").status == 0
    (letter,), (came,) = heron.letters, heron.received
    assert (letter.status, letter.detail) == (Status.RETURNED, "no number")
    assert [(one.kind, one.detail) for one in letter.remarks] == [
        (RemarkKind.DELAYED, "reason 1"), (RemarkKind.REFUSED, "reason 2"),
    ]  # fmt: skip
    assert [one.kind for one in came.remarks] == [RemarkKind.PHOTOCOPIED]
    said = [log("undo", "heron", 1).out for _ in range(3)]
    told = ("“came back”", "“kept from them”", "“held up”")
    assert all(what in words for what, words in zip(told, said, strict=True))
    assert [(one.status, one.remarks) for one in heron.letters] == [(Status.POSTED, ())]
    assert "“on its way”" in log("undo", "heron", 1).out
    assert log("undo", "heron", 1).status == ExitStatus.USAGE
    log("undo", "heron", "in1")
    assert [one.remarks for one in heron.received] == [()]


def test_what_became_of_a_letter_before_it_went_is_pointed_out(log: Call) -> None:
    log("sent", "heron", "--by", "hand", "--as", "ann", "--on", "2026-11-10")
    early = log("returned", "heron", 1, "--on", "2026-11-01")
    assert early.status == 0
    assert "went on 2026-11-10, after that day" in early.err
    assert "outreach log undo heron 1" in early.err
    log("undo", "heron", 1)
    assert "after that day" not in log("returned", "heron", 1, "--on", "2026-11-20").err


def test_the_pages_of_a_letter_outlast_that_it_was_taken_back_and_sent_all_the_same(
    log: Call, heron: Heron
) -> None:
    heron.prepare()
    log("sent", "heron")
    (before,) = heron.letters
    assert log("undo", "heron", 1).status == 0
    said = log("undo", "heron", 1).out
    assert "outreach log sent heron --letter 1" in said
    assert "outreach case write heron --again 1" in said
    assert [(one.status, one.sha256) for one in heron.letters] == [(Status.PENDING, before.sha256)]
    nothing_left = log("undo", "heron", 1)
    assert nothing_left.status == ExitStatus.USAGE
    assert "taken back already" in nothing_left.err
    assert log("sent", "heron", "--letter", 1).status == 0
    assert [(one.status, one.sha256) for one in heron.letters] == [(Status.POSTED, before.sha256)]


def test_what_does_not_fit_is_told_in_words_of_the_log(log: Call) -> None:
    log("sent", "heron", "--by", "hand", "--as", "ann")
    log("returned", "heron", 1)
    called = log("returned", "heron", 1)
    assert called.status == ExitStatus.USAGE
    assert "outreach log show heron" in called.err


def test_what_came_in_cannot_come_back(log: Call, heron: Heron) -> None:
    heron.came()
    assert "came in" in log("returned", "heron", "in1").err


# --- shown ---------------------------------------------------------------------------------------


def test_all_letters_are_shown_in_the_order_of_their_days(log: Call, heron: Heron) -> None:
    heron.now -= timedelta(days=20)
    heron.prepare()
    heron.now += timedelta(days=10)
    heron.came()
    heron.now += timedelta(days=10)
    log("sent", "heron", "--by", "hand", "--as", "ann", "--on", "2026-11-03")
    rows = [line.split("\t") for line in log("show", "heron").out.splitlines()]
    assert [row[:3] for row in rows] == [
        ["1", "2026-11-02", "ann"], ["2", "2026-11-03", "ann"], ["in1", "2026-11-12", "ann"],
    ]  # fmt: skip
    assert "not posted" in rows[0][3]
    items = log("show", "heron", "--json").json["items"]
    assert [(one["direction"], one["number"]) for one in items] == [
        ("out", "1"), ("out", "2"), ("in", "in1"),
    ]  # fmt: skip
    assert [
        one["number"] for one in log("show", "heron", "--letter", "in1", "--json").json["items"]
    ] == ["in1"]


def test_the_words_of_one_are_shown_or_written_for_the_owner_alone(
    log: Call, heron: Heron, tmp_path: Path, scan: Path
) -> None:
    heron.prepare()
    assert log("show", "heron", "--text", 1).out == "Dear Siu Ming\n"
    log("received", "heron", "--from-scan", scan)
    called = log("show", "heron", "--text", "in1")
    assert called.status == ExitStatus.USAGE
    assert "--out FILE" in called.err
    out = tmp_path / "out.png"
    assert log("show", "heron", "--text", "in1", "--out", out).status == 0
    assert out.read_bytes() == scan.read_bytes()
    assert out.stat().st_mode & 0o777 == 0o600
    assert log("show", "heron", "--text", "in1", "--out", out).status == ExitStatus.USAGE
    log("sent", "heron", "--by", "hand", "--as", "ann")
    assert "not kept" in log("show", "heron", "--text", 2).err


def test_nothing_of_it_lies_in_plain(log: Call, heron: Heron, scan: Path) -> None:
    heron.prepare()
    log("sent", "heron")
    log("received", "heron", "--text", answers="Thank you for writing, says Siu Ming")
    log("returned", "heron", 1, "--reason", "moved, says the cousin")
    held = heron.plain_bytes()
    assert [one for one in (*SECRETS, "says") if one.encode() in held] == []


def test_a_public_case_has_its_letters_in_the_private_store_too(log: Call, heron: Heron) -> None:
    cases = heron.root / "cases"
    cases.mkdir()
    (cases / "swan.toml").write_text('[names]\nen = "Sam Swan"\n', encoding="utf-8")
    with heron.store() as casework:
        casework.put_writer(Correspondent("ben", "Ben"))
    assert log("sent", "swan", "--by", "hand", "--as", "ben").status == 0
    with heron.store() as casework:
        assert [one.case for one in casework.letters()] == ["swan"]


def test_a_letter_as_pages_is_read_aloud(log: Call, heron: Heron) -> None:
    import typst

    pages = typst.compile(b"#set document(title: [x])\nDear Siu Ming, the sun came up.")
    with heron.store() as casework:
        new = NewLetter("heron", "ann", details=LetterDetails(), content=bytes(pages))
        casework.begin_letter(new, heron.now)
    assert "the sun came up" in log("show", "heron", "--text", 1).out


# --- closed --------------------------------------------------------------------------------------


def test_closing_a_case_names_the_letters_that_lie_there_still(
    log: Call, outreach: Call, heron: Heron
) -> None:
    heron.prepare()
    closed = outreach("case", "close", "heron", "--reason", "asked-to-stop")
    assert "1 letter made and not on record as sent: 1." in closed.err
    assert "outreach log undo heron 1" in closed.err


def test_a_letter_of_a_closed_case_is_logged_and_nobody_is_told_to_write_again(
    log: Call, outreach: Call, heron: Heron
) -> None:
    heron.prepare()
    outreach("case", "close", "heron", "--reason", "died")
    assert "is closed since" in log("sent", "heron").err
    came_back = log("returned", "heron", 1)
    assert "is closed since" in came_back.err
    assert "case write" not in came_back.out
