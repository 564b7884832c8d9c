"""Writes into a ledger what another copy of it knows beyond it."""

import zlib
from collections.abc import Sequence
from dataclasses import asdict
from datetime import datetime
from functools import lru_cache
from typing import Any

from sqlalchemy import Connection, Table, bindparam, insert, select, update

from outreach.encryption import databases
from outreach.ledger import campaigns, merging, questions, records
from outreach.ledger import letters as letter_rows
from outreach.ledger.letters import LetterRow
from outreach.ledger.packing import ContentOf, digest, unpacked, whole
from outreach.ledger.records import AttemptRecord, EventRecord, LetterRecord, TableRow
from outreach.ledger.rows import Asked
from outreach.ledger.tables import attempts, contents, events, gaps, insert_new, runs, waves
from outreach.ledger.tables import campaigns as campaigns_table
from outreach.ledger.taking_out import take_out
from outreach.model.dispatch import Addressee

_ATTEMPT = (
    update(attempts)
    .where(attempts.c.letter == bindparam("of_letter"), attempts.c.number == bindparam("of_number"))
    .values({name: bindparam(name) for name in AttemptRecord.__dataclass_fields__})
)
_EVENT_IDS = (
    select(events.c.id).where(events.c.letter == bindparam("of_letter")).order_by(events.c.id)
)
_BODY = (
    update(contents)
    .where(contents.c.sha256 == bindparam("of_content"))
    .values(body=bindparam("body"), size=bindparam("size"), media_type=bindparam("media_type"))
)
_GAP = select(gaps.c.since, gaps.c.until)


def take_in(connection: Connection, ours: Asked, theirs: Asked, at: datetime) -> int:
    """Add what `theirs` knows to the ledger of `connection`, which `ours` reads.

    Returns how many letters changed by it. Nothing is deleted, and no status lowered.
    """
    _take_contents(connection, ours, theirs)
    _take_frame(connection, theirs)
    known, others = records.letters(ours), records.letters(theirs)
    changed = 0
    for key in {**known, **others}:
        before = known.get(key)
        both = before or others[key]
        after = merging.merged(both, others.get(key, both), at)
        if before is None or after != before:
            _write(connection, before, after, at)
            changed += 1
    # What one copy keeps and the other was rid of.
    take_out(connection)
    return changed


# --- what letters refer to ---------------------------------------------------------------------


def _take_contents(connection: Connection, ours: Asked, theirs: Asked) -> None:
    our_ends, their_ends = _ends_in(ours), _ends_in(theirs)
    known = records.rows(ours, "contents")
    spoilt = {row["sha256"] for row in known if _is_spoilt(row, our_ends)}
    for row in records.rows(theirs, "contents"):
        if _is_spoilt(row, their_ends):
            continue
        values = {name: row[name] for name in ("media_type", "size", "body")}
        if row["sha256"] in spoilt and row["body"] is not None:
            connection.execute(_BODY, {"of_content": row["sha256"], **values})
        connection.execute(insert_new(connection, contents), {"sha256": row["sha256"], **values})


def _ends_in(connection: Asked) -> ContentOf:
    @lru_cache(maxsize=2)
    def kept(name: str) -> bytes | None:
        try:
            found = connection.execute(questions.CONTENT, {"sha256": name}).fetchone()
        except databases.errors():  # it lies on a page that is damaged
            return None
        return unpacked(found[0]) if found and found[0] else None

    return kept


def _is_spoilt(row: TableRow, ends: ContentOf) -> bool:
    if row["body"] is None:
        return False
    try:
        return digest(whole(row["body"], ends)) != str(row["sha256"])
    except (zlib.error, TypeError):
        return True


def _take_frame(connection: Connection, theirs: Asked) -> None:
    """Campaigns, waves, runs, and the times of which the other copy lacks the record as well."""
    for table in (campaigns_table, waves, runs):
        for row in records.rows(theirs, table.name):
            connection.execute(insert_new(connection, table), _values(table, row))
    known = {tuple(row) for row in connection.execute(_GAP)}
    for row in records.rows(theirs, "gaps"):
        if (row["since"], row["until"]) not in known:
            values = _values(gaps, row)
            del values["id"]
            connection.execute(insert(gaps), values)


def _values(table: Table, row: TableRow) -> dict[str, Any]:
    return {column.name: row[column.name] for column in table.columns}


def _stand_in(connection: Connection, attempt: AttemptRecord) -> None:
    """Rows in place of those that could not be read, for an attempt to refer to."""
    if attempt.sha256 is not None:
        values = {"sha256": attempt.sha256, "media_type": "", "size": 0, "body": None}
        connection.execute(insert_new(connection, contents), values)
    if attempt.run is not None:
        run = {"id": attempt.run, "account": attempt.account, "started_at": attempt.first_at}
        connection.execute(insert_new(connection, runs), run)


# --- letters -----------------------------------------------------------------------------------


def _write(
    connection: Connection, before: LetterRecord | None, after: LetterRecord, at: datetime
) -> None:
    letter = _row(connection, after, at)
    known = {attempt.number: attempt for attempt in before.attempts} if before else {}
    for attempt in after.attempts:
        if attempt.number not in known:
            _stand_in(connection, attempt)
            connection.execute(insert(attempts), {"letter": letter.id, **asdict(attempt)})
        elif attempt != known[attempt.number]:
            _stand_in(connection, attempt)
            of = {"of_letter": letter.id, "of_number": attempt.number}
            connection.execute(_ATTEMPT, {**of, **asdict(attempt)})
    _add_events(connection, letter.id, after.events)
    if after.attempts or after.events:
        letter_rows.write(connection, letter, letter_rows.standing_of(connection, letter.id))


def _row(connection: Connection, letter: LetterRecord, at: datetime) -> LetterRow:
    key = letter.key
    campaigns.note(connection, key.campaign, "")
    campaigns.note_wave(connection, key.campaign, key.wave, "", "", at)
    return letter_rows.find(connection, key) or letter_rows.add(
        connection, key, Addressee(letter.name, letter.office), at
    )


def _add_events(connection: Connection, letter: int, happened: Sequence[EventRecord]) -> None:
    ids = list(connection.execute(_EVENT_IDS, {"of_letter": letter}).scalars())
    for event in happened[len(ids) :]:
        values = {"letter": letter, **asdict(event)}
        if event.undoes is not None:
            values["undoes"] = ids[event.undoes]
        added = connection.execute(insert(events).returning(events.c.id), values)
        ids.append(added.scalar_one())
