"""`outreach private`, and a record that is encrypted, as a person at a terminal meets them."""

import shutil
import tempfile
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from pathlib import Path

import keyring
import keyring.backend
import pytest

from outreach.cli.opening import passphrases, private_store
from outreach.cli.privacy import private_keys
from outreach.cli.screen import asking
from outreach.encryption import databases, keys, memory, sessions
from outreach.encryption.keys import Key
from outreach.errors import ExitStatus, LedgerReadOnly
from outreach.ledger import opening, rekeying
from outreach.workspace.opening import Workspace
from tests.encryption.stores import PASSPHRASE, fresh_private

OTHER = "five loud egrets dancing"

# The same passphrase and salt are worked on once, however many commands are called here.
derived = lru_cache(keys.derive)

in_memory = pytest.mark.skipif(
    not memory.in_memory(Path("/dev/shm")), reason="no folder in memory there"
)


@pytest.fixture(autouse=True)
def nothing_unlocked(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Every command is a process of its own: what one knew, the next does not."""
    keys.forget()
    monkeypatch.setattr(keys, "derive", derived)
    monkeypatch.setenv("XDG_RUNTIME_DIR", "")
    monkeypatch.delenv(passphrases.VARIABLE, raising=False)
    yield
    keys.forget()


@pytest.fixture
def store(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A private store in the folder; the passphrase is in the environment."""
    path = fresh_private(folder / "private.db")
    keys.forget()
    monkeypatch.setenv(passphrases.VARIABLE, PASSPHRASE)
    return path


@pytest.fixture
def typing(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What a person at the terminal types, one after the other, without its being shown."""
    waiting: list[str] = []
    monkeypatch.delenv(passphrases.VARIABLE, raising=False)
    monkeypatch.setattr(asking, "somebody_is_there", lambda: True)
    monkeypatch.setattr(passphrases, "getpass", lambda _: waiting.pop(0))
    return waiting


@pytest.fixture
def login(monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """The folder in memory of a login."""
    made = Path(tempfile.mkdtemp(dir="/dev/shm"))
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(made))
    yield made
    shutil.rmtree(made)


# --- new -----------------------------------------------------------------------------------------


def test_a_store_is_made_and_it_is_said_what_a_lost_passphrase_means(
    outreach, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert outreach("private", "status").err.strip().endswith("outreach private new")
    monkeypatch.setenv(passphrases.VARIABLE, PASSPHRASE)
    made = outreach("private", "new")
    assert made.status == 0
    assert "A lost one cannot be replaced" in made.err
    facts = outreach("private", "status", "--json").json
    assert facts["exists"] is True
    assert facts["holds_campaigns"] is False
    assert f'[private]\nid = "{facts["id"]}"' in (folder / "outreach.toml").read_text()
    assert databases.is_encrypted(folder / "private.db")
    assert Path(facts["last_copy"]).exists()
    again = outreach("private", "new")
    assert again.status == ExitStatus.USAGE
    assert "outreach private status" in again.err


def test_without_a_passphrase_nothing_is_made(outreach, folder: Path) -> None:
    before = sorted(folder.iterdir())
    refused = outreach("private", "new")
    assert refused.status == ExitStatus.LEDGER
    assert "OUTREACH_PASSPHRASE" in refused.err
    assert sorted(folder.iterdir()) == before


def test_a_weak_passphrase_is_refused_and_not_repeated(
    outreach, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(passphrases.VARIABLE, "hunter2")
    refused = outreach("private", "new")
    assert refused.status == ExitStatus.USAGE
    assert "7 characters" in refused.err
    assert "hunter2" not in refused.err
    assert not (folder / "private.db").exists()


def test_who_mistypes_may_type_again(outreach, folder: Path, typing: list[str]) -> None:
    typing += ["short", PASSPHRASE, OTHER, PASSPHRASE, PASSPHRASE]
    made = outreach("private", "new")
    assert made.status == 0, made.err
    assert "It has 5 characters. Once more:" in made.err
    assert "The two were not the same. Once more:" in made.err
    assert typing == []


# --- checking ------------------------------------------------------------------------------------


def test_a_check_of_the_record_looks_at_the_private_store_too(
    outreach, store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    both = outreach("ledger", "check")
    assert both.status == 0
    assert "There is no record of campaigns yet." in both.out
    assert "The private store is sound." in both.out
    monkeypatch.delenv(passphrases.VARIABLE)
    keys.forget()
    without = outreach("ledger", "check")
    assert without.status == 0
    assert "left out" in without.err
    assert "outreach ledger check --private" in without.err
    assert outreach("ledger", "check", "--json").json["private_left_out"] is True
    assert outreach("ledger", "check", "--private").status == ExitStatus.LEDGER


def test_a_check_finds_pages_that_were_changed(outreach, store: Path) -> None:
    content = bytearray(store.read_bytes())
    content[3 * 4096 : 3 * 4096 + 64] = bytes(64)
    store.write_bytes(content)
    found = outreach("ledger", "check")
    assert found.status == ExitStatus.LEDGER
    assert "is sound" not in found.out


# --- opening -------------------------------------------------------------------------------------


def test_a_wrong_passphrase_is_refused_and_the_file_untouched(
    outreach, store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = store.read_bytes()
    monkeypatch.setenv(passphrases.VARIABLE, OTHER)
    for words in (["check"], ["backup"]):
        refused = outreach("ledger", *words, "--private")
        assert refused.status == ExitStatus.LEDGER
        assert "does not open with this passphrase" in refused.err
    assert store.read_bytes() == before


def test_after_three_wrong_passphrases_the_command_ends(
    outreach, store: Path, typing: list[str]
) -> None:
    typing += ["wrong one", "wrong two", "wrong three", PASSPHRASE]
    assert outreach("ledger", "check", "--private").status == ExitStatus.LEDGER
    assert typing == [PASSPHRASE]
    assert outreach("ledger", "check", "--private").status == 0


def test_a_store_that_is_gone_or_was_never_made_is_not_made_by_the_way(
    outreach, store: Path, folder: Path
) -> None:
    assert "The private store is sound" in outreach("ledger", "check", "--private").out
    backup = outreach("ledger", "backup", "--private", str(folder / "copy.db"))
    assert backup.status == 0
    store.unlink()
    never = outreach("ledger", "check", "--private")
    assert never.status == ExitStatus.LEDGER
    assert "outreach private new" in never.err
    restored = outreach("ledger", "restore", "copy.db", "--yes")
    assert restored.status == 0, restored.err
    assert "[private]" in (folder / "outreach.toml").read_text()
    assert outreach("ledger", "check", "--private").status == 0
    store.unlink()
    gone = outreach("ledger", "check", "--private")
    assert gone.status == ExitStatus.LEDGER
    assert "is gone, though outreach.toml names it" in gone.err
    assert not store.exists()


# --- the session ---------------------------------------------------------------------------------


@in_memory
def test_the_passphrase_is_asked_for_once_a_session(
    outreach, store: Path, typing: list[str], login: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    typing += [PASSPHRASE]
    first = outreach("ledger", "check", "--private")
    assert "To lock it at once: outreach private lock" in first.err
    keys.forget()
    assert outreach("ledger", "check", "--private").status == 0
    assert outreach("private", "status", "--json").json["unlocked_until"] is not None

    assert "Locked" in outreach("private", "lock").out
    assert "Locked: the passphrase" in outreach("private", "status").out
    typing += [PASSPHRASE]
    outreach("ledger", "check", "--private")
    assert typing == []

    keys.forget()
    monkeypatch.setattr(passphrases, "now", lambda: datetime.now(UTC) + timedelta(hours=9))
    typing += [PASSPHRASE]
    outreach("ledger", "check", "--private")
    assert typing == []


@in_memory
@pytest.mark.parametrize("others", [0o755, 0o770])
def test_where_others_can_look_no_key_is_kept_and_it_is_said(
    outreach, store: Path, typing: list[str], login: Path, others: int
) -> None:
    login.chmod(others)
    typing += [PASSPHRASE]
    asked = outreach("ledger", "check", "--private")
    assert "So each command asks for the passphrase" in asked.err
    assert list(login.iterdir()) == []


def test_a_script_leaves_no_session_behind(outreach, store: Path, tmp_path: Path) -> None:
    assert outreach("ledger", "check", "--private").err == ""
    assert outreach("private", "lock").err.startswith("OUTREACH_PASSPHRASE is still set")


# --- the keyring ---------------------------------------------------------------------------------


class Drawer(keyring.backend.KeyringBackend):
    """A password store in memory."""

    priority = 1  # type: ignore[assignment]

    def __init__(self) -> None:
        super().__init__()
        self.kept: dict[str, str] = {}

    def get_password(self, service: str, username: str) -> str | None:
        return self.kept.get(username)

    def set_password(self, service: str, username: str, password: str) -> None:
        self.kept[username] = password

    def delete_password(self, service: str, username: str) -> None:
        del self.kept[username]


@pytest.fixture
def drawer() -> Iterator[Drawer]:
    before, made = keyring.get_keyring(), Drawer()
    keyring.set_keyring(made)
    yield made
    keyring.set_keyring(before)


def test_a_look_in_passing_leaves_the_keyring_alone(
    outreach, store: Path, typing: list[str], drawer: Drawer, folder: Path, monkeypatch
) -> None:
    typing += [PASSPHRASE]
    assert outreach("private", "keyring", "on").status == 0
    keys.forget()
    monkeypatch.setattr(sessions, "recall", lambda *_, **__: None)
    with private_store.looked_into(Workspace(folder)) as private:
        assert private is None
    assert outreach("ledger", "check", "--private").status == 0


def test_the_keyring_holds_the_key_only_when_it_was_chosen(
    outreach, store: Path, typing: list[str], drawer: Drawer, folder: Path
) -> None:
    typing += [PASSPHRASE]
    assert outreach("ledger", "check", "--private").status == 0
    assert drawer.kept == {}
    assert outreach("private", "keyring", "on").status == 0
    (kept,) = drawer.kept.values()
    assert kept == keys.key_of(store).raw.hex()  # type: ignore[union-attr]
    assert PASSPHRASE not in str(drawer.kept)
    keys.forget()
    assert outreach("ledger", "check", "--private").status == 0
    assert "keyring = true" in (folder / "outreach.toml").read_text()
    assert outreach("private", "keyring", "off").status == 0
    assert drawer.kept == {}
    assert "keyring = false" in (folder / "outreach.toml").read_text()


def test_a_new_passphrase_takes_the_place_of_the_old_one_everywhere(
    outreach,
    store: Path,
    typing: list[str],
    drawer: Drawer,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    typing += [PASSPHRASE]
    outreach("private", "keyring", "on")
    old = dict(drawer.kept)
    typing += [PASSPHRASE, OTHER, OTHER]
    changed = outreach("private", "passphrase")
    assert changed.status == 0, changed.err
    assert "Copies in the folder backups" in changed.err
    assert not set(drawer.kept) & set(old)
    keys.forget()
    assert outreach("ledger", "check", "--private").status == 0
    for passphrase, status in ((PASSPHRASE, ExitStatus.LEDGER), (OTHER, 0)):
        monkeypatch.setenv(passphrases.VARIABLE, passphrase)
        assert outreach("ledger", "check", "--private").status == status


def test_the_old_passphrase_is_asked_for_even_where_it_is_unlocked(
    outreach, store: Path, typing: list[str]
) -> None:
    typing += [PASSPHRASE]
    outreach("ledger", "check", "--private")
    before = store.read_bytes()
    typing += ["not the old one"] * 3
    assert outreach("private", "passphrase").status == ExitStatus.LEDGER
    assert store.read_bytes() == before


# --- a whole folder that is private --------------------------------------------------------------


def test_a_group_turns_its_record_private_and_back(
    outreach: Callable, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert outreach("send", "release", "--yes", "--limit", "1").status == 0
    before = outreach("history", "--json").json
    monkeypatch.setenv(passphrases.VARIABLE, PASSPHRASE)
    moved = outreach("ledger", "copy", "sqlcipher:///letters.db", "--yes")
    assert moved.status == 0, moved.err
    assert 'url = "sqlcipher:///letters.db"' in (folder / "outreach.toml").read_text()
    assert "lies in plain still, in: ledger.db" in moved.err
    assert "is not certain" in moved.err
    assert outreach("history", "--json").json == before
    assert outreach("send", "release", "--yes").status == 0
    for path in (*folder.glob("letters.db*"), *(folder / "backups").glob("letters-*")):
        content = path.read_bytes()
        assert b"Secretary" not in content
        assert b"example.org" not in content
    assert outreach("private", "status", "--json").json["holds_campaigns"] is True

    monkeypatch.delenv(passphrases.VARIABLE)
    keys.forget()
    locked = outreach("send", "release", "--yes")
    assert locked.status == ExitStatus.LEDGER
    assert "is encrypted" in locked.err

    monkeypatch.setenv(passphrases.VARIABLE, PASSPHRASE)
    back = outreach("ledger", "copy", "sqlite:///plain.db", "--yes")
    assert back.status == 0, back.err
    assert len(outreach("history", "--json").json["items"]) == 2


def test_in_one_folder_all_opens_with_one_passphrase(outreach, store: Path, folder: Path) -> None:
    assert outreach("send", "release", "--yes", "--limit", "1").status == 0
    moved = outreach("ledger", "copy", "sqlcipher:///letters.db", "--yes")
    assert "letters.db opens with the passphrase of private.db" in moved.err
    assert keys.salt_of(folder / "letters.db") == keys.salt_of(store)


def test_a_change_broken_off_between_two_files_is_ended_by_the_same_command(
    outreach, store: Path, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert outreach("send", "release", "--yes", "--limit", "1").status == 0
    monkeypatch.setenv(passphrases.VARIABLE, PASSPHRASE)
    assert outreach("ledger", "copy", "sqlcipher:///letters.db", "--yes").status == 0
    monkeypatch.setenv(private_keys.NEW_VARIABLE, OTHER)
    change_key = rekeying.change_key

    def broken_off(path: Path, new: keys.Key, shown: str) -> None:
        if path != store:
            raise KeyboardInterrupt
        change_key(path, new, shown)

    monkeypatch.setattr(rekeying, "change_key", broken_off)
    assert outreach("private", "passphrase").status == ExitStatus.INTERRUPTED
    monkeypatch.setattr(rekeying, "change_key", change_key)
    keys.forget()
    ended = outreach("private", "passphrase")
    assert ended.status == 0, ended.err
    assert "letters.db opens with the new passphrase alone." in ended.out
    assert "private.db opens" not in ended.out
    assert keys.salt_of(folder / "letters.db") == keys.salt_of(store)
    keys.forget()
    monkeypatch.setenv(passphrases.VARIABLE, OTHER)
    for words in (("ledger", "check"), ("ledger", "check", "--private")):
        assert outreach(*words).status == 0


def test_a_new_folder_is_private_from_the_start(
    outreach, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(passphrases.VARIABLE, PASSPHRASE)
    root = tmp_path / "quiet"
    made = outreach("init", str(root), "--private")
    assert made.status == 0, made.err
    text = (root / "outreach.toml").read_text()
    assert 'url = "sqlcipher:///private.db"' in text
    assert databases.is_encrypted(root / "private.db")
    assert "private.db*" in (root / ".gitignore").read_text()
    monkeypatch.chdir(root)
    assert outreach("ledger", "check").status == 0
    assert outreach("private", "status", "--json").json["holds_campaigns"] is True


def test_a_new_private_folder_waits_for_its_passphrase(outreach, tmp_path: Path) -> None:
    made = outreach("init", str(tmp_path / "quiet"), "--private")
    assert made.status == 0
    assert "outreach private new" in made.err
    assert not (tmp_path / "quiet" / "private.db").exists()


def test_a_store_that_nobody_may_read_is_told_in_a_sentence(outreach, store) -> None:
    """A folder in its place: whoever runs the tests may read every file."""
    store.unlink()
    store.mkdir()
    for command in (("case", "list"), ("private", "status"), ("due",), ("ledger", "check")):
        refused = outreach(*command)
        assert refused.status == ExitStatus.LEDGER
        assert "private.db could not be used" in refused.err


def test_where_nothing_may_be_written_the_store_is_read(outreach, store, monkeypatch) -> None:
    said: list[str] = []

    def refused(url: str, its_id: str, *, writing: bool, **more: object) -> object:
        if writing:
            said.append(url)
            raise LedgerReadOnly(url)
        return opening.open_ledger(url, its_id, writing=False)

    outreach("case", "new", "heron", "--name", "en=Adalbert Exemplary", "--facility", "hk-stanley")
    monkeypatch.setattr(private_store, "open_ledger", refused)
    listed = outreach("case", "list")
    assert listed.status == 0
    assert said
    assert "heron" in listed.out
    assert "it is only read" in listed.err
    assert outreach("case", "close", "heron", "--reason", "died").status == ExitStatus.LEDGER


def test_who_makes_the_store_at_the_same_moment_opens_the_one_that_was_made(
    outreach, folder, monkeypatch
) -> None:
    monkeypatch.setenv(passphrases.VARIABLE, PASSPHRASE)
    choose = passphrases.key_for_new

    def slowly(workspace: Workspace, path: Path) -> Key:
        key = choose(workspace, path)
        fresh_private(path)  # another command was quicker
        keys.forget()
        return key

    monkeypatch.setattr(passphrases, "key_for_new", slowly)
    made = outreach(
        "case", "new", "heron", "--name", "en=Adalbert Exemplary", "--facility", "hk-stanley"
    )
    assert made.status == 0
    assert "heron" in outreach("case", "list").out
