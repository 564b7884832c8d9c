"""Letters to people: the ledger's own letters, with what is known of each beside them."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import UTC, date, datetime, time

from sqlalchemy import Connection, insert, text

from outreach.casework import remarks
from outreach.casework.tables import letter_details, letter_overrides
from outreach.casework.values import (
    Going,
    LetterDetails,
    LetterOut,
    NewLetter,
    Remark,
    Sort,
    campaign_of,
    case_of,
    key_of,
)
from outreach.ledger import letters
from outreach.ledger.packing import clean
from outreach.ledger.rows import Row, Rows
from outreach.ledger.store import SqlLedger
from outreach.ledger.times import read
from outreach.model.campaign import Way
from outreach.model.dispatch import LetterKey, Status
from outreach.model.facility import Override

# Numbers are never used again: a letter whose every event was taken back keeps its own.
_NEXT = text("SELECT coalesce(max(CAST(wave AS INTEGER)), 0) + 1 FROM waves WHERE campaign = :of")

# A semicolon follows the colon of `case:`. What was taken back and marked anew has the pages that
# were made before.
_LETTERS = """
SELECT l.id, l.campaign, l.wave, l.recipient, l.signatory, l.status, l.status_at,
       coalesce(a.sha256, (SELECT p.sha256 FROM attempts AS p
        WHERE p.letter = l.id AND p.sha256 IS NOT NULL ORDER BY p.number DESC LIMIT 1), ''),
       coalesce(e.detail, ''),
       (SELECT min(first_at) FROM attempts WHERE letter = l.id),
       (SELECT max(s.at) FROM events AS s
        WHERE s.letter = l.id AND s.kind IN ('posted', 'submitted', 'sent') AND NOT EXISTS (
            SELECT 1 FROM events AS u WHERE u.letter = s.letter AND u.undoes = s.id)),
       d.sort, d.going, d.language, d.facility, d.words, d.pages, d.template, d.confirmed,
       d.text_digest, d.told, e.recorded_at
