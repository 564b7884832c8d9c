"""What people and the inbox put on record: reports, decisions, and taking either back."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection

from outreach.errors import CannotMark, NothingToUndo
from outreach.ledger import attempts, contents, events, letters, moves
from outreach.ledger.letters import LetterRow
from outreach.ledger.moves import HANDED_OVER, OPEN_TO_ANOTHER, Cause
from outreach.model.campaign import Way
from outreach.model.dispatch import Addressee, LetterKey, Status

_FRESH = LetterRow(0, Status.PENDING, None, None)


@dataclass(frozen=True, slots=True)
class Report:
    """Something that was done by hand, or came back.

    `at` is when it happened, `recorded_at` when it is put on record; `by` who says so. A letter
    that begins with this report takes `addressee`, `way`, `address` and, where given, `content`.
    """

    key: LetterKey
    kind: Status
    at: datetime
    recorded_at: datetime
    by: str
    detail: str
    addressee: Addressee
    way: Way
    address: str
    content: bytes | None
    media_type: str


def record(connection: Connection, report: Report) -> Status:
    """Put a report on record, as a new attempt where the earlier one is over."""
    row = letters.find(connection, report.key) or _FRESH
    if not moves.permitted(row.status, report.kind, Cause.REPORT):
        raise CannotMark(report.key.recipient, report.kind, row.status)
    if row is _FRESH:
        row = letters.add(connection, report.key, report.addressee, report.recorded_at)
    number, tries = _attempt_for(connection, row, report)
    _add(connection, row, number, tries, report)
    attempts.date(connection, row.id, number, report.at)
    return letters.restate(connection, row, Cause.REPORT).status


def _attempt_for(connection: Connection, row: LetterRow, report: Report) -> tuple[int, int]:
    """The number and the tries of the attempt that a report is about; a new one where it begins."""
    sha256 = None
    if report.content is not None:
        sha256 = contents.keep(connection, report.content, report.media_type)
    goes_on = row.attempt is not None and (
        row.status not in OPEN_TO_ANOTHER or report.kind is Status.REPLIED
    )
    if row.attempt is not None and goes_on:
        attempt = attempts.current(connection, row.id, row.attempt)
        # Made or posted with other words: the earlier print stays on record beside it.
        anew = report.kind in (Status.PREPARED, Status.POSTED)
        if sha256 is None or sha256 == attempt.sha256 or not anew:
            return row.attempt, attempt.tries
    number = letters.next_number(connection, row.id)
    attempts.begin_by_hand(
        connection, row.id, number, report.way, report.address, sha256, report.at
    )
    return number, 0


def _add(connection: Connection, row: LetterRow, number: int, tries: int, report: Report) -> None:
    events.add(
        connection,
        events.Event(
            letter=row.id,
            attempt=number,
            handover=tries,
            kind=report.kind.value,
            at=report.at,
            recorded_at=report.recorded_at,
            by=report.by,
            detail=report.detail,
        ),
    )


def resolve(
    connection: Connection,
    key: LetterKey,
    decision: Status,
    by: str,
    at: datetime,
    detail: str,
) -> Status:
    """Put a person's decision on record: did an unknown letter go, is it tried again, or given up.

    A deferred letter may be given up too, so that it can take another way.
    """
    row = letters.find(connection, key) or _FRESH
    if row.attempt is None:
        raise CannotMark(key.recipient, decision, row.status)
    attempt = attempts.current(connection, row.id, row.attempt)
    meant = HANDED_OVER[Way(attempt.way)] if decision is Status.SENT else decision
    if not moves.permitted(row.status, meant, Cause.DECISION):
        raise CannotMark(key.recipient, meant, row.status)
    decided = events.Event(row.id, row.attempt, attempt.tries, meant.value, at, at, by, detail)
    events.add(connection, decided)
    if meant is Status.DEFERRED:
        attempts.make_due(connection, row.id, row.attempt, at)
    return letters.restate(connection, row, Cause.DECISION).status


def undo(connection: Connection, key: LetterKey, by: str, at: datetime, detail: str) -> Status:
    """Take back the last report or decision. Nothing is deleted: taking back is an event too."""
    row = letters.find(connection, key) or _FRESH
    if row.event is None:
        raise NothingToUndo(key.recipient, row.status)
    undone = events.undoing(connection, row.event, by, at, detail)
    events.add(connection, undone)
    before = letters.standing_of(connection, row.id)
    if not any(
        moves.permitted(before.status, row.status, cause)
        for cause in (Cause.REPORT, Cause.DECISION)
    ):
        raise moves.MoveOutsideTable(before.status, row.status, Cause.REPORT)
    letters.write(connection, row, before)
    return before.status
