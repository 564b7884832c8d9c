"""Attempts: the rows that say which bytes went where, and what came of it."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, bindparam, insert, or_, select, update

from outreach.ledger import contents, endings
from outreach.ledger.packing import blinded, clean, folded, whole
from outreach.ledger.prepared import Prepared
from outreach.ledger.tables import attempts
from outreach.ledger.tables import contents as kept
from outreach.ledger.times import written
from outreach.model.campaign import Way
from outreach.model.dispatch import Status
from outreach.model.mailing import Mailing

# An attempt with its content; the columns are named as in `tables`.
AttemptRow = Row[Any]


@dataclass(frozen=True, slots=True)
class Run:
    """A run that is alive, and the account it sends by."""

    id: str
    account: str


@dataclass(frozen=True, slots=True)
class Settled:
    """What came of a hand-over. `outcome` is a word of `standing`."""

    outcome: str
    code: int
    words: str
    at: datetime
    retry_at: datetime | None = None


_INSERT = Prepared(
    lambda _: insert(attempts).returning(attempts.c.id),
    *("letter", "number", "way", "account", "sender", "address", "address_folded", "message_id"),
    *("sha256", "run", "first_at", "last_at", "tries", "code", "words"),
)

_CURRENT = (
    select(attempts, kept.c.media_type, kept.c.body)
    .outerjoin(kept, kept.c.sha256 == attempts.c.sha256)
    .where(attempts.c.letter == bindparam("of_letter"), attempts.c.number == bindparam("of_number"))
)

_TRIED = select(attempts.c.way, attempts.c.address_folded).where(
    attempts.c.letter == bindparam("of_letter"), attempts.c.tries > 0
)

_SETTLE = Prepared(
    lambda _: (
        update(attempts)
        .where(attempts.c.id == bindparam("of_attempt"), attempts.c.tries == bindparam("of_try"))
        # A late answer may take the place of none, and of nothing else.
        .where(or_(attempts.c.outcome.is_(None), attempts.c.outcome == bindparam("replaceable")))
        .values(
            outcome=bindparam("outcome"),
            code=bindparam("code"),
            words=bindparam("words"),
            settled_at=bindparam("settled_at"),
            retry_at=bindparam("retry_at"),
        )
    ),
    *("of_attempt", "of_try", "replaceable"),
    *("outcome", "code", "words", "settled_at", "retry_at"),
)

_RETAKE = (
    update(attempts)
    .where(attempts.c.id == bindparam("of_attempt"))
    .values(
        run=bindparam("run"),
        account=bindparam("account"),
        last_at=bindparam("last_at"),
        tries=attempts.c.tries + 1,
        outcome=None,
        code=0,
        words="",
        settled_at=None,
        retry_at=None,
    )
)

_DOUBT = (
    update(attempts)
    .where(attempts.c.id == bindparam("of_attempt"))
    .values(tries=attempts.c.tries + 1, run=None, outcome=None, settled_at=None, retry_at=None)
)

_DATE = update(attempts).where(
    attempts.c.letter == bindparam("of_letter"), attempts.c.number == bindparam("of_number")
)
_DUE = _DATE.values(retry_at=bindparam("retry_at"))
_DONE = _DATE.where(attempts.c.tries == 0).values(last_at=bindparam("last_at"))


def begin(
    connection: Connection,
    letter: int,
    number: int,
    mailing: Mailing,
    run: Run | None,
    at: datetime,
) -> int:
    """A claimed attempt with exactly these bytes. Returns its id. No run: the claim is in doubt."""
    when = written(at)
    new = {
        **_going(letter, number, mailing.way, mailing.address, at),
        "account": run.account if run else "",
        "sender": mailing.sender,
        "message_id": mailing.message_id or None,
        "sha256": contents.keep(connection, mailing.content, mailing.media_type, mailing.ending),
        "run": run.id if run else None,
        "last_at": when,
        "tries": 1,
    }
    return _INSERT.number(connection, new)


def begin_by_hand(
    connection: Connection,
    letter: int,
    number: int,
    way: Way,
    address: str,
    sha256: str | None,
    at: datetime,
) -> None:
    """An attempt that people carry out; its events say how far it got."""
    new = {
        **_going(letter, number, way, address, at),
        "account": "",
        "sender": "",
        "message_id": None,
        "sha256": sha256,
        "run": None,
        "last_at": written(at),
        "tries": 0,
    }
    _INSERT(connection, new)


def _going(letter: int, number: int, way: Way, address: str, at: datetime) -> dict[str, object]:
    return {
        "letter": letter,
        "number": number,
        "way": way.value,
        "address": address,
        "address_folded": folded(address),
        "first_at": written(at),
        "code": 0,
        "words": "",
    }


def current(connection: Connection, letter: int, number: int) -> AttemptRow:
    """An attempt with its content. The columns are named as in `tables`."""
    return connection.execute(_CURRENT, {"of_letter": letter, "of_number": number}).one()


def mailing_of(connection: Connection, row: AttemptRow) -> Mailing | None:
    """The same bytes as were handed over before; None when they are no longer kept."""
    if row.body is None:
        return None
    return Mailing(
        way=Way(row.way),
        sender=row.sender,
        address=row.address,
        content=whole(bytes(row.body), endings.kept_in(connection)),
        media_type=row.media_type,
        message_id=row.message_id or "",
    )


def was_tried(connection: Connection, letter: int, way: Way, address: str) -> bool:
    """Whether a letter was handed over, or meant to be, by this way to this address."""
    tried = connection.execute(_TRIED, {"of_letter": letter})
    known = {(row[0], row[1]) for row in tried}
    return not known.isdisjoint({(way.value, folded(address)), (way.value, blinded(address))})


def settle(connection: Connection, attempt: int, tries: int, settled: Settled) -> bool:
    """Write what came of a hand-over; False when it is not the attempt's last one any more."""
    values = {
        "of_attempt": attempt,
        "of_try": tries,
        "replaceable": Status.UNKNOWN.value,
        "outcome": settled.outcome,
        "code": settled.code,
        "words": clean(settled.words),
        "settled_at": written(settled.at),
        "retry_at": written(settled.retry_at) if settled.retry_at else None,
    }
    return _SETTLE(connection, values).rowcount == 1


def retake(connection: Connection, attempt: int, run: Run, at: datetime) -> None:
    """Take an attempt in hand again."""
    values = {"of_attempt": attempt, "run": run.id, "account": run.account, "last_at": written(at)}
    connection.execute(_RETAKE, values)


def count_doubt(connection: Connection, attempt: int) -> None:
    """Count a try that nobody knows of, so that what was said of the earlier ones is history."""
    connection.execute(_DOUBT, {"of_attempt": attempt})


def make_due(connection: Connection, letter: int, number: int, at: datetime) -> None:
    """Let an attempt be tried again from now on."""
    values = {"of_letter": letter, "of_number": number, "retry_at": written(at)}
    connection.execute(_DUE, values)


def date(connection: Connection, letter: int, number: int, at: datetime) -> None:
    """When something was last done by hand for an attempt; a claimed one keeps its own time."""
    values = {"of_letter": letter, "of_number": number, "last_at": written(at)}
    connection.execute(_DONE, values)
