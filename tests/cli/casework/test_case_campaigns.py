"""Campaigns about a case: private ones stay in the private store, and letters keep the rules."""

import io
from pathlib import Path
from textwrap import dedent

import pytest
from pypdf import PdfReader

from tests.cli.cases import (
    CHINESE,
    FACTS,
    GUARDED,
    NAME,
    NUMBER,
    all_bytes,
    put_case,
)
from tests.encryption.stores import PASSPHRASE

LETTER = """\
---
subject: "{{ case.name }}"
---
I am writing about {{ case.name }} ({{ case.number }}), held at {{ case.facility }} and charged
with {{ case.charge }}.

I call on you to:

{{ case.demands }}
"""
CAMPAIGN = """\
id = "free"
title = "For heron"
template = "about"
recipients = ["officials"]
channels = ["email", "post"]
case = "heron"
"""
SECRETS = (NAME, "Exemplary", NUMBER, CHINESE, "held at Stanley")


@pytest.fixture
def campaign(folder, monkeypatch) -> Path:
    """A folder with a private case, and a campaign about it."""
    monkeypatch.setenv("OUTREACH_PASSPHRASE", PASSPHRASE)
    (folder / "letter_templates" / "about.md").write_text(LETTER, "utf-8")
    (folder / "campaigns" / "free.toml").write_text(CAMPAIGN, "utf-8")
    put_case(folder)
    return folder


@pytest.fixture
def stick(tmp_path) -> Path:
    return tmp_path / "stick"


def say(folder: Path, old: str, new: str, name: str = "letter_templates/about.md") -> None:
    path = folder / name
    path.write_text(path.read_text("utf-8").replace(old, new), "utf-8")


def in_plain(folder: Path) -> list[str]:
    held = all_bytes(folder)
    return [secret for secret in SECRETS if secret.encode() in held]


def words_of(path: Path) -> str:
    pages = PdfReader(io.BytesIO(path.read_bytes())).pages
    return " ".join(" ".join(page.extract_text() for page in pages).split())


# --- the record ----------------------------------------------------------------------------------


def test_a_whole_campaign_about_a_private_case_leaves_nothing_in_plain(
    outreach, campaign, stick, mailbox
) -> None:
    assert outreach("check", "free").status == 0
    assert outreach("send", "free", "--yes").status == 0
    assert [message["Subject"] for message in mailbox.messages] == [NAME, NAME]
    assert outreach("print", "free", "--yes", "--out", str(stick / "run.pdf")).status == 0
    assert outreach("mark", "posted", "free", "post").status == 0
    assert outreach("mark", "replied", "free", "cheng").status == 0
    assert f"about {NAME} ({NUMBER}), held at Stanley Prison" in words_of(stick / "run.pdf")

    report = outreach("report", "free", "--json").json
    assert report["counts"] == {"sent": 1, "posted": 1, "replied": 1}
    assert "3\t" not in outreach("history").out
    items = outreach("history", "--private", "--json").json["items"]
    assert {item["recipient"]: item["status"] for item in items} == {
        "cheng": "replied",
        "lee": "sent",
        "post": "posted",
    }
    assert not (campaign / "ledger.db").exists()
    assert not (campaign / "outbox").exists()
    assert in_plain(campaign) == []


def test_a_run_sends_nothing_twice(outreach, campaign, mailbox) -> None:
    outreach("send", "free", "--yes")
    assert "Nothing is left to send by e-mail." in outreach("send", "free", "--yes").out
    assert len(mailbox.raw) == 2


def test_history_says_that_it_left_the_private_record_out(outreach, campaign) -> None:
    assert "outreach history --private" in outreach("history").err
    assert "outreach history --private" not in outreach("history", "free").err


def test_the_other_campaigns_stay_in_the_plain_record(outreach, campaign, mailbox) -> None:
    outreach("send", "release", "--yes")
    assert (campaign / "ledger.db").exists()
    assert outreach("history", "free", "--json").json["items"] == []
    assert len(outreach("history", "--json").json["items"]) == 2


def test_whoever_had_a_letter_of_a_plain_campaign_of_late_is_left_out(
    outreach, campaign, mailbox
) -> None:
    outreach("send", "release", "--yes")
    sent = outreach("send", "free", "--yes")
    assert "the campaign release wrote to them" in sent.err
    assert len(mailbox.raw) == 2


def test_a_one_off_about_a_case_is_private_too(outreach, campaign, stick, mailbox) -> None:
    one_off = ("--template", "about", "--to", "officials", "--case", "heron")
    assert outreach("send", *one_off, "--yes").status == 0
    assert outreach("mark", "replied", "adhoc:about:heron", "lee").status == 0
    assert outreach("report", *one_off, "--json").json["counts"]["replied"] == 1
    assert not (campaign / "ledger.db").exists()


