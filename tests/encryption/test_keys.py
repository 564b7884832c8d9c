import sys
import unicodedata
from pathlib import Path

import pytest

from outreach.encryption import keys, passphrases
from outreach.encryption.databases import driver
from tests.encryption import stores


def test_a_key_is_never_shown() -> None:
    key = stores.key()
    for shown in (repr(key), str(key), f"{key}"):
        assert key.raw.hex() not in shown
        assert repr(key.raw)[2:-1] not in shown


def test_however_an_accent_was_typed_the_key_is_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(keys, "ROUNDS", 2)
    typed = "Žižek’s café at nine"
    composed, apart = (unicodedata.normalize(form, typed) for form in ("NFC", "NFD"))
    assert composed != apart
    assert keys.derive(composed, b"s" * 16) == keys.derive(apart, b"s" * 16)
    assert keys.derive(composed, b"s" * 16) != keys.derive(composed, b"t" * 16)


def test_any_program_of_sqlcipher_opens_the_file_with_the_passphrase(tmp_path: Path) -> None:
    path = stores.fresh_private(tmp_path / "private.db")
    connection = driver(path).connect(str(path))
    connection.execute(f"PRAGMA key = '{stores.PASSPHRASE}'")
    ((product,),) = connection.execute("SELECT product FROM ledger").fetchall()
    connection.close()
    assert product == "outreach"


def test_a_file_is_found_by_its_salt_and_locked_again(tmp_path: Path) -> None:
    path = stores.fresh_private(tmp_path / "private.db")
    assert keys.key_of(path) == stores.key()
    keys.lock(stores.key())
    assert keys.key_of(path) is None
    keys.unlock(stores.key())
    keys.forget()
    assert keys.key_of(path) is None


@pytest.mark.parametrize(
    "weak", ["", "short", "elevenchars", "aaaaaaaaaaaaaaaa", "abababababababab"]
)
def test_a_weak_passphrase_is_told(weak: str) -> None:
    assert passphrases.fault_in(weak)


@pytest.mark.parametrize(
    "strong", ["four quiet herons", "correct horse battery", "釋放他們，讓他們回家吧好嗎"]
)
def test_length_is_enough_and_no_kind_of_character_is_asked_for(strong: str) -> None:
    assert passphrases.fault_in(strong) == ""


def test_a_crash_leaves_no_copy_of_the_memory_of_whoever_unlocked(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    resource = pytest.importorskip("resource")
    limits: list[tuple[int, tuple[int, int]]] = []
    monkeypatch.setattr(resource, "setrlimit", lambda *given: limits.append(given))
    keys._leave_no_core.cache_clear()
    keys.unlock(stores.key())
    keys.unlock(stores.key())
    # Of one byte there is no copy either, and on Linux none goes to a program for crashes.
    least = int(sys.platform == "linux" and resource.getrlimit(resource.RLIMIT_CORE)[1] != 0)
    assert limits == [(resource.RLIMIT_CORE, (least, least))]
