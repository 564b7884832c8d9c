"""Writes into the record what people did by hand."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, time
from pathlib import Path
from typing import TYPE_CHECKING

from outreach.cli import asking, console, times, words
from outreach.cli.folder import open_workspace, writing_ledger
from outreach.cli.job import Job, open_job, recorded_campaign
from outreach.errors import UsageProblem
from outreach.model.campaign import Way
from outreach.model.dispatch import Status
from outreach.model.people import Recipient

if TYPE_CHECKING:
    from outreach.ledger.store import SqlLedger

_WAYS = {Status.SUBMITTED: Way.FORM}
# With --all, only letters whose turn it is: a mark is not a way around the record.
_EVERY = {
    "posted": (Status.PRINTED,),
    "submitted": (None,),
    "returned": (Status.POSTED,),
    "replied": (Status.SENT, Status.POSTED, Status.SUBMITTED),
    "undo": (Status.POSTED, Status.SUBMITTED, Status.RETURNED, Status.REPLIED, Status.PRINTED),
}
_DONE = {
    "posted": "posted",
    "submitted": "entered in a web form",
    "returned": "returned by post",
    "replied": "answered",
    "undo": "as it was before",
}


@dataclass(frozen=True, slots=True)
class Marking:
    """What is to be recorded, of which letters; `what` is a word of `mark`."""

    what: str
    campaign: str
    who: tuple[str, ...]
    every: bool
    but: str | None
    on: str | None
    note: str
    wave: str | None


def carry_out(marking: Marking, workspace: Path | None) -> None:
    """Record it for every letter named, all or none."""
    folder = open_workspace(workspace)
    at = _moment(marking.on)
    with writing_ledger(folder) as ledger:
        campaign = recorded_campaign(folder, ledger, marking.campaign)
        job = open_job(folder, campaign, ledger, wave=marking.wave)
        recipients = _chosen(job, marking)
        with ledger.together():
            for recipient in recipients:
                _mark(job, marking, recipient, at, ledger)
    if recipients:
        console.say(f"{words.count(len(recipients), 'letter')}: {_DONE[marking.what]}.")
        console.say(words.some([recipient.label for recipient in recipients], most=20))
    else:
        console.say("No letter stands so that this could be recorded of it.")


def _moment(on: str | None) -> datetime:
    if on is None:
        return times.now()
    day = times.day(on)
    if day > times.now().astimezone().date():
        raise UsageProblem(f"{day} has not come yet.", "Give the day on which it happened.")
    return datetime.combine(day, time(12), UTC)


def _mark(
    job: Job, marking: Marking, recipient: Recipient, at: datetime, ledger: "SqlLedger"
) -> None:
    key, by, now = job.plan.key(recipient), job.settings.sender.id, times.now()
    if marking.what == "undo":
        ledger.undo(key, by=by, at=now, detail=marking.note)
        return
    kind = Status(marking.what)
    way = _WAYS.get(kind, Way.POST)
    ledger.record(
        key,
        kind,
        at=at,
        recorded_at=now,
        by=by,
        detail=marking.note,
        addressee=job.addressee(recipient),
        way=way,
        address=recipient.form_url
        if way is Way.FORM
        else ", ".join(job.address(recipient).envelope),
    )


def _chosen(job: Job, marking: Marking) -> tuple[Recipient, ...]:
    if marking.every == bool(marking.who):
        raise UsageProblem(
            "It is not said which letters.", "Name ids or numbers of the list, or use --all."
        )
    listed = job.listed()
    if marking.who:
        return tuple(one for word in marking.who for one in _named(word, listed))
    but = asking.places(marking.but) if marking.but else frozenset()
    turn = _EVERY[marking.what]
    in_turn = _by_form(job) if marking.what == "submitted" else listed
    return tuple(
        recipient
        for place, recipient in in_turn.items()
        if place not in but and job.status_of(recipient) in turn
    )


def _by_form(job: Job) -> dict[int, Recipient]:
    return {item.place: item.recipient for item in job.plan.going_by(Way.FORM)}


def _named(word: str, listed: dict[int, Recipient]) -> Iterator[Recipient]:
    """An id, which goes before everything else, or numbers of the list."""
    of_id = [recipient for recipient in listed.values() if recipient.id == word]
    if of_id:
        yield from of_id
        return
    if not word.replace(",", "").replace("-", "").isdecimal():
        raise UsageProblem(
            f"No recipient of this campaign is {word!r}.",
            "Name an id or a number of the list: outreach campaign show lists them.",
        )
    for place in sorted(asking.places(word)):
        if place not in listed:
            raise UsageProblem(f"There is no number {place} in the list.")
        yield listed[place]
