"""Who gets which letters: the post pile, shared out so that no letter is in two packets."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from outreach.cli.campaigns.job import Job
from outreach.cli.printing.on_paper import TO_PRINT
from outreach.cli.printing.packets import Packets, without_packets
from outreach.cli.screen import console, words
from outreach.cli.sharing.packet_pages import Share
from outreach.errors import UsageProblem
from outreach.model.campaign import Campaign, Sign, Way
from outreach.model.dispatch import Status
from outreach.model.people import PostalAddress, Signatory, Writer
from outreach.planning import Planned
from outreach.planning_writers import with_sender
from outreach.stationery.packets import Packet, by_country, shared_out

if TYPE_CHECKING:
    from outreach.workspace.opening import Workspace

# Under a letter, for a name in ink.
LINE_FOR_A_NAME = "_" * 28


@dataclass(frozen=True, slots=True)
class Wish:
    """How the pile is to be shared out, or which packet is made again."""

    split: int | None
    writers: Path | None
    each: bool
    again: int | None


def writing_campaign(folder: "Workspace", campaign: Campaign, wish: Wish) -> Campaign:
    """The campaign with a letter from each writer where that is asked for; raises UsageProblem
    where it is not how the campaign is signed.
    """
    if campaign.sign is Sign.ONCE:
        if wish.each:
            raise UsageProblem(
                f'{campaign.file or campaign.id} says sign = "once": one letter to a recipient, '
                "whoever writes. --each makes one from each writer.",
                'Share them out without --each, or write sign = "each" into the campaign.',
            )
        if not (wish.split or wish.writers or wish.again):
            raise UsageProblem(
                "It is not said among how many the letters are shared out.",
                "Say it, or who: --split 5, or --writers FILE",
            )
        return campaign
    if wish.split is not None:
        raise UsageProblem(
            "In this campaign each writer signs for themselves, so each gets a packet of their "
            "own: there is nothing to split.",
            "Leave --split out.",
        )
    if wish.writers is None and not campaign.writers:
        raise UsageProblem(
            "In this campaign each writer signs for themselves, and it is not said who writes.",
            "Name them: --writers FILE --each",
        )
    if wish.writers is None:
        return campaign
    if not wish.each and wish.again is None:
        raise UsageProblem(
            "In this campaign each writer writes to every recipient.", "Say so: --each"
        )
    return replace(campaign, writers=str(_file(folder, wish.writers)))


def shares_of(job: Job, packets: Packets, wish: Wish) -> tuple[Share, ...]:
    """The packets to make now."""
    if wish.again is not None:
        return _again(job, packets, wish, wish.again)
    waiting = [item for item in job.plan.going_by(Way.POST) if job.status_of(item) in TO_PRINT]
    free = _in_order(job, without_packets(job, waiting, packets))
    if not free:
        return ()
    parts = _of_each_writer(free) if job.campaign.sign is Sign.EACH else _split(job, free, wish)
    last = packets.last + len(parts)
    return tuple(
        _share(job, Packet(number, last, writer.id if writer else ""), items, writer)
        for number, (items, writer) in enumerate(parts, start=packets.last + 1)
    )


_Part = tuple[tuple[Planned, ...], Writer | None]


def _of_each_writer(items: Iterable[Planned]) -> list[_Part]:
    whose: dict[str, list[Planned]] = {}
    for item in items:
        whose.setdefault(item.writer.id if item.writer else "", []).append(item)
    return [(tuple(theirs), theirs[0].writer) for theirs in whose.values()]


def _split(job: Job, items: Sequence[Planned], wish: Wish) -> list[_Part]:
    writers = _writers(job.folder, wish.writers)
    among = wish.split or len(writers)
    if writers and among > len(writers):
        raise UsageProblem(
            f"--split {among}: the file names {words.count(len(writers), 'writer')}."
        )
    parts = shared_out(items, among)
    if len(parts) < among:
        letters = words.count(len(items), "letter")
        console.note(f"{letters} make {words.count(len(parts), 'packet')}, not {among}.", "yellow")
    if unused := [writer.id for writer in writers[len(parts) :]]:
        console.note(f"No packet for {words.some(unused)}.", "yellow")
    whose = [*writers, *[None] * len(parts)]
    return list(zip(parts, whose, strict=False))


def _again(job: Job, packets: Packets, wish: Wish, number: int) -> tuple[Share, ...]:
    """A packet once more, with what is not posted of it."""
    mine = packets.in_hand().get(number)
    if not mine:
        numbers = ", ".join(map(str, packets.in_hand())) or "none"
        raise UsageProblem(f"There is no packet {number}.", f"Packets: {numbers}.")
    packet = next(iter(mine.values())).packet
    writer = None
    if packet.writer and job.campaign.sign is Sign.ONCE:
        writer = _named(packet.writer, _writers(job.folder, wish.writers))
    items = [
        item
        for item in job.plan.planned
        if job.plan.parties(item) in mine
        and job.status_of(item) in (Status.PREPARED, Status.PRINTED)
    ]
    if job.campaign.sign is Sign.EACH:
        writer = next((item.writer for item in items), None)
    return (_share(job, packet, _in_order(job, items), writer),) if items else ()


def _share(job: Job, packet: Packet, items: Sequence[Planned], writer: Writer | None) -> Share:
    sender = job.settings.sender
    writer = _in_reach(writer, sender) if writer else None
    somebody = Writer(replace(sender, name=LINE_FOR_A_NAME, address=PostalAddress()))
    signs = writer or _in_reach(somebody, sender)
    signed = [replace(item, writer=signs, by_hand=True) for item in items]
    return Share(packet, tuple(signed), writer)


def _in_order(job: Job, items: Iterable[Planned]) -> tuple[Planned, ...]:
    return by_country(
        items, lambda item: item.recipient.country or job.home_country, job.plan.planned
    )


def _in_reach(writer: Writer, sender: Signatory) -> Writer:
    """A writer whose address is not known gets answers through the sender."""
    if writer.signatory.address or not sender.address:
        return writer
    address = replace(sender.address, lines=(f"c/o {sender.name}", *sender.address.lines))
    return replace(writer, signatory=replace(writer.signatory, address=address))


def _writers(folder: "Workspace", file: Path | None) -> tuple[Writer, ...]:
    if file is None:
        return ()
    listed = folder.writers(str(_file(folder, file)))
    for note in listed.notes:
        console.note(note, "yellow")
    return tuple(with_sender(listed.writers, folder.settings.sender, listed.file))


def _file(folder: "Workspace", file: Path) -> Path:
    """From here, or from the campaign folder."""
    return file.absolute() if file.is_file() else folder.root / file


def _named(key: str, writers: Iterable[Writer]) -> Writer:
    for writer in writers:
        if writer.id == key:
            return writer
    raise UsageProblem(
        f"That packet is {key}'s, and no file of writers was given that names them.",
        "Name it too: --writers FILE",
    )
