import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from outreach.encryption import databases, keys
from outreach.encryption.keys import Key
from tests.encryption import stores


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return stores.fresh_private(tmp_path / "private.db")


def test_the_right_key_opens_it_and_another_does_not_and_neither_leaves_a_trace(
    path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    before = path.read_bytes()
    assert databases.opens(path, stores.key())
    assert not databases.opens(path, Key(bytes(32), stores.key().salt))
    assert path.read_bytes() == before
    assert [each.name for each in path.parent.iterdir()] == [path.name]
    assert capfd.readouterr() == ("", "")


def test_a_plain_file_is_told_from_an_encrypted_one(path: Path, tmp_path: Path) -> None:
    plain, empty = tmp_path / "plain.db", tmp_path / "empty.db"
    plain.write_bytes(databases.PLAIN + bytes(4080))
    empty.touch()
    assert [databases.is_encrypted(each) for each in (path, plain, empty)] == [True, False, False]


def test_a_new_file_begins_with_its_salt(tmp_path: Path) -> None:
    new = tmp_path / "new.db"
    new.touch()
    databases.begin(new, stores.key())
    assert keys.salt_of(new) == stores.key().salt
    assert new.stat().st_size == databases.PAGE


@pytest.mark.parametrize("place", [20, 4095, 5000, -1, -4000])
def test_a_flipped_byte_is_found_wherever_it_is(path: Path, place: int) -> None:
    content = bytearray(path.read_bytes())
    content[place] ^= 1
    path.write_bytes(content)
    if place in range(databases.PAGE):
        assert not databases.opens(path, stores.key())
        return
    with closing(databases.connect(path, "immutable", stores.key())) as connection:
        assert databases.changed_pages(connection)


def test_nothing_is_written_to_a_disk_for_sorting_or_undoing(path: Path, tmp_path: Path) -> None:
    """Temporary tables, sorts and the journals of statements stay in memory."""
    with closing(databases.connect(path, "rw", stores.key())) as connection:
        options = {row[0] for row in connection.execute("PRAGMA compile_options")}
        assert "TEMP_STORE=2" in options
        connection.execute("CREATE TEMP TABLE names (name)")
        names = ((f"Name {number % 977} {'x' * 200}",) for number in range(20_000))
        connection.executemany("INSERT INTO names VALUES (?)", names)
        connection.execute("SELECT name FROM names ORDER BY name DESC").fetchone()
        held = [str(each.resolve()) for each in Path("/proc/self/fd").glob("*")]
    assert not [each for each in held if "etilqs" in each]
    assert not list(tmp_path.glob("*etilqs*"))


def test_the_library_is_loaded_for_an_encrypted_file_alone(tmp_path: Path) -> None:
    program = f"""
import sys
from pathlib import Path
from outreach.ledger.opening import open_ledger
url = "sqlite:///{tmp_path.as_posix()}/ledger.db"
with open_ledger(url, "", writing=True, create=True) as ledger:
    ledger.backup()
    assert ledger.check() == ()
    assert not ledger.encrypted
open_ledger(url, "", writing=False).close()
assert "sqlcipher3" not in sys.modules
"""
    subprocess.run([sys.executable, "-c", program], check=True)
