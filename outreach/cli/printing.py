"""Makes the letters for the post into one print run, and records what came of it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from outreach.cli import asking, console, leaving_out, times, words
from outreach.cli.folder import open_workspace, writing_ledger
from outreach.cli.job import Job, open_job, stop_unless_open, which_campaign
from outreach.cli.rendering import chosen, not_made, outbox, print_run, shown
from outreach.cli.sending_run import old_facts
from outreach.errors import ExitStatus, RuleObjects
from outreach.model.campaign import Way
from outreach.model.dispatch import Status
from outreach.planning import Planned
from outreach.rules.campaigns import private_people

if TYPE_CHECKING:
    from outreach.ledger.store import SqlLedger

# Letters that stand so have their turn at the printer; others only when asked for by number.
_TO_PRINT = (None, Status.PREPARED)
# Letters that may be made for the post once more, with --only.
_AGAIN = (*_TO_PRINT, Status.PRINTED, Status.REFUSED, Status.BOUNCED, Status.RETURNED)


@dataclass(frozen=True, slots=True)
class Run:
    """What is asked for."""

    out: Path | None
    only: str | None
    yes: bool
    wave: str | None


def carry_out(
    workspace: Path | None,
    campaign: str | None,
    template: str | None,
    to: Sequence[str] | None,
    run: Run,
) -> int:
    """Prepare, ask whether the pages came out, record."""
    folder = open_workspace(workspace)
    wanted = which_campaign(folder, campaign, template, to)
    stop_unless_open(wanted, date.today())  # noqa: DTZ011 the day where the user is
    with writing_ledger(folder) as ledger:
        job = open_job(folder, wanted, ledger, wave=run.wave)
        leaving_out.announce(job.plan)
        items = _items(job, run.only)
        if not items:
            console.say("Nothing is left to print.")
            return ExitStatus.DONE
        _insist_on_rules(job, items)
        job.insist_on_letters(items)
        return _print(job, items, run, ledger)


def _insist_on_rules(job: Job, items: Sequence[Planned]) -> None:
    people = [item.recipient for item in items]
    found = [*private_people(people), *old_facts(job, job.settings.max_age)]
    if found:
        console.problems(found)
        raise RuleObjects("Nothing was printed: the rules above stand against it.")


def _items(job: Job, only: str | None) -> tuple[Planned, ...]:
    if only is None:
        return tuple(
            item
            for item in job.plan.going_by(Way.POST)
            if job.status_of(item.recipient) in _TO_PRINT
        )
    by_number = chosen(job.plan.planned, only)
    return tuple(item for item in by_number if _can_be_posted(job, item))


def _can_be_posted(job: Job, item: Planned) -> bool:
    label, status = item.recipient.label, job.status_of(item.recipient)
    if not item.recipient.address:
        console.note(f"{item.place}: {label} has no postal address.", "yellow")
    elif status not in _AGAIN:
        what = words.STATUS[status] if status else ""
        console.note(f"{item.place}: the letter to {label} is {what}; not printed.", "yellow")
    else:
        return True
    return False


def _print(job: Job, items: Sequence[Planned], run: Run, ledger: "SqlLedger") -> int:
    path = run.out or outbox(job) / "print.pdf"
    written, failed = print_run(job, items, path)
    unmade = {one.place for one in failed}
    made = [item for item in items if item.place not in unmade]
    console.problems(not_made(failed))
    if made:
        _record(job, made, Status.PREPARED, ledger)
        for volume in written:
            console.say(f"{words.count(len(made), 'letter')} to print: {shown(volume)}")
        console.say("Print at 100 %, not “fit to page”.")
        _came_out(job, made, run, ledger)
    return ExitStatus.NOT_RENDERED if failed else ExitStatus.DONE


def _came_out(job: Job, made: Sequence[Planned], run: Run, ledger: "SqlLedger") -> None:
    if asking.confirmed("Did all pages come out?", yes=run.yes):
        _record(job, made, Status.PRINTED, ledger)
        console.say(f"Recorded as printed. When they are posted: {mark_command(job)}")
    else:
        console.say(
            "Recorded as made for printing. Run the same command again, "
            "or print some alone: --only 12,17-20"
        )


def mark_command(job: Job) -> str:
    return f"outreach mark posted {job.campaign.id} --all"


def _record(job: Job, items: Sequence[Planned], status: Status, ledger: "SqlLedger") -> None:
    now = times.now()
    with ledger.together():
        for item, text in zip(items, _texts(job, items), strict=True):
            ledger.record(
                job.plan.key(item.recipient),
                status,
                at=now,
                recorded_at=now,
                by=job.settings.sender.id,
                addressee=job.addressee(item.recipient),
                way=Way.POST,
                address=", ".join(job.address(item.recipient).envelope),
                content=text,
                media_type="text/plain; charset=utf-8",
            )


def _texts(job: Job, items: Sequence[Planned]) -> Iterator[bytes]:
    """The words of each letter: what the record keeps of a page."""
    from outreach.renderers.text import plain_text

    for letter in job.letters(items):
        yield plain_text(letter.on_paper()).encode()
