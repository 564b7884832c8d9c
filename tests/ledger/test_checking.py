import sqlite3
from pathlib import Path
from typing import Any

import pytest

from outreach.model.dispatch import Refused, Sent, Status


@pytest.fixture
def filled(office: Any) -> Any:
    ledger = office.open()
    with ledger.run("jane", office.now) as run:
        for name, outcome in (("ann", Sent("ok", 250)), ("bob", Refused("no", 550))):
            claim = ledger.claim(
                office.key(name), office.addressee(name), office.mailing(name), run, office.now
            )
            ledger.settle(claim, outcome, office.now)
    ledger.record(
        office.key("bob"), Status.POSTED, at=office.now, recorded_at=office.now, by="jane"
    )
    office.close()
    return office


def changed(path: Path, sql: str) -> None:
    connection = sqlite3.connect(path)
    connection.execute(sql)
    connection.commit()
    connection.close()


def test_a_sound_ledger_has_no_problems(filled: Any) -> None:
    assert filled.read().check() == ()


@pytest.mark.parametrize(
    ("sql", "words"),
    [
        (
            "UPDATE letters SET status = 'pending' WHERE recipient = 'ann'",
            "The letter to ann in release (1) is written down as pending, but its",
        ),
        ("UPDATE letters SET event = NULL WHERE recipient = 'bob'", "make it posted"),
        ("UPDATE letters SET status_at = '2026-11-22T10:15:00.000001Z'", "make it sent"),
        ("UPDATE attempts SET outcome = 'refused' WHERE outcome = 'sent'", "make it refused"),
        ("UPDATE contents SET body = x'00'", "are not those any more"),
        ("DELETE FROM events", "make it refused"),
        ("DELETE FROM attempts WHERE tries > 0", "make it nothing"),
        ("DELETE FROM contents", "lacks its row in contents"),
    ],
)
def test_what_contradicts_itself_is_found(
    filled: Any, ledger_path: Path, sql: str, words: str
) -> None:
    changed(ledger_path, sql)
    found = filled.read().check()
    assert any(words in problem.sentence for problem in found), found
    assert all(problem.way_out for problem in found)


def test_a_bad_page_is_found(filled: Any, ledger_path: Path) -> None:
    ledger = filled.read()
    content = bytearray(ledger_path.read_bytes())
    for number in range(6, len(content) // 4096):
        content[number * 4096 : number * 4096 + 32] = b"\xa5" * 32
    ledger_path.write_bytes(content)
    (problem, *_) = ledger.check()
    assert problem.sentence.startswith(("The file is damaged", "The file cannot be read"))
