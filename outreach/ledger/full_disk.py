"""A ledger on a disk without room: it is read as ever, and refuses to be written to."""

from contextlib import AbstractContextManager

from sqlalchemy import Connection

from outreach.errors import LedgerFull
from outreach.ledger.reading import LedgerReader
from outreach.ledger.store import SqlLedger
from outreach.ledger.times import now


class LedgerOnFullDisk(SqlLedger):
    """For commands that ask for a ledger to write to, and may do without. Every method that would
    write raises LedgerFull.
    """

    def __init__(self, reader: LedgerReader) -> None:
        LedgerReader.__init__(
            self,
            reader.rows,
            reader.id,
            reader.shown,
            reader.path,
            now,
            reader.close,
            reader.moved,
        )

    def together(self) -> AbstractContextManager[None]:
        """Nothing can be written together either."""
        raise LedgerFull(self.shown)

    def writing(self) -> AbstractContextManager[Connection]:
        """There is no room for it."""
        raise LedgerFull(self.shown)

    def copy_before_writing(self) -> None:
        """Nothing is written."""
