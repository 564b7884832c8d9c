"""Two processes that write the same letters in opposite order: the server undoes one of them."""

import threading
from dataclasses import replace

import pytest

from outreach.errors import LedgerOvertaken
from outreach.ledger.store import SqlLedger
from outreach.ledger.transactions import MOST_TRIES, repeated
from outreach.model.dispatch import Status
from tests.ledger.conftest import Office


def claim(
    office: Office, ledger: SqlLedger, run: str, recipient: str, content: bytes = b""
) -> bool:
    made = office.mailing(recipient)
    mailing = replace(made, content=content or made.content)
    claimed = ledger.claim(
        office.key(recipient), office.addressee(recipient), mailing, run, office.now
    )
    return claimed is not None


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


def test_two_that_hand_over_the_same_contents_in_opposite_order_do_not_wait_for_each_other(
    postgres_office: Office,
) -> None:
    office = postgres_office
    both_handed_over_one = threading.Barrier(2, timeout=20)
    failed: list[Exception] = []

    def write(ledger: SqlLedger, run: str, *letters: tuple[str, bytes]) -> None:
        try:
            with ledger.together():
                claim(office, ledger, run, *letters[0])
                both_handed_over_one.wait()
                claim(office, ledger, run, *letters[1])
        except Exception as error:
            failed.append(error)

    ledgers = office.open(), office.open()
    ledgers[0].begin_wave("release", "1", office.now)
    with ledgers[0].run("jane", office.now) as one, ledgers[1].run("joe", office.now) as other:
        claim(office, ledgers[0], one, "a", b"first")
        claim(office, ledgers[0], one, "b", b"second")
        threads = [
            threading.Thread(
                target=write, args=(ledgers[0], one, ("c", b"first"), ("d", b"second"))
            ),
            threading.Thread(
                target=write, args=(ledgers[1], other, ("e", b"second"), ("f", b"first"))
            ),
        ]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert failed == []
        standing = office.read().statuses("release", "1")
        assert sorted(recipient for recipient, _ in standing) == list("abcdef")


def test_what_is_always_undone_is_given_up_after_longer_and_longer_pauses() -> None:
    tries: list[int] = []
    pauses: list[float] = []

    def write() -> None:
        tries.append(1)
        raise LedgerOvertaken("ledger")

    with pytest.raises(LedgerOvertaken):
        repeated(write, pauses.append)
    assert len(tries) == MOST_TRIES
    assert pauses == [0.05, 0.1, 0.2, 0.4]
