"""A letter to one person in prison: written, checked, made, and on record. All people invented."""

import io
import stat
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

import pytest
from pypdf import PdfReader

from outreach.casework.store import Casework
from outreach.casework.values import Entry, Going, LetterOut, Sort
from outreach.cli.casework.personal_letters import personal_record, writing
from outreach.cli.opening import private_store
from outreach.cli.screen import asking, times
from outreach.errors import ExitStatus
from outreach.model.case import Correspondent, Pair
from outreach.model.dispatch import Status
from outreach.model.facility import Override
from outreach.model.people import PostalAddress
from outreach.workspace.opening import Workspace
from tests.cli.conftest import Called
from tests.encryption.stores import PASSPHRASE, fresh_private

Call = Callable[..., Called]
YESTERDAY = date.today() - timedelta(days=1)  # noqa: DTZ011
LETTER = "Dear Siu Ming,\n\nThe sun came up over the harbour.\n\nWith warm wishes,\n"
CASE = """\
prison_name = "CHAN Siu Ming"
number = "{number}"
languages = ["en", "zh-Hant"]
[names]
en = "CHAN Siu Ming"
zh-Hant = "陳小明"
[[held]]
facility = "{facility}"
since = 2026-01-05
known_on = {known}
{more}
"""
GUARDED = """\
consent = "group"
every = "4 weeks"
likes = ["football"]
must_not_mention = ["the old quarry"]
"""
RELAY = """\
[relay]
name = "Example Letters Group"
address = ["PO Box 1"]
locality = "Exampleton"
country = "GB"
"""
SEVERAL = """\
[[people]]
id = "a"
number = "123456"
[people.names]
en = "CHAN Siu Ming"
[[people]]
id = "b"
number = "654321"
[people.names]
en = "LEE Tai Man"
[[held]]
facility = "hk-stanley"
since = 2026-01-05
"""
PRISONS = """\
system = "{system}"
[[facility]]
id = "example"
name = "Example Prison"
address = ["1 Example Road"]
locality = "Exampleton"
postcode = "EX1 1AA"
source = "https://example.org/"
verified_on = {day}
confidence = "verified"
"""
GROUP = PostalAddress(("PO Box 100", "Toronto ON  M5V 2T6"), country="CA")


@dataclass(frozen=True)
class Private:
    """A folder with a private case, and where its pages go."""

    root: Path
    out: Path

    @contextmanager
    def store(self) -> Iterator[Casework]:
        with private_store.open_casework(Workspace(self.root), create=True) as casework:
            yield casework

    def put(
        self, facility: str = "hk-stanley", number: str = "123456", more: str = "", name="heron"
    ) -> None:
        facts = CASE.format(facility=facility, number=number, known=YESTERDAY, more=more)
        with self.store() as casework:
            casework.put(Entry(name, True, facts, GUARDED), times.now())

    def letters(self) -> tuple[LetterOut, ...]:
        with self.store() as casework:
            return casework.letters("heron")

    def draft(self) -> str:
        with self.store() as casework:
            return casework.draft("heron", "", "ann")

    def read(self, name: str) -> list[str]:
        pages = PdfReader(io.BytesIO((self.out / name).read_bytes())).pages
        return [page.extract_text() for page in pages]


@pytest.fixture
def private(folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Private:
    monkeypatch.setenv("OUTREACH_PASSPHRASE", PASSPHRASE)
    fresh_private(folder / "private.db")
    monkeypatch.delenv("VISUAL", raising=False)
    monkeypatch.delenv("EDITOR", raising=False)
    made = Private(folder, tmp_path / "stick")
    with made.store() as casework:
        casework.put_writer(
            Correspondent("ann", "Ann Muster", "Robin", address=GROUP, group_address=True)
        )
    made.put()
    return made


@pytest.fixture
def letter(tmp_path: Path) -> Path:
    path = tmp_path / "letter.md"
    path.write_text(LETTER, encoding="utf-8")
    return path


@pytest.fixture
def write(outreach: Call, private: Private) -> Call:
    def call(*words: object, case: str = "heron", answers: str = "") -> Called:
        given = ("case", "write", case, "--as", "ann", "--out", private.out, *words)
        return outreach(*map(str, given), answers=answers)

    return call


@pytest.fixture
def editor(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], Path]:
    """An editor that leaves a text behind, and keeps a copy of what it was given."""

    def set_to(text: str) -> Path:
        seen, kept, program = (tmp_path / name for name in ("seen.md", "new.md", "editor.sh"))
        kept.write_text(text, encoding="utf-8")
        program.write_text(f'#!/bin/sh\ncp "$1" {seen}\ncat {kept} > "$1"\n', encoding="utf-8")
        program.chmod(0o700)
        monkeypatch.setenv("EDITOR", str(program))
        return seen

    return set_to


