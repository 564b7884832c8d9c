"""Letters that may have gone or not, and what a person decides about them."""

import subprocess
import sys
from datetime import UTC, datetime

import pytest

from outreach.errors import ExitStatus
from outreach.ledger.opening import open_ledger
from outreach.model.campaign import Way
from outreach.model.dispatch import Addressee, LetterKey, Unknown
from outreach.model.mailing import Mailing
from outreach.workspace.opening import Workspace
from tests.servers.scripted_imap import CUT, ScriptedImap

NOW = datetime.now(UTC)


@pytest.fixture
def leave_undecided(folder):
    """A letter that was handed over, and no answer came."""
    workspace = Workspace(folder)

    def leave(key: LetterKey, message_id: str) -> None:
        mailing = Mailing(
            Way.EMAIL,
            "jane@example.org",
            "cheng@example.org",
            b"Subject: x\r\n\r\nx\r\n",
            "message/rfc822",
            message_id,
        )
        settings = workspace.settings
        with open_ledger(
            settings.ledger_url, settings.ledger_id, writing=True, create=True
        ) as ledger:
            if not settings.ledger_id:
                workspace.record_ledger_id(ledger.id)
            with ledger.run("jane@example.org", NOW) as run:
                claim = ledger.claim(key, Addressee("Teresa Cheng"), mailing, run, NOW)
                ledger.settle(claim, Unknown("the line went dead"), NOW)

    return leave


@pytest.fixture
def undecided(folder, leave_undecided):
    """The letter to Cheng."""
    leave_undecided(LetterKey("release", "1", "cheng"), "<one@example.org>")
    return folder


@pytest.fixture
def imap(folder, monkeypatch):
    """An account with a Sent folder in which the letter to Cheng lies."""
    monkeypatch.setenv("OUTREACH_IMAP_PASSWORD", "right")
    with ScriptedImap(messages={7: "<one@example.org>"}) as server:
        with (folder / "outreach.toml").open("a") as file:
            file.write(
                f'\n[imap]\nhost = "127.0.0.1"\nport = {server.port}\nsecurity = "none"\n'
                'username = "jane@example.org"\n'
            )
        yield server


@pytest.fixture
def at_a_terminal(monkeypatch):
    monkeypatch.setattr("outreach.cli.screen.asking.somebody_is_there", lambda: True)


def status(outreach, recipient: str) -> str:
    (item,) = outreach("history", "--recipient", recipient, "--json").json["items"]
    return item["status"]


def test_an_undecided_letter_is_never_sent_again_by_itself(outreach, undecided, mailbox) -> None:
    sent = outreach("send", "release", "--yes")
    assert sent.status == ExitStatus.LEFT_OVER
    assert [message["To"].addresses[0].username for message in mailbox.messages] == ["lee"]
    assert status(outreach, "cheng") == "unknown"


def test_what_is_known_of_it_is_shown(outreach, undecided) -> None:
    shown = outreach("resolve", "release", "--json")
    assert shown.status == ExitStatus.LEFT_OVER
    (item,) = shown.json["items"]
    assert item["message_id"] == "<one@example.org>"
    assert item["detail"] == "the line went dead"


def test_a_letter_that_went_stays_sent(outreach, undecided, mailbox) -> None:
    assert outreach("resolve", "release", "--went", "cheng").status == 0
    outreach("send", "release", "--yes")
    assert len(mailbox.messages) == 1
    assert status(outreach, "cheng") == "sent"


def test_a_letter_that_did_not_go_is_sent_with_the_bytes_it_had(
    outreach, undecided, mailbox
) -> None:
    assert outreach("resolve", "release", "--again", "cheng").status == 0
    assert outreach("send", "release", "--yes").status == 0
    assert b"Message-ID" not in mailbox.raw[0]
    assert mailbox.raw[0] == b"Subject: x\r\n\r\nx\r\n"
    assert status(outreach, "cheng") == "sent"


def test_a_letter_nobody_doubts_cannot_be_decided(outreach, undecided) -> None:
    refused = outreach("resolve", "release", "--went", "lee")
    assert refused.status == ExitStatus.USAGE
    assert "cheng" in refused.err


# --- one of several ----------------------------------------------------------------------------


def test_an_id_that_means_two_letters_decides_neither(outreach, undecided, leave_undecided) -> None:
    leave_undecided(LetterKey("release", "2", "cheng"), "<two@example.org>")
    leave_undecided(LetterKey("other", "1", "cheng"), "<three@example.org>")
    refused = outreach("resolve", "--went", "cheng")
    assert refused.status == ExitStatus.USAGE
    for known in ("release, wave 1: <one@example.org>", "other, wave 1", "--wave"):
        assert known in refused.err
    assert len(outreach("resolve", "--json").json["items"]) == 3


@pytest.mark.parametrize(
    "words",
    [
        ("release", "--wave", "2", "--went", "cheng"),
        ("--went", "<two@example.org>"),
        ("--went", "two@example.org"),
    ],
)
def test_the_wave_or_the_message_id_says_which(outreach, undecided, leave_undecided, words) -> None:
    leave_undecided(LetterKey("release", "2", "cheng"), "<two@example.org>")
    outreach("resolve", *words)
    left = outreach("resolve", "--json").json["items"]
    assert [item["message_id"] for item in left] == ["<one@example.org>"]


