"""Two processes that write the same letters in opposite order: the server undoes one of them."""

import threading

import pytest

from outreach.errors import LedgerOvertaken
from outreach.ledger.store import SqlLedger
from outreach.ledger.transactions import MOST_TRIES, repeated
from outreach.model.dispatch import Status
from tests.ledger.conftest import Office


def claim(office: Office, ledger: SqlLedger, run: str, recipient: str) -> bool:
    mailing = office.mailing(recipient)
    made = ledger.claim(
        office.key(recipient), office.addressee(recipient), mailing, run, office.now
    )
    return made is not None


def test_of_two_that_wait_for_each_other_one_is_undone_and_may_try_again(
    postgres_office: Office,
) -> None:
    office = postgres_office
    both_hold_one = threading.Barrier(2, timeout=20)
    claims: list[str] = []
    undone: list[str] = []

    def write(ledger: SqlLedger, run: str, first: str, second: str) -> None:
        tries = 0

        def once() -> list[str]:
            nonlocal tries
            tries += 1
            with ledger.together():
                made = [first] if claim(office, ledger, run, first) else []
                if tries == 1:
                    both_hold_one.wait()
                return made + ([second] if claim(office, ledger, run, second) else [])

        def told() -> list[str]:
            try:
                return once()
            except LedgerOvertaken:
                undone.append(run)
                raise

        claims.extend(repeated(told))

    ledgers = office.open(), office.open()
    ledgers[0].note_campaign("release", "Release them")
    ledgers[0].begin_wave("release", "1", office.now)
    with ledgers[0].run("jane", office.now) as one, ledgers[1].run("joe", office.now) as other:
        threads = [
            threading.Thread(target=write, args=(ledgers[0], one, "a", "b")),
            threading.Thread(target=write, args=(ledgers[1], other, "b", "a")),
        ]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert len(undone) == 1
        assert sorted(claims) == ["a", "b"]
        standing = office.read().statuses("release", "1")
        assert set(standing.values()) == {Status.CLAIMED}


def test_what_is_always_undone_is_given_up() -> None:
    tries: list[int] = []

    def write() -> None:
        tries.append(1)
        raise LedgerOvertaken("ledger")

    with pytest.raises(LedgerOvertaken):
        repeated(write)
    assert len(tries) == MOST_TRIES