# --- from a file ---------------------------------------------------------------------------------


def test_a_letter_becomes_pages_and_an_envelope_and_is_on_record(
    private: Private, write: Call, letter: Path
) -> None:
    called = write("--file", letter, "--confirm", "all")
    assert called.status == 0, called.err
    assert sorted(path.name for path in private.out.iterdir()) == [
        "heron-1-envelope.pdf", "heron-1.pdf",
    ]  # fmt: skip
    (page,) = private.read("heron-1.pdf")
    assert "CHAN Siu Ming 123456" in page
    assert "The sun came up" in page
    (envelope,) = private.read("heron-1-envelope.pdf")
    assert envelope.split("\n")[-5:] == [
        "CHAN Siu Ming 123456", "Stanley Prison", "99 Tung Tau Wan Road", "Stanley", "HONG KONG",
    ]  # fmt: skip
    (on_record,) = private.letters()
    assert (on_record.status, on_record.number, on_record.writer) == (Status.PREPARED, 1, "ann")
    assert on_record.details.facility == "hk-stanley"
    assert set(on_record.details.confirmed) == {"all-is-read", "materials", "plain"}
    with private.store() as casework:
        assert casework.content(on_record.sha256) == (private.out / "heron-1.pdf").read_bytes()


def test_files_are_their_owners_alone_and_the_folder_tells_nothing(
    private: Private, write: Call, letter: Path
) -> None:
    write("--file", letter)
    for path in private.out.iterdir():
        assert stat.S_IMODE(path.stat().st_mode) == 0o600
    held = b"".join(path.read_bytes() for path in private.root.rglob("*") if path.is_file())
    for secret in ("CHAN Siu Ming", "陳小明", "123456", "harbour", "Ann Muster", "Robin"):
        assert secret.encode() not in held


def test_what_to_know_is_told_before(write: Call, letter: Path) -> None:
    out = write("--file", letter).out
    assert "They like to hear about: football." in out
    assert "Never mention: the old quarry." in out
    assert "Leave politics out." in out
    assert "first letter" in out
    assert "rule 47A" in out


def test_a_private_case_goes_only_where_somebody_says(
    outreach: Call, private: Private, letter: Path
) -> None:
    called = outreach("case", "write", "heron", "--file", str(letter))
    assert called.status == ExitStatus.USAGE
    assert "--out DIR" in called.err
    assert not private.letters()
    assert not (private.root / "outbox").exists()


def test_what_the_case_rules_out_stops_the_letter_until_a_reason_is_recorded(
    private: Private, write: Call, letter: Path
) -> None:
    letter.write_text(LETTER.replace("harbour", "old quarry"), encoding="utf-8")
    called = write("--file", letter)
    assert called.status == ExitStatus.OBJECTION
    assert "It mentions “the old quarry”." in called.out
    assert not private.letters()
    assert not private.out.exists()
    assert write("--file", letter, "--override", "must-not-mention=she asked for it").status == 0
    (on_record,) = private.letters()
    assert on_record.details.overrides == (Override("must-not-mention", "she asked for it"),)


