"""A ledger on a disk without room, or that may not be written to: it is read as ever, and refuses
to be written to.
"""

from contextlib import AbstractContextManager

from sqlalchemy import Connection

from outreach.errors import LedgerFull, LedgerReadOnly
from outreach.ledger.reading import LedgerReader
from outreach.ledger.store import SqlLedger
from outreach.ledger.times import now


class LedgerOnFullDisk(SqlLedger):
    """For commands that ask for a ledger to write to, and may do without. Every method that would
    write raises what stands against it.
    """

    def __init__(
        self, reader: LedgerReader, refusal: type[LedgerFull | LedgerReadOnly] = LedgerFull
    ) -> None:
        self._refusal = refusal
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
        raise self._refusal(self.shown)

    def writing(self) -> AbstractContextManager[Connection]:
        """Nothing can be written."""
        raise self._refusal(self.shown)

    def copy_before_writing(self) -> None:
        """Nothing is written."""
