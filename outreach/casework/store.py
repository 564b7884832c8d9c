"""Casework: private cases and the letters to them, kept with their ledger in one encrypted file."""

from contextlib import AbstractContextManager
from datetime import date, datetime

from outreach.casework import (
    correspondents,
    drafts,
    entries,
    forgetting,
    letters_in,
    letters_out,
    remarks,
)
from outreach.casework.opening import prepare
from outreach.casework.values import (
    Entry,
    LetterOut,
    NewLetter,
    NewReceived,
    Received,
    Remark,
)
from outreach.ledger.store import SqlLedger
from outreach.ledger.wiping import mark_unwiped
from outreach.model.case import Correspondent, Pair
from outreach.model.dispatch import LetterKey, Status


class Casework:
    """Over a ledger that is open for writing and encrypted; another is refused (RecordLiesOpen).

    Every method that writes commits on return, or with `together()`; one that raises has written
    nothing. `at` is when it is put on record, `by` who says so.
    """

    def __init__(self, ledger: SqlLedger) -> None:
        prepare(ledger)
        self.ledger = ledger

    def together(self) -> AbstractContextManager[None]:
        """One transaction around several writes, those of the ledger too: all of them or none."""
        return self.ledger.together()

    # --- cases ---------------------------------------------------------------------------------

    def entries(self) -> tuple[Entry, ...]:
        """Every case, in the order of their ids; those whose texts were removed are not there."""
        return tuple(entries.entries(self.ledger.rows))

    def entry(self, case: str) -> Entry | None:
        return next(entries.entries(self.ledger.rows, case), None) if case else None

    def put(self, entry: Entry, at: datetime) -> Entry:
        """Keep a case's texts; raises CaseChanged unless `entry.revision` is the one on record."""
        with self.ledger.writing() as connection:
            return entries.put(connection, entry, at)

    def removed(self) -> tuple[str, ...]:
        """Cases whose texts were taken out."""
        return tuple(entries.removed(self.ledger.rows))

    def remove_texts(self, case: str, at: datetime) -> None:
        """Take the case's texts, names, drafts and the words of its letters out for good; what was
        sent when, and the digests, stay. The bytes leave the file by `ledger.wiping.wipe`.
        """
        with self.ledger.writing() as connection:
            forgetting.forget(connection, case, at)
            mark_unwiped(connection)

    # --- who writes to whom --------------------------------------------------------------------

    def writers(self) -> tuple[Correspondent, ...]:
        return tuple(correspondents.writers(self.ledger.rows))

    def writer(self, writer: str) -> Correspondent | None:
        return next(correspondents.writers(self.ledger.rows, writer), None) if writer else None

    def put_writer(self, writer: Correspondent) -> None:
        """Keep a writer, or what is new of them."""
        with self.ledger.writing() as connection:
            correspondents.put_writer(connection, writer)

    def remove_writer(self, writer: str, on: date) -> bool:
        """Take out name and address; their promises end. False where there was none."""
        with self.ledger.writing() as connection:
            return correspondents.remove_writer(connection, writer, on)

    def pairs(self, case: str = "", *, ended: bool = False) -> tuple[Pair, ...]:
        """The promises that hold, and with `ended` those that did."""
        return tuple(correspondents.found_pairs(self.ledger.rows, case, ended=ended))

    def put_pair(self, pair: Pair) -> None:
        """Keep a promise. One of the same writer to the same person ends where this begins."""
        with self.ledger.writing() as connection:
            correspondents.put_pair(connection, pair)

    def end_pair(
        self, case: str, writer: str, on: date, *, person: str = "", why: str = ""
    ) -> bool:
        """End a promise; False where there was none."""
        with self.ledger.writing() as connection:
            return correspondents.end_pair(connection, (case, person, writer), on, why)

    # --- letters out ---------------------------------------------------------------------------

    def begin_letter(self, new: NewLetter, at: datetime) -> LetterKey:
        """Give a letter the next number of its case and put it on record with its exact bytes."""
        return letters_out.begin(self.ledger, new, at)

    def letters(self, case: str = "") -> tuple[LetterOut, ...]:
        """Letters to people, in the order in which they were put on record."""
        return tuple(letters_out.find(self.ledger.rows, case))

    def letter(self, case: str, number: int) -> LetterOut | None:
        return next((one for one in self.letters(case) if one.number == number), None)

    def sent(
        self, key: LetterKey, on: date, at: datetime, *, by: str = "", detail: str = ""
    ) -> Status:
        """A prepared letter was posted, or handed over electronically."""
        return letters_out.mark_sent(self.ledger, key, on, at, by, detail)

    def returned(
        self, key: LetterKey, on: date, at: datetime, *, by: str = "", detail: str = ""
    ) -> Status:
        """A letter came back."""
        return letters_out.mark_returned(self.ledger, key, on, at, by, detail)

    def undo(self, key: LetterKey, at: datetime, *, by: str = "", detail: str = "") -> Status:
        """Take back the last thing said of a letter's status."""
        return self.ledger.undo(key, by=by, at=at, detail=detail)

    # --- remarks -------------------------------------------------------------------------------

    def remark(self, remark: Remark, at: datetime) -> int:
        """Put a remark on record; returns its id. Raises NoSuchLetter where there is none."""
        with self.ledger.writing() as connection:
            return remarks.add(connection, remark, at)

    def undo_remark(self, remark: int, at: datetime, *, by: str = "") -> bool:
        """Take a remark back; False where there is none, or it was taken back already."""
        with self.ledger.writing() as connection:
            return remarks.undo(connection, remark, at, by)

    # --- drafts --------------------------------------------------------------------------------

    def draft(self, case: str, person: str, writer: str) -> str:
        """An unfinished letter; empty where there is none."""
        return drafts.find(self.ledger.rows, case, person, writer)

    def keep_draft(self, case: str, person: str, writer: str, text: str, at: datetime) -> None:
        with self.ledger.writing() as connection:
            drafts.keep(connection, case, person, writer, text, at)

    def drop_draft(self, case: str, person: str, writer: str) -> None:
        with self.ledger.writing() as connection:
            drafts.drop(connection, case, person, writer)

    # --- letters in ----------------------------------------------------------------------------

    def received(self, new: NewReceived, at: datetime) -> int:
        """Put a letter that came in on record, with its scan or text; returns its id."""
        with self.ledger.writing() as connection:
            return letters_in.add(connection, new, at)

    def received_letters(self, case: str = "") -> tuple[Received, ...]:
        """Letters that came in, those taken back left out, in the order of their days."""
        return tuple(letters_in.find(self.ledger.rows, case))

    def undo_received(self, received: int, at: datetime, *, by: str = "") -> bool:
        """Take a letter that came in back; False where there is none."""
        with self.ledger.writing() as connection:
            return letters_in.undo(connection, received, at, by)

    def content(self, sha256: str) -> bytes | None:
        """The exact bytes of a letter; None where they are not, or no longer, kept."""
        return self.ledger.content(sha256)
