"""The store as another process opens it; run as a program, it writes letters until it is killed."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path

from outreach.casework.store import Casework
from outreach.casework.values import LetterDetails, NewLetter
from outreach.encryption.keys import Key, salt_of, unlock
from outreach.ledger.opening import open_ledger
from outreach.ledger.times import now
from outreach.model.facility import Override


@contextmanager
def opened(path: Path, key_hex: str) -> Iterator[Casework]:
    """The store, with its key in hexadecimal."""
    unlock(Key(bytes.fromhex(key_hex), salt_of(path)))
    with open_ledger(f"sqlcipher:///{path.as_posix()}", "", writing=True) as ledger:
        yield Casework(ledger)


def text_of(writer: str, place: int) -> bytes:
    """40 kB that compress to about as much."""
    start = f"{writer} {place}".encode()
    return b"".join(sha256(start + bytes([part])).hexdigest().encode() for part in range(200)) * 3


def write(casework: Casework, writer: str, place: int) -> str:
    details = LetterDetails(words=place, overrides=(Override("pages", f"{writer} {place}"),))
    new = NewLetter("heron", writer, details=details, content=text_of(writer, place))
    with casework.together():
        casework.keep_draft("heron", "", writer, f"draft {place}", now())
        return casework.begin_letter(new, now()).wave


def main(path: Path, key_hex: str, writer: str, count: int) -> None:
    with opened(path, key_hex) as casework:
        for place in range(1, count + 1):
            print(place, write(casework, writer, place), flush=True)


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2], sys.argv[3], int(sys.argv[4]))
