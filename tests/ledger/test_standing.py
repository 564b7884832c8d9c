from datetime import UTC, datetime, timedelta

from outreach.ledger.standing import AttemptFacts, EventFacts, Standing, standing
from outreach.model.campaign import Way
from outreach.model.dispatch import Status

START = datetime(2026, 11, 22, 10, 15, tzinfo=UTC)


def minute(number: int) -> datetime:
    return START + timedelta(minutes=number)


def attempt(number: int = 1, tries: int = 1, outcome: str = "", at: int = 0) -> AttemptFacts:
    return AttemptFacts(number, Way.EMAIL, tries, outcome, minute(at))


def event(
    number: int, kind: str, attempt: int = 1, handover: int = 0, undoes: int | None = None
) -> EventFacts:
    return EventFacts(number, attempt, handover, kind, minute(number), undoes)


def test_a_claim_without_an_outcome_is_claimed() -> None:
    assert standing([attempt(at=3)], []) == Standing(Status.CLAIMED, minute(3), 1, None)


def test_an_outcome_is_the_status() -> None:
    assert standing([attempt(outcome="sent", at=3)], []).status is Status.SENT
    assert standing([attempt(outcome="unreachable")], []).status is Status.DEFERRED


def test_the_last_event_outweighs_the_outcome() -> None:
    found = standing(
        [attempt(outcome="sent")],
        [event(7, "bounced", handover=1), event(8, "replied", handover=1)],
    )
    assert found == Standing(Status.REPLIED, minute(8), 1, 8)


def test_events_count_in_the_order_of_recording_whatever_their_dates() -> None:
    late = EventFacts(9, 1, 0, "posted", minute(-500), None)
    found = standing([attempt(tries=0)], [late, event(8, "printed")])
    assert found == Standing(Status.POSTED, minute(-500), 1, 9)


def test_what_was_said_of_an_earlier_try_is_history() -> None:
    decided = event(5, "deferred", handover=1)
    assert standing([attempt(tries=2, at=6)], [decided]).status is Status.CLAIMED


def test_an_undone_event_never_happened() -> None:
    events = [event(1, "prepared"), event(2, "printed"), event(3, "undone", undoes=2)]
    assert standing([attempt(tries=0)], events) == Standing(Status.PREPARED, minute(1), 1, 1)


def test_an_attempt_by_hand_that_was_undone_leads_back_to_the_one_before() -> None:
    attempts = [attempt(1, outcome="refused", at=1), attempt(2, tries=0, at=2)]
    events = [event(1, "prepared", attempt=2), event(2, "undone", attempt=2, undoes=1)]
    assert standing(attempts, events) == Standing(Status.REFUSED, minute(1), 1, None)


def test_where_everything_was_undone_the_letter_is_pending() -> None:
    events = [event(1, "posted"), event(2, "undone", undoes=1)]
    assert standing([attempt(tries=0)], events) == Standing(Status.PENDING, minute(2), None, None)


def test_notes_of_earlier_tries_change_nothing() -> None:
    assert standing([attempt(tries=2, at=4)], [event(1, "tried", handover=1)]).event is None
