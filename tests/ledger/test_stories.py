from typing import Any

import pytest

from outreach.model.dispatch import Status
from tests.ledger.whole_records import fill

SHOWN = {
    "again": ["tried", "sent"],
    "undone": ["sent", "replied", "undone"],
    "posted": ["prepared", "printed", "posted"],
    "decided": ["unknown", "sent"],
    "refused1": ["refused", "refused"],  # in two waves
}


@pytest.mark.parametrize("kind", ["office", "postgres_office"])
def test_a_story_holds_every_attempt_and_event_in_order(
    kind: str, request: pytest.FixtureRequest
) -> None:
    office = request.getfixturevalue(kind)
    fill(office)
    ledger = office.read()
    for recipient, happened in SHOWN.items():
        assert [one.what for one in ledger.story(recipient)] == happened
    assert [one.wave for one in ledger.story("refused1")] == ["1", "2"]
    assert [one.wave for one in ledger.story("refused1", wave="2")] == ["2"]
    assert list(ledger.story("refused1", campaign="another")) == []


def test_a_servers_answer_is_told_with_its_code(office: Any) -> None:
    fill(office)
    ledger = office.read()
    (refused, _) = ledger.history(recipient="refused1")
    assert refused.detail == "550 5.1.1 no such user"
    (unknown, _) = ledger.history(recipient="unknown3")
    assert unknown.detail == "no answer"


def test_the_letters_in_doubt_are_those_that_a_claim_makes_unknown(office: Any) -> None:
    fill(office)
    ledger = office.open()
    names = [*SHOWN, "new", "bounced", "returned", "mistaken", "unreachable4", "deferred2"]
    told = ledger.in_doubt("release", "1", "", names)
    assert {"new", "refused1", "bounced", "returned", "mistaken", "deferred2"} <= told
    with ledger.run("jane", office.now) as run:
        for name in names:
            key = office.key(name)
            letter = (key, office.addressee(name), office.mailing(name), run, office.now)
            put_off = ledger.statuses("release", "1").get((name, "")) is Status.DEFERRED
            claim = ledger.retake(key, run, office.now) if put_off else ledger.claim(*letter)
            assert claim is None
    unknown = {item.recipient for item in ledger.unknowns("release", "1")}
    assert unknown & set(names) == told
    assert ledger.in_doubt("release", "1", "", names) == frozenset()
    ledger.close_gap(2, by="jane", at=office.now)
    assert ledger.in_doubt("release", "1", "", ["another"]) == frozenset()
