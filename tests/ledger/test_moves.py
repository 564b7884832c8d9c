import pytest

from outreach.ledger.moves import (
    HANDED_OVER,
    MOVES,
    OPEN_TO_ANOTHER,
    RANK,
    Cause,
    MoveOutsideTable,
    insist,
    permitted,
)
from outreach.model.campaign import Way
from outreach.model.dispatch import Status


def test_a_move_outside_the_table_fails() -> None:
    insist(Status.CLAIMED, Status.SENT, Cause.OUTCOME)
    with pytest.raises(MoveOutsideTable, match="no move from sent to claimed by claim"):
        insist(Status.SENT, Status.CLAIMED, Cause.CLAIM)


def test_what_may_have_gone_is_never_claimed_again() -> None:
    claimable = {before for before in Status if permitted(before, Status.CLAIMED, Cause.CLAIM)}
    assert claimable == {
        Status.PENDING,
        Status.DEFERRED,
        Status.REFUSED,
        Status.BOUNCED,
        Status.RETURNED,
    }
    assert claimable - {Status.DEFERRED} == OPEN_TO_ANOTHER


def test_only_a_decision_leads_from_unknown_back_to_a_claim() -> None:
    for cause in (Cause.CLAIM, Cause.LOSS):
        assert (Status.UNKNOWN, cause) not in MOVES
    by_report = MOVES[Status.UNKNOWN, Cause.REPORT]
    assert Status.REPLIED in by_report
    assert Status.DEFERRED not in by_report


def test_only_a_claim_leads_to_claimed_and_only_an_outcome_away_from_it() -> None:
    for (before, cause), after in MOVES.items():
        assert (Status.CLAIMED in after) == (cause is Cause.CLAIM)
        assert (before is Status.CLAIMED) <= (cause is Cause.OUTCOME)


def test_every_status_can_be_reached_and_has_a_rank() -> None:
    reached = {status for after in MOVES.values() for status in after}
    assert reached == set(Status) - {Status.PENDING}
    assert set(RANK) == set(Status)
    assert set(HANDED_OVER) == set(Way)