def test_somebody_of_another_case_or_another_writer_stops_the_letter_without_being_named(
    private: Private, write: Call, letter: Path
) -> None:
    facts = 'prison_name = "LEE Tai Man"\nnumber = "654321"\n'
    with private.store() as casework:
        casework.put(Entry("gull", True, facts, GUARDED), times.now())
        casework.put_writer(Correspondent("ben", "Benjamin Muster", "Ben"))
    letter.write_text(LETTER.replace("harbour", "harbour of Tai-man Lee"), encoding="utf-8")
    called = write("--file", letter)
    assert called.status == ExitStatus.OBJECTION
    assert "other-cases: It names somebody of gull" in called.out
    assert "lee" not in (called.out + called.err).casefold()
    letter.write_text(LETTER.replace("harbour", "harbour of Benjamin Muster"), encoding="utf-8")
    assert "It names the writer ben" in write("--file", letter, "--text").out
    assert write("--file", letter, "--override", "other-cases=he asked for it").status == 0
    (on_record,) = private.letters()
    assert on_record.details.overrides == (Override("other-cases", "he asked for it"),)


def test_the_same_person_in_two_cases_and_a_writer_they_know_stop_nothing(
    private: Private, write: Call, letter: Path
) -> None:
    private.put(name="crane")
    with private.store() as casework:
        casework.put_writer(Correspondent("ben", "Benjamin Muster"))
        casework.put_pair(Pair("heron", "ben", timedelta(weeks=4), YESTERDAY))
    words = "Dear CHAN Siu Ming,\n\nBenjamin Muster greets you."
    letter.write_text(words, encoding="utf-8")
    assert write("--file", letter).status == 0


def test_a_place_left_open_is_told_with_its_line(write: Call, letter: Path) -> None:
    letter.write_text("Dear Siu Ming,\n\n[… who you are]\n", encoding="utf-8")
    called = write("--file", letter)
    assert called.status == ExitStatus.INVALID
    assert f"{letter}:3" in called.err


def test_the_same_words_go_to_nobody_twice(private: Private, write: Call, letter: Path) -> None:
    assert write("--file", letter, "--confirm", "all").status == 0
    again = write("--file", letter, "--confirm", "all")
    assert again.status == ExitStatus.OBJECTION
    assert "Every word of it is in letter 1 of " in again.err + again.out
    assert len(private.letters()) == 1
    asked = "same-words=the first one was lost"
    assert write("--file", letter, "--confirm", "all", "--override", asked).status == 0
    assert private.letters()[1].details.overrides == (
        Override("same-words", "the first one was lost"),
    )


