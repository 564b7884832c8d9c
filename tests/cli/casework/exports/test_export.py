"""A case in a file for somebody else: what it tells, and what never. All people invented."""

import stat
from collections.abc import Callable
from pathlib import Path

import pytest

from outreach.errors import ExitStatus
from outreach.model.case import Correspondent, Pair
from tests.cli.conftest import Called
from tests.cli.private_case import FACTS, GUARDED, SECRETS, Heron, heron, picture

__all__ = ["heron"]

Call = Callable[..., Called]
NEW = "six quiet swans swimming"
NEVER = ("Ann Muster", "12 Home Street", "Robin")  # of the writer, to nobody


@pytest.fixture
def out(tmp_path: Path) -> Path:
    (tmp_path / "stick").mkdir()
    return tmp_path / "stick" / "heron"


@pytest.fixture
def full(heron: Heron) -> Heron:
    """With a letter out, one in as text and one as a scan."""
    heron.promise()
    heron.prepare()
    with heron.store() as casework:
        casework.sent(heron.letters[0].key, heron.now.date(), heron.now, by="ann")
    heron.came()
    heron.came(picture())
    return heron


def consent(heron: Heron, who: str) -> None:
    heron.put(guarded=GUARDED.replace('consent = "group"', f'consent = "{who}"'))


def insist_on_private_file(path: Path) -> None:
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert [one.name for one in path.parent.iterdir()] == [path.name]


# --- for the press -------------------------------------------------------------------------------


def test_for_the_press_it_tells_what_may_be_known(outreach: Call, full: Heron, out: Path) -> None:
    consent(full, "public")
    called = outreach("export", "heron", "--for", "press", "--out", str(out), "--yes")
    assert called.status == 0, called.err
    assert out.read_text("utf-8").splitlines() == [
        "# CHAN Siu Ming",
        "",
        "- Name:",
        "    - CHAN Siu Ming (en)",
        "    - 陳小明 (zh-Hant)",
        "- Held at: Stanley Prison, since 2026-01-05",
        "- Charge: Holding a candle",
        "- Arrested on: 2025-12-30",
        "- What is asked for: Release them. (en)",
        "- Published sources: https://example.org/report (2026-01-02)",
        "",
        "As known on 2026-11-22.",
    ]
    insist_on_private_file(out)


@pytest.mark.parametrize("who", ["group", "nobody"])
def test_without_the_persons_consent_nothing_goes_to_the_press(
    outreach: Call, full: Heron, out: Path, who: str
) -> None:
    consent(full, who)
    called = outreach("export", "heron", "--for", "press", "--out", str(out), "--yes")
    assert called.status == ExitStatus.OBJECTION
    assert f"“{who}”" in called.err
    assert not out.exists()


def test_a_public_case_of_which_nobody_said_who_may_know_is_refused_too(
    outreach: Call, folder: Path, out: Path
) -> None:
    (folder / "cases").mkdir()
    (folder / "cases" / "swan.toml").write_text('[names]\nen = "Sam Swan"\n', encoding="utf-8")
    called = outreach("export", "swan", "--for", "press", "--out", str(out), "--yes")
    assert called.status == ExitStatus.OBJECTION


def test_a_source_that_is_a_person_is_told_to_no_one_but_the_archive(
    outreach: Call, full: Heron, out: Path
) -> None:
    consent(full, "public")
    full.put(
        FACTS.replace("sources = [", 'sources = [{says = "the lawyer"}, '),
        GUARDED.replace('"group"', '"public"'),
    )
    for readers in ("press", "group"):
        path = out.with_name(readers)
        called = outreach("export", "heron", "--for", readers, "--out", str(path), "--yes")
        assert called.status == 0, called.err
        assert "lawyer" not in path.read_text("utf-8")
        assert "the cousin" not in path.read_text("utf-8")
        assert "Other sources" in called.out


# --- for the group -------------------------------------------------------------------------------


def test_for_the_group_it_tells_what_those_who_write_need(
    outreach: Call, full: Heron, out: Path
) -> None:
    assert outreach("export", "heron", "--for", "group", "--out", str(out), "--yes").status == 0
    text = out.read_text("utf-8")
    for told in (
        *("Prison number: 123456", "Birthday: 12-01", "Never mention: the old quarry"),
        *("They like to hear about: football", "Who writes: ann, every 4 weeks"),
        *("Politics: leave them out", "The group: never name it to them"),
        *("1 letter to them, the last on 2026-11-22", "2 letters from them"),
    ):
        assert told in text
    untold = ("the cousin", "Dear Siu Ming", "Thank you for writing", "notes", *NEVER)
    assert [one for one in untold if one in text] == []
    insist_on_private_file(out)


