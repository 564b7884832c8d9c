"""Where a password comes from, and where it never goes."""

from collections.abc import Iterator

import keyring
import keyring.backend
import keyring.errors
import pytest
from keyring.backends.fail import Keyring as NoKeyring

from outreach.channels import passwords
from outreach.errors import KeyringUnusable
from outreach.model.settings import ImapAccount, MailAccount, Security

ACCOUNT = MailAccount("smtp.example.org", 587, Security.STARTTLS, "jane@example.org")


class Drawer(keyring.backend.KeyringBackend):
    """A password store in memory, which may be locked."""

    priority = 1  # type: ignore[assignment]

    def __init__(self) -> None:
        super().__init__()
        self.kept: dict[tuple[str, str], str] = {}
        self.failure: Exception | None = None

    def get_password(self, service: str, username: str) -> str | None:
        if self.failure:
            raise self.failure
        return self.kept.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        self.kept[service, username] = password

    def delete_password(self, service: str, username: str) -> None:
        del self.kept[service, username]


@pytest.fixture
def drawer(monkeypatch: pytest.MonkeyPatch) -> Iterator[Drawer]:
    monkeypatch.delenv(passwords.VARIABLE, raising=False)
    before, drawer = keyring.get_keyring(), Drawer()
    keyring.set_keyring(drawer)
    yield drawer
    keyring.set_keyring(before)


def test_a_password_that_was_stored_is_found_and_can_be_removed(drawer: Drawer) -> None:
    assert passwords.find_password(ACCOUNT) is None
    passwords.store(ACCOUNT, "secret")
    assert passwords.find_password(ACCOUNT) == "secret"
    assert {service for service, _ in drawer.kept} == {"outreach"}
    assert passwords.remove(ACCOUNT)
    assert not passwords.remove(ACCOUNT)
    assert passwords.find_password(ACCOUNT) is None


def test_the_same_name_at_two_servers_has_two_passwords(drawer: Drawer) -> None:
    other = MailAccount("mail.example.net", 587, Security.STARTTLS, "jane@example.org")
    passwords.store(ACCOUNT, "one")
    passwords.store(other, "two")
    assert passwords.find_password(ACCOUNT) == "one"


def test_the_environment_wins_and_no_store_is_asked(
    drawer: Drawer, monkeypatch: pytest.MonkeyPatch
) -> None:
    drawer.failure = AssertionError("asked")
    monkeypatch.setenv(passwords.VARIABLE, "from outside")
    assert passwords.find_password(ACCOUNT) == "from outside"


def test_an_account_without_a_user_name_needs_no_password(drawer: Drawer) -> None:
    drawer.failure = AssertionError("asked")
    assert passwords.find_password(MailAccount("localhost", 25, Security.NONE)) is None


@pytest.mark.parametrize(
    ("failure", "words"),
    [
        (keyring.errors.KeyringLocked("no"), "it is locked"),
        (keyring.errors.InitError("no bus"), "no bus"),
        (keyring.errors.NoKeyringError(), "there is none"),
    ],
)
def test_a_store_that_fails_says_what_to_do(drawer: Drawer, failure: Exception, words: str) -> None:
    drawer.failure = failure
    with pytest.raises(KeyringUnusable, match=words) as raised:
        passwords.find_password(ACCOUNT)
    assert "OUTREACH_MAIL_PASSWORD" in str(raised.value)


def test_a_computer_without_a_store_is_told_so(drawer: Drawer) -> None:
    keyring.set_keyring(NoKeyring())
    with pytest.raises(KeyringUnusable, match="there is none"):
        passwords.store(ACCOUNT, "secret")


def test_a_store_that_is_a_plain_file_is_not_used(drawer: Drawer) -> None:
    in_a_file = type("PlaintextKeyring", (Drawer,), {"__module__": "keyrings.alt.file"})
    keyring.set_keyring(in_a_file())
    with pytest.raises(KeyringUnusable, match="plain file"):
        passwords.store(ACCOUNT, "secret")


# --- the account with the Sent folder ----------------------------------------------------------

IMAP = ImapAccount("imap.example.org", 993, Security.TLS, "jane@example.org")
ANOTHER = ImapAccount("imap.example.org", 993, Security.TLS, "office@example.org")


@pytest.fixture(autouse=True)
def no_imap_password_outside(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(passwords.IMAP_VARIABLE, raising=False)


def test_the_same_user_name_takes_the_same_password(drawer: Drawer) -> None:
    passwords.store(ACCOUNT, "shared")
    assert passwords.find_imap_password(IMAP, ACCOUNT) == "shared"


def test_a_password_of_its_own_comes_first(drawer: Drawer) -> None:
    passwords.store(ACCOUNT, "shared")
    passwords.store(IMAP, "own")
    assert passwords.find_imap_password(IMAP, ACCOUNT) == "own"


def test_another_user_name_never_takes_the_password_for_sending(
    drawer: Drawer, monkeypatch: pytest.MonkeyPatch
) -> None:
    passwords.store(ACCOUNT, "for sending")
    monkeypatch.setenv(passwords.VARIABLE, "for sending")
    assert passwords.find_imap_password(ANOTHER, ACCOUNT) is None
    assert passwords.find_imap_password(IMAP, None) is None
    passwords.store(ANOTHER, "own")
    assert passwords.find_imap_password(ANOTHER, ACCOUNT) == "own"


def test_its_own_variable_comes_before_everything(
    drawer: Drawer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(passwords.VARIABLE, "for sending")
    assert passwords.find_imap_password(IMAP, ACCOUNT) == "for sending"
    monkeypatch.setenv(passwords.IMAP_VARIABLE, "from outside")
    assert passwords.find_imap_password(ANOTHER, ACCOUNT) == "from outside"


def test_a_store_that_fails_names_the_variable_of_this_account(drawer: Drawer) -> None:
    drawer.failure = keyring.errors.KeyringLocked("no")
    with pytest.raises(KeyringUnusable, match="OUTREACH_IMAP_PASSWORD"):
        passwords.find_imap_password(ANOTHER, ACCOUNT)
