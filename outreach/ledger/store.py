"""SqlLedger: the record as it is written, on SQLite and PostgreSQL."""

import secrets
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager, suppress
from datetime import datetime
from pathlib import Path

from sqlalchemy import Connection, Engine, text

from outreach.errors import LedgerBusy, LedgerUnreachable, RunGoesOn
from outreach.ledger import backups, campaigns, claims, lost, marks, retiring, runs, uniting
from outreach.ledger.attempts import Run
from outreach.ledger.engines import EngineRows
from outreach.ledger.locks import RunLocks, lock_key
from outreach.ledger.packing import digest
from outreach.ledger.reading import LedgerReader
from outreach.ledger.rows import Asked
from outreach.ledger.times import Clock
from outreach.ledger.transactions import Transactions, repeated
from outreach.model.campaign import Way
from outreach.model.dispatch import Addressee, Claim, LetterKey, Outcome, Status
from outreach.model.mailing import Mailing

NOBODY = Addressee("")


class SqlLedger(LedgerReader):
    """Opened by `opening.open_ledger`. Every method that writes commits on return, unless called
    within `together()`; a method that raises has written nothing.
    """

    def __init__(
        self,
        engine: Engine,
        connection: Connection,
        locks: RunLocks,
        clock: Clock,
        ledger_id: str,
        shown: str,
        path: Path | None,
    ) -> None:
        rows = EngineRows(engine, connection, shown)
        super().__init__(rows, ledger_id, shown, path, clock, self._let_go)
        self._engine = engine
        self._connection = connection
        self._locks = locks
        self._transactions = Transactions(connection, shown, path, self._insist_on_staying)
        self._runs: dict[str, Run] = {}
        self._waves: set[tuple[str, str]] = set()
        self._lost: lost.Lost | None = None

    def _let_go(self) -> None:
        with suppress(Exception):  # the connection may be gone already
            self._connection.close()
        self._engine.dispose()

    # --- transactions --------------------------------------------------------------------------

    def together(self) -> AbstractContextManager[None]:
        """One transaction around several writes: all of them or none. A claim made within it may
        be used only after it.
        """
        return self._transactions.together(self._waves.clear)

    def writing(self) -> AbstractContextManager[Connection]:
        """One transaction, or the one that `together()` opened, for tables of others too."""
        # What was noted in a transaction that is rolled back is not there.
        return self._transactions.one(self._waves.clear)

    def _insist_on_staying(self) -> None:
        """Nothing is written to a record that was moved. Whoever moves it lets no run be alive, so
        a run need not ask.
        """
        if not self._runs and (moved := retiring.moved(self._connection)):
            raise moved.refusal(self.shown)

    @contextmanager
    def alone(self) -> Iterator[Connection]:
        """One transaction while which nobody else writes; refused while a run goes on."""
        with self.writing() as connection:
            retiring.lock(connection)
            runs.recover(connection, self._locks, self._clock())
            if runs.are_open(connection):
                raise LedgerBusy(self.shown, "another outreach command is sending or printing")
            yield connection

    # --- runs ----------------------------------------------------------------------------------

    @contextmanager
    def run(self, account: str, at: datetime, *, alone: bool = False) -> Iterator[str]:
        """A run of letters by one account; holds its lock until it ends. Claims that it leaves
        open become unknown, for nobody else can settle them. One that is to be `alone` is refused
        with RunGoesOn while another of the same account goes on.
        """
        run = Run(secrets.token_hex(8), account)
        repeated(lambda: self._begin(run, at, alone=alone))
        try:
            yield run.id
        finally:
            del self._runs[run.id]
            self._end(run.id)

    def _begin(self, run: Run, at: datetime, *, alone: bool) -> None:
        try:
            with self.together(), self.writing() as connection:
                if alone:
                    self._insist_on_being_alone(connection, run.account)
                self._locks.take(run.id)
                runs.begin(connection, run, at)
                self._lost = lost.load(connection)
        except BaseException:
            with suppress(Exception):  # it may not have got so far
                self._locks.free(run.id)
            raise
        self._runs[run.id] = run

    def _insist_on_being_alone(self, connection: Connection, account: str) -> None:
        self.take_turn(account)
        runs.recover(connection, self._locks, self._clock())
        if runs.are_open(connection, account):
            raise RunGoesOn(self.shown)

    def _end(self, run: str) -> None:
        try:
            repeated(lambda: self._write_end(run))
        finally:
            # Whatever could not be written now is found by the next command: the lock is free.
            with suppress(LedgerUnreachable), self._transactions.told():
                self._locks.free(run)

    def _write_end(self, run: str) -> None:
        with self.writing() as connection:
            runs.end(connection, run, self._clock())

    def recover(self) -> int:
        """End runs that died. Returns how many letters are unknown by it. Done on opening."""
        return repeated(self._recover)

    def _recover(self) -> int:
        with self.writing() as connection:
            return runs.recover(connection, self._locks, self._clock())

    def take_turn(self, account: str) -> None:
        """Within `together()`: let no other process claim for an account until it ends, so that
        counting first and claiming then holds a rate exactly. SQLite has one writer anyway.
        """
        if self._connection.dialect.name == "postgresql":
            key = {"key": lock_key(digest(account.encode())[:16])}
            with self.writing() as connection:
                connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), key)

    # --- letters -------------------------------------------------------------------------------

    def claim(
        self, key: LetterKey, addressee: Addressee, mailing: Mailing, run: str, at: datetime
    ) -> Claim | None:
        """See the Protocol in `model`. A letter that was refused, bounced or returned is claimed
        anew by another way or to another address only.
        """
        with self.writing() as connection:
            self._note_wave(key.campaign, key.wave, at)
            if self._lost and lost.doubt(connection, self._lost, key, addressee, mailing, at):
                return None
            return claims.claim(connection, key, addressee, mailing, self._runs[run], at)

    def retake(
        self, key: LetterKey, run: str, at: datetime, *, only_if_due: bool = False
    ) -> Claim | None:
        """See the Protocol in `model`. None too when another run was quicker."""
        with self.writing() as connection:
            if self._lost and lost.doubt(connection, self._lost, key, NOBODY, None, at):
                return None
            return claims.retake(connection, key, self._runs[run], at, only_if_due=only_if_due)

    def settle(self, claim: Claim, outcome: Outcome, at: datetime) -> Status:
        """See the Protocol in `model`."""
        with self.writing() as connection:
            return claims.settle(connection, claim, outcome, at)

    def record(
        self,
        key: LetterKey,
        kind: Status,
        *,
        at: datetime,
        recorded_at: datetime,
        by: str,
        detail: str = "",
        addressee: Addressee = NOBODY,
        way: Way = Way.POST,
        address: str = "",
        content: bytes | None = None,
        media_type: str = "application/pdf",
    ) -> Status:
        """Put on record what was done by hand or came back; see `marks.Report`."""
        report = marks.Report(
            key, kind, at, recorded_at, by, detail, addressee, way, address, content, media_type
        )
        with self.writing() as connection:
            self._note_wave(key.campaign, key.wave, recorded_at)
            return marks.record(connection, report)

    def resolve(
        self, key: LetterKey, decision: Status, *, by: str, at: datetime, detail: str = ""
    ) -> Status:
        """Put a decision on record: `sent`, `deferred` (try again) or `refused`."""
        with self.writing() as connection:
            return marks.resolve(connection, key, decision, by, at, detail)

    def undo(self, key: LetterKey, *, by: str, at: datetime, detail: str = "") -> Status:
        """Take back the last thing recorded or decided by hand."""
        with self.writing() as connection:
            return marks.undo(connection, key, by, at, detail)

    # --- campaigns -----------------------------------------------------------------------------

    def note_campaign(self, campaign: str, title: str) -> None:
        """Put a campaign on record, or its new title."""
        with self.writing() as connection:
            campaigns.note(connection, campaign, title)

    def begin_wave(
        self, campaign: str, wave: str, at: datetime, *, parent: str = "", reason: str = ""
    ) -> bool:
        """Put a wave on record; False when it was there. A follow-up has a parent."""
        with self.writing() as connection:
            campaigns.note(connection, campaign, "")
            return campaigns.note_wave(connection, campaign, wave, parent, reason, at)

    def add_reason(self, campaign: str, wave: str, reason: str, at: datetime) -> None:
        """Put on record why something was done all the same, beside what the wave has."""
        with self.writing() as connection:
            self._note_wave(campaign, wave, at)
            campaigns.add_reason(connection, campaign, wave, reason)

    def _note_wave(self, campaign: str, wave: str, at: datetime) -> None:
        if (campaign, wave) not in self._waves:
            campaigns.note(self._connection, campaign, "")
            campaigns.note_wave(self._connection, campaign, wave, "", "", at)
            self._waves.add((campaign, wave))

    # --- copies and gaps ------------------------------------------------------------------------

    def backup_before_send(self, at: datetime) -> Path | None:
        """A checked copy in the folder backups beside the ledger; None on PostgreSQL."""
        return None if self.path is None else backups.copy_beside(self.path, at, self.shown)

    def copy_before_writing(self) -> None:
        """Before anything more is written: a checked copy beside the ledger, where one is due."""
        self._transactions.before_first = self._copy_if_due

    def _copy_if_due(self) -> None:
        if self.path is not None:
            backups.copy_if_due(self.path, self._clock(), self.shown)

    def take_in(self, ours: Asked, theirs: Asked) -> int:
        """Add what another copy of this ledger knows beyond it; see `uniting`."""
        with self.writing() as connection:
            return uniting.take_in(connection, ours, theirs, self._clock())

    def begin_gap(self, since: datetime, until: datetime, reason: str) -> None:
        """Put on record that the record of a time is lost; see `lost`."""
        with self.writing() as connection:
            lost.begin(connection, since, until, reason)
            self._lost = lost.load(connection)

    def close_gap(self, number: int, *, by: str, at: datetime) -> bool:
        """A person says that nothing left in a lost time beyond what is on record by now."""
        with self.writing() as connection:
            closed = lost.close(connection, number, by, at)
            self._lost = lost.load(connection)
            return closed