def test_where_nobody_may_know_the_group_learns_nothing(
    outreach: Call, full: Heron, out: Path
) -> None:
    consent(full, "nobody")
    called = outreach("export", "heron", "--for", "group", "--out", str(out), "--yes")
    assert called.status == ExitStatus.OBJECTION
    assert not out.exists()


def test_of_several_people_each_has_a_section(outreach: Call, full: Heron, out: Path) -> None:
    full.put(
        'languages = ["en"]\n[[people]]\nid = "a"\nnames = {en = "Anna Example"}\n'
        'number = "77"\n[[people]]\nid = "b"\nnames = {en = "Ben Example"}\n'
    )
    outreach("export", "heron", "--for", "group", "--out", str(out), "--yes")
    text = out.read_text("utf-8")
    assert text.startswith("# Anna Example, Ben Example\n\n## a\n\n- Name: Anna Example (en)")
    assert text.index("77") < text.index("## b") < text.index("## The case")


# --- shown and asked before ----------------------------------------------------------------------


def test_what_it_would_reveal_is_shown_by_kind_and_nothing_written_without_a_yes(
    outreach: Call, full: Heron, out: Path
) -> None:
    called = outreach("export", "heron", "--for", "group", "--out", str(out))
    assert "Nothing was written." in called.out
    assert not out.exists()
    told, _, left_out = called.out.partition("It leaves out:")
    assert "Prison number\t1" in told
    assert "Name\t2" in told
    for kind in ("Notes", "Who said where they are", "The words and scans of letters"):
        assert kind in left_out
    assert "no names of this computer" in called.err
    assert [one for one in SECRETS if one in called.out + called.err] == []
    assert "Written" in outreach(
        *("export", "heron", "--for", "group", "--out", str(out)), answers="yes\n"
    ).out  # fmt: skip


@pytest.mark.parametrize(
    "words",
    [
        ("heron",),
        ("--for", "press"),
        ("heron", "--for", "police", "--out", "x"),
        ("heron", "--for", "group", "--yes"),
        ("heron", "--for", "group", "--yes", "--out", "outreach.toml"),
        ("--open", "none", "--out", "x"),
        ("--open", "outreach.toml"),
    ],
)
def test_what_is_not_said_is_asked_for_and_no_file_written_over(
    outreach: Call, heron: Heron, words: tuple[str, ...]
) -> None:
    before = sorted(heron.root.iterdir())
    settings = (heron.root / "outreach.toml").read_bytes()
    assert outreach("export", *words).status == ExitStatus.USAGE
    assert (heron.root / "outreach.toml").read_bytes() == settings
    assert [one for one in heron.root.iterdir() if one not in before] in (
        [],
        [heron.root / "backups"],
    )


def test_a_private_file_in_the_campaign_folder_is_warned_of(outreach: Call, full: Heron) -> None:
    path = full.root / "heron.md"
    called = outreach("export", "heron", "--for", "group", "--out", str(path), "--yes")
    assert "lies in the campaign folder" in called.err


# --- for an archive ------------------------------------------------------------------------------


