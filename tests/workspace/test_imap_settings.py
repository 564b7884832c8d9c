"""[imap] of outreach.toml."""

from pathlib import Path

import pytest

from outreach.errors import InputInvalid
from outreach.model.settings import ImapAccount, Security
from outreach.workspace.documents import parse_toml
from outreach.workspace.opening import Workspace
from outreach.workspace.settings import settings_of

SENDER = '[sender]\nid = "jane"\nname = "Jane Doe"\n'
MAIL = '[mail]\nhost = "smtp.example.org"\nusername = "jane@example.org"\n'


def imap(text: str, mail: str = MAIL) -> ImapAccount | None:
    return settings_of(parse_toml(SENDER + mail + text, "outreach.toml"), Path("/folder")).imap


def test_a_host_is_enough() -> None:
    assert imap('[imap]\nhost = "imap.example.org"\n') == ImapAccount(
        "imap.example.org", 993, Security.TLS, "jane@example.org"
    )


def test_everything_can_be_said() -> None:
    text = (
        '[imap]\nhost = "127.0.0.1"\nport = 1143\nsecurity = "none"\n'
        'username = "j"\nsent_folder = "Gesendet"\n'
    )
    assert imap(text, "") == ImapAccount("127.0.0.1", 1143, Security.NONE, "j", "Gesendet")


def test_without_it_there_is_none() -> None:
    assert imap("") is None


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ('host = "imap.example.org"\nsecurity = "none"', '"starttls" (port 143) or "tls"'),
        ('host = "imap.example.org"\npassword = "x"', "outreach account add"),
        ('host = "imap.example.org"\nfolder = "x"', "sent_folder"),
        ("port = 993", 'host = "imap.example.org"'),
    ],
)
def test_what_cannot_be_used_is_objected_to(text: str, words: str) -> None:
    with pytest.raises(InputInvalid) as raised:
        imap(f"[imap]\n{text}\n")
    assert words in str(raised.value)


def test_somebody_must_sign_in() -> None:
    with pytest.raises(InputInvalid, match=r"\[mail\] has none"):
        imap('[imap]\nhost = "imap.example.org"\n', "")


def test_an_account_is_written_beside_what_stands_there(root: Path, put) -> None:
    put("outreach.toml", SENDER + MAIL + '\n[imap]\nhost = "old"  # ours\n')
    account = ImapAccount("imap.example.org", 993, Security.TLS, "jane@example.org", "Envoyés")
    workspace = Workspace(root)
    workspace.record_imap(account)
    assert workspace.settings.imap == account
    assert 'host = "imap.example.org"  # ours' in (root / "outreach.toml").read_text("utf-8")