def test_letters_of_several_signers_are_told_apart_by_message_id(
    outreach, undecided, leave_undecided
) -> None:
    leave_undecided(LetterKey("release", "1", "cheng", "bob"), "<two@example.org>")
    assert outreach("resolve", "release", "--went", "cheng").status == ExitStatus.USAGE
    outreach("resolve", "--give-up", "two@example.org")
    left = outreach("resolve", "--json").json["items"]
    assert [item["signatory"] for item in left] == [""]


def test_two_decisions_about_one_letter_are_none(outreach, undecided) -> None:
    refused = outreach("resolve", "--went", "cheng", "--again", "one@example.org")
    assert refused.status == ExitStatus.USAGE
    assert "two ways" in refused.err
    assert "it went" not in refused.out
    assert status(outreach, "cheng") == "unknown"


# --- the Sent folder ---------------------------------------------------------------------------


def test_a_copy_in_the_sent_folder_is_shown_and_decides_nothing(outreach, undecided, imap) -> None:
    shown = outreach("resolve")
    assert shown.status == ExitStatus.LEFT_OVER
    for known in ("cheng@example.org", "release, wave 1", "try 1", "the line went dead"):
        assert known in shown.out
    assert "In the Sent folder\tyes, in 'Sent' since " in shown.out
    assert "Subject\tx" in shown.out
    (item,) = outreach("resolve", "--json").json["items"]
    assert item["in_sent_folder"] is True
    assert (item["subject"], item["try"]) == ("x", 1)
    assert item["handed_over_at"]
    assert status(outreach, "cheng") == "unknown"


def test_no_copy_is_said_to_prove_nothing(outreach, undecided, imap) -> None:
    imap.messages.clear()
    assert "proves nothing" in outreach("resolve").out
    (item,) = outreach("resolve", "--json").json["items"]
    assert item["in_sent_folder"] is False


def test_a_server_that_fails_hinders_no_decision(outreach, undecided, imap) -> None:
    imap.script["LIST"] = CUT
    (item,) = outreach("resolve", "--json").json["items"]
    assert item["in_sent_folder"] is None
    assert "closed the connection" in item["sent_folder_detail"]
    assert outreach("resolve", "--went", "cheng").status == 0


def test_without_an_account_it_is_said_how_to_set_one_up(outreach, undecided) -> None:
    assert "not looked up: no [imap]" in outreach("resolve").out


def test_deciding_by_name_asks_no_server(outreach, undecided, imap) -> None:
    outreach("resolve", "--went", "cheng")
    assert imap.connections == 0


def test_all_letters_are_looked_for_at_once(outreach, undecided, leave_undecided, imap) -> None:
    leave_undecided(LetterKey("release", "2", "cheng"), "<two@example.org>")
    items = outreach("resolve", "--json").json["items"]
    assert [item["in_sent_folder"] for item in items] == [True, False]
    assert imap.connections == 1


@pytest.mark.parametrize(
    ("copies", "answers", "becomes"),
    [
        ({7: "<one@example.org>"}, "\n", "sent"),
        ({7: "<one@example.org>"}, "later\n", "unknown"),
        ({7: "<one@example.org>"}, "", "unknown"),
        ({}, "\n", "unknown"),
        ({}, "2\n", "deferred"),
    ],
)
def test_a_copy_is_the_proposed_answer_and_a_person_gives_it(
    outreach, undecided, imap, at_a_terminal, copies, answers, becomes
) -> None:
    imap.messages = copies
    outreach("resolve", answers=answers)
    assert status(outreach, "cheng") == becomes


def test_the_record_says_what_was_seen(outreach, undecided, imap, at_a_terminal) -> None:
    outreach("resolve", answers="\n")
    (item,) = outreach("history", "--recipient", "cheng", "--json").json["items"]
    assert item["detail"].endswith("a copy is in the Sent folder")


def test_a_letter_of_a_run_that_died_is_shown_at_once(outreach, folder, mailbox) -> None:
    workspace = Workspace(folder)
    url = workspace.settings.ledger_url
    script = """
import os, sys
from datetime import UTC, datetime
from outreach.ledger.opening import open_ledger
from outreach.model.campaign import Way
from outreach.model.dispatch import Addressee, LetterKey
from outreach.model.mailing import Mailing
now = datetime.now(UTC)
with open_ledger(sys.argv[1], "", writing=True, create=True) as ledger:
    print(ledger.id, flush=True)
    with ledger.run("jane@example.org", now) as run:
        addresses = ("jane@example.org", "cheng@example.org")
        mailing = Mailing(Way.EMAIL, *addresses, b"x", "message/rfc822", "<i>")
        ledger.claim(LetterKey("release", "1", "cheng"), Addressee("T"), mailing, run, now)
        os._exit(9)
"""
    died = subprocess.run([sys.executable, "-c", script, url], capture_output=True, text=True)
    workspace.record_ledger_id(died.stdout.strip())
    (item,) = outreach("resolve", "--json").json["items"]
    assert item["message_id"] == "<i>"
