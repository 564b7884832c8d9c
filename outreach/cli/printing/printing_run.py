"""Makes the letters for the post into one print run, and records what came of it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from outreach.cli.campaigns import leaving_out
from outreach.cli.campaigns.job import Job, open_job, stop_unless_open
from outreach.cli.campaigns.planned import which_campaign
from outreach.cli.letters.filenames import safe
from outreach.cli.letters.rendering import chosen, not_made, placed, print_run
from outreach.cli.opening.folder import open_workspace, writing_ledger
from outreach.cli.options import Which
from outreach.cli.printing.on_paper import (
    TO_PRINT,
    alone_at_the_post,
    insist_on_rules,
    keep_reasons,
    record,
)
from outreach.cli.printing.packets import Packets, packets_of, without_packets
from outreach.cli.printing.run_pages import checklist_of, cover_of, mark_command
from outreach.cli.screen import asking, console, times, words
from outreach.cli.screen.paths import shown
from outreach.errors import ExitStatus
from outreach.model.campaign import Way
from outreach.model.dispatch import Status
from outreach.planning import Planned

if TYPE_CHECKING:
    from outreach.ledger.store import SqlLedger

# Letters that may be made for the post once more, with --only.
_AGAIN = (*TO_PRINT, Status.PRINTED, Status.REFUSED, Status.BOUNCED, Status.RETURNED)


@dataclass(frozen=True, slots=True)
class Run:
    """What is asked for."""

    out: Path | None
    only: str | None
    yes: bool
    wave: str | None
    signer: str | None = None
    duplex: bool | None = None
    letters_only: bool = False
    overrides: tuple[str, ...] = ()


def carry_out(
    workspace: Path | None,
    which: Which,
    run: Run,
) -> int:
    """Prepare, ask whether the pages came out, record."""
    folder = open_workspace(workspace)
    wanted = which_campaign(folder, which, run.signer)
    stop_unless_open(wanted, times.today())
    with writing_ledger(folder, wanted) as ledger, alone_at_the_post(ledger, wanted.id):
        job = open_job(folder, wanted, ledger, wave=run.wave)
        job.insist_on_an_open_case()
        leaving_out.announce(job.plan)
        packets = packets_of(ledger, wanted.id, job.plan.wave)
        items = _items(job, run.only, packets)
        if not items:
            console.say("Nothing is left to print.")
            return ExitStatus.DONE
        job.insist_on_letters(items)
        reasons = insist_on_rules(job, items, "Nothing was printed", run.overrides)
        keep_reasons(job, ledger, reasons)
        return _print(job, items, run, ledger)


def _items(job: Job, only: str | None, packets: Packets) -> tuple[Planned, ...]:
    if only is None:
        waiting = [item for item in job.plan.going_by(Way.POST) if job.status_of(item) in TO_PRINT]
        return without_packets(job, waiting, packets)
    by_number = chosen(job.plan.planned, only)
    items = tuple(item for item in by_number if _can_be_posted(job, item))
    for item in items:
        if found := packets.holds.get(job.plan.parties(item)):
            console.note(
                f"{item.place}: {item.recipient.label} is also in {found.packet.detail}: "
                "whoever has that must not post it.",
                "yellow",
            )
    return items


def _can_be_posted(job: Job, item: Planned) -> bool:
    label, status = item.recipient.label, job.status_of(item)
    if not item.recipient.address:
        console.note(f"{item.place}: {label} has no postal address.", "yellow")
    elif status not in _AGAIN:
        what = words.STATUS[status] if status else ""
        console.note(f"{item.place}: the letter to {label} is {what}; not printed.", "yellow")
    else:
        return True
    return False


def _print(job: Job, items: Sequence[Planned], run: Run, ledger: "SqlLedger") -> int:
    name = f"print-{safe(run.signer)}.pdf" if run.signer else "print.pdf"
    path = placed(job, run.out, name)
    page = job.page if run.duplex is None else replace(job.page, duplex=run.duplex)
    # Some letters alone, after a jam, need neither.
    is_bare = run.letters_only or run.only is not None
    written, failed = print_run(
        job,
        items,
        path,
        page=page,
        cover=None if is_bare else cover_of(job, page, items),
        checklist=None if is_bare else checklist_of(job, items),
    )
    unmade = {one.place for one in failed}
    made = [item for item in items if item.place not in unmade]
    console.problems(not_made(failed))
    if made:
        record(job, made, Status.PREPARED, ledger)
        for volume in written:
            console.say(f"{words.count(len(made), 'letter')} to print: {shown(volume)}")
        console.say("Print at 100 %, not “fit to page”.")
        _came_out(job, made, run, ledger)
    return ExitStatus.NOT_RENDERED if failed else ExitStatus.DONE


def _came_out(job: Job, made: Sequence[Planned], run: Run, ledger: "SqlLedger") -> None:
    if asking.confirmed("Did all pages come out?", yes=run.yes):
        record(job, made, Status.PRINTED, ledger)
        console.say(f"Recorded as printed. When they are posted: {mark_command(job)}")
    else:
        console.say(
            "Recorded as made for printing. Run the same command again, "
            "or print some alone: --only 12,17-20"
        )
