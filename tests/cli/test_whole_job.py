"""The whole job: check, preview, render, send, print, and the record of it."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from outreach.errors import ExitStatus

Call = Callable[..., object]


def test_check_finds_nothing_in_a_sound_campaign(outreach, folder) -> None:
    checked = outreach("check", "release")
    assert checked.status == 0, checked.err


def test_check_does_not_say_that_nothing_stops_an_e_mail_without_a_server(outreach, folder) -> None:
    settings = folder / "outreach.toml"
    text = settings.read_text(encoding="utf-8")
    settings.write_text(text.partition("[mail]")[0], encoding="utf-8")
    checked = outreach("check", "release")
    assert checked.status == 0
    assert "No e-mail of it can leave yet" in checked.out
    assert "Nothing st" not in checked.out


def test_preview_shows_the_letter_and_records_nothing(outreach, folder) -> None:
    shown = outreach("preview", "release", "--recipient", "cheng")
    assert shown.status == 0, shown.err
    assert "Dear Secretary Cheng" in shown.out
    assert "2. Release those held." in shown.out
    assert not (folder / "ledger.db").exists()


def test_render_makes_one_file_for_each_recipient_and_names_who_is_left_out(
    outreach, folder
) -> None:
    made = outreach("render", "release", "--format", "pdf,docx,eml,html,txt")
    assert made.status == 0, made.err
    names = sorted(path.name for path in (folder / "outbox" / "release").iterdir())
    assert len(names) == 14
    assert {"001-cheng.pdf", "001-cheng.docx", "001-cheng.eml", "003-post.txt"} <= set(names)
    assert "No Way" in made.err
    assert not (folder / "ledger.db").exists()


def test_send_sends_each_letter_once_and_records_it(outreach, folder, mailbox) -> None:
    sent = outreach("send", "release", "--yes")
    assert sent.status == 0, sent.err
    assert "1 by post: outreach print release" in sent.out + sent.err
    assert sorted(message["To"].addresses[0].addr_spec for message in mailbox.messages) == [
        "cheng@example.org",
        "lee@example.org",
    ]
    items = outreach("history", "--json").json["items"]
    by_address = {item["address"]: item for item in items}
    for message in mailbox.messages:
        item = by_address[message["To"].addresses[0].addr_spec]
        assert item["message_id"] == message["Message-ID"]
        assert item["status"] == "sent"
    again = outreach("send", "release", "--yes")
    assert again.status == 0
    assert len(mailbox.messages) == 2


def test_the_digest_on_record_is_that_of_the_bytes_the_server_got(
    outreach, folder, mailbox
) -> None:
    from hashlib import sha256

    outreach("send", "release", "--yes")
    items = outreach("history", "--json").json["items"]
    assert {item["sha256"] for item in items} == {sha256(raw).hexdigest() for raw in mailbox.raw}


def test_the_exact_bytes_can_be_shown_again(outreach, folder, mailbox) -> None:
    outreach("send", "release", "--yes", "--limit", "1")
    shown = outreach("history", "release", "--recipient", "cheng", "--content")
    assert shown.out.encode() == mailbox.raw[0]
    assert outreach("history", "release", "--recipient", "nobody", "--content").status == 2


def test_both_parts_of_a_message_say_the_same(outreach, folder, mailbox) -> None:
    outreach("send", "release", "--yes", "--limit", "1")
    (message,) = mailbox.messages
    text = message.get_body(("plain",)).get_content()
    html = message.get_body(("html",)).get_content()
    assert "Dear Secretary Cheng" in text
    words = re.sub(r"<style.*?</style>|<[^>]+>", " ", html, flags=re.DOTALL)
    for word in ("Cheng", "Drop the charges.", "Jane Doe"):
        assert word in text
        assert word in words


def test_the_number_must_be_typed(outreach, folder, mailbox) -> None:
    declined = outreach("send", "release", answers="3\n")
    assert declined.status == 0
    assert not mailbox.messages
    sent = outreach("send", "release", answers="2\n")
    assert sent.status == 0, sent.err
    assert len(mailbox.messages) == 2


def test_expect_refuses_another_number(outreach, folder, mailbox) -> None:
    refused = outreach("send", "release", "--yes", "--expect", "3")
    assert refused.status == ExitStatus.OBJECTION
    assert not mailbox.messages


def test_a_dry_run_creates_nothing(outreach, folder, mailbox) -> None:
    before = sorted(folder.rglob("*"))
    shown = outreach("send", "release", "--dry-run")
    assert shown.status == 0, shown.err
    assert sorted(folder.rglob("*")) == before
    assert not mailbox.messages


def test_a_test_goes_to_one_address_alone_and_is_not_recorded(outreach, folder, mailbox) -> None:
    tested = outreach("send", "release", "--test-to", "me@example.net", "--yes")
    assert tested.status == 0, tested.err
    assert [message["To"].addresses[0].addr_spec for message in mailbox.messages] == [
        "me@example.net",
        "me@example.net",
    ]
    assert all("test" in message["Subject"].casefold() for message in mailbox.messages)
    assert not (folder / "ledger.db").exists()


def test_a_subfolder_finds_the_same_ledger(outreach, folder, mailbox, monkeypatch) -> None:
    outreach("send", "release", "--yes")
    monkeypatch.chdir(folder / "recipients")
    assert len(outreach("history", "--json").json["items"]) == 2
    again = outreach("send", "release", "--yes")
    assert again.status == 0
    assert len(mailbox.messages) == 2


def test_without_its_ledger_the_folder_is_refused(outreach, folder, mailbox) -> None:
    outreach("send", "release", "--yes", "--limit", "1")
    for path in folder.glob("ledger.db*"):
        path.rename(folder.parent / path.name)
    refused = outreach("send", "release", "--yes")
    assert refused.status == ExitStatus.LEDGER
    assert not (folder / "ledger.db").exists()
    assert outreach("history").status == ExitStatus.LEDGER
    assert len(mailbox.messages) == 1


def test_a_new_wave_is_asked_for_by_name(outreach, folder, mailbox) -> None:
    outreach("send", "release", "--yes")
    further = outreach("send", "release", "--yes", "--new-wave", "second")
    assert further.status == 0, further.err
    assert len(mailbox.messages) == 4
    assert outreach("send", "release", "--yes").status == 0
    assert len(mailbox.messages) == 4


def test_the_report_adds_up_to_the_list(outreach, folder, mailbox) -> None:
    outreach("send", "release", "--yes", "--limit", "1")
    counted = outreach("report", "release", "--json").json
    assert counted["total"] == 4
    assert counted["counts"] == {"sent": 1, "pending": 2}
    assert counted["skipped"] == {"no-address": 1}


def test_print_prepares_then_records_printed_and_mark_posted(outreach, folder) -> None:
    printed = outreach("print", "release", answers="yes\n")
    assert printed.status == 0, printed.err
    assert (folder / "outbox" / "release" / "print.pdf").read_bytes().startswith(b"%PDF")
    assert outreach("history", "--json").json["items"][0]["status"] == "printed"
    assert outreach("mark", "posted", "release", "--all").status == 0
    assert outreach("history", "--json").json["items"][0]["status"] == "posted"
    assert outreach("mark", "undo", "release", "post").status == 0
    assert outreach("history", "--json").json["items"][0]["status"] == "printed"


def test_pages_that_did_not_come_out_stay_prepared(outreach, folder) -> None:
    printed = outreach("print", "release", answers="no\n")
    assert printed.status == 0
    assert outreach("history", "--json").json["items"][0]["status"] == "prepared"


def test_a_one_off_is_recorded_under_its_letter(outreach, folder, mailbox) -> None:
    sent = outreach("send", "--template", "appeal", "--to", "officials", "--yes")
    assert sent.status == 0, sent.err
    items = outreach("history", "--json").json["items"]
    assert {item["campaign"] for item in items} == {"adhoc:appeal"}


def test_letters_of_a_one_off_are_printed_and_marked_like_others(outreach, folder) -> None:
    printed = outreach("print", "--template", "appeal", "--to", "officials", "--yes")
    assert printed.status == 0, printed.err
    assert "outreach mark posted adhoc:appeal --all" in printed.out
    assert outreach("mark", "posted", "adhoc:appeal", "--all").status == 0
    (item,) = outreach("history", "adhoc:appeal", "--json").json["items"]
    assert item["status"] == "posted"


@pytest.mark.parametrize("day", ["opens = 2999-01-01", "closes = 2020-01-01"])
def test_a_campaign_that_is_not_open_sends_nothing(outreach, folder, mailbox, day) -> None:
    path = folder / "campaigns" / "release.toml"
    path.write_text(path.read_text() + day + "\n")
    refused = outreach("send", "release", "--yes")
    assert refused.status == ExitStatus.OBJECTION
    assert "release.toml" in refused.err
    assert not mailbox.messages


def test_a_missing_field_names_line_field_and_recipients(outreach, folder) -> None:
    path = folder / "letter_templates" / "appeal.md"
    path.write_text(path.read_text() + "\nYour party is {{ party }}.\n")
    (folder / "recipients" / "officials.csv").write_text(
        "id,name,office,email,party\n"
        "a,Ann Able,Member,a@example.org,Green\n"
        "b,Bob Bold,Member,b@example.org,\n"
    )
    refused = outreach("send", "release", "--yes")
    assert refused.status == ExitStatus.INVALID
    assert "appeal.md:16" in refused.err
    assert "party" in refused.err
    assert "b" in refused.err


def test_no_folder_is_a_usage_error_that_says_what_to_do(outreach, tmp_path, monkeypatch) -> None:
    monkeypatch.chdir(tmp_path)
    refused = outreach("check")
    assert refused.status == ExitStatus.USAGE
    assert "outreach init" in refused.err


def test_combined_is_one_file_with_all_letters(outreach, folder: Path) -> None:
    made = outreach("render", "release", "--combined", "all.pdf")
    assert made.status == 0, made.err
    from pypdf import PdfReader

    assert len(PdfReader(folder / "all.pdf").pages) == 3


def test_an_old_fact_is_worth_a_look_and_objected_to_where_its_age_is_bounded(
    outreach, folder, mailbox
) -> None:
    path = folder / "letter_templates" / "appeal.md"
    text = path.read_text(encoding="utf-8")
    fact = "facts:\n  charged: {value: 64, as_of: 2021-07-31, source: a list}\n"
    path.write_text(text.replace("demands:", f"{fact}demands:", 1) + "\n{{ charged }}\n")
    looked_at = outreach("check", "release")
    assert looked_at.status == 0
    assert "charged" in looked_at.err
    path.write_text(path.read_text().replace("facts:", "max_age: 180 days\nfacts:", 1))
    refused = outreach("send", "release", "--yes")
    assert refused.status == ExitStatus.OBJECTION
    assert "2021-07-31" in refused.err
    assert not mailbox.messages
