"""Those who write, and what they promised."""

from collections.abc import Iterator
from datetime import date, timedelta

from sqlalchemy import Connection, bindparam, delete, insert, update

from outreach.casework.tables import correspondents, pairs
from outreach.ledger.packing import clean
from outreach.ledger.rows import Rows
from outreach.ledger.tables import insert_new
from outreach.model.case import Correspondent, Pair
from outreach.model.people import PostalAddress

_WRITERS = """
SELECT id, name, signs_as, email, lines, locality, region, postcode, country, group_address
FROM correspondents WHERE :writer = '' OR id = :writer ORDER BY id
"""

_PAIRS = """
SELECT case_id, person, writer, days, since, ended_on, why_ended FROM pairs
WHERE (:case = '' OR case_id = :case) AND (:ended OR ended_on IS NULL)
ORDER BY case_id, person, since, id
"""

_REMOVE = delete(correspondents).where(correspondents.c.id == bindparam("of_writer"))
_END_ALL = (
    update(pairs)
    .where(pairs.c.writer == bindparam("of_writer"), pairs.c.ended_on.is_(None))
    .values(ended_on=bindparam("on"), why_ended=bindparam("why"))
)
_END = _END_ALL.where(
    pairs.c.case_id == bindparam("of_case"), pairs.c.person == bindparam("of_person")
)


def writers(rows: Rows, writer: str = "") -> Iterator[Correspondent]:
    """All, or the one named."""
    for row in rows(_WRITERS, {"writer": writer}):
        address = PostalAddress(tuple(row[4].split("\n")) if row[4] else (), *row[5:9])
        yield Correspondent(row[0], row[1], row[2], row[3], address, bool(row[9]))


def put_writer(connection: Connection, writer: Correspondent) -> None:
    """Keep a writer, or what is new of them."""
    address = writer.address
    values = {
        "name": writer.name,
        "signs_as": writer.signs_as,
        "email": writer.email,
        "lines": "\n".join(address.lines),
        "locality": address.locality,
        "region": address.region,
        "postcode": address.postcode,
        "country": address.country,
        "group_address": writer.group_address,
    }
    connection.execute(insert_new(connection, correspondents), {"id": writer.id, **values})
    connection.execute(
        update(correspondents).where(correspondents.c.id == bindparam("of_writer")),
        {"of_writer": writer.id, **values},
    )


def remove_writer(connection: Connection, writer: str, on: date) -> bool:
    """Take out who they are, and end what they promised; their letters keep the id."""
    values = {"of_writer": writer, "on": on, "why": "no longer writes"}
    connection.execute(_END_ALL, values)
    return connection.execute(_REMOVE, {"of_writer": writer}).rowcount == 1


def found_pairs(rows: Rows, case: str, *, ended: bool) -> Iterator[Pair]:
    """The promises that hold, and with `ended` the others too."""
    for case_id, person, writer, days, since, ended_on, why in rows(
        _PAIRS, {"case": case, "ended": ended}
    ):
        yield Pair(
            case_id,
            writer,
            timedelta(days=days),
            date.fromisoformat(since),
            person,
            date.fromisoformat(ended_on) if ended_on else None,
            why,
        )


def put_pair(connection: Connection, pair: Pair) -> None:
    """Keep a promise in place of an earlier one of the same two."""
    end_pair(connection, (pair.case, pair.person, pair.writer), pair.since, "changed")
    values = {
        "case_id": pair.case,
        "person": pair.person,
        "writer": pair.writer,
        "days": max(pair.every.days, 1),
        "since": pair.since,
        "ended_on": pair.ended_on,
        "why_ended": clean(pair.why_ended),
    }
    connection.execute(insert(pairs), values)


def end_pair(connection: Connection, between: tuple[str, str, str], on: date, why: str) -> bool:
    """End the promise that holds `between` (case, person, writer), if there is one."""
    of = dict(zip(("of_case", "of_person", "of_writer"), between, strict=True))
    return connection.execute(_END, {**of, "on": on, "why": clean(why)}).rowcount == 1
