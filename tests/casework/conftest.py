"""A casework store in a real encrypted file."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from outreach.casework.store import Casework
from outreach.casework.values import NewLetter
from outreach.ledger.opening import open_ledger
from outreach.ledger.store import SqlLedger
from tests.encryption.stores import fresh_private, key

START = datetime(2026, 11, 22, 10, 15, tzinfo=UTC)


@dataclass
class Office:
    """Where somebody works with cases; the clock can be set."""

    path: Path
    now: datetime = START
    open_ones: list[SqlLedger] = field(default_factory=list)

    def clock(self) -> datetime:
        return self.now

    def later(self, **wait: float) -> datetime:
        self.now += timedelta(**wait)
        return self.now

    def open(self) -> Casework:
        url = f"sqlcipher:///{self.path.as_posix()}"
        ledger = open_ledger(url, "", writing=True, clock=self.clock)
        self.open_ones.append(ledger)
        return Casework(ledger)

    def close(self) -> None:
        while self.open_ones:
            self.open_ones.pop().close()


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    made = Office(fresh_private(tmp_path / "private.db"))
    yield made
    made.close()


@pytest.fixture
def casework(office: Office) -> Casework:
    return office.open()


def a_letter(case: str = "heron", writer: str = "jane", **more: object) -> NewLetter:
    return NewLetter(case, writer, **{"content": b"%PDF the letter", **more})  # type: ignore[arg-type]


@pytest.fixture
def key_hex() -> str:
    """For processes that open the store; a passphrase would cost each of them a while."""
    return key().raw.hex()
