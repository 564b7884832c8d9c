"""A store whose file was changed for another one by hand, and its copies."""

import shutil
from collections.abc import Callable
from dataclasses import replace

import pytest

from outreach.casework.store import Casework
from outreach.casework.values import Entry, NewReceived, Remark, RemarkKind
from outreach.errors import CopyRefused
from outreach.ledger.restoring import restore
from tests.casework.conftest import START, Office, a_letter

HERON = Entry("heron", True, '[names]\nen = "Anna Example"\n', "")
DAY = START.date()


def a_remark(casework: Casework) -> None:
    casework.remark(Remark("heron", RemarkKind.DELAYED, DAY, number=1), START)


LATER: dict[str, Callable[[Casework], object]] = {
    "a case": lambda casework: casework.put(replace(HERON, id="robin"), START),
    "what is new of a case": lambda casework: casework.put(
        replace(HERON, revision=1, facts="moved"), START
    ),
    "a letter out": lambda casework: casework.begin_letter(a_letter(), START),
    "a letter in": lambda casework: casework.received(
        NewReceived("heron", DAY, content=b"Thank you", media_type="text/plain"), START
    ),
    "a remark": a_remark,
}


@pytest.mark.parametrize("later", LATER)
def test_an_older_store_that_was_put_in_its_place_does_not_hide_what_a_copy_knows(
    office: Office, later: str
) -> None:
    casework = office.open()
    casework.put(HERON, START)
    casework.begin_letter(a_letter(), START)
    older = casework.ledger.backup()
    LATER[later](casework)
    newest = casework.ledger.backup(office.path.with_name("newest.db"))
    found = state_of(casework)
    url, its_id = f"sqlcipher:///{office.path.as_posix()}", casework.ledger.id
    office.close()
    shutil.copy(older, office.path)
    before = office.path.read_bytes()
    with pytest.raises(CopyRefused, match="knows more of cases"):
        restore(url, its_id, newest, clock=office.clock)
    assert office.path.read_bytes() == before
    office.path.rename(office.path.with_name("older.db"))
    restore(url, its_id, newest, clock=office.clock)
    assert state_of(office.open()) == found


def test_an_older_copy_is_put_back_onto_what_is_newer(office: Office) -> None:
    casework = office.open()
    casework.put(HERON, START)
    casework.begin_letter(a_letter(), START)
    older = casework.ledger.backup()
    for change in LATER.values():
        change(casework)
    casework.remove_texts("heron", START)
    found, its_id = state_of(casework), casework.ledger.id
    office.close()
    restore(f"sqlcipher:///{office.path.as_posix()}", its_id, older, clock=office.clock)
    assert state_of(office.open()) == found


def state_of(casework: Casework) -> tuple[object, ...]:
    return casework.entries(), casework.letters(), casework.received_letters()