def test_a_case_belongs_to_a_one_off_and_not_to_a_campaign(outreach, campaign) -> None:
    assert "A campaign and --case are both given." in outreach("check", "free", "--case", "x").err
    assert "go together" in outreach("check", "--case", "heron").err


# --- where letters go ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    "words",
    [
        ("print", "free", "--yes"),
        ("render", "free"),
        ("envelopes", "free", "--only", "3"),
        ("labels", "free", "--only", "3"),
        ("packet", "free", "--split", "1"),
        ("preview", "free", "--format", "pdf"),
    ],
)
def test_letters_of_a_private_case_go_nowhere_by_themselves(outreach, campaign, words) -> None:
    refused = outreach(*words)
    assert refused.status == 2, refused.err
    assert "--out" in refused.err
    assert not (campaign / "outbox").exists()
    assert outreach("history", "--private", "--json").json["items"] == []


@pytest.mark.parametrize(
    ("words", "place"),
    [
        (("print", "free", "--yes", "--out"), "run.pdf"),
        (("render", "free", "--format", "txt", "--out"), "letters"),
        (("render", "free", "--combined"), "all.pdf"),
        (("envelopes", "free", "--only", "3", "--out"), "env.pdf"),
        (("labels", "free", "--only", "3", "--out"), "labels.pdf"),
        (("packet", "free", "--split", "1", "--out"), "packets"),
    ],
)
def test_where_others_may_see_them_they_go_with_a_word(
    outreach, campaign, stick, words, place
) -> None:
    stick.mkdir()
    warning = "lies in the campaign folder, which others may share"
    assert warning in outreach(*words, str(campaign / place)).err
    assert warning not in outreach(*words, str(stick / place)).err


def test_they_go_where_somebody_says_under_the_ids_of_recipients(outreach, campaign, stick) -> None:
    assert outreach("render", "free", "--out", str(stick)).status == 0
    assert outreach("packet", "free", "--split", "1", "--out", str(stick / "p")).status == 0
    names = [str(path.relative_to(stick)) for path in stick.rglob("*")]
    assert "001-cheng.pdf" in names
    assert not any(secret in name for secret in SECRETS for name in names)
    assert all(path.stat().st_mode & 0o077 == 0 for path in stick.rglob("*.pdf"))


def test_a_letter_can_be_looked_at_on_the_screen(outreach, campaign) -> None:
    shown = outreach("preview", "free")
    assert f"about {NAME}" in " ".join(shown.out.split())
    assert in_plain(campaign) == []


def test_no_refusal_tells_who_is_meant(outreach, campaign) -> None:
    say(campaign, "{{ case.charge }}", "{{ case.sentence }} {{ case.nmae }}")
    refused = outreach("send", "free", "--yes")
    assert refused.status == 3
    assert "Did you mean `case.name`?" in refused.err
    assert not any(secret in refused.err for secret in SECRETS)


# --- the case a campaign names -------------------------------------------------------------------


def test_a_case_that_is_not_there_is_told_with_the_line(outreach, campaign) -> None:
    say(campaign, '"heron"', '"hreon"', "campaigns/free.toml")
    missing = outreach("check", "free")
    assert missing.status == 3
    assert "campaigns/free.toml:6: There is no case called “hreon”." in missing.err
    assert "Did you mean “heron”?" in missing.err


def test_without_a_store_it_is_told_how_to_make_the_case(outreach, folder) -> None:
    (folder / "letter_templates" / "about.md").write_text(LETTER, "utf-8")
    (folder / "campaigns" / "free.toml").write_text(CAMPAIGN, "utf-8")
    missing = outreach("check", "free")
    assert missing.status == 3
    assert "outreach case new heron" in missing.err
    assert not (folder / "private.db").exists()


def test_letters_about_a_closed_case_stop_with_the_reason(outreach, campaign, stick) -> None:
    outreach("send", "free", "--yes", "--limit", "1")
    outreach("case", "close", "heron", "--reason", "asked-to-stop", "--on", "2026-03-02")
    checked = outreach("check", "free")
    assert checked.status == 4
    assert "campaigns/free.toml:6: The case heron was closed on 2026-03-02" in checked.err
    for words in (
        ("send", "free", "--yes"),
        ("print", "free", "--yes", "--out", str(stick / "run.pdf")),
        ("render", "free", "--out", str(stick)),
        ("envelopes", "free", "--out", str(stick / "env.pdf")),
        ("packet", "free", "--split", "1", "--out", str(stick / "p")),
    ):
        stopped = outreach(*words)
        assert stopped.status == 4, words
        assert "they asked that nobody write any more" in stopped.err
    assert not stick.exists()
    assert outreach("mark", "replied", "free", "cheng").status == 0
    assert outreach("report", "free").status == 0


