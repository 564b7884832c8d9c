"""The files of packets: made aside, each of them whole, and moved to their place together."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from uuid import uuid4

from outreach.cli.campaigns.job import Job
from outreach.cli.letters.filenames import safe
from outreach.cli.letters.rendering import print_run
from outreach.cli.printing.pieces import addressed
from outreach.cli.screen.paths import shown
from outreach.cli.sharing.packet_pages import (
    ENCLOSURE,
    ENVELOPES,
    LETTERS,
    Share,
    checklist,
    instructions,
)
from outreach.errors import NotWritten, RuleObjects
from outreach.model.mailing import NotMade
from outreach.model.stationery import Envelope
from outreach.stationery.envelopes import EnvelopePrinter
from outreach.stationery.packet_lists import Line, write_list
from outreach.tables.whole_files import make_folder, write_whole


def place_of(root: Path, share: Share, *, again: bool) -> Path:
    """A folder that is not there yet: in an old one may lie a list that was filled in."""
    packet = share.packet
    whose = f"-{safe(packet.writer)}" if packet.writer else ""
    place = root / f"{packet.name.replace(' ', '-')}{whose}"
    if not again:
        if place.exists():
            raise RuleObjects(
                f"{shown(place)} is there and not on record: its making broke off.",
                "Remove the folder, so that nobody posts from it, and run this again.",
            )
        return place
    times = 1
    while place.exists():
        tail = "-again" if times == 1 else f"-again-{times}"
        place, times = place.with_name(f"{place.name.partition('-again')[0]}{tail}"), times + 1
    return place


@contextmanager
def aside_of(root: Path) -> Iterator[Path]:
    """A folder for packets in the making, which is gone again afterwards."""
    make_folder(root.parent, private=True)
    private_folder(root)
    aside = private_folder(root / f".outreach-{uuid4().hex}.part")
    try:
        yield aside
    finally:
        shutil.rmtree(aside, ignore_errors=True)


def private_folder(folder: Path) -> Path:
    """Make a folder that only its owner can open."""
    make_folder(folder, private=True)
    return folder


def move(made: Path, place: Path) -> None:
    """Or raise NotWritten."""
    try:
        made.rename(place)
    except OSError as error:
        raise NotWritten(place, error) from error


def write_packet(
    job: Job, share: Share, place: Path, printer: EnvelopePrinter, envelope: Envelope
) -> tuple[Share, list[NotMade]]:
    """All files of a packet; letters that cannot be made are in none of them."""
    failed: list[NotMade] = []
    while share.items:
        unmade = _pages(job, share, place, printer, envelope)
        if not unmade:
            _list_and_enclosures(job, share, place)
            break
        failed += unmade
        without = {one.place for one in unmade}
        share = replace(share, items=tuple(one for one in share.items if one.place not in without))
    return share, failed


def _pages(
    job: Job, share: Share, place: Path, printer: EnvelopePrinter, envelope: Envelope
) -> list[NotMade]:
    # Whoever writes their own name leaves the sender's on the envelope: answers go there.
    shown_as = [replace(item, writer=share.writer) for item in share.items]
    pieces = list(addressed(job, shown_as, with_sender=True))
    envelopes = printer.pages(pieces, job.today)
    if envelopes.failed:
        return list(envelopes.failed)
    write_whole(place / f"{ENVELOPES}.pdf", envelopes.content, private=True)
    _, failed = print_run(
        job,
        share.items,
        place / f"{LETTERS}.pdf",
        cover=instructions(job, share, envelope),
        checklist=checklist(job, share),
    )
    return failed


def _list_and_enclosures(job: Job, share: Share, place: Path) -> None:
    for file in job.enclosed:
        name = f"{ENCLOSURE}-{safe(file.name)}"
        write_whole(place / name, file.content, private=True)
    lines = [Line(str(item.place), item.recipient.id, item.recipient.label) for item in share.items]
    name = f"{share.packet.name.replace(' ', '-')}.csv"
    write_list(place / name, lines, share.packet, job.campaign.id, job.plan.wave)
