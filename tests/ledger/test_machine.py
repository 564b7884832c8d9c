"""Any order of claims, answers, crashes, marks and decisions, against the table of moves."""

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from outreach.errors import CannotMark, NothingToUndo
from outreach.ledger.moves import HANDED_OVER, MOVES, Cause, permitted
from outreach.model.campaign import Way
from outreach.model.dispatch import (
    Claim,
    Deferred,
    Refused,
    Sent,
    Status,
    Unknown,
    Unreachable,
)

NAMES = st.sampled_from(["ann", "bob", "eve"])
OUTCOMES = st.sampled_from(
    [Sent("ok", 250), Deferred("later", 451), Refused("no", 550), Unknown("?"), Unreachable("!")]
)
REPORTS = st.sampled_from(
    [
        Status.PREPARED,
        Status.PRINTED,
        Status.POSTED,
        Status.SUBMITTED,
        Status.DRAFTED,
        Status.SENT,
        Status.BOUNCED,
        Status.RETURNED,
        Status.REPLIED,
    ]
)
DECISIONS = st.sampled_from([Status.SENT, Status.DEFERRED, Status.REFUSED])
ADDRESSES = st.sampled_from(["", "second@example.org"])


class LedgerMachine(RuleBasedStateMachine):
    """`standing` is what each letter's status was when somebody last looked."""

    office_class: Any
    fresh: Path

    @initialize()
    def open(self) -> None:
        self.folder = TemporaryDirectory()
        path = Path(self.folder.name) / "ledger.db"
        path.write_bytes(self.fresh.read_bytes())
        self.office = self.office_class(f"sqlite:///{path}")
        self.standing = dict.fromkeys(["ann", "bob", "eve"], Status.PENDING)
        self.handed_over: dict[str, int] = dict.fromkeys(self.standing, 0)
        self.may_repeat: dict[str, bool] = dict.fromkeys(self.standing, True)
        self.claims: dict[str, Claim] = {}
        self.start()

    def start(self) -> None:
        self.ledger = self.office.open()
        self.running = self.ledger.run("jane", self.office.now)
        self.run_id = self.running.__enter__()

    def teardown(self) -> None:
        self.running.__exit__(None, None, None)
        self.office.close()
        self.folder.cleanup()

    def look(self, name: str, *causes: Cause) -> Status:
        """The letter's status now, which one of these causes must have been able to bring about."""
        now = self.ledger.statuses("release", "1").get((name, ""), Status.PENDING)
        before = self.standing[name]
        assert now is before or any(permitted(before, now, cause) for cause in causes)
        self.standing[name] = now
        return now

    @rule(name=NAMES, address=ADDRESSES)
    def claim(self, name: str, address: str) -> None:
        mailing = self.office.mailing(name, address=address)
        claim = self.ledger.claim(
            self.office.key(name),
            self.office.addressee(name),
            mailing,
            self.run_id,
            self.office.now,
        )
        if claim is not None:
            assert self.may_repeat[name]
            assert self.look(name, Cause.CLAIM) is Status.CLAIMED
            self.claims[name] = claim

    @rule(name=NAMES, due=st.booleans())
    def retake(self, name: str, due: bool) -> None:
        was_deferred = self.standing[name] is Status.DEFERRED
        claim = self.ledger.retake(
            self.office.key(name), self.run_id, self.office.now, only_if_due=due
        )
        if claim is None:
            assert due or not was_deferred
        else:
            assert was_deferred
            assert self.look(name, Cause.CLAIM) is Status.CLAIMED
            self.claims[name] = claim

    @precondition(lambda self: self.claims)
    @rule(data=st.data(), outcome=OUTCOMES)
    def settle(self, data: Any, outcome: Any) -> None:
        name = data.draw(st.sampled_from(sorted(self.claims)))
        status = self.ledger.settle(self.claims.pop(name), outcome, self.office.now)
        assert status is self.look(name, Cause.OUTCOME)
        self.may_repeat[name] = status in {Status.DEFERRED, Status.REFUSED}

    @rule(name=NAMES, kind=REPORTS)
    def report(self, name: str, kind: Status) -> None:
        at = self.office.now
        possible = permitted(self.standing[name], kind, Cause.REPORT)
        try:
            self.ledger.record(self.office.key(name), kind, at=at, recorded_at=at, by="jane")
        except CannotMark:
            assert not possible
        else:
            assert possible
            assert self.look(name, Cause.REPORT) is kind
            self.may_repeat[name] = kind in {Status.BOUNCED, Status.RETURNED}

    @rule(name=NAMES, decision=DECISIONS)
    def decide(self, name: str, decision: Status) -> None:
        possible = permitted(self.standing[name], decision, Cause.DECISION)
        try:
            self.ledger.resolve(self.office.key(name), decision, by="jane", at=self.office.now)
        except CannotMark:
            assert not possible
        else:
            assert possible
            assert self.look(name, Cause.DECISION) is decision
            self.may_repeat[name] = decision is not Status.SENT

    @rule(name=NAMES)
    def undo(self, name: str) -> None:
        try:
            before = self.ledger.undo(self.office.key(name), by="jane", at=self.office.now)
        except NothingToUndo:
            return
        # A way back along the table, never along an outcome.
        assert any(
            permitted(before, self.standing[name], cause)
            for cause in (Cause.REPORT, Cause.DECISION)
        )
        self.standing[name] = before
        self.may_repeat[name] = before in {
            Status.PENDING,
            Status.DEFERRED,
            Status.REFUSED,
            Status.BOUNCED,
            Status.RETURNED,
        }

    @rule()
    def crash(self) -> None:
        """The process is gone; its lock with it. Whoever comes next finds its claims unknown."""
        self.ledger._end = lambda run: None
        self.ledger._locks._held[self.run_id].release()
        self.ledger.close()
        self.start()
        for name in self.claims:
            assert self.look(name, Cause.OUTCOME) is Status.UNKNOWN
            self.may_repeat[name] = False
        self.claims.clear()

    @rule(hours=st.sampled_from([-24, -1, 1, 24, 24 * 6]))
    def set_clock(self, hours: int) -> None:
        self.office.later(hours=hours)

    @invariant()
    def agrees_with_itself(self) -> None:
        assert self.ledger.check() == ()
        for name in self.standing:
            self.look(name)


@pytest.mark.parametrize(
    "examples", [pytest.param(8, id="few"), pytest.param(150, id="many", marks=pytest.mark.slow)]
)
def test_no_order_of_things_leaves_the_table_of_moves(
    examples: int, new_office: Any, fresh_ledger: Path
) -> None:
    class Machine(LedgerMachine):
        office_class = type(new_office)
        fresh = fresh_ledger

    Machine.TestCase.settings = settings(
        max_examples=examples,
        stateful_step_count=30,
        suppress_health_check=list(HealthCheck),
        database=None,
    )
    Machine.TestCase().runTest()


def test_the_machine_knows_every_way_of_handing_over() -> None:
    assert set(HANDED_OVER) == set(Way)
    assert {cause for _, cause in MOVES} == set(Cause)
