"""A process of its own that claims letters: `claiming_process.py URL ID FIRST LETTERS HOW`.

Prints a line for each letter that it may hand over, after the claim is committed. HOW is `sends`
to settle each, `hangs` to stop after the first LETTERS claims and wait to be killed.
"""

import os
import sys
import time
from datetime import UTC, datetime

from outreach.encryption import keys
from outreach.ledger.opening import file_of, is_encrypted, open_ledger
from outreach.model.campaign import Way
from outreach.model.dispatch import Addressee, LetterKey, Sent
from outreach.model.mailing import Mailing


def main(url: str, ledger_id: str, first: int, letters: int, how: str) -> None:
    at = datetime(2026, 11, 22, 10, 15, tzinfo=UTC)
    if is_encrypted(url):
        path = file_of(url)
        assert path is not None
        keys.unlock(keys.Key(bytes.fromhex(os.environ["KEY"]), keys.salt_of(path)))
    with (
        open_ledger(url, ledger_id, writing=True) as ledger,
        ledger.run("jane", at) as run,
    ):
        print("ready", flush=True)
        sys.stdin.readline()
        for place in range(letters):
            number = (first + place) % letters
            mailing = Mailing(
                Way.EMAIL,
                "jane@example.org",
                f"r{number}@example.org",
                f"Dear {number}".encode(),
                "message/rfc822",
                f"<{number}.{run}@example.org>",
            )
            key = LetterKey("release", "1", f"r{number}")
            claim = ledger.claim(key, Addressee(f"Name {number}"), mailing, run, at)
            if claim is None:
                continue
            print(key.recipient, flush=True)
            if how == "sends":
                ledger.settle(claim, Sent("2.0.0 queued", 250), at)
        if how == "hangs":
            print("waiting", flush=True)
            time.sleep(600)


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], int(sys.argv[3]), int(sys.argv[4]), sys.argv[5])
