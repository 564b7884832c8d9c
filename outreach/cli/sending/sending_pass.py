"""One pass over the letters of a sending: planned anew, claimed, handed over, and counted."""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from outreach.cli.campaigns.due_letters import Letters, letters_to_send
from outreach.cli.campaigns.job import Job, open_job, stop_unless_open
from outreach.cli.campaigns.signing import with_signer
from outreach.cli.checks.before_sending import account_of, check_letters
from outreach.cli.letters import mailings
from outreach.cli.opening.folder import reading_ledger, writing_ledger
from outreach.cli.printing.on_paper import keep_reasons
from outreach.cli.screen import console, times
from outreach.cli.sending.left_over import say_what_is_left
from outreach.cli.sending.pacing import LONGEST_WAIT, RATES, Departure, account_name, departures
from outreach.cli.sending.sending_loop import Route, run_letters
from outreach.errors import LedgerUnusable, OutreachError
from outreach.model.dispatch import Status
from outreach.model.settings import MailAccount
from outreach.workspace.opening import Workspace

if TYPE_CHECKING:
    from outreach.ledger.store import SqlLedger

# A run that stays lets go of the record where it would have to wait longer than this.
LONGEST_WAIT_INSIDE = timedelta(minutes=5)
_COPIED_EVERY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Passed:
    """How a sending stands after a pass: what ended it early, what is still to go, and when."""

    ended: OutreachError | None
    left: Letters
    next: Departure | None


class Sending:
    """The letters a person agreed to, and no others, until they are through."""

    def __init__(
        self,
        job: Job,
        letters: Letters,
        checked: mailings.Checked,
        *,
        wait: bool,
        overrides: tuple[str, ...] = (),
    ) -> None:
        self.counts: Counter[Status] = Counter()
        self._job = job
        self._parties = letters.parties(job.plan)
        self._early = letters.early
        self._checked = checked
        self._wait = wait
        self._overrides = overrides
        self._route = self._route_of(account_of(job.folder))
        self._copied = datetime.min.replace(tzinfo=UTC)

    def first(self) -> Passed:
        """Hand over what may leave before a long wait, as it was shown and checked."""

        def check(_: Job, letters: Letters) -> mailings.Checked:
            return replace(self._checked, items=letters.new)

        return self._once(self._job.replanned, check, early=self._early)

    def again(self) -> Passed:
        """The same later: whoever left the lists meanwhile, or asked to stop, gets no letter."""
        folder, campaign = Workspace(self._job.folder.root), self._job.campaign
        if campaign.adhoc:
            campaign = folder.adhoc(campaign.template, campaign.recipients, campaign.case)
        else:
            campaign = folder.campaign(campaign.id)
        campaign = with_signer(campaign, self._job.campaign.signer)
        today = times.today()
        stop_unless_open(campaign, today)
        if (account := account_of(folder)) != self._route.account:
            self._route = self._route_of(account)

        def plan(ledger: "SqlLedger") -> Job:
            return open_job(folder, campaign, ledger, wave=self._job.plan.wave, today=today)

        def check(job: Job, letters: Letters) -> mailings.Checked:
            return check_letters(job, letters, self._overrides)

        return self._once(plan, check, early=False)

    def say_what_is_left(self) -> int:
        """Name what did not go; returns the exit status."""
        with reading_ledger(self._job.folder, self._job.campaign) as ledger:
            return say_what_is_left(self._job.replanned(ledger), ledger)

    # Private

    def _once(
        self,
        plan: "Callable[[SqlLedger], Job]",
        check: Callable[[Job, Letters], mailings.Checked],
        *,
        early: bool,
    ) -> Passed:
        with writing_ledger(self._job.folder, self._job.campaign) as ledger:
            self._begin_wave(ledger)
            job = plan(ledger)
            letters = self._letters(job, ledger, early=early)
            self._copy(ledger)
            checked = check(job, letters)
            keep_reasons(job, ledger, checked.reasons)
            ran = run_letters(job, letters, checked, ledger, self._route)
            self.counts += ran.counts
            if isinstance(ran.ended, LedgerUnusable):
                return Passed(ran.ended, letters, Departure(times.now(), RATES))
            self._job = job = job.replanned(ledger)
            left = self._letters(job, ledger)
            # What could not be claimed and yet seems to be left will be no different next time.
            self._parties -= ran.missed & replace(left, later=()).parties(job.plan)
            left = left.among(self._parties, job.plan)
            return Passed(ran.ended, left, next(departures(job, left, ledger), None))

    def _letters(self, job: Job, ledger: "SqlLedger", *, early: bool = False) -> Letters:
        letters = letters_to_send(job, ledger, retry_now=early, wait=self._wait)
        return letters.among(self._parties, job.plan)

    def _begin_wave(self, ledger: "SqlLedger") -> None:
        """Put the wave on record with its reason; a follow-up has a parent."""
        campaign, wave = self._job.campaign, self._job.plan.wave
        ledger.note_campaign(campaign.id, campaign.title)
        waves = [one.name for one in ledger.waves(campaign.id)]
        if wave not in waves:
            parent = waves[-1] if waves else ""
            ledger.begin_wave(campaign.id, wave, times.now(), parent=parent, reason=campaign.reason)

    def _copy(self, ledger: "SqlLedger") -> None:
        if times.now() - self._copied < _COPIED_EVERY:
            return
        self._copied = times.now()
        if (copy := ledger.backup_before_send(self._copied)) is not None:
            console.note(
                f"A checked copy of the record is in {copy.parent.name}/{copy.name}", "dim"
            )

    def _route_of(self, account: MailAccount) -> Route:
        longest = LONGEST_WAIT_INSIDE if self._wait else LONGEST_WAIT
        return Route.of(
            account,
            account_name(self._job, account),
            longest,
            mailings.size_with_enclosures(self._job),
        )