def test_a_public_case_leaves_the_campaign_in_the_plain_record(
    outreach, campaign, mailbox, monkeypatch
) -> None:
    (campaign / "cases").mkdir()
    (campaign / "cases" / "gull.toml").write_text(FACTS, "utf-8")
    say(campaign, '"heron"', '"gull"', "campaigns/free.toml")
    assert outreach("send", "free", "--yes").status == 0
    assert [item["campaign"] for item in outreach("history", "--json").json["items"]] == [
        "free"
    ] * 2
    assert outreach("render", "free").status == 0
    assert (campaign / "outbox" / "free").is_dir()


# --- the rules -----------------------------------------------------------------------------------


def test_what_the_case_rules_out_stops_letters_until_somebody_says_why(
    outreach, campaign, mailbox, stick
) -> None:
    say(campaign, "I call on", "The lighthouse is far. I call on")
    checked = outreach("check", "free")
    assert checked.status == 4
    assert "must-not-mention: It mentions “lighthouse”. (3 letters)" in checked.err
    for words in (
        ("send", "free", "--yes"),
        ("print", "free", "--yes", "--out", str(stick / "run.pdf")),
        ("render", "free", "--out", str(stick)),
    ):
        stopped = outreach(*words)
        assert stopped.status == 4
        assert "must-not-mention stands against it" in stopped.err
        assert "lighthouse" not in stopped.err
    assert mailbox.raw == []
    assert not stick.exists()

    said = "must-not-mention=the family asked for it"
    assert outreach("send", "free", "--yes", "--override", said).status == 0
    assert len(mailbox.raw) == 2
    assert outreach("report", "free", "--json").json["reason"] == (
        "overridden must-not-mention: the family asked for it"
    )


def test_an_override_by_the_printer_is_on_record_too(outreach, campaign, stick) -> None:
    say(campaign, "I call on", "The lighthouse is far. I call on")
    printed = outreach(
        *("print", "free", "--yes", "--out", str(stick / "run.pdf")),
        *("--override", "must-not-mention=agreed", "--override", "page-max=only one"),
    )
    assert printed.status == 0
    assert "Nothing stands against page-max" in printed.err
    assert "overridden must-not-mention: agreed" in outreach("report", "free").err


@pytest.mark.parametrize(
    ("override", "sentence"),
    [
        ("must-not-mention", "gives no reason"),
        ("must-not-mention=", "gives no reason"),
        ("no-such-rule=why", "No rule here is called “no-such-rule”"),
    ],
)
def test_an_override_names_a_rule_and_a_reason(outreach, campaign, override, sentence) -> None:
    refused = outreach("send", "free", "--yes", "--override", override)
    assert refused.status == 2
    assert sentence in refused.err


def test_an_override_needs_a_case(outreach, campaign) -> None:
    refused = outreach("send", "release", "--yes", "--override", "must-not-mention=why")
    assert "--override goes past rules for letters about a case" in refused.err


def test_check_warns_of_what_the_rules_about_a_person_ask(outreach, campaign) -> None:
    say(campaign, 'case = "heron"', 'case = "heron"\nruled_out = ["martyr"]', "campaigns/free.toml")
    say(
        campaign,
        "I call on you to:\n\n{{ case.demands }}",
        "The regime made a martyr.\n\n1. Resign.\n2. Release them.\n\n" + "More words. " * 900,
    )
    checked = outreach("check", "free")
    assert checked.status == 0
    for rule in ("politics-terms", "ruled-out-terms", "demands-scope", "page-max"):
        assert f"{rule}: " in checked.err
    assert "“Resign.” is no demand of the case." in checked.err
    assert "“Release them.”" not in checked.err
    severities = {item["severity"] for item in outreach("check", "free", "--json").json["items"]}
    assert severities == {"warning"}


def test_a_letter_that_names_somebody_of_another_case_does_not_go_without_a_reason(
    outreach, campaign, mailbox
) -> None:
    put_case(campaign, 'prison_name = "LEE Tai Man"\nnumber = "654321"\n', name="gull")
    say(campaign, "I call on you", "Free her and Tai-man Lee too. I call on you")
    checked = outreach("check", "free")
    assert "other-cases: It names somebody of gull: “" in checked.err
    assert "(3 letters)" in checked.err
    assert "lee," not in checked.err.casefold()
    sent = outreach("send", "free", "--yes")
    assert sent.status == 4
    assert "other-cases stands against it" in sent.err
    assert not mailbox.raw
    by_hand = ("send", "free", "--yes", "--override", "other-cases=their sister asked")
    assert outreach(*by_hand).status == 0
    assert len(mailbox.raw) == 2


