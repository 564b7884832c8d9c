"""Enclosures and copies as a user has them: checked, shown, sent, recorded once, never twice."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from aiosmtpd.smtp import SMTP

from outreach.cli.campaigns.job import open_job
from outreach.cli.opening.folder import open_workspace, reading_ledger
from outreach.cli.printing.run_pages import checklist_of
from outreach.errors import ExitStatus

EMBASSIES = """\
id,name,family,office,email,country,languages
amb,Robin Envoy,Envoy,Ambassador of Exampleland,amb@example.org,CA,en
con,Kim Consul,Consul,Consul of Exampleland,con@example.org,CA,en
"""


def with_lines(folder: Path, *lines: str) -> None:
    file = folder / "campaigns" / "release.toml"
    file.write_text("\n".join([file.read_text("utf-8"), *lines, ""]), encoding="utf-8")


@pytest.fixture
def enclosing(folder: Path) -> Path:
    (folder / "enclosures").mkdir()
    (folder / "enclosures" / "annex.txt").write_text("The annex.\n" * 4_000)
    with_lines(folder, 'enclosures = [{file = "annex.txt", title = "The annex"}]')
    return folder


@pytest.fixture
def copying(folder: Path) -> Path:
    (folder / "recipients" / "embassies.csv").write_text(EMBASSIES)
    with_lines(folder, 'cc = ["embassies:amb"]')
    return folder


@pytest.mark.usefixtures("enclosing")
def test_an_enclosure_is_listed_sent_and_kept_byte_for_byte(
    outreach: Callable[..., Any], mailbox: Any
) -> None:
    assert outreach("send", "release", "--yes").status == ExitStatus.DONE
    assert len(mailbox.messages) == 2
    for message in mailbox.messages:
        (attachment,) = message.iter_attachments()
        assert attachment.get_filename() == "annex.txt"
        assert attachment.get_content() == "The annex.\n" * 4_000
        assert "Enclosure: The annex" in message.get_body(("plain",)).get_content()
    assert outreach("ledger", "check").status == ExitStatus.DONE
    with reading_ledger(open_workspace(None)) as ledger:
        assert ledger
        kept = {ledger.content(item.sha256) for item in ledger.history("release")}
    assert kept == set(mailbox.raw)


@pytest.mark.usefixtures("enclosing")
def test_the_checklist_of_a_print_run_names_what_goes_into_each_envelope() -> None:
    folder = open_workspace(None)
    job = open_job(folder, folder.campaign("release"))
    lines = checklist_of(job, job.plan.planned).lines
    assert any("The annex (enclosures/annex.txt)" in line for line in lines)


def test_check_names_a_bad_enclosure_with_file_and_line(
    outreach: Callable[..., Any], enclosing: Path
) -> None:
    (enclosing / "enclosures" / "annex.txt").write_bytes(b"MZ\x90\x00")
    called = outreach("check", "release")
    assert called.status == ExitStatus.INVALID
    assert "campaigns/release.toml:7: enclosures/annex.txt: " in called.err
    assert outreach("send", "release", "--yes").status == ExitStatus.INVALID


def test_what_a_server_does_not_take_is_refused_before_the_first_letter(
    outreach: Callable[..., Any], enclosing: Path, mailbox: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = SMTP.__init__

    def small(self: Any, *given: Any, **named: Any) -> None:
        before(self, *given, **{**named, "data_size_limit": 20_000})

    monkeypatch.setattr(SMTP, "__init__", small)
    called = outreach("send", "release", "--yes")
    assert called.status == ExitStatus.INVALID
    assert "takes at most 20,000 bytes" in called.err
    assert mailbox.messages == []
    assert outreach("report", "release", "--json").json["counts"].get("refused", 0) == 0


@pytest.mark.usefixtures("copying")
def test_letters_name_who_gets_a_copy_and_the_copy_goes_once(
    outreach: Callable[..., Any], mailbox: Any
) -> None:
    assert outreach("send", "release", "--yes").status == ExitStatus.DONE
    by_address = {
        str(one["To"]): " ".join(one.get_body(("plain",)).get_content().split())
        for one in mailbox.messages
    }
    assert len(by_address) == 3
    line = "Robin Envoy, Ambassador of Exampleland"
    assert all(text.endswith(f"cc: {line}") for text in by_address.values())
    (copy,) = (text for to, text in by_address.items() if "amb@" in to)
    assert copy.startswith("Copy for information of a letter to The Honourable Teresa Cheng")
    assert "letters alike went to 2 more" in copy
    assert sum("Copy for information" in text for text in by_address.values()) == 1
    outreach("send", "release", "--yes")
    assert len(mailbox.messages) == 3


@pytest.mark.usefixtures("copying")
def test_a_report_counts_copies_among_its_letters(outreach: Callable[..., Any]) -> None:
    report = outreach("report", "release", "--json").json
    assert report["total"] == 5


def test_no_copy_goes_where_no_letter_does(
    outreach: Callable[..., Any], copying: Path, mailbox: Any
) -> None:
    with_lines(copying, "where = \"id == 'nobody'\"")
    outreach("send", "release", "--yes")
    assert mailbox.messages == []


@pytest.mark.parametrize(
    ("cc", "words"), [("consulates", "consulates"), ("embassies:nobody", "nobody in embassies")]
)
def test_a_name_after_cc_that_is_nobodys_is_told_with_its_line(
    outreach: Callable[..., Any], copying: Path, cc: str, words: str
) -> None:
    file = copying / "campaigns" / "release.toml"
    file.write_text(file.read_text().replace("embassies:amb", cc))
    called = outreach("check", "release")
    assert called.status == ExitStatus.INVALID
    assert words in called.err
    assert "campaigns/release.toml:7" in called.err


def test_a_language_that_a_bilingual_letter_lacks_is_named(
    outreach: Callable[..., Any], folder: Path
) -> None:
    with_lines(folder, 'bilingual = "columns"', 'languages = ["en", "zh-Hant"]')
    called = outreach("check", "release")
    assert called.status == ExitStatus.INVALID
    assert "campaigns/release.toml:8: The letter “appeal” is not written in zh-Hant" in called.err


def test_a_chinese_letter_may_name_its_addressee_at_the_end(
    outreach: Callable[..., Any], folder: Path
) -> None:
    (folder / "letter_templates" / "appeal.md").write_text(
        "---\nsubject: 要求\nlanguage: zh-Hant\nopening: to-whom\n---\n本人謹此致函。\n", "utf-8"
    )
    officials = folder / "recipients" / "officials.csv"
    officials.write_text(
        "id,name,native_name,office,office.zh-Hant,country,address,gender\n"
        "li,Sample Li,李樣本,Director,樣本處處長,HK,1 Sample Road,male\n",
        "utf-8",
    )
    text = outreach("preview", "release").out
    parts = ["敬啟者：", "要求", "本人謹此致函。", "此致", "樣本處處長李樣本先生", "謹啟"]
    places = [text.index(part) for part in parts]
    assert places == sorted(places)
    assert text.count("李樣本") == 1