@pytest.fixture
def archive(outreach: Call, full: Heron, out: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("OUTREACH_ARCHIVE_PASSPHRASE", NEW)
    called = outreach("export", "heron", "--for", "archive", "--out", str(out), "--yes")
    assert called.status == 0, called.err
    return out


def test_an_archive_is_encrypted_and_holds_everything_but_the_writers_addresses(
    outreach: Call, full: Heron, archive: Path, tmp_path: Path
) -> None:
    insist_on_private_file(archive)
    assert [one for one in SECRETS if one.encode() in archive.read_bytes()] == []
    folder = tmp_path / "unpacked"
    assert outreach("export", "--open", str(archive), "--out", str(folder)).status == 0
    files = {str(one.relative_to(folder)): one for one in folder.rglob("*") if one.is_file()}
    assert sorted(files) == [
        "case.md", "case.toml", "guarded.toml",
        "letters.json", "letters/in1.txt", "letters/in2.png", "letters/out1.txt",
    ]  # fmt: skip
    assert files["case.toml"].read_text("utf-8") == FACTS
    assert files["guarded.toml"].read_text("utf-8") == GUARDED
    assert files["letters/out1.txt"].read_bytes() == b"Dear Siu Ming"
    assert files["letters/in2.png"].read_bytes().startswith(b"\x89PNG")
    held = b"".join(one.read_bytes() for one in files.values())
    assert [one for one in NEVER if one.encode() in held] == []
    assert {stat.S_IMODE(one.stat().st_mode) for one in files.values()} == {0o600}


def test_another_passphrase_does_not_open_it(
    outreach: Call, archive: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("OUTREACH_ARCHIVE_PASSPHRASE", "not these words at all")
    folder = tmp_path / "unpacked"
    called = outreach("export", "--open", str(archive), "--out", str(folder))
    assert called.status == ExitStatus.LEDGER
    assert not folder.exists()


def test_a_damaged_archive_is_told_and_nothing_of_it_unpacked(
    outreach: Call, archive: Path, tmp_path: Path
) -> None:
    content = bytearray(archive.read_bytes())
    content[len(content) // 2] ^= 1
    archive.write_bytes(content)
    folder = tmp_path / "unpacked"
    called = outreach("export", "--open", str(archive), "--out", str(folder))
    assert called.status == ExitStatus.INVALID
    assert not folder.exists()


def test_the_private_store_itself_is_no_archive(
    outreach: Call, heron: Heron, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("OUTREACH_ARCHIVE_PASSPHRASE", NEW)
    store = heron.root / "private.db"
    before = store.read_bytes()
    folder = tmp_path / "unpacked"
    assert outreach("export", "--open", str(store), "--out", str(folder)).status != 0
    assert store.read_bytes() == before


def test_an_archive_needs_a_passphrase_that_is_not_weak(
    outreach: Call, full: Heron, out: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    words = ("export", "heron", "--for", "archive", "--out", str(out), "--yes")
    assert outreach(*words).status == ExitStatus.LEDGER
    monkeypatch.setenv("OUTREACH_ARCHIVE_PASSPHRASE", "abc")
    assert outreach(*words).status == ExitStatus.USAGE
    assert not out.exists()


def test_after_an_archive_the_store_is_open_still(
    outreach: Call, full: Heron, archive: Path
) -> None:
    assert outreach("case", "show", "heron").status == 0


# --- the other exports ---------------------------------------------------------------------------


def test_other_exports_leave_what_is_private_out_unless_asked(
    outreach: Call, full: Heron, tmp_path: Path
) -> None:
    outreach("send", "release", "--yes")
    page = tmp_path / "report.html"
    said = outreach("history", "--json").out + outreach("history", "--csv").out
    outreach("report", "release", "--html", str(page))
    said += page.read_text("utf-8") + outreach("report", "release", "--json").out
    assert "heron" not in said
    assert [one for one in SECRETS if one in said] == []
    assert "heron" in outreach("history", "--private", "--json").out


def test_nor_where_the_whole_record_is_the_private_store(outreach: Call, full: Heron) -> None:
    settings = full.root / "outreach.toml"
    text = settings.read_text("utf-8").replace(
        "[private]\n", '[ledger]\nurl = "sqlcipher:///private.db"\n'
    )
    settings.write_text(text, encoding="utf-8")
    outreach("send", "release", "--yes")
    said = outreach("history", "--json").out + outreach("history", "--csv").out
    assert "cheng@example.org" in said
    assert "heron" not in said
    assert "heron" in outreach("history", "--private", "--json").out
    assert "heron" in outreach("history", "case:heron", "--json").out


def test_a_pen_pal_of_two_people_is_told_for_each(outreach: Call, heron: Heron, out: Path) -> None:
    heron.put(
        'languages = ["en"]\n[[people]]\nid = "a"\nnames = {en = "Anna Example"}\n'
        '[[people]]\nid = "b"\nnames = {en = "Ben Example"}\n'
    )
    from datetime import timedelta

    with heron.store() as casework:
        casework.put_writer(Correspondent("ben", "Ben"))
        for person in "ab":
            since = heron.now.date()
            casework.put_pair(Pair("heron", "ben", timedelta(weeks=2), since, person))
    outreach("export", "heron", "--for", "group", "--out", str(out), "--yes")
    text = out.read_text("utf-8")
    assert "ben to a, every 2 weeks" in text
    assert "ben to b, every 2 weeks" in text
