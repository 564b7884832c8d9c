"""The lock that a run holds for its life, by which others know that it is alive.

A claim of a run whose lock is free was never settled and never will be. The system frees the lock
when the process ends, however it ends; the clock has no say in it.
"""

from contextlib import suppress
from pathlib import Path
from typing import Protocol

from filelock import FileLock, Timeout
from sqlalchemy import Connection, text

from outreach.errors import LedgerFailed
from outreach.ledger.files import OWNER_ONLY

# Nobody else takes a new run's lock, but somebody may look at it just then.
_TAKEN_WITHIN = 5.0


class RunLocks(Protocol):
    """How runs on one kind of database hold their locks."""

    def take(self, run: str) -> None:
        """Hold the lock of a new run, before anybody can see the run in the ledger."""
        ...

    def free(self, run: str) -> None:
        """Give it back. Called outside of any transaction."""
        ...

    def is_free(self, run: str) -> bool:
        """Whether a run recorded in the ledger is gone. Asked within a transaction."""
        ...


class FileLocks:
    """One locked file a run, beside a SQLite ledger: `ledger.db.run-ID.lock`.

    A run's id is never used again, so a file that is gone is a lock that is free.
    """

    def __init__(self, ledger: Path) -> None:
        self._ledger = ledger
        self._held: dict[str, FileLock] = {}

    def take(self, run: str) -> None:
        """See `RunLocks`."""
        lock = self._lock(run)
        try:
            lock.acquire(timeout=_TAKEN_WITHIN)
        except OSError as error:
            raise LedgerFailed(str(self._ledger), f"no lock could be taken: {error}") from error
        self._held[run] = lock

    def free(self, run: str) -> None:
        """See `RunLocks`. The file goes too: nobody looks for an ended run."""
        lock = self._held.pop(run)
        lock.release()
        self._remove(run)

    def is_free(self, run: str) -> bool:
        """See `RunLocks`."""
        if run in self._held:
            return False
        if not self._path(run).exists():
            return True
        if not self._nobody_holds(run):
            return False
        self._remove(run)
        return True

    def looks_free(self, run: str) -> bool:
        """Whether a run is gone, as far as can be told without writing: its file stays."""
        if run in self._held:
            return False
        if not self._path(run).exists():
            return True
        try:
            return self._nobody_holds(run)
        except OSError:  # in a folder that nobody may write to
            return False

    def _nobody_holds(self, run: str) -> bool:
        lock = self._lock(run)
        try:
            lock.acquire(blocking=False)
        except Timeout:
            return False
        lock.release()
        return True

    def any_held(self) -> bool:
        """Whether any run is alive, asked without a ledger to name the runs."""
        found = self._ledger.parent.glob(f"{self._ledger.name}.run-*.lock")
        runs = [path.name.removesuffix(".lock").rpartition(".run-")[2] for path in found]
        return any(not self.is_free(run) for run in runs)

    def _path(self, run: str) -> Path:
        return self._ledger.with_name(f"{self._ledger.name}.run-{run}.lock")

    def _lock(self, run: str) -> FileLock:
        return FileLock(self._path(run), mode=OWNER_ONLY, thread_local=False)

    def _remove(self, run: str) -> None:
        with suppress(OSError):  # Windows keeps a file that another process is just looking at
            self._path(run).unlink(missing_ok=True)


class AdvisoryLocks:
    """One advisory lock a run, held by the session that also writes the run's claims.

    A lost connection therefore loses both: what others take for dead can write no more.
    """

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._held: set[str] = set()

    def take(self, run: str) -> None:
        """See `RunLocks`. Called within a transaction; the lock outlives it."""
        self._connection.execute(text("SELECT pg_advisory_lock(:key)"), {"key": lock_key(run)})
        self._held.add(run)

    def free(self, run: str) -> None:
        """See `RunLocks`."""
        self._held.discard(run)
        unlock = text("SELECT pg_advisory_unlock(:key)")
        with self._connection.begin():
            self._connection.execute(unlock, {"key": lock_key(run)})

    def is_free(self, run: str) -> bool:
        """See `RunLocks`. Held until the transaction ends, so that only one recovers the run."""
        if run in self._held:
            return False
        probe = text("SELECT pg_try_advisory_xact_lock(:key)")
        return bool(self._connection.execute(probe, {"key": lock_key(run)}).scalar_one())


def lock_key(run: str) -> int:
    """A run's id, 16 hexadecimal digits, as the signed number that PostgreSQL locks."""
    return int.from_bytes(bytes.fromhex(run), signed=True)
