"""What a sending would do, shown to a person before."""

from collections import Counter
from typing import TYPE_CHECKING

from outreach.cli.campaigns import leaving_out
from outreach.cli.campaigns.due_letters import Letters
from outreach.cli.campaigns.job import Job
from outreach.cli.checks.home_addresses import say_home_addresses
from outreach.cli.screen import console, times, words
from outreach.cli.sending import pacing
from outreach.model.campaign import Way
from outreach.model.dispatch import Status
from outreach.planning import Planned

if TYPE_CHECKING:
    from outreach.ledger.reading import LedgerReader

_SHOWN = 10


def show_plan(
    job: Job, letters: Letters, ledger: "LedgerReader | None", *, wait: bool = False
) -> None:
    """Who, by which way, and how long it takes. With `wait`, as of a run that stays."""
    console.say(job.campaign.title, style="bold")
    account = job.settings.mail
    if account is not None:
        where = f"{account.host}:{account.port}"
        console.say(f"From {job.settings.sender.name} <{job.settings.sender.email}> over {where}")
    again = {key.parties for key in letters.put_off}
    retried = [item for item in job.plan.going_by(Way.EMAIL) if job.plan.parties(item) in again]
    signed = ("Signed by",) if job.plan.writers else ()
    rows = [_row(item) for item in (*retried, *letters.new)[:_SHOWN]]
    if rows:
        console.say()
        console.table(("No.", "To", "Address", *signed), rows)
    if len(letters) > _SHOWN:
        console.say(f"… and {len(letters) - _SHOWN:,} more.")
    leaving_out.announce(job.plan)
    console.say()
    console.say(f"{words.count(len(letters), 'letter')} to send by e-mail.")
    _say_put_off(job, letters, ledger)
    _say_done_before(job)
    pacing.say_pace(job, letters, ledger, wait=wait)
    say_home_addresses(job, letters.new)


def _row(item: Planned) -> tuple[str, ...]:
    signed = (item.writer.signatory.name,) if item.writer else ()
    return str(item.place), item.recipient.label, item.recipient.email, *signed


def _say_put_off(job: Job, letters: Letters, ledger: "LedgerReader | None") -> None:
    if letters.put_off:
        console.say(f"Of these {len(letters.put_off):,} were put off by the mail server before.")
    elif ledger and (due := ledger.next_retry(job.campaign.id, job.plan.wave)):
        console.say(f"Letters put off are due at {times.here(due)}; to try them now: --retry-now")


def _say_done_before(job: Job) -> None:
    done = Counter(
        status
        for item in job.plan.planned
        if (status := job.status_of(item)) not in (None, Status.DEFERRED)
    )
    for status, number in done.items():
        if status is not None:
            console.say(f"{words.count(number, 'letter')} before: {words.STATUS[status]}.", "dim")
