"""An encrypted ledger whose process is killed: what was committed is there, no letter is half."""

import os
import random
import shutil
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from outreach.encryption import keys
from outreach.encryption.keys import Key
from outreach.ledger.opening import open_ledger
from outreach.ledger.rekeying import change_key
from outreach.model.dispatch import Status
from tests.encryption import stores
from tests.ledger.whole_records import fill, rows_of

PROGRAM = Path(__file__).with_name("claiming_process.py")
NEW = Key(bytes(range(32)), bytes(range(16)))
EVERY_STEP = [pytest.param(False, id="some"), pytest.param(True, id="all", marks=pytest.mark.slow)]


@pytest.mark.parametrize("kills", [2, pytest.param(40, marks=pytest.mark.slow)])
def test_a_writer_that_is_killed_loses_nothing_that_it_said_was_on_record(
    encrypted_office: Any, kills: int, tmp_path: Path
) -> None:
    office, said = encrypted_office, set[str]()
    with office.open() as ledger:
        office.ledger_id = ledger.id
    chance = random.Random(7)  # noqa: S311
    for _ in range(kills):
        said |= set(written_until_killed(office, chance.randrange(1, 60)))
        with office.open() as ledger:
            assert ledger.check() == ()
            counts = ledger.counts("release", "1")
            assert set(counts) <= {Status.SENT, Status.UNKNOWN}
            # The one that was being handed over is not sure to have gone; no other.
            assert counts.get(Status.UNKNOWN, 0) <= kills
            items = {item.recipient: item for item in ledger.history("release")}
            assert said <= set(items)
            for name, item in items.items():
                assert ledger.content(item.sha256) == f"Dear {name[1:]}".encode()
    assert {each.name for each in tmp_path.iterdir()} == {"private.db"}


def written_until_killed(office: Any, letters: int) -> list[str]:
    """The names that a process printed after it had committed them; then it was shot."""
    words = [office.url, office.ledger_id, "0", "5000", "sends"]
    process = subprocess.Popen(
        [sys.executable, str(PROGRAM), *words],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        env=os.environ | {"KEY": stores.key().raw.hex()},
    )
    assert process.stdin is not None
    assert process.stdout is not None
    assert process.stdout.readline() == "ready\n"
    process.stdin.write("\n")
    process.stdin.flush()
    names = [process.stdout.readline().strip() for _ in range(letters)]
    process.kill()
    rest = process.communicate()[0]
    # The last line may be cut.
    whole = rest[: rest.rfind("\n") + 1].split()
    return [*names, *whole]


def killed_at(step: int, path: Path) -> bool:
    """Change the key in a process of its own that is killed at a step; whether before its end."""
    child = os.fork()
    if not child:
        steps = 0

        def audit(name: str, _: object) -> None:
            nonlocal steps
            if name.startswith(("os.", "open", "sqlite3.")):
                steps += 1
                if steps == step:
                    os.kill(os.getpid(), signal.SIGKILL)

        sys.addaudithook(audit)
        try:
            change_key(path, NEW, str(path))
        finally:
            os._exit(0)
    _, status = os.waitpid(child, 0)
    return os.WIFSIGNALED(status)


@pytest.mark.skipif(not hasattr(os, "fork"), reason="no processes of this kind there")
@pytest.mark.parametrize("every", EVERY_STEP)
def test_a_change_of_the_passphrase_that_is_killed_leaves_the_old_file_or_the_new_one(
    encrypted_office: Any, every: bool, tmp_path: Path
) -> None:
    office, path = encrypted_office, tmp_path / "private.db"
    fill(office)
    keys.unlock(NEW)
    before, kept = rows_of(office.url), tmp_path / "kept"
    shutil.copy(path, kept)
    deaths, found = 0, set[bytes]()
    for step in range(1, 1000) if every else (2, 9, 14):
        shutil.copy(kept, path)
        died = killed_at(step, path)
        assert rows_of(office.url) == before
        with open_ledger(office.url, office.ledger_id, writing=True) as ledger:
            assert ledger.check() == ()
        found.add(keys.salt_of(path))
        deaths += died
        change_key(path, stores.key(), str(path))
        assert rows_of(office.url) == before
        assert {each.name for each in tmp_path.iterdir()} == {"kept", "private.db"}
        if not died:
            break
    keys.lock(NEW)
    assert deaths > 10 or not every
    assert not every or found == {NEW.salt, stores.key().salt}
