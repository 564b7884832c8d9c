"""Lets bytes that were taken out of a SQLite ledger leave its file and the log beside it.

SQLite only marks what is deleted as free. That this is due stands in the file itself, in the number
that SQLite keeps for programs (`user_version`): whoever is broken off does it the next time.
"""

from contextlib import closing
from pathlib import Path

from sqlalchemy import Connection

from outreach.ledger import faults, files
from outreach.ledger.rows import Rows

_UNWIPED = 1


def mark_unwiped(connection: Connection) -> None:
    """Within a transaction that takes something out; a server sees to its own files."""
    if connection.dialect.name == "sqlite":
        connection.exec_driver_sql(f"PRAGMA user_version = {_UNWIPED}")


def is_due(rows: Rows, path: Path | None) -> bool:
    """Whether something was taken out whose bytes may still lie in the file."""
    return path is not None and any(row[0] for row in rows("PRAGMA user_version"))


def wipe(path: Path, shown: str) -> bool:
    """Write the file anew without what is free, and empty its log. False where another process
    reads it just now: then it stays due.

    Takes as long as copying the file, and as much room again while it does.
    """
    with faults.told(shown), closing(files.connect_writing(path)) as connection:
        # The new pages are put together in memory: a temporary file would be a further trace.
        connection.execute("PRAGMA temp_store = MEMORY")
        connection.execute("PRAGMA secure_delete = ON")
        connection.execute("VACUUM")
        ((busy, _, _),) = connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
        if busy:
            return False
        connection.execute("PRAGMA user_version = 0")
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
    return True