def test_an_official_called_like_somebody_of_another_case_is_written_to(
    outreach, campaign, mailbox
) -> None:
    put_case(campaign, 'prison_name = "LEE John"\n', name="gull")
    say(campaign, "I call on you", "Dear {{ name }}, I call on you")
    sent = outreach("send", "free", "--yes")
    assert sent.status == 0, sent.err
    assert len(mailbox.raw) == 2


def test_check_says_when_nobody_agreed_that_they_be_named(outreach, campaign) -> None:
    assert "consent: It is not on record" in outreach("check", "free").err
    put_case(campaign, guarded=GUARDED.replace("nobody", "public"))
    assert "consent: " not in outreach("check", "free").err


def test_a_letter_in_another_language_has_its_own_demands(outreach, campaign) -> None:
    (campaign / "letter_templates" / "about.zh-Hant.md").write_text(
        dedent("""\
        ---
        subject: "{{ case.name }}"
        ---
        本人就{{ case.name }}（{{ case.facility }}）一事致函。

        {{ demands }}
        """),
        "utf-8",
    )
    say(campaign, "HK\n", "HK,zh-Hant\n", "recipients/officials.csv")
    say(campaign, ",country\n", ",country,languages\n", "recipients/officials.csv")
    shown = outreach("preview", "free")
    assert f"本人就{CHINESE}（赤柱監獄）一事致函" in shown.out
    assert "1. 釋放" in shown.out


def test_what_the_store_says_of_a_public_case_holds_for_its_letters(outreach, campaign) -> None:
    (campaign / "cases").mkdir()
    (campaign / "cases" / "gull.toml").write_text(FACTS, "utf-8")
    from dataclasses import replace

    from outreach.casework.values import Entry
    from outreach.cli.opening import private_store
    from outreach.cli.screen import times
    from outreach.workspace.opening import Workspace

    with private_store.open_casework(Workspace(campaign)) as casework:
        casework.put(replace(Entry("gull", False, "", ""), guarded=GUARDED), times.now())
    say(campaign, '"heron"', '"gull"', "campaigns/free.toml")
    say(campaign, "I call on", "The lighthouse is far. I call on")
    assert outreach("check", "free").status == 4
    assert "It mentions “lighthouse”" in outreach("send", "free", "--yes").err


# --- a case that is private no more --------------------------------------------------------------


@pytest.mark.parametrize("command", ["check", "print", "render", "packet"])
def test_a_plain_file_for_a_private_case_stops_all_that_is_done_for_it(
    outreach, campaign, stick, command
) -> None:
    outreach("print", "free", "--yes", "--out", str(stick / "run.pdf"))
    (campaign / "cases").mkdir()
    (campaign / "cases" / "heron.toml").write_text(FACTS, "utf-8")
    words = [] if command == "check" else ["--out", str(stick / "again")]
    words += {"print": ["--yes"], "packet": ["--split", "1"]}.get(command, [])
    again = outreach(command, "free", *words)
    assert again.status in (3, 4)
    assert "private" in again.err
    assert not (stick / "again").exists()
    assert not (campaign / "ledger.db").exists()


def test_a_list_of_cases_says_that_one_is_public_and_private(outreach, campaign) -> None:
    (campaign / "cases").mkdir()
    (campaign / "cases" / "heron.toml").write_text(FACTS, "utf-8")
    assert "cases/heron.toml: heron is a private case" in outreach("case", "list").err


def test_letters_that_went_for_a_private_case_do_not_go_again_without_it(
    outreach, campaign, stick
) -> None:
    outreach("print", "free", "--yes", "--out", str(stick / "run.pdf"))
    say(campaign, 'case = "heron"\n', "", "campaigns/free.toml")
    say(campaign, 'template = "about"', 'template = "appeal"', "campaigns/free.toml")
    again = outreach("print", "free", "--yes", "--out", str(stick / "again.pdf"))
    assert again.status == 4
    assert "Letters of free are on record in the private store" in again.err
    assert not (stick / "again.pdf").exists()
    assert not (campaign / "ledger.db").exists()


def test_a_locked_store_keeps_no_other_campaign_from_its_work(
    outreach, campaign, stick, monkeypatch
) -> None:
    monkeypatch.setenv("OUTREACH_PASSPHRASE", "another one altogether, and wrong")
    printed = outreach("print", "release", "--yes", "--out", str(stick / "run.pdf"))
    assert printed.status == 0
