"""A record with something of everything, and the rows of any record as they lie in the database."""

from contextlib import closing
from datetime import timedelta
from typing import Any

from sqlalchemy import update

from outreach.ledger import files
from outreach.ledger.opening import file_of, open_ledger
from outreach.ledger.store import SqlLedger
from outreach.ledger.tables import campaigns, contents, metadata
from outreach.model.campaign import Way
from outreach.model.dispatch import (
    Deferred,
    Outcome,
    Refused,
    Sent,
    Status,
    Unknown,
    Unreachable,
)

Rows = dict[str, list[tuple[Any, ...]]]

OUTCOMES: dict[str, Outcome] = {
    "sent": Sent("2.0.0 queued as 香港", 250),
    "refused": Refused("5.1.1 no such user", 550),
    "deferred": Deferred("4.2.0 later", 451),
    "unknown": Unknown("no answer"),
    "unreachable": Unreachable("connection refused"),
}


def fill(office: Any) -> None:
    """Every status, a follow-up, undone events, a gap, a content that is kept no more."""
    with office.open() as ledger:
        ledger.note_campaign("release", "Release “them” — 釋放他們")
        ledger.begin_wave("release", "1", office.now, reason="many are concerned")
        # The clock was set back before the follow-up: its parent seems to come after it.
        ledger.begin_wave("release", "2", office.now - timedelta(days=1), parent="1")
        with ledger.run("jane@example.org", office.now) as run:
            for number, (name, outcome) in enumerate(OUTCOMES.items()):
                for wave in ("1", "2"):
                    send(office, ledger, run, f"{name}{number}", wave, outcome)
            for name in ("bounced", "replied", "undone", "decided", "again"):
                outcome = OUTCOMES["unknown" if name == "decided" else "sent"]
                if name == "again":
                    outcome = OUTCOMES["deferred"]
                send(office, ledger, run, name, "1", outcome)
            claim = ledger.retake(office.key("again"), run, office.later(hours=2))
            ledger.settle(claim, OUTCOMES["sent"], office.now)
        by_hand(office, ledger)
        ledger.begin_gap(office.now, office.later(hours=1), "The ledger was restored.")
        ledger.begin_gap(office.now, office.later(hours=1), "And once more.")
        ledger.close_gap(1, by="jane", at=office.now)
        with ledger.writing() as connection:  # as `scrub` will
            gone = contents.c.size == min(len(content(name)) for name in OUTCOMES)
            connection.execute(update(contents).where(gone).values(body=None))
            connection.execute(update(campaigns).values(private=True))
    office.close()


def content(name: str) -> bytes:
    return f"Subject: {name}\r\n\r\n".encode() + bytes(range(256)) * 3


def send(office: Any, ledger: SqlLedger, run: str, name: str, wave: str, outcome: Outcome) -> None:
    mailing = office.mailing(f"{name}-{wave}")
    claim = ledger.claim(
        office.key(name, wave), office.addressee(name), mailing, run, office.later(seconds=1)
    )
    assert claim is not None
    ledger.settle(claim, outcome, office.later(seconds=1))


def by_hand(office: Any, ledger: SqlLedger) -> None:
    def mark(name: str, kind: Status, **more: Any) -> None:
        ledger.record(
            office.key(name),
            kind,
            at=office.now,
            recorded_at=office.later(minutes=1),
            by="jane",
            detail=f"{kind} \\ it's “so”\n\t",
            addressee=office.addressee(name),
            **more,
        )

    for kind in (Status.PREPARED, Status.PRINTED, Status.POSTED, Status.RETURNED):
        for name in ("prepared", "printed", "posted", "returned"):
            reached = [Status.PREPARED, Status.PRINTED, Status.POSTED, Status.RETURNED]
            if reached.index(kind) <= reached.index(Status(name)):
                body = content("pdf") if kind is Status.PREPARED else None
                mark(name, kind, address="1 Main Street\nTown", content=body)
    mark("submitted", Status.SUBMITTED, way=Way.FORM, address="https://example.org/form")
    mark("drafted", Status.DRAFTED, way=Way.DRAFT, address="drafted@example.org")
    mark("bounced", Status.BOUNCED)
    mark("replied", Status.REPLIED)
    mark("undone", Status.REPLIED)
    ledger.undo(office.key("undone"), by="jane", at=office.now, detail="a mistake")
    mark("mistaken", Status.POSTED)
    ledger.undo(office.key("mistaken"), by="jane", at=office.now)
    ledger.resolve(office.key("decided"), Status.SENT, by="jane", at=office.now, detail="seen")


def rows_of(url: str) -> Rows:
    """Every row as the database's own driver gives it, but for where the record went."""
    tables = {table.name: [c.name for c in table.columns] for table in metadata.sorted_tables}
    found: Rows = {}
    for table, names in tables.items():
        listed = ", ".join(name for name in names if name not in {"moved_to", "moved_at"})
        found[table] = sorted(_asked(url, f"SELECT {listed} FROM {table}"), key=repr)  # noqa: S608
    return found


def _asked(url: str, sql: str) -> list[tuple[Any, ...]]:
    path = file_of(url)
    if path is not None:
        with closing(files.connect_reading(path)) as connection:
            asked = connection.execute(sql).fetchall()
        named = "FROM campaigns" in sql
        return [(*row[:2], bool(row[2])) if named else row for row in asked]
    import psycopg

    with psycopg.connect(url.replace("+psycopg", "")) as server:
        return server.execute(sql).fetchall()


def goes_on_in(url: str, ledger_id: str) -> bool:
    """Whether the ledger there may be written to."""
    with open_ledger(url, ledger_id, writing=False) as ledger:
        return ledger.moved is None
