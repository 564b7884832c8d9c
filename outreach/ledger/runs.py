"""Runs: begun, ended, and recovered from when they did not end by themselves."""

from datetime import datetime

from sqlalchemy import Connection, bindparam, insert, select, true, update

from outreach.ledger import attempts, letters, moves
from outreach.ledger.attempts import Run, Settled
from outreach.ledger.broken_off import GONE
from outreach.ledger.letters import LetterRow
from outreach.ledger.locks import RunLocks
from outreach.ledger.tables import attempts as attempts_table
from outreach.ledger.tables import letters as letters_table
from outreach.ledger.tables import runs
from outreach.ledger.times import written
from outreach.model.dispatch import Status

_BEGIN = insert(runs)
_END = update(runs).where(runs.c.id == bindparam("of_run")).values(ended_at=bindparam("ended_at"))
_OPEN = select(runs.c.id).where(runs.c.ended_at.is_(None)).order_by(runs.c.started_at)
_UNSETTLED = (
    select(
        attempts_table.c.id,
        attempts_table.c.tries,
        letters_table.c.id,
        letters_table.c.attempt,
        letters_table.c.event,
    )
    .join(letters_table, letters_table.c.id == attempts_table.c.letter)
    .where(
        attempts_table.c.run == bindparam("of_run"),
        attempts_table.c.outcome.is_(None),
        letters_table.c.status == Status.CLAIMED.value,
        letters_table.c.attempt == attempts_table.c.number,
    )
    .order_by(letters_table.c.id)
    .with_for_update(of=letters_table)
)


def begin(connection: Connection, run: Run, at: datetime) -> None:
    """Put a run on record; it holds its lock already."""
    values = {"id": run.id, "account": run.account, "started_at": written(at)}
    connection.execute(_BEGIN, values)


def end(connection: Connection, run: str, at: datetime) -> int:
    """A run is over, however it ended: nobody will settle its open claims any more.

    Returns how many of them became unknown.
    """
    unsettled = connection.execute(_UNSETTLED, {"of_run": run}).fetchall()
    for attempt, tries, letter, number, event in unsettled:
        attempts.settle(connection, attempt, tries, Settled("unknown", 0, GONE, at))
        row = LetterRow(letter, Status.CLAIMED, number, event)
        letters.restate(connection, row, moves.Cause.OUTCOME)
    connection.execute(_END, {"of_run": run, "ended_at": written(at)})
    return len(unsettled)


def are_open(connection: Connection, account: str | None = None) -> bool:
    """Whether a run goes on, of any account or of one."""
    of_account = runs.c.account == account if account is not None else true()
    return connection.execute(_OPEN.where(of_account)).first() is not None


def recover(connection: Connection, locks: RunLocks, at: datetime) -> int:
    """End every run whose lock is free. Returns how many letters became unknown by it."""
    found = connection.execute(_OPEN).scalars().all()
    return sum(end(connection, run, at) for run in found if locks.is_free(run))