FROM letters AS l
LEFT JOIN letter_details AS d ON d.letter = l.id
LEFT JOIN attempts AS a ON a.letter = l.id AND a.number = l.attempt
LEFT JOIN events AS e ON e.id = l.event
WHERE (:of = '' AND l.campaign > 'case:' AND l.campaign < 'case;') OR l.campaign = :of
ORDER BY l.id
"""

_OVERRIDES = """
SELECT o.letter, o.rule, o.reason FROM letter_overrides AS o JOIN letters AS l ON l.id = o.letter
WHERE :of = '' OR l.campaign = :of ORDER BY o.letter, o.rule
"""

_STATUS = """
SELECT status FROM letters WHERE campaign = :campaign AND wave = :wave
AND recipient = :recipient AND signatory = :signatory
"""


def begin(ledger: SqlLedger, new: NewLetter, at: datetime) -> LetterKey:
    """Put a letter on record under the next number of its case."""
    with ledger.together(), ledger.writing() as connection:
        number = connection.execute(_NEXT, {"of": campaign_of(new.case)}).scalar_one()
        key = key_of(new.case, number, new.person, new.writer)
        ledger.record(
            key,
            _first_status(new),
            at=moment(new.sent_on, at),
            recorded_at=at,
            by=new.writer,
            detail=new.note,
            way=Way.FORM if new.details.going is Going.ELECTRONIC else Way.POST,
            content=new.content,
            media_type=new.media_type,
        )
        _keep_details(connection, key, new.details)
    return key


def _first_status(new: NewLetter) -> Status:
    if new.details.going is Going.ELECTRONIC:
        return Status.SUBMITTED if new.sent_on else Status.DRAFTED
    return Status.POSTED if new.sent_on else Status.PREPARED


def moment(on: date | None, at: datetime) -> datetime:
    """A day as the ledger keeps it: its noon, or this very moment where it is today."""
    if on is None or on == at.astimezone(UTC).date():
        return at
    return datetime.combine(on, time(12), UTC)


def _keep_details(connection: Connection, key: LetterKey, details: LetterDetails) -> None:
    row = letters.find(connection, key)
    if row is None:
        raise letters.ChangedUnderneath(key)
    values = {
        "letter": row.id,
        "sort": details.sort.value,
        "going": details.going.value,
        "language": details.language,
        "facility": details.facility,
        "words": details.words,
        "pages": details.pages,
        "template": details.template,
        "confirmed": " ".join(details.confirmed),
        "text_digest": details.text_digest,
        "told": " ".join(details.told),
    }
    connection.execute(insert(letter_details), values)
    for one in {override.rule: override for override in details.overrides}.values():
        reason = {"letter": row.id, "rule": one.rule, "reason": clean(one.reason)}
        connection.execute(insert(letter_overrides), reason)


# --- what became of them -----------------------------------------------------------------------


def mark_sent(
    ledger: SqlLedger, key: LetterKey, on: date, at: datetime, by: str, detail: str
) -> Status:
    """A letter that lay here was posted, or handed over; as a new attempt where it came back."""
    kind = Status.SENT if _status(ledger, key) is Status.DRAFTED else Status.POSTED
    return ledger.record(key, kind, at=moment(on, at), recorded_at=at, by=by, detail=detail)


def mark_returned(
    ledger: SqlLedger, key: LetterKey, on: date, at: datetime, by: str, detail: str
) -> Status:
    """A letter came back, by whatever way it had gone."""
    by_wire = _status(ledger, key) in (Status.SENT, Status.SUBMITTED)
    kind = Status.BOUNCED if by_wire else Status.RETURNED
    return ledger.record(key, kind, at=moment(on, at), recorded_at=at, by=by, detail=detail)


def _status(ledger: SqlLedger, key: LetterKey) -> Status:
    found = ledger.rows(_STATUS, letters.key_values(key))
    return next((Status(row[0]) for row in found), Status.PENDING)


# --- reading -----------------------------------------------------------------------------------


def find(rows: Rows, case: str = "") -> Iterator[LetterOut]:
    """Every letter to people, or those to one case, with all that is known of it."""
    of = {"of": campaign_of(case) if case else ""}
    overrides: dict[int, list[Override]] = defaultdict(list)
    for letter, rule, reason in rows(_OVERRIDES, of):
        overrides[letter].append(Override(rule, reason))
    said = remarks.of_letters(rows, case)
    for row in rows(_LETTERS, of):
        yield _letter(row, tuple(overrides[row[0]]), said.get(row[0], ()))


def _letter(row: Row, overrides: tuple[Override, ...], said: tuple[Remark, ...]) -> LetterOut:
    _, campaign, wave, recipient, signatory, status, at, sha256, detail, prepared, sent = row[:11]
    case = case_of(campaign)
    return LetterOut(
        key=LetterKey(campaign, wave, recipient, signatory),
        case=case,
        person=recipient[len(case) + 1 :],
        writer=signatory,
        number=int(wave),
        status=Status(status),
        at=read(at),
        prepared_on=read(prepared or at).date(),
        sent_on=read(sent).date() if sent else None,
        details=_details(row[11:21], overrides),
        sha256=sha256,
        detail=detail,
        remarks=said,
        said_at=read(row[21]) if row[21] else None,
    )


def _details(row: Row, overrides: tuple[Override, ...]) -> LetterDetails:
    """As kept; a letter that was saved out of a damaged file may be without."""
    sort, going, language, facility, words, pages, template, confirmed, digest, told = row
    return LetterDetails(
        sort=Sort(sort or Sort.LETTER),
        going=Going(going or Going.POST),
        language=language or "",
        facility=facility or "",
        words=words,
        pages=pages,
        template=template or "",
        overrides=overrides,
        confirmed=tuple((confirmed or "").split()),
        text_digest=digest or "",
        told=tuple((told or "").split()),
    )
