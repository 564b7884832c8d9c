"""Letters with the same enclosures: what they end with alike is kept once, and comes back whole."""

import os
import sqlite3
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from outreach.ledger.store import SqlLedger
from outreach.model.dispatch import Deferred
from outreach.model.mailing import Mailing

ENDING = os.urandom(300_000)


def mailing(office: Any, name: str, ending: bytes = ENDING) -> Mailing:
    plain: Mailing = office.mailing(name)
    return replace(plain, content=plain.content + ending, ending=ending)


def claimed(office: Any, ledger: SqlLedger, *names: str) -> list[Mailing]:
    letters = [mailing(office, name) for name in names]
    with ledger.run("jane", office.now) as run:
        for name, letter in zip(names, letters, strict=True):
            claim = ledger.claim(office.key(name), office.addressee(name), letter, run, office.now)
            assert claim
            ledger.settle(claim, Deferred("later", 450), office.now)
    return letters


def test_each_content_comes_back_byte_for_byte(office: Any) -> None:
    letters = claimed(office, office.open(), "ann", "bob", "cyd")
    reader = office.read()
    assert [reader.content(one.digest) for one in letters] == [one.content for one in letters]
    assert reader.check() == ()


def test_a_letter_put_off_goes_again_with_its_enclosures(office: Any) -> None:
    ledger = office.open()
    (letter,) = claimed(office, ledger, "ann")
    with ledger.run("jane", office.later(days=1)) as run:
        again = ledger.retake(office.key("ann"), run, office.now)
        assert again
        assert again.mailing.content == letter.content


def test_a_content_that_does_not_end_so_is_kept_whole(office: Any) -> None:
    ledger = office.open()
    odd = replace(mailing(office, "ann"), ending=b"x" * 5_000)
    with ledger.run("jane", office.now) as run:
        assert ledger.claim(office.key("ann"), office.addressee("ann"), odd, run, office.now)
    assert office.read().content(odd.digest) == odd.content


def _rows(path: Path) -> list[tuple[str, int]]:
    connection = sqlite3.connect(path)
    try:
        return connection.execute("SELECT sha256, length(body) FROM contents").fetchall()
    finally:
        connection.close()


def path_of(ledger: SqlLedger) -> Path:
    if ledger.path is None:
        pytest.skip("a file is looked into")
    return ledger.path


def test_fifty_letters_take_the_room_of_one_enclosure(office: Any) -> None:
    ledger = office.open()
    path = path_of(ledger)
    claimed(office, ledger, *(f"one{number}" for number in range(50)))
    office.close()
    sizes = [size for _, size in _rows(path)]
    assert len(sizes) == 51
    assert sum(sizes) < len(ENDING) * 1.2


def test_an_ending_that_is_lost_is_found_by_the_check(office: Any) -> None:
    ledger = office.open()
    path = path_of(ledger)
    letters = claimed(office, ledger, "ann", "bob")
    office.close()
    connection = sqlite3.connect(path)
    connection.execute("UPDATE contents SET body = x'00' WHERE size = ?", (len(ENDING),))
    connection.commit()
    connection.close()
    found = [problem.sentence for problem in office.read().check()]
    assert len(found) == 3
    assert all(any(one.digest in words for words in found) for one in letters)


def test_another_copy_brings_back_what_one_lost(office: Any, tmp_path: Path) -> None:
    ledger = office.open()
    path = path_of(ledger)
    letters = claimed(office, ledger, "ann", "bob")
    office.close()
    copy = tmp_path / "copy.db"
    copy.write_bytes(path.read_bytes())
    connection = sqlite3.connect(path)
    connection.execute("UPDATE contents SET body = x'00' WHERE size = ?", (len(ENDING),))
    connection.commit()
    ledger = office.open()
    ledger.take_in(sqlite3.connect(path), sqlite3.connect(copy))
    assert [ledger.content(one.digest) for one in letters] == [one.content for one in letters]
