"""What encryption costs: claims a second and opening, against the plain ledger in the same run.

`python tests/benchmarks/bench_private.py [LETTERS] [--wiped]`; with `--wiped`, SQLCipher locks and
wipes its own memory (`cipher_memory_security`).
"""

import os
import statistics
import sys
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from outreach.encryption import databases, keys
from outreach.ledger.opening import open_ledger
from outreach.model.campaign import Way
from outreach.model.dispatch import Addressee, LetterKey, Sent
from outreach.model.mailing import Mailing

AT = datetime(2026, 11, 22, 10, 15, tzinfo=UTC)
ROUNDS = 7


def claims(url: str, key: keys.Key | None, letters: int) -> float:
    """Letters a second: each claimed and settled, two commits and 3 kB."""
    with open_ledger(url, "", writing=True, create=True, key=key) as ledger:
        start = time.perf_counter()
        with ledger.run("jane", AT) as run:
            for number in range(letters):
                name = f"r{number}"
                mailing = Mailing(
                    Way.EMAIL,
                    "jane@example.org",
                    f"{name}@example.org",
                    os.urandom(1500).hex().encode(),
                    "message/rfc822",
                    f"<{number}@example.org>",
                )
                letter = LetterKey("release", "1", name)
                claim = ledger.claim(letter, Addressee(name), mailing, run, AT)
                assert claim is not None
                ledger.settle(claim, Sent("2.0.0 queued", 250), AT)
        return letters / (time.perf_counter() - start)


def milliseconds(work: Callable[[], None]) -> float:
    """The middle of fifteen."""
    times = []
    for _ in range(15):
        start = time.perf_counter()
        work()
        times.append(time.perf_counter() - start)
    return statistics.median(times) * 1000


def main(letters: int, *, wiped: bool) -> None:
    key = keys.new_key("four quiet herons fishing")
    keys.unlock(key)
    with TemporaryDirectory() as folder:
        if wiped:
            made = Path(folder) / "any.db"
            made.touch()
            databases.begin(made, key)
            databases.connect(made, "rw", key).execute("PRAGMA cipher_memory_security = ON")
        urls = {"plain": "sqlite:///", "encrypted": "sqlcipher:///"}
        rounds = [
            {
                kind: claims(
                    f"{url}{folder}/{kind}{turn}.db", key if kind != "plain" else None, letters
                )
                for kind, url in urls.items()
            }
            for turn in range(ROUNDS)
        ]
        ratios = [turn["encrypted"] / turn["plain"] for turn in rounds]
        print(f"claims a second, encrypted to plain: {statistics.median(ratios):.2f}")
        for kind, url in urls.items():
            for writing in (False, True):

                def opening(
                    url: str = f"{url}{folder}/{kind}0.db", writing: bool = writing
                ) -> None:
                    open_ledger(url, "", writing=writing).close()  # type: ignore[call-overload]

                how = "writing" if writing else "reading"
                print(f"opening for {how}, {kind}: {milliseconds(opening):.1f} ms")
    print(f"the key of a passphrase: {milliseconds(lambda: _derive(key)):.0f} ms")


def _derive(key: keys.Key) -> None:
    keys.derive("four quiet herons fishing", key.salt)


if __name__ == "__main__":
    given = [word for word in sys.argv[1:] if word.isdecimal()]
    main(int(given[0]) if given else 200, wiped="--wiped" in sys.argv)
