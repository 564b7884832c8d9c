"""Makes packets: files first, and whole; only then does the record say who has what."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from outreach.cli.campaigns import leaving_out
from outreach.cli.campaigns.job import Job, open_job, stop_unless_open
from outreach.cli.campaigns.planned import which_campaign
from outreach.cli.letters.rendering import not_made, outbox, somewhere
from outreach.cli.opening.folder import open_workspace, writing_ledger
from outreach.cli.options import Which
from outreach.cli.printing import on_paper
from outreach.cli.printing.packets import packets_of
from outreach.cli.printing.stationery import USUAL_ENVELOPE
from outreach.cli.screen import console, times, words
from outreach.cli.screen.paths import shown
from outreach.cli.sharing.packet_files import aside_of, move, place_of, private_folder, write_packet
from outreach.cli.sharing.packet_pages import Share
from outreach.cli.sharing.packet_shares import Wish, shares_of, writing_campaign
from outreach.errors import ExitStatus
from outreach.model.dispatch import Status
from outreach.model.mailing import NotMade
from outreach.stationery.envelopes import EnvelopePrinter
from outreach.stationery.measures import measures

if TYPE_CHECKING:
    from outreach.ledger.store import SqlLedger


@dataclass(frozen=True, slots=True)
class Packing:
    """What is asked for."""

    wish: Wish
    envelope: str | None
    out: Path | None
    wave: str | None
    overrides: tuple[str, ...] = ()


def carry_out(
    workspace: Path | None,
    which: Which,
    packing: Packing,
) -> int:
    """Returns the exit status."""
    folder = open_workspace(workspace)
    wanted = writing_campaign(folder, which_campaign(folder, which), packing.wish)
    stop_unless_open(wanted, times.today())
    with (
        writing_ledger(folder, wanted) as ledger,
        on_paper.alone_at_the_post(ledger, wanted.id),
    ):
        job = open_job(folder, wanted, ledger, wave=packing.wave)
        job.insist_on_an_open_case()
        leaving_out.announce(job.plan)
        shares = shares_of(job, packets_of(ledger, wanted.id, job.plan.wave), packing.wish)
        if not shares:
            console.say("No letter is left to share out.")
            return ExitStatus.DONE
        items = [item for share in shares for item in share.items]
        job.insist_on_letters(items)
        undone = "No packet was made"
        reasons = on_paper.insist_on_rules(job, items, undone, packing.overrides)
        on_paper.keep_reasons(job, ledger, reasons)
        return _make(job, shares, packing, ledger)


def _make(job: Job, shares: Sequence[Share], packing: Packing, ledger: "SqlLedger") -> int:
    known = measures(job.folder.stationery_tables())
    envelope = known.envelope(packing.envelope or USUAL_ENVELOPE[job.settings.paper])
    printer = EnvelopePrinter(envelope, known.post(job.home_country))
    root = somewhere(job, packing.out) if packing.out else outbox(job) / "packets"
    again = packing.wish.again is not None
    places = {share.packet: place_of(root, share, again=again) for share in shares}
    failed: list[NotMade] = []
    made: list[Share] = []
    with aside_of(root) as aside:
        for share in shares:
            place = private_folder(aside / places[share.packet].name)
            sound, unmade = write_packet(job, share, place, printer, envelope)
            failed += unmade
            if sound.items:
                made.append(sound)
        for share in made:
            move(aside / places[share.packet].name, places[share.packet])
    _record(job, made, ledger)
    for share in made:
        letters = words.count(len(share.items), "letter")
        whose = f" ({share.packet.writer})" if share.packet.writer else ""
        console.say(f"{share.title}{whose}, {letters}: {shown(places[share.packet])}")
    console.problems(not_made(failed))
    if made:
        if again:
            console.say("Whoever finds the earlier one again must not post from it.")
        console.say("Hand each folder on; it says itself what is to be done.")
        console.say(f"Who has what: outreach packet list {job.campaign.id}")
        console.say("When a list comes back: outreach packet return FILE")
    return ExitStatus.NOT_RENDERED if failed else ExitStatus.DONE


def _record(job: Job, made: Sequence[Share], ledger: "SqlLedger") -> None:
    """All packets, or none."""
    with ledger.together():
        for share in made:
            on_paper.record(job, share.items, Status.PREPARED, ledger, share.packet.detail)