def test_who_writes_the_same_words_at_the_same_moment_is_told(
    private: Private, write: Call, letter: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    keep = writing.keep_and_write

    def after_another(*given: object) -> object:
        monkeypatch.setattr(writing, "keep_and_write", keep)
        assert write("--file", letter, "--confirm", "all").status == 0
        return keep(*given)  # type: ignore[arg-type]

    monkeypatch.setattr(writing, "keep_and_write", after_another)
    late = write("--file", letter, "--confirm", "all")
    assert late.status == ExitStatus.OBJECTION
    assert "put every word of it on record, as letter 1 to heron" in late.err
    assert len(private.letters()) == 1


@pytest.mark.parametrize(
    "words", ["LEE Tai Man", "Lee Tai-man", "Tai Man\nLee", "no. 654321", "李大文", "李 大文"]
)
def test_nobody_of_another_private_case_is_named(
    private: Private, write: Call, letter: Path, words: str
) -> None:
    other = CASE.format(number="654321", facility="hk-stanley", known=YESTERDAY, more="")
    other = other.replace("CHAN Siu Ming", "LEE Tai Man").replace("陳小明", "李大文")
    with private.store() as casework:
        casework.put(Entry("crane", True, other, GUARDED), times.now())
    letter.write_text(LETTER.replace("harbour", f"harbour of {words}"), encoding="utf-8")
    called = write("--file", letter)
    assert called.status == ExitStatus.OBJECTION
    assert "It names somebody of crane" in " ".join(called.out.split())
    assert private.letters() == ()


LOOSER = """\
system = "hk-csd"
[[rule]]
id = "others"
check = "others"
severity = "{severity}"
sentence = "Staff may read everything."
way_out = "Leave it out."
source = "https://example.org/"
verified_on = 2026-11-22
confidence = "confirmed"
"""


@pytest.mark.parametrize(("severity", "said"), [("hint", True), ("error", False)])
def test_a_file_of_the_folder_that_takes_weight_from_a_rule_is_told(
    private: Private, write: Call, letter: Path, severity: str, said: bool
) -> None:
    (private.root / "facilities").mkdir()
    (private.root / "facilities" / "mine.toml").write_text(LOOSER.format(severity=severity))
    told = "hold no more, or weigh less: others." in write("--file", letter).err
    assert told is said


def test_the_same_person_under_another_code_word_may_be_named(
    private: Private, write: Call, letter: Path
) -> None:
    again = CASE.format(number="654321", facility="hk-stanley", known=YESTERDAY, more="")
    with private.store() as casework:
        casework.put(Entry("crane", True, again.replace("Siu Ming", "Siu-ming"), ""), times.now())
    letter.write_text(LETTER.replace("harbour", "harbour, CHAN Siu Ming"), encoding="utf-8")
    assert write("--file", letter).status == 0


def test_the_real_name_and_the_group_stand_nowhere(
    private: Private, write: Call, letter: Path
) -> None:
    settings = private.root / "outreach.toml"
    told = settings.read_text("utf-8").replace("[mail]", 'group = "Friends of Reeds"\n\n[mail]')
    settings.write_text(told, encoding="utf-8")
    write("--file", letter)
    words = "".join(private.read("heron-1.pdf") + private.read("heron-1-envelope.pdf"))
    assert "Robin" in words
    assert "PO Box 100" in words
    for hidden in ("Muster", "Friends of Reeds", "Jane Doe", "Elm Street"):
        assert hidden not in words
    letter.write_text(LETTER.replace("harbour", "friends of reeds"), encoding="utf-8")
    assert "It mentions “Friends of Reeds”" in write("--file", letter).out


def test_a_home_address_is_pointed_out(outreach: Call, private: Private, letter: Path) -> None:
    here = ("case", "write", "heron", "--out", str(private.out), "--file", str(letter))
    assert "home-address" in outreach(*here).out
    letter.write_text(LETTER.replace("harbour", "hills"), encoding="utf-8")
    assert "home-address" not in outreach(*here, "--no-sender").out
    assert "Elm Street" not in "".join(private.read("heron-2.pdf"))


def test_a_country_alone_is_no_return_address(
    outreach: Call, private: Private, letter: Path
) -> None:
    settings = private.root / "outreach.toml"
    lines = settings.read_text("utf-8").splitlines(keepends=True)
    kept = (line for line in lines if not line.startswith("address"))
    settings.write_text("".join(kept), "utf-8")
    here = ("case", "write", "heron", "--out", str(private.out), "--file", str(letter))
    called = outreach(*here)
    assert called.status == 0, called.err
    assert "home-address" not in called.out
    assert "CANADA" not in "".join(private.read("heron-1.pdf"))


# --- other places, other ways --------------------------------------------------------------------


@pytest.mark.parametrize(
    ("system", "number", "sides", "first", "has"),
    [
        ("gb-hmpps", "A1234BC", 2, "CHAN Siu Ming A1234BC", "Example Prison"),
        ("ca-csc", "123456A", 1, "CHAN Siu Ming", "C/O Example Prison"),
        ("us-tx", "01234567", 1, "Texas Department of Criminal Justice", "75266-0400"),
    ],
)
def test_the_envelope_is_as_its_system_wants_it(
    private: Private, write: Call, letter: Path, system: str, number: str, sides: int, first: str,
    has: str,
) -> None:  # fmt: skip
    (private.root / "facilities").mkdir()
    prison = PRISONS.format(system=system, day=YESTERDAY)
    (private.root / "facilities" / "example.toml").write_text(prison, encoding="utf-8")
    private.put("example", number, name="crane")
    called = write("--file", letter, "--confirm", "all", case="crane")
    assert called.status == 0, called.err
    pages = private.read("crane-1-envelope.pdf")
    assert len(pages) == sides
    front = pages[0].split("\n")
    assert first in front
    assert any(has in line for line in front)
    assert ("Robin" in front) == (sides == 1)


def test_where_no_strangers_letter_arrives_nobody_writes_one(
    private: Private, write: Call, editor: Callable[[str], Path]
) -> None:
    seen = editor(LETTER)
    private.put("cn-detention", "", name="crane")
    called = write(case="crane")
    assert called.status == ExitStatus.OBJECTION
    assert "does not arrive" in called.out
    assert "Write about them to officials instead" in called.out
    assert not seen.exists()


def test_a_relay_gets_the_envelope_and_the_pages_say_for_whom(
    private: Private, write: Call, letter: Path
) -> None:
    private.put(more=RELAY, name="crane")
    assert write("--file", letter, case="crane").status == 0
    (envelope,) = private.read("crane-1-envelope.pdf")
    assert "Example Letters Group" in envelope
    assert "Siu Ming" not in envelope
    assert "CHAN Siu Ming 123456" in private.read("crane-1.pdf")[0]
    with private.store() as casework:
        (on_record,) = casework.letters("crane")
    assert (on_record.details.going, on_record.details.facility) == (Going.RELAY, "")


def test_a_card_takes_half_a_sheet_and_a_larger_envelope(private: Private, write: Call) -> None:
    words = "Dear Siu Ming,\n\nA happy birthday!\n"
    path = private.root / "card.md"
    path.write_text(words, encoding="utf-8")
    assert write("--file", path, "--card", "--paper", "a4", "--confirm", "all").status == 0
    (page,) = private.read("heron-1.pdf")
    assert "123456" not in page
    (on_record,) = private.letters()
    assert on_record.details.sort is Sort.CARD
    box = PdfReader(private.out / "heron-1-envelope.pdf").pages[0].mediabox
    assert float(box.width) / 72 * 25.4 == pytest.approx(229, abs=0.2)


def test_a_card_to_a_prison_that_wants_the_number_on_each_page_bears_no_page_number(
    private: Private, write: Call
) -> None:
    (private.root / "facilities").mkdir()
    prison = PRISONS.format(system="gb-hmpps", day=YESTERDAY)
    (private.root / "facilities" / "example.toml").write_text(prison, encoding="utf-8")
    private.put("example", "A1234BC", name="crane")
    path = private.root / "card.md"
    path.write_text("Dear Siu Ming,\n\nA happy birthday!\n", encoding="utf-8")
    assert write("--file", path, "--card", "--confirm", "all", case="crane").status == 0
    (page,) = private.read("crane-1.pdf")
    assert page.splitlines()[0].strip() == "CHAN Siu Ming A1234BC"
    assert "1" not in page.replace("A1234BC", "")


def test_a_message_within_the_limit_is_one_text_without_addresses(
    private: Private, write: Call, letter: Path
) -> None:
    called = write("--file", letter, "--text", "--limit", "200")
    assert called.status == 0, called.err
    text = (private.out / "heron-1.txt").read_text("utf-8")
    assert text == LETTER + "\nRobin\n"
    assert f"{len(text) - 1} characters" in called.out
    (on_record,) = private.letters()
    assert (on_record.status, on_record.details.going) == (Status.DRAFTED, Going.ELECTRONIC)


def test_a_message_that_is_too_long_is_refused_or_parted(
    private: Private, write: Call, letter: Path
) -> None:
    refused = write("--file", letter, "--text", "--limit", "60")
    assert refused.status == ExitStatus.INVALID
    assert "60 are the most" in refused.err
    assert not private.letters()
    assert write("--file", letter, "--text", "--limit", "60", "--parts").status == 0
    parts = sorted(path.name for path in private.out.iterdir())
    assert parts == ["heron-1-1-of-2.txt", "heron-1-2-of-2.txt"]
    assert (private.out / parts[0]).read_text("utf-8").startswith("(1/2)\nDear Siu Ming,")


def test_emoji_are_pointed_out_in_a_message(write: Call, letter: Path) -> None:
    letter.write_text(LETTER.replace("harbour", "harbour 🙂"), encoding="utf-8")
    assert "🙂" in write("--file", letter, "--text").err


def test_an_envelope_for_a_letter_by_hand_leaves_no_trace_in_the_record(
    outreach: Call, private: Private
) -> None:
    called = outreach(
        "envelopes", "--case", "heron", "--as", "ann", "--out", str(private.out), "--size", "c6"
    )
    assert called.status == 0, called.err
    assert "Stanley Prison" in private.read("heron-envelope.pdf")[0]
    assert not private.letters()


def test_a_closed_case_is_written_to_no_more(private: Private, write: Call) -> None:
    closed = '[closed]\nreason = "released"\non = 2026-10-01\n'
    private.put(more=closed, name="crane")
    called = write(case="crane")
    assert called.status == ExitStatus.OBJECTION
    assert "was closed on 2026-10-01" in called.err


def test_the_own_name_of_somebody_who_signs_with_another_stops_the_letter(
    write: Call, letter: Path
) -> None:
    letter.write_text(LETTER.replace("harbour", "harbour, says Ann Muster"), encoding="utf-8")
    called = write("--file", letter)
    assert called.status == ExitStatus.OBJECTION
    assert "It names “Ann Muster”" in called.out


def test_a_letter_for_the_other_one_of_a_case_is_stopped(
    private: Private, write: Call, letter: Path
) -> None:
    with private.store() as casework:
        casework.put(Entry("crane", True, SEVERAL, GUARDED), times.now())
    letter.write_text(LETTER.replace("harbour", "harbour (LEE Tai Man 654321)"), encoding="utf-8")
    called = write("--file", letter, "--to", "a", case="crane")
    assert called.status == ExitStatus.OBJECTION
    assert "654321”" in called.out
    letter.write_text(LETTER.replace("harbour", "harbour, and of Tai"), encoding="utf-8")
    called = write("--file", letter, "--to", "a", case="crane")
    assert called.status == 0
    assert "others-in-part: It says “Tai”, part of the name of one of them" in called.out
    letter.write_text(LETTER.replace("harbour", "harbour (LEE Tai Man)"), encoding="utf-8")
    assert write("--file", letter, "--to", "b", case="crane").status == 0


def test_the_date_of_a_letter_names_nobody(
    private: Private, write: Call, letter: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(times, "today", lambda: date(2026, 5, 4))
    with private.store() as casework:
        may = SEVERAL.replace("LEE Tai Man", "LEE May")
        casework.put(Entry("egret", True, may, GUARDED), times.now())
    called = write("--file", letter, "--to", "a", case="egret")
    assert called.status == 0, called.out
    assert "others-in-part" not in called.out
    letter.write_text(LETTER.replace("harbour", "harbour, and of May"), encoding="utf-8")
    assert "others-in-part" in write("--file", letter, "--to", "a", case="egret").out


def test_of_several_people_in_a_case_one_is_named(
    private: Private, write: Call, letter: Path
) -> None:
    with private.store() as casework:
        casework.put(Entry("crane", True, SEVERAL, GUARDED), times.now())
    called = write("--file", letter, case="crane")
    assert called.status == ExitStatus.USAGE
    assert "--to" in called.err
    assert "Siu Ming" not in called.err
    assert write("--file", letter, "--to", "b", case="crane").status == 0
    assert "LEE Tai Man 654321" in private.read("crane-1-envelope.pdf")[0]


def test_legal_mail_to_texas_goes_to_the_unit_and_past_a_relay(
    private: Private, outreach: Call
) -> None:
    (private.root / "facilities").mkdir()
    prison = PRISONS.format(system="us-tx", day=YESTERDAY)
    (private.root / "facilities" / "example.toml").write_text(prison, encoding="utf-8")
    private.put("example", "01234567", RELAY, name="crane")
    words = ("envelopes", "--case", "crane", "--as", "ann", "--out", str(private.out), "--legal")
    assert outreach(*words).status == 0
    (page,) = private.read("crane-envelope.pdf")
    for line in ("CHAN Siu Ming 01234567", "Example Prison", "1 Example Road"):
        assert line in page
    assert "Letters Group" not in page
    assert "Dallas" not in page


def test_legal_mail_needs_the_address_of_the_unit(private: Private, outreach: Call) -> None:
    private.put("us-tx", "01234567", name="crane")
    words = ("envelopes", "--case", "crane", "--as", "ann", "--out", str(private.out), "--legal")
    called = outreach(*words)
    assert called.status == ExitStatus.OBJECTION
    assert "us-tx is a system, and which of its prisons is not said." in called.out


def test_legal_mail_is_no_stranger_s_letter(private: Private, outreach: Call) -> None:
    private.put("cn-detention", "", name="crane")
    words = ("envelopes", "--case", "crane", "--as", "ann", "--out", str(private.out), "--legal")
    called = outreach(*words)
    assert called.status == ExitStatus.OBJECTION
    assert "address-known" in called.out
    assert "strangers-letters" not in called.out
    assert "--override" not in called.err


def test_envelopes_to_several_people_of_a_case_do_not_take_each_others_place(
    private: Private, outreach: Call
) -> None:
    with private.store() as casework:
        casework.put(Entry("crane", True, SEVERAL, GUARDED), times.now())
    for person in ("a", "b"):
        words = ("envelopes", "--case", "crane", "--person", person, "--as", "ann")
        called = outreach(*words, "--out", str(private.out))
        assert f"outreach log sent crane --to {person} --by hand --as ann" in called.out
    assert "CHAN Siu Ming" in private.read("crane-a-envelope.pdf")[0]
    assert "LEE Tai Man" in private.read("crane-b-envelope.pdf")[0]


# --- the editor ----------------------------------------------------------------------------------


def test_the_editor_opens_on_a_salutation_in_the_language_of_the_letter(
    write: Call, editor: Callable[[str], Path]
) -> None:
    seen = editor("陳小明：\n\n太陽從湖面升起。\n\n祝　平安\n")
    assert write("--language", "zh-Hant", "--confirm", "all").status == 0
    given = seen.read_text("utf-8")
    assert given.startswith("{#")
    assert given.rstrip().endswith("陳小明：")
    assert "Robin" in given


def test_a_chinese_letter_set_in_english_is_noticed(write: Call, letter: Path) -> None:
    letter.write_text("小明：\n\n太陽從湖面升起，鄰居的狗每天早上都來。\n\n祝　平安\n", "utf-8")
    english = write("--file", letter, "--confirm", "all")
    assert "It is set in en, and written in Chinese characters." in english.out
    assert "--language zh-Hant" in english.out
    chinese = write("--file", letter, "--confirm", "all", "--language", "zh-Hant")
    assert "Chinese characters" not in chinese.out


def test_the_starters_guidance_and_names_come_with_a_template(
    private: Private, write: Call, editor: Callable[[str], Path]
) -> None:
    (private.root / "letter_templates" / "hello.md").write_text(
        "---\naudience: prisoner\nguidance: card\nsalutation: Dear {{ case.name }},\n"
        "close: All good wishes,\nnote: Post it early.\n---\nI am {{ sender_name }}. [… more]\n",
        encoding="utf-8",
    )
    seen = editor("Dear Siu Ming,\n\nA happy birthday!\n")
    called = write("--from", "hello", "--confirm", "all")
    assert called.status == 0, called.err
    given = seen.read_text("utf-8")
    assert "Post it early." in given
    assert "Dear CHAN Siu Ming,\n\nI am Robin. [… more]\n\nAll good wishes," in given
    (on_record,) = private.letters()
    assert (on_record.details.template, on_record.details.sort) == ("hello", Sort.CARD)


def test_a_letter_to_officials_is_no_letter_to_a_prisoner(write: Call) -> None:
    called = write("--from", "appeal")
    assert called.status == ExitStatus.USAGE
    assert "no letter to somebody in prison" in called.err


def test_what_was_written_is_kept_when_a_rule_stops_it_and_goes_on_next_time(
    private: Private, write: Call, editor: Callable[[str], Path]
) -> None:
    editor(LETTER.replace("harbour", "old quarry"))
    assert write().status == ExitStatus.OBJECTION
    assert "old quarry" in private.draft()
    seen = editor(LETTER)
    assert write("--confirm", "all").status == 0
    assert "old quarry" in seen.read_text("utf-8")
    assert private.draft() == ""


def test_a_draft_is_not_taken_for_a_card_nor_lost_to_a_letter_from_a_file(
    private: Private, write: Call, editor: Callable[[str], Path], letter: Path
) -> None:
    editor(LETTER.replace("harbour", "old quarry"))
    assert write().status == ExitStatus.OBJECTION
    (private.root / "letter_templates" / "card.md").write_text(
        "---\naudience: prisoner\nguidance: card\n---\nA happy birthday!\n", encoding="utf-8"
    )
    called = write("--from", "card")
    assert called.status == ExitStatus.USAGE
    assert "There is an unfinished letter to heron" in called.err
    assert write("--file", letter, "--confirm", "all").status == 0
    assert "old quarry" in private.draft()


def test_an_editor_left_without_words_writes_nothing(
    private: Private, write: Call, editor: Callable[[str], Path]
) -> None:
    editor("{# nothing #}\n")
    called = write()
    assert called.status == 0
    assert "No letter is on record." in called.out
    assert not private.letters()
    assert private.draft() == ""


def test_without_a_terminal_and_an_editor_a_file_is_asked_for(write: Call) -> None:
    called = write()
    assert called.status == ExitStatus.USAGE
    assert "--file LETTER.md" in called.err


# --- somebody at the terminal --------------------------------------------------------------------


@pytest.fixture
def there(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(asking, "somebody_is_there", lambda: True)


@pytest.mark.usefixtures("there")
def test_lists_are_gone_through_and_what_became_of_it_is_asked(
    private: Private, write: Call, letter: Path
) -> None:
    called = write("--file", letter, answers="yes\nyes\nyes\ngo\nposted\n")
    assert called.status == 0, called.err
    (on_record,) = private.letters()
    assert on_record.status is Status.POSTED
    assert set(on_record.details.confirmed) == {"all-is-read", "materials", "plain"}


@pytest.mark.usefixtures("there")
def test_printed_pages_are_recorded_as_printed(private: Private, write: Call, letter: Path) -> None:
    write("--file", letter, "--confirm", "all", answers="go\nprinted\n")
    assert private.letters()[0].status is Status.PRINTED


@pytest.mark.usefixtures("there")
def test_a_rule_is_passed_with_a_reason_given_at_the_terminal(
    private: Private, write: Call, letter: Path
) -> None:
    letter.write_text(LETTER.replace("harbour", "old quarry"), encoding="utf-8")
    answers = "past\nshe asked for it\ngo\nhere\n"
    assert write("--file", letter, "--confirm", "all", answers=answers).status == 0
    (on_record,) = private.letters()
    assert on_record.details.overrides == (Override("must-not-mention", "she asked for it"),)


@pytest.mark.usefixtures("there")
def test_an_end_of_the_input_agrees_to_nothing(private: Private, write: Call, letter: Path) -> None:
    assert write("--file", letter, "--confirm", "all").status == 0
    assert not private.letters()
    assert not private.out.exists()


# --- broken off ----------------------------------------------------------------------------------


def test_a_letter_broken_off_before_its_files_is_on_record_and_made_again_from_it(
    private: Private, write: Call, letter: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def killed(*_: object) -> None:
        raise SystemExit(9)

    with monkeypatch.context() as patched:
        patched.setattr(personal_record, "write_all", killed)
        with pytest.raises(SystemExit):
            write("--file", letter)
    assert not private.out.exists()
    (on_record,) = private.letters()
    assert on_record.status is Status.PREPARED
    assert "--again 1" in write("--file", letter, "--text").out
    assert write("--again", "1").status == 0
    with private.store() as casework:
        assert casework.content(on_record.sha256) == (private.out / "heron-1.pdf").read_bytes()
    assert "Stanley Prison" in private.read("heron-1-envelope.pdf")[0]
    # The same command once more, by habit, makes no second letter.
    assert write("--file", letter).status == ExitStatus.OBJECTION
    assert len(private.letters()) == 1


def test_files_that_cannot_be_written_leave_none_and_the_way_out(
    private: Private, write: Call, letter: Path
) -> None:
    private.out.mkdir()
    (private.out / "heron-1-envelope.pdf").mkdir()
    called = write("--file", letter)
    assert called.status == ExitStatus.UNEXPECTED
    assert "--again 1" in called.err
    assert "run the command again" not in called.err
    assert not (private.out / "heron-1.pdf").exists()
    assert len(private.letters()) == 1


def test_there_is_nothing_to_make_again_of_a_letter_that_is_not_there(write: Call) -> None:
    called = write("--again", "7")
    assert called.status == ExitStatus.USAGE
    assert "On record: none." in called.err
