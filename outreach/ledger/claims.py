"""Claims, and what came of them: the rows that keep a letter from going out twice.

Both are on the way of every letter, so a new letter costs no question first: it is inserted as
claimed, and the insert itself tells whether it was new.
"""

from datetime import datetime
from typing import assert_never

from sqlalchemy import Connection, bindparam, select, update

from outreach.ledger import attempts, events, letters, moves, retries
from outreach.ledger.attempts import Run, Settled
from outreach.ledger.prepared import Prepared
from outreach.ledger.standing import UNREACHABLE, Standing, outcome_status
from outreach.ledger.tables import attempts as attempts_table
from outreach.ledger.tables import insert_new_by
from outreach.ledger.tables import letters as letters_table
from outreach.ledger.times import read, written
from outreach.model.dispatch import (
    Addressee,
    Claim,
    Deferred,
    LetterKey,
    Outcome,
    Refused,
    Sent,
    Status,
    Unknown,
    Unreachable,
)
from outreach.model.mailing import Mailing

_LETTER = (
    select(attempts_table.c.letter)
    .where(attempts_table.c.id == bindparam("of_attempt"))
    .scalar_subquery()
)
_NUMBER = (
    select(attempts_table.c.number)
    .where(attempts_table.c.id == bindparam("of_attempt"))
    .scalar_subquery()
)
_CLAIM = Prepared(
    lambda dialect: insert_new_by(dialect, letters_table).returning(letters_table.c.id),
    *("campaign", "wave", "recipient", "signatory", "name", "office"),
    *("status", "status_at", "attempt"),
)
_SETTLE = Prepared(
    lambda _: (
        update(letters_table)
        .where(letters_table.c.id == _LETTER, letters_table.c.status == bindparam("before"))
        .where(letters_table.c.attempt == _NUMBER, letters_table.c.event.is_(None))
        .values(status=bindparam("after"), status_at=bindparam("since"))
    ),
    *("of_attempt", "before", "after", "since"),
)
_STATUS = select(letters_table.c.status).where(letters_table.c.id == _LETTER)
_FIRST = select(attempts_table.c.first_at).where(attempts_table.c.id == bindparam("of_attempt"))


def claim(
    connection: Connection,
    key: LetterKey,
    addressee: Addressee,
    mailing: Mailing,
    run: Run,
    at: datetime,
) -> Claim | None:
    """Claim a letter that has no row, or whose earlier attempt is over and was another."""
    new = {
        **letters.key_values(key),
        "name": addressee.name,
        "office": addressee.office,
        "status": Status.CLAIMED.value,
        "status_at": written(at),
        "attempt": 1,
    }
    letter = _CLAIM.number(connection, new)
    if not letter:
        return _claim_again(connection, key, mailing, run, at)
    return Claim(key, attempts.begin(connection, letter, 1, mailing, run, at), mailing, 1)


def _claim_again(
    connection: Connection, key: LetterKey, mailing: Mailing, run: Run, at: datetime
) -> Claim | None:
    row = letters.find(connection, key)
    if row is None or row.status not in moves.OPEN_TO_ANOTHER:
        return None
    if attempts.was_tried(connection, row.id, mailing.way, mailing.address):
        return None
    number = letters.next_number(connection, row.id)
    attempt = attempts.begin(connection, row.id, number, mailing, run, at)
    moves.insist(row.status, Status.CLAIMED, moves.Cause.CLAIM)
    letters.write(connection, row, Standing(Status.CLAIMED, at, number, None))
    return Claim(key, attempt, mailing, 1)


def retake(
    connection: Connection, key: LetterKey, run: Run, at: datetime, *, only_if_due: bool
) -> Claim | None:
    """Claim a deferred letter again, with the bytes and the Message-ID it had."""
    row = letters.find(connection, key)
    if row is None or row.status is not Status.DEFERRED or row.attempt is None:
        return None
    attempt = attempts.current(connection, row.id, row.attempt)
    mailing = attempts.mailing_of(connection, attempt)
    if mailing is None or (only_if_due and attempt.retry_at and read(attempt.retry_at) > at):
        return None
    events.keep_try(connection, attempt, at)
    attempts.retake(connection, attempt.id, run, at)
    letters.restate(connection, row, moves.Cause.CLAIM)
    return Claim(key, attempt.id, mailing, attempt.tries + 1)


def settle(connection: Connection, claim: Claim, outcome: Outcome, at: datetime) -> Status:
    """Write what became of a claim. An answer that comes after the run was taken for dead counts,
    as long as nobody decided what became of the letter.
    """
    settled = _settled(connection, claim, outcome, at)
    after = outcome_status(claim.mailing.way, settled.outcome)
    if not _move(connection, claim, Status.CLAIMED, after, at):
        before = connection.execute(_STATUS, {"of_attempt": claim.attempt}).scalar_one()
        moves.insist(Status(before), after, moves.Cause.OUTCOME)
        if not _move(connection, claim, Status(before), after, at):
            raise moves.MoveOutsideTable(Status(before), after, moves.Cause.OUTCOME)
    if not attempts.settle(connection, claim.attempt, claim.tries, settled):
        raise letters.ChangedUnderneath(claim.key)
    return after


def _move(
    connection: Connection, claim: Claim, before: Status, after: Status, at: datetime
) -> bool:
    moves.insist(before, after, moves.Cause.OUTCOME)
    values = {
        "of_attempt": claim.attempt,
        "before": before.value,
        "after": after.value,
        "since": written(at),
    }
    return _SETTLE(connection, values).rowcount == 1


def _settled(connection: Connection, claim: Claim, outcome: Outcome, at: datetime) -> Settled:
    match outcome:
        case Sent():
            return Settled("sent", outcome.code, outcome.words, at)
        case Refused():
            return Settled("refused", outcome.code, outcome.words, at)
        case Unknown():
            return Settled("unknown", 0, outcome.words, at)
        case Unreachable():
            later = at + retries.UNREACHABLE_WAIT
            return Settled(UNREACHABLE, 0, outcome.words, at, later)
        case Deferred():
            first = connection.execute(_FIRST, {"of_attempt": claim.attempt}).scalar_one()
            later_if = retries.next_try(read(first), claim.tries, at)
            if later_if is None:
                answer = " ".join(filter(None, (str(outcome.code or ""), outcome.words)))
                return Settled("refused", 0, retries.given_up(answer), at)
            return Settled("deferred", outcome.code, outcome.words, at, later_if)
        case _:
            assert_never(outcome)
