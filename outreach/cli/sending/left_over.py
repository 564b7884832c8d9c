"""What a sending left: named, with the command that takes it further."""

from collections import Counter
from collections.abc import Mapping
from datetime import datetime
from typing import TYPE_CHECKING

from outreach.cli.campaigns.job import Job
from outreach.cli.screen import console, times, words
from outreach.errors import ExitStatus
from outreach.model.campaign import Way
from outreach.model.dispatch import Status

if TYPE_CHECKING:
    from outreach.ledger.reading import LedgerReader

_OPEN = (Status.REFUSED, Status.DEFERRED, Status.UNKNOWN, Status.CLAIMED)
_CAME_BACK = (Status.REFUSED, Status.BOUNCED)
# A letter that stands so may be posted, though it was planned as an e-mail.
_TO_POST = (None, Status.PREPARED)


def say_what_is_left(job: Job, ledger: "LedgerReader | None") -> int:
    """Name what did not go, and the command that takes it further; returns the exit status."""
    stand = {item.place: job.status_of(item) for item in job.plan.planned}
    counts = Counter(status for status in stand.values() if status in _OPEN)
    for status, number in counts.items():
        if status is not None:
            console.note(f"{words.count(number, 'letter')} {words.STATUS[status]}.", "yellow")
    if counts:
        console.note(f"Each with the server's words: outreach history {job.campaign.id}")
    if counts[Status.UNKNOWN]:
        console.note(f"Decide about those that may have gone: outreach resolve {job.campaign.id}")
    due = ledger.next_retry(job.campaign.id, job.plan.wave) if ledger else None
    if counts[Status.DEFERRED] and due is not None:
        _say_retry(job, due)
    for sentence in (*_by_post_instead(job), *_other_ways(job, stand)):
        console.say(sentence)
    return ExitStatus.LEFT_OVER if counts else ExitStatus.DONE


def _say_retry(job: Job, due: datetime) -> None:
    when = f"from {times.here(due)} on" if due > times.now() else "now"
    console.note(
        f"What was put off can go {when}: outreach send {_call(job)} (--wait stays for it)"
    )


def _by_post_instead(job: Job) -> list[str]:
    places = [
        str(item.place)
        for item in job.plan.going_by(Way.EMAIL)
        if job.status_of(item) in _CAME_BACK and item.recipient.address
    ]
    if not places:
        return []
    return [f"{len(places):,} of them by post instead: {_print(job)} --only {','.join(places)}"]


def _print(job: Job) -> str:
    return f"outreach print {_call(job)}"


def _call(job: Job) -> str:
    """How this campaign is named on the command line."""
    signer = f" --as {job.campaign.signer}" if job.campaign.signer else ""
    if not job.campaign.adhoc:
        return f"{job.campaign.id}{signer}"
    lists = " ".join(f"--to {name}" for name in job.campaign.recipients)
    return f"--template {job.campaign.template} {lists}{signer}"


def _other_ways(job: Job, stand: Mapping[int, Status | None]) -> list[str]:
    waiting = Counter(item.way for item in job.plan.planned if stand[item.place] in _TO_POST)
    name, call = job.campaign.id, _call(job)
    ways = {
        Way.POST: f"{waiting[Way.POST]:,} by post: {_print(job)}",
        Way.FORM: f"{waiting[Way.FORM]:,} by web form: outreach render {call} --format txt, "
        f"then outreach mark submitted {name} --all",
        Way.EMAIL: f"{waiting[Way.EMAIL]:,} by e-mail: outreach send {call}",
        Way.DRAFT: f"{waiting[Way.DRAFT]:,} as drafts: outreach render {call} --format eml",
    }
    return [sentence for way, sentence in ways.items() if waiting[way]]
