"""Writes into the record what people did by hand."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, time
from pathlib import Path
from typing import TYPE_CHECKING

from outreach.cli.campaigns.job import Job, open_job, recorded_campaign
from outreach.cli.campaigns.signing import with_signer
from outreach.cli.opening.folder import campaign_on_record, open_workspace, writing_ledger
from outreach.cli.record.changed_letters import ChangedLetter, changed_letter
from outreach.cli.screen import asking, console, times, words
from outreach.errors import UsageProblem
from outreach.model.campaign import Way
from outreach.model.dispatch import Status
from outreach.planning import LeftOut, Planned

if TYPE_CHECKING:
    from outreach.ledger.store import SqlLedger

_Letter = Planned | LeftOut

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
    """What is to be recorded, of which letters; `what` is a word of `mark`.

    `file` holds the one letter as it was posted, where somebody changed it.
    """

    what: str
    campaign: str
    who: tuple[str, ...]
    every: bool
    but: str | None
    on: str | None
    note: str
    wave: str | None
    signer: str | None = None
    file: Path | None = None


def carry_out(marking: Marking, workspace: Path | None) -> None:
    """Record it for every letter named, all or none."""
    folder = open_workspace(workspace)
    at = _moment(marking.on)
    changed = changed_letter(marking.file) if marking.file else None
    with writing_ledger(folder, campaign_on_record(folder, marking.campaign)) as ledger:
        campaign = recorded_campaign(folder, ledger, marking.campaign)
        campaign = with_signer(campaign, marking.signer)
        job = open_job(folder, campaign, ledger, wave=marking.wave)
        letters = _chosen(job, marking)
        if changed is not None and len(letters) != 1:
            raise _one_for_a_file(len(letters))
        with ledger.together():
            for letter in letters:
                _mark(job, marking, letter, at, ledger, changed)
    if letters:
        console.say(f"{words.count(len(letters), 'letter')}: {_DONE[marking.what]}.")
        console.say(words.some([_shown(letter) for letter in letters], most=20))
    else:
        console.say("No letter stands so that this could be recorded of it.")
    if marking.file:
        console.note(
            f"{marking.file.name} is kept in the record as it is, with whatever it tells of its "
            "author, the program and the time."
        )


def _moment(on: str | None) -> datetime:
    if on is None:
        return times.now()
    day = times.day(on)
    if day > times.now().astimezone().date():
        raise UsageProblem(f"{day} has not come yet.", "Give the day on which it happened.")
    return datetime.combine(day, time(12), UTC)


def _shown(letter: _Letter) -> str:
    writer = f" (from {letter.writer.id})" if letter.writer else ""
    return f"{letter.recipient.label}{writer}"


def _one_for_a_file(number: int) -> UsageProblem:
    return UsageProblem(
        f"{words.count(number, 'letter')} named, and a file holds one.",
        "Name one id, or one number of the list, for each file.",
    )


def _mark(
    job: Job,
    marking: Marking,
    letter: _Letter,
    at: datetime,
    ledger: "SqlLedger",
    changed: ChangedLetter | None,
) -> None:
    key, by, now = job.plan.key(letter), job.settings.sender.id, times.now()
    recipient = letter.recipient
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
        content=changed.content if changed else None,
        media_type=changed.media_type if changed else "",
    )


def _chosen(job: Job, marking: Marking) -> tuple[_Letter, ...]:
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
        letter
        for place, letter in in_turn.items()
        if place not in but and job.status_of(letter) in turn
    )


def _by_form(job: Job) -> dict[int, _Letter]:
    return {item.place: item for item in job.plan.going_by(Way.FORM)}


def _named(word: str, listed: dict[int, _Letter]) -> Iterator[_Letter]:
    """An id, which goes before everything else, or numbers of the list."""
    of_id = [letter for letter in listed.values() if letter.recipient.id == word]
    if len(of_id) > 1:
        raise UsageProblem(
            f"{words.count(len(of_id), 'letter')} go to {word}, each from another writer.",
            "Say whose it is: --as WRITER; or name numbers of the list.",
        )
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
