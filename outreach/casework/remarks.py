"""What became known of letters beside their status. Only ever added; taking back is a row too."""

from collections import defaultdict
from collections.abc import Mapping
from datetime import date, datetime

from sqlalchemy import Connection, bindparam, insert, select, text

from outreach.casework import tables
from outreach.casework.values import Remark, RemarkKind, campaign_of, case_of
from outreach.errors import NoSuchLetter
from outreach.ledger.packing import clean
from outreach.ledger.rows import Row, Rows
from outreach.ledger.tables import letters
from outreach.ledger.times import read, written

UNDONE = "undone"

_IN_FORCE = """
r.kind <> 'undone' AND NOT EXISTS (SELECT 1 FROM remarks AS u WHERE u.undoes = r.id)
"""

_OF_LETTERS = f"""
SELECT r.letter, l.campaign, l.wave, r.kind, r.happened_on, r.detail, r.recorded_by, r.id,
       r.recorded_at
FROM remarks AS r JOIN letters AS l ON l.id = r.letter
WHERE (:of = '' OR l.campaign = :of) AND {_IN_FORCE} ORDER BY r.id
"""  # noqa: S608 - constants

_OF_RECEIVED = f"""
SELECT r.received, i.case_id, r.kind, r.happened_on, r.detail, r.recorded_by, r.id,
       r.recorded_at
FROM remarks AS r JOIN received AS i ON i.id = r.received
WHERE (:case = '' OR i.case_id = :case) AND {_IN_FORCE} ORDER BY r.id
"""  # noqa: S608 - constants

_LETTER = select(letters.c.id).where(
    letters.c.campaign == bindparam("of_campaign"), letters.c.wave == bindparam("of_wave")
)
_RECEIVED = select(tables.received.c.id).where(
    tables.received.c.id == bindparam("of_received"),
    tables.received.c.case_id == bindparam("of_case"),
)
_TO_UNDO = text(f"SELECT letter, received FROM remarks AS r WHERE r.id = :remark AND {_IN_FORCE}")  # noqa: S608 - constants
_INSERT = insert(tables.remarks).returning(tables.remarks.c.id)


def add(connection: Connection, remark: Remark, at: datetime) -> int:
    """Put a remark on record; raises NoSuchLetter where there is nothing to remark on."""
    values = {
        "letter": _letter(connection, remark) if remark.number else None,
        "received": _received(connection, remark) if not remark.number else None,
        "kind": remark.kind.value,
        "happened_on": remark.on,
        "recorded_at": written(at),
        "recorded_by": remark.by,
        "detail": clean(remark.detail),
        "undoes": None,
    }
    return int(connection.execute(_INSERT, values).scalar_one())


def _letter(connection: Connection, remark: Remark) -> int:
    of = {"of_campaign": campaign_of(remark.case), "of_wave": str(remark.number)}
    found = connection.execute(_LETTER, of).scalar()
    if found is None:
        raise NoSuchLetter(remark.case, f"letter {remark.number}")
    return int(found)


def _received(connection: Connection, remark: Remark) -> int:
    of = {"of_received": remark.received, "of_case": remark.case}
    found = connection.execute(_RECEIVED, of).scalar()
    if found is None:
        raise NoSuchLetter(remark.case, f"received letter {remark.received}")
    return int(found)


def undo(connection: Connection, remark: int, at: datetime, by: str) -> bool:
    """Take a remark back, unless it was already."""
    found = connection.execute(_TO_UNDO, {"remark": remark}).one_or_none()
    if found is None:
        return False
    take_back(connection, at, by, letter=found.letter, received=found.received, undoes=remark)
    return True


def take_back(
    connection: Connection,
    at: datetime,
    by: str,
    *,
    letter: int | None = None,
    received: int | None = None,
    undoes: int | None = None,
) -> None:
    """A row that takes back a remark, or without one the letter that came in."""
    values = {
        "letter": letter,
        "received": received,
        "kind": UNDONE,
        "happened_on": at.date(),
        "recorded_at": written(at),
        "recorded_by": by,
        "detail": "",
        "undoes": undoes,
    }
    connection.execute(_INSERT, values)


def of_letters(rows: Rows, case: str) -> Mapping[int, tuple[Remark, ...]]:
    """The ledger's id of a letter out → the remarks on it that hold."""
    found: dict[int, list[Remark]] = defaultdict(list)
    for letter, campaign, wave, *rest in rows(
        _OF_LETTERS, {"of": campaign_of(case) if case else ""}
    ):
        found[letter].append(_remark(case_of(campaign), rest, number=int(wave)))
    return {letter: tuple(said) for letter, said in found.items()}


def of_received(rows: Rows, case: str) -> Mapping[int, tuple[Remark, ...]]:
    """The id of a letter in → the remarks on it that hold."""
    found: dict[int, list[Remark]] = defaultdict(list)
    for received, of_case, *rest in rows(_OF_RECEIVED, {"case": case}):
        found[received].append(_remark(of_case, rest, received=received))
    return {received: tuple(said) for received, said in found.items()}


def _remark(case: str, row: Row, *, number: int = 0, received: int = 0) -> Remark:
    kind, on, detail, by, remark, recorded_at = row
    return Remark(
        case,
        RemarkKind(kind),
        date.fromisoformat(on),
        number,
        received,
        detail,
        by,
        int(remark),
        read(recorded_at),
    )
