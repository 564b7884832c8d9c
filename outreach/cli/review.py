"""What a sending would do, and what it left: shown to a person before and after."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from outreach.cli import console, leaving_out, times, words
from outreach.cli.job import Job
from outreach.errors import ExitStatus
from outreach.model.campaign import Way
from outreach.model.dispatch import LetterKey, Status
from outreach.planning import Planned

if TYPE_CHECKING:
    from outreach.ledger.reading import LedgerReader

_SHOWN = 10
_OPEN = (Status.REFUSED, Status.DEFERRED, Status.UNKNOWN, Status.CLAIMED)
_CAME_BACK = (Status.REFUSED, Status.BOUNCED)
# A letter that stands so may be posted, though it was planned as an e-mail.
_TO_POST = (None, Status.PREPARED)


@dataclass(frozen=True, slots=True)
class Letters:
    """What a run is to send: letters made anew, and deferred ones that are due again."""

    new: tuple[Planned, ...]
    again: tuple[LetterKey, ...]
    early: bool = False

    def __len__(self) -> int:
        return len(self.new) + len(self.again)


def letters_to_send(
    job: Job, ledger: "LedgerReader | None", limit: int | None, *, retry_now: bool = False
) -> Letters:
    """E-mails nobody sent yet, after the deferred ones whose time has come."""
    due = (
        ledger.deferred(job.campaign.id, job.plan.wave, times.now(), regardless=retry_now)
        if ledger
        else ()
    )
    # Who left the lists, or asked to stop, since the first try gets no second one.
    wanted = {item.recipient.id for item in job.plan.going_by(Way.EMAIL)}
    ours = tuple(
        key for key in due if key.signatory == job.plan.signatory and key.recipient in wanted
    )
    mended = _mended(job, ledger) if ledger else frozenset()
    new = tuple(
        item
        for item in job.plan.going_by(Way.EMAIL)
        if job.status_of(item.recipient) is None or item.recipient.id in mended
    )
    again = ours[:limit]
    new = new[: None if limit is None else limit - len(again)]
    return Letters(new, again, early=retry_now)


def _mended(job: Job, ledger: "LedgerReader") -> frozenset[str]:
    """Ids of those whose letter was refused or came back, and whose address is another one now."""
    tried = {
        item.recipient: item.address
        for status in _CAME_BACK
        for item in ledger.history(job.campaign.id, status=status, wave=job.plan.wave)
        if item.signatory == job.plan.signatory and item.channel == Way.EMAIL
    }
    now = {item.recipient.id: item.recipient.email for item in job.plan.going_by(Way.EMAIL)}
    return frozenset(
        recipient
        for recipient, address in tried.items()
        if recipient in now and now[recipient].casefold() != address.casefold()
    )


def show_plan(job: Job, letters: Letters, ledger: "LedgerReader | None") -> None:
    """Who, by which way, and how long it takes."""
    console.say(job.campaign.title, style="bold")
    account = job.settings.mail
    if account is not None:
        where = f"{account.host}:{account.port}"
        console.say(f"From {job.settings.sender.name} <{job.settings.sender.email}> over {where}")
    again = {key.recipient for key in letters.again}
    retried = [item for item in job.plan.going_by(Way.EMAIL) if item.recipient.id in again]
    rows = [_row(item) for item in (*retried, *letters.new)[:_SHOWN]]
    if rows:
        console.say()
        console.table(("No.", "To", "Address"), rows)
    if len(letters) > _SHOWN:
        console.say(f"… and {len(letters) - _SHOWN:,} more.")
    leaving_out.announce(job.plan)
    console.say()
    console.say(f"{words.count(len(letters), 'letter')} to send by e-mail.")
    if letters.again:
        console.say(f"Of these {len(letters.again):,} were put off by the mail server before.")
    elif ledger and (due := ledger.next_retry(job.campaign.id, job.plan.wave)):
        console.say(f"Letters put off are due at {times.short(due)} UTC; now: --retry-now")
    _say_done_before(job)
    _say_pace(job, len(letters), ledger)


def _row(item: Planned) -> tuple[str, str, str]:
    return str(item.place), item.recipient.label, item.recipient.email


def _say_done_before(job: Job) -> None:
    done = Counter(
        status
        for item in job.plan.planned
        if (status := job.status_of(item.recipient)) not in (None, Status.DEFERRED)
    )
    for status, number in done.items():
        if status is not None:
            console.say(f"{words.count(number, 'letter')} before: {words.STATUS[status]}.", "dim")


def _say_pace(job: Job, number: int, ledger: "LedgerReader | None") -> None:
    from outreach.sending.rates import forecast, left_today, longest

    account = job.settings.mail
    if account is None or not account.rates or not number:
        return
    now = times.now()
    name = account.username or job.settings.sender.email
    taken = ledger.sent_times(name, now - longest(account.rates)) if ledger else ()
    left = left_today(now, taken, account.rates)
    if left is not None:
        console.say(f"Today's limit allows {left:,} more.")
    end = forecast(now, taken, account.rates, number)
    if end > now:
        console.say(f"At this account's pace the last one leaves at {times.short(end)} UTC.")


def say_what_is_left(job: Job) -> int:
    """Name what did not go, and the command that takes it further; returns the exit status."""
    stand = {item.recipient.id: job.status_of(item.recipient) for item in job.plan.planned}
    counts = Counter(status for status in stand.values() if status in _OPEN)
    for status, number in counts.items():
        if status is not None:
            console.note(f"{words.count(number, 'letter')}: {words.STATUS[status]}.", "yellow")
    if counts:
        console.note(f"Each with the server's words: outreach history {job.campaign.id}")
    if counts[Status.UNKNOWN]:
        console.note(f"Decide about those that may have gone: outreach resolve {job.campaign.id}")
    for sentence in (*_by_post_instead(job), *_other_ways(job, stand)):
        console.say(sentence)
    return ExitStatus.LEFT_OVER if counts else ExitStatus.DONE


def _by_post_instead(job: Job) -> list[str]:
    places = [
        str(item.place)
        for item in job.plan.going_by(Way.EMAIL)
        if job.status_of(item.recipient) in _CAME_BACK and item.recipient.address
    ]
    if not places:
        return []
    return [f"{len(places):,} of them by post instead: {_print(job)} --only {','.join(places)}"]


def _print(job: Job) -> str:
    return f"outreach print {_call(job)}"


def _call(job: Job) -> str:
    """How this campaign is named on the command line."""
    if not job.campaign.adhoc:
        return job.campaign.id
    lists = " ".join(f"--to {name}" for name in job.campaign.recipients)
    return f"--template {job.campaign.template} {lists}"


def _other_ways(job: Job, stand: Mapping[str, Status | None]) -> list[str]:
    waiting = Counter(item.way for item in job.plan.planned if stand[item.recipient.id] in _TO_POST)
    name, call = job.campaign.id, _call(job)
    ways = {
        Way.POST: f"{waiting[Way.POST]:,} by post: {_print(job)}",
        Way.FORM: f"{waiting[Way.FORM]:,} by web form: outreach render {call} --format txt, "
        f"then outreach mark submitted {name} --all",
        Way.EMAIL: f"{waiting[Way.EMAIL]:,} by e-mail: outreach send {call}",
        Way.DRAFT: f"{waiting[Way.DRAFT]:,} as drafts: outreach render {call} --format eml",
    }
    return [sentence for way, sentence in ways.items() if waiting[way]]
