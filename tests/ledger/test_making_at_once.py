import threading
import time

import pytest
from sqlalchemy import text

from outreach.ledger import engines, making
from outreach.ledger.opening import open_ledger
from outreach.ledger.store import SqlLedger
from tests.ledger.conftest import START

WAITING = text("SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND NOT granted")


def test_who_waits_while_another_makes_the_ledger_makes_no_second_one(postgres_url: str) -> None:
    opened: list[SqlLedger] = []

    def open_it() -> None:
        opened.append(open_ledger(postgres_url, "", writing=True, create=True))

    engine = engines.postgres_engine(engines.read_url(postgres_url))
    other = threading.Thread(target=open_it)
    with engine.begin() as connection:
        connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": making._MAKING})
        other.start()
        deadline = time.monotonic() + 20
        while not connection.execute(WAITING).scalar_one():
            if time.monotonic() > deadline:
                pytest.fail("the other did not wait for its turn")
            time.sleep(0.01)
        making.make_tables(connection, START)
    other.join()
    with engine.connect() as connection:
        ids = connection.execute(text("SELECT id FROM ledger")).scalars().all()
    engine.dispose()
    assert [ledger.id for ledger in opened] == ids
    opened[0].close()
