from dataclasses import replace
from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from outreach.ledger.merging import consistent, merged
from outreach.ledger.moves import RANK
from outreach.ledger.records import AttemptRecord, EventRecord, LetterRecord
from outreach.ledger.times import written
from outreach.model.dispatch import LetterKey, Status

START = datetime(2026, 11, 22, 10, 15, tzinfo=UTC)


def minute(number: int) -> str:
    return written(START + timedelta(minutes=number))


def attempt(
    number: int = 1, outcome: str | None = None, at: int = 0, tries: int = 1
) -> AttemptRecord:
    return AttemptRecord(
        number=number,
        way="email",
        account="jane",
        sender="jane@example.org",
        address="ann@example.org",
        address_folded="ann@example.org",
        message_id=f"<{at}@example.org>",
        sha256=None,
        run=None,
        first_at=minute(at),
        last_at=minute(at),
        tries=tries,
        outcome=outcome,
        code=0,
        words="",
        settled_at=minute(at + 1) if outcome else None,
        retry_at=None,
    )


def event(kind: str, at: int, number: int = 1, undoes: int | None = None) -> EventRecord:
    return EventRecord(number, 1, kind, minute(at), minute(at), "jane", "", undoes)


def letter(*attempts: AttemptRecord, events: tuple[EventRecord, ...] = ()) -> LetterRecord:
    bare = LetterRecord(LetterKey("release", "1", "ann"), "", "", Status.PENDING, attempts, events)
    standing = bare.standing
    return replace(bare, status=standing.status if standing else Status.PENDING)


def both_ways(one: LetterRecord, other: LetterRecord) -> set[Status]:
    return {merged(one, other, START).status, merged(other, one, START).status}


def test_an_outcome_outweighs_the_claim_it_settled() -> None:
    assert both_ways(letter(attempt()), letter(attempt(outcome="sent"))) == {Status.SENT}


def test_a_later_try_outweighs_the_outcome_of_an_earlier_one() -> None:
    earlier, later = attempt(outcome="deferred"), attempt(outcome="sent", tries=2)
    assert both_ways(letter(earlier), letter(later)) == {Status.SENT}


def test_events_that_only_one_knows_are_added() -> None:
    sent = attempt(outcome="sent")
    bounced = letter(sent, events=(event("bounced", 5),))
    assert both_ways(letter(sent), bounced) == {Status.BOUNCED}


def test_what_was_undone_stays_undone() -> None:
    sent = attempt(outcome="sent")
    bounced = letter(sent, events=(event("bounced", 5),))
    undone = letter(sent, events=(event("bounced", 5), event("undone", 6, undoes=0)))
    assert both_ways(bounced, undone) == {Status.SENT}


def test_attempts_that_went_apart_are_both_kept_and_nothing_is_lowered() -> None:
    ours, theirs = letter(attempt(outcome="sent")), letter(attempt(outcome="refused", at=9))
    for one, other in ((ours, theirs), (theirs, ours)):
        found = merged(one, other, START)
        assert [a.number for a in found.attempts] == [1, 2]
        assert found.status is Status.SENT
        assert consistent(found)


def test_a_status_that_does_not_follow_from_its_rows_is_not_lowered() -> None:
    damaged = replace(letter(attempt(outcome="refused")), status=Status.SENT)
    found = merged(damaged, letter(attempt(outcome="refused")), START)
    assert found.status is Status.SENT
    assert consistent(found)


outcomes = st.sampled_from([None, "sent", "deferred", "refused", "unknown", "unreachable"])
attempts = st.lists(
    st.builds(attempt, outcome=outcomes, at=st.integers(0, 3), tries=st.integers(1, 2)), max_size=3
).map(lambda found: [replace(a, number=place) for place, a in enumerate(found, 1)])
kinds = st.sampled_from(["bounced", "replied", "posted", "returned", "sent", "deferred"])


@st.composite
def letters(draw: st.DrawFn) -> LetterRecord:
    found = draw(attempts)
    ids = {a.message_id for a in found}
    found = [a for a in found if a.message_id in ids and not ids.discard(a.message_id)]
    numbers = [a.number for a in found]
    happened = draw(
        st.lists(st.builds(event, kinds, st.integers(0, 3), st.sampled_from(numbers)), max_size=3)
        if numbers
        else st.just([])
    )
    return letter(*found, events=tuple(dict.fromkeys(happened)))


@given(letters(), letters())
def test_nothing_is_forgotten_and_once_is_enough(ours: LetterRecord, theirs: LetterRecord) -> None:
    found = merged(ours, theirs, START)
    assert consistent(found)
    assert {a.identity for a in found.attempts} == {
        a.identity for one in (ours, theirs) for a in one.attempts
    }
    assert set(ours.events) <= set(found.events)
    assert merged(found, theirs, START) == found
    assert merged(found, ours, START).status is found.status


@given(letters())
def test_a_letter_merged_with_itself_is_itself(one: LetterRecord) -> None:
    assert merged(one, one, START) == one


@given(letters(), letters())
def test_records_that_went_apart_keep_the_farthest_status(
    ours: LetterRecord, theirs: LetterRecord
) -> None:
    mine = {a.number: a.identity for a in ours.attempts}
    apart = any(mine.get(a.number, a.identity) != a.identity for a in theirs.attempts)
    found = RANK[merged(ours, theirs, START).status]
    if apart:
        assert found >= min(RANK[Status.UNKNOWN], max(RANK[ours.status], RANK[theirs.status]))
