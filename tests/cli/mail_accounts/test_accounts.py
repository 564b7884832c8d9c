"""`outreach account`: where letters are handed over, and where copies of them lie."""

import pytest

from outreach.errors import ExitStatus
from outreach.workspace.opening import Workspace
from tests.servers.scripted_imap import ScriptedImap

IMAP = ("--imap-host", "imap.example.org", "--imap-username", "jane@example.org")


@pytest.fixture
def imap(folder, monkeypatch):
    monkeypatch.setenv("OUTREACH_IMAP_PASSWORD", "right")
    with ScriptedImap() as server:
        with (folder / "outreach.toml").open("a") as file:
            file.write(
                f'\n[imap]\nhost = "127.0.0.1"\nport = {server.port}\nsecurity = "none"\n'
                'username = "jane@example.org"\n'
            )
        yield server


def test_the_sent_folder_is_set_up_by_options(outreach, folder) -> None:
    assert outreach("account", "add", *IMAP, "--sent-folder", "Gesendet").status == 0
    found = Workspace(folder).settings.imap
    assert found is not None
    assert (found.host, found.port, found.sent_folder) == ("imap.example.org", 993, "Gesendet")


def test_without_options_and_nobody_to_ask_there_is_none(outreach, folder) -> None:
    assert outreach("account", "add", "--host", "127.0.0.1", "--security", "none").status == 0
    assert Workspace(folder).settings.imap is None


def test_options_without_a_server_are_refused(outreach, folder) -> None:
    refused = outreach("account", "add", "--sent-folder", "Sent")
    assert refused.status == ExitStatus.USAGE
    assert "--imap-host" in refused.err


@pytest.mark.parametrize(("answers", "host"), [("no\n", ""), ("\n", ""), ("yes\n\n\n\n", "imap.")])
def test_a_person_is_asked_and_may_decline(outreach, folder, monkeypatch, answers, host) -> None:
    monkeypatch.setattr("outreach.cli.screen.asking.somebody_is_there", lambda: True)
    for module in ("accounts", "sent_account"):
        monkeypatch.setattr(f"outreach.cli.mail_accounts.{module}.getpass", lambda _: "")
    given = ("--host", "smtp.example.org", "--security", "tls", "--username", "jane@example.org")
    path = folder / "outreach.toml"
    path.write_text(path.read_text().replace('rate = "none"\n', ""))
    assert outreach("account", "add", *given, answers=answers).status == 0
    found = Workspace(folder).settings.imap
    assert (found.host if found else "") == (f"{host}example.org" if host else "")


def test_a_test_opens_the_sent_folder_too(outreach, imap) -> None:
    tested = outreach("account", "test")
    assert tested.status == 0
    assert "The Sent folder is 'Sent'" in tested.out
    assert "EXAMINE" in imap.commands


def test_a_test_says_why_the_sent_folder_cannot_be_opened(outreach, imap) -> None:
    imap.script["LIST"] = b'* LIST () "/" INBOX\r\n{tag} OK done\r\n'
    tested = outreach("account", "test")
    assert tested.status == ExitStatus.INVALID
    assert "sent_folder" in tested.err


def test_both_are_listed(outreach, imap) -> None:
    items = outreach("account", "list", "--json").json["items"]
    assert [item["for"] for item in items] == ["sending", "sent folder"]
    assert items[1]["password_known"] is True
