"""Which letters a run is to send: those nobody sent yet, and those that were put off."""

from dataclasses import dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING

from outreach.cli.campaigns.job import Job
from outreach.cli.screen import times
from outreach.model.campaign import Way
from outreach.model.dispatch import LetterKey, Status
from outreach.planning import Plan, Planned

if TYPE_CHECKING:
    from outreach.ledger.reading import LedgerReader

_CAME_BACK = (Status.REFUSED, Status.BOUNCED)


@dataclass(frozen=True, slots=True)
class Letters:
    """Letters made anew, deferred ones that are due again, and those that are due `later`."""

    new: tuple[Planned, ...] = ()
    again: tuple[LetterKey, ...] = ()
    later: tuple[tuple[LetterKey, datetime], ...] = ()
    early: bool = False

    def __len__(self) -> int:
        return len(self.new) + len(self.again) + len(self.later)

    @property
    def put_off(self) -> tuple[LetterKey, ...]:
        """All that the mail server put off before."""
        return (*self.again, *(key for key, _ in self.later))

    def parties(self, plan: Plan) -> frozenset[tuple[str, str]]:
        """(recipient, signatory) of all."""
        return frozenset(plan.parties(item) for item in self.new) | {
            key.parties for key in self.put_off
        }

    def among(self, parties: frozenset[tuple[str, str]], plan: Plan) -> "Letters":
        """Those between these parties alone."""
        return replace(
            self,
            new=tuple(item for item in self.new if plan.parties(item) in parties),
            again=tuple(key for key in self.again if key.parties in parties),
            later=tuple((key, due) for key, due in self.later if key.parties in parties),
        )

    def at_most(self, limit: int | None) -> "Letters":
        """The first of them: what is due again, what is new, and what is due later."""
        if limit is None:
            return self
        new = max(0, limit - len(self.again))
        return replace(
            self,
            again=self.again[:limit],
            new=self.new[:new],
            later=self.later[: max(0, new - len(self.new))],
        )


def letters_to_send(
    job: Job, ledger: "LedgerReader | None", *, retry_now: bool = False, wait: bool = False
) -> Letters:
    """Every e-mail that may go by the record. With `wait`, also what is due at a later time."""
    going = job.plan.going_by(Way.EMAIL)
    mended = _mended(job, ledger) if ledger else frozenset()
    new = tuple(
        item for item in going if job.status_of(item) is None or job.plan.parties(item) in mended
    )
    if ledger is None:
        return Letters(new)
    # Who left the lists, or asked to stop, since the first try gets no second one.
    wanted = {job.plan.parties(item) for item in going}
    name, wave, now = job.campaign.id, job.plan.wave, times.now()
    due = (
        key
        for key in ledger.deferred(name, wave, now, regardless=retry_now)
        if key.parties in wanted
    )
    later = (
        (key, at)
        for key, at in (ledger.retries(name, wave) if wait and not retry_now else ())
        if at > now and key.parties in wanted
    )
    return Letters(new, tuple(due), tuple(later), early=retry_now)


def _mended(job: Job, ledger: "LedgerReader") -> frozenset[tuple[str, str]]:
    """Parties whose letter was refused or came back, where the address is another one now."""
    tried = {
        (item.recipient, item.signatory): item.address
        for status in _CAME_BACK
        for item in ledger.history(job.campaign.id, status=status, wave=job.plan.wave)
        if item.channel == Way.EMAIL
    }
    plan = job.plan
    now = {plan.parties(item): item.recipient.email for item in plan.going_by(Way.EMAIL)}
    return frozenset(
        parties
        for parties, address in tried.items()
        if parties in now and now[parties].casefold() != address.casefold()
    )
