"""Makes the envelopes and labels of a campaign into PDFs."""

from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from outreach.cli.campaigns.job import Job, open_job
from outreach.cli.campaigns.planned import which_campaign
from outreach.cli.letters.rendering import placed
from outreach.cli.opening.folder import open_workspace, reading_ledger
from outreach.cli.options import Which
from outreach.cli.printing.packets import Packets, packets_of
from outreach.cli.printing.pieces import (
    addressed,
    in_volumes,
    say_destinations,
    to_post,
    write_pages,
)
from outreach.cli.screen import console, times
from outreach.cli.screen.paths import shown
from outreach.errors import ExitStatus, UsageProblem
from outreach.model.origin import Confidence
from outreach.model.settings import Paper
from outreach.model.stationery import Piece
from outreach.stationery.envelopes import EnvelopePrinter
from outreach.stationery.labels import LabelPrinter, ruler
from outreach.stationery.measures import Measures, measures
from outreach.tables.whole_files import make_folder, write_whole

if TYPE_CHECKING:
    from outreach.workspace.opening import Workspace

USUAL_ENVELOPE = {Paper.LETTER: "10", Paper.A4: "dl"}
_USUAL_SHEET = {Paper.LETTER: "5160", Paper.A4: "L7160"}
_FARTHEST = 50.0  # millimetres: more is a slip of the finger


@dataclass(frozen=True, slots=True)
class Envelopes:
    """What is asked for."""

    size: str | None
    nudge: str | None
    only: str | None
    out: Path | None
    wave: str | None
    writer: str | None
    with_sender: bool


@dataclass(frozen=True, slots=True)
class Labels:
    """What is asked for."""

    sheet: str | None
    start_at: int
    nudge: str | None
    only: str | None
    out: Path | None
    wave: str | None
    writer: str | None
    of_sender: bool


def print_envelopes(
    workspace: Path | None,
    which: Which,
    wanted: Envelopes,
) -> int:
    """Returns the exit status."""
    folder = open_workspace(workspace)
    known = _measures(folder)
    envelope = known.envelope(wanted.size or USUAL_ENVELOPE[folder.settings.paper])
    shift = nudged(wanted.nudge)
    job, packets = _job(folder, which, wanted)
    pieces = _pieces(job, packets, wanted.only, with_sender=wanted.with_sender)
    if not pieces:
        return _nothing()
    printer = EnvelopePrinter(envelope, known.post(job.home_country), shift)
    made = [printer.pages(volume, job.today) for volume in in_volumes(pieces)]
    status = write_pages(made, placed(job, wanted.out, "envelopes.pdf"), "envelope", len(pieces))
    say_destinations(pieces, job.home_country)
    console.say(
        f"Print at 100 % on {envelope.title}, {envelope.width:g} × {envelope.height:g} mm; "
        "try one first."
    )
    return status


def print_labels(
    workspace: Path | None,
    which: Which,
    wanted: Labels,
) -> int:
    """Returns the exit status."""
    folder = open_workspace(workspace)
    sheet = _measures(folder).sheet(wanted.sheet or _USUAL_SHEET[folder.settings.paper])
    if wanted.start_at > sheet.per_sheet:
        raise UsageProblem(
            f"--start-at {wanted.start_at}: a sheet {sheet.part} has {sheet.per_sheet} labels."
        )
    shift = nudged(wanted.nudge)
    job, packets = _job(folder, which, wanted)
    pieces = _pieces(job, packets, wanted.only, with_sender=wanted.of_sender)
    if not pieces:
        return _nothing()
    of_whom = [
        replace(one, lines=one.sender, sender=()) if wanted.of_sender else one for one in pieces
    ]
    made = [LabelPrinter(sheet, wanted.start_at, shift).pages(of_whom, job.today)]
    status = write_pages(made, placed(job, wanted.out, "labels.pdf"), "label", len(pieces))
    say_destinations(pieces, job.home_country)
    last = (wanted.start_at - 1 + len(pieces) - 1) % sheet.per_sheet + 1
    console.say(
        f"Print at 100 % on {sheet.part}. The next free label is {last % sheet.per_sheet + 1}."
    )
    return status


def print_ruler(workspace: Path | None, wanted: Labels) -> int:
    """A page to test the printer with."""
    folder = open_workspace(workspace)
    sheet = _measures(folder).sheet(wanted.sheet or _USUAL_SHEET[folder.settings.paper])
    path = wanted.out or folder.outbox / f"ruler-{sheet.part}.pdf"
    make_folder(path.parent, private=True)
    today = times.today()
    write_whole(path, ruler(sheet, nudged(wanted.nudge), today), private=True)
    console.say(f"A test page for {sheet.part}: {shown(path)}")
    if sheet.origin.confidence is Confidence.MEMORY:
        console.note("These measures were never read at a source: hold the page against a sheet.")
    return ExitStatus.DONE


def nudged(text: str | None) -> tuple[float, float]:
    """`0.5,-1` → millimetres to the right and down."""
    if text is None:
        return 0.0, 0.0
    try:
        right, down = (float(part) for part in text.split(","))
    except ValueError:
        raise UsageProblem(
            f"--nudge {text!r} is not two numbers.",
            "Write millimetres to the right and down: --nudge=0.5,-1",
        ) from None
    if not max(abs(right), abs(down)) <= _FARTHEST:
        raise UsageProblem(f"--nudge {text} is more than {_FARTHEST:g} mm.")
    return right, down


def _measures(folder: "Workspace") -> Measures:
    return measures(folder.stationery_tables())


def _job(
    folder: "Workspace",
    which: Which,
    wanted: Envelopes | Labels,
) -> tuple[Job, Packets]:
    campaign = which_campaign(folder, which, wanted.writer)
    with reading_ledger(folder, campaign) as ledger:
        job = open_job(folder, campaign, ledger, wave=wanted.wave)
        job.insist_on_an_open_case()
        return job, packets_of(ledger, job.campaign.id, job.plan.wave)


def _pieces(
    job: Job, packets: Packets, only: str | None, *, with_sender: bool
) -> tuple[Piece, ...]:
    return tuple(addressed(job, to_post(job, only, packets), with_sender=with_sender))


def _nothing() -> int:
    console.say("No letter of this campaign waits for the post.")
    console.say("For letters in the post already, name their numbers: --only 12,17-20")
    return ExitStatus.DONE
