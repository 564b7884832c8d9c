"""What a packet says to the volunteer who has it, in plain words."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from outreach.cli.campaigns.job import Job
from outreach.cli.printing.run_pages import PAPERS, RULER, row_of
from outreach.cli.screen import words
from outreach.composing.countries import mail_country
from outreach.model.page import Checklist, Cover
from outreach.model.people import Writer
from outreach.model.stationery import Envelope
from outreach.planning import Planned
from outreach.stationery.packets import Packet, folding

LETTERS, ENVELOPES, ENCLOSURE = "1-letters", "2-envelopes", "3-enclosure"
# Above this, the countries are told by the list alone: the page has to stay one page.
_COUNTRIES = 5
_CHECKLIST_SIZE = 14  # points
_FULL_SIZE = "at 100\N{NO-BREAK SPACE}%"


@dataclass(frozen=True, slots=True)
class Share:
    """What one volunteer gets. `writer` signs; without one, letters have a line for a name."""

    packet: Packet
    items: tuple[Planned, ...]
    writer: Writer | None = None

    @property
    def title(self) -> str:
        """`Packet 2 of 5`."""
        return self.packet.name.capitalize()


def instructions(job: Job, share: Share, envelope: Envelope) -> Cover:
    """The first page: all that there is to do, in order."""
    signer = share.writer.signatory.name if share.writer else ""
    return Cover(
        share.title,
        (job.campaign.title,),
        RULER,
        (("This packet is with:", signer),),
        tuple(_steps(job, share, envelope)),
    )


def _steps(job: Job, share: Share, envelope: Envelope) -> Iterator[str]:
    sides = "on both sides, turned over the long edge" if job.page.duplex else "on one side only"
    yield (
        f"Print the whole file “{LETTERS}” on {PAPERS[job.page.paper]} paper, {sides}, "
        f"{_FULL_SIZE} (“actual size”, not “fit to page”)."
    )
    yield _about_envelopes(job, share, envelope)
    if job.enclosed:
        files = words.count(len(job.enclosed), "file")
        yield f"Print the {files} “{ENCLOSURE}…” once for every letter, to go in with it."
    if share.writer:
        yield "Sign every letter with a pen, above your name."
    else:
        yield (
            "Sign every letter with a pen. Write your name on the line below, and on the one at "
            "the head of the letter."
        )
    yield _fold(job, envelope)
    yield f"Stamps: {_stamps(job, share.items)}."
    yield "Post the letters. Tick each of them on the list at the end of the print."
    yield f"Give the list back to {_organizer(job)}, also if some letters are left over."


def _has_window(job: Job) -> bool:
    """A layout of the group's own may have one: nobody but the group knows."""
    return job.page.own_layout is None and job.page.layout != "plain"


def _about_envelopes(job: Job, share: Share, envelope: Envelope) -> str:
    size = f"{envelope.title}, {envelope.width:g} × {envelope.height:g} mm"
    number = words.count(len(share.items), "envelope")
    if _has_window(job):
        return (
            f"Take {number} {size}, with a window. If yours have none, print the file "
            f"“{ENVELOPES}” on them {_FULL_SIZE}."
        )
    return f"Print the file “{ENVELOPES}” on {number} {size}, {_FULL_SIZE}. Try one first."


def _fold(job: Job, envelope: Envelope) -> str:
    how = folding(job.page.paper, envelope) or "fold it"
    if not _has_window(job):
        return f"Take each letter, {how}, and put it into the envelope with the same name."
    at_marks = ", at the small marks on its left edge" if job.page.fold_marks else ""
    return f"Take each letter, {how}{at_marks}, and put it in so that the whole address shows."


def _stamps(job: Job, items: Sequence[Planned]) -> str:
    home = job.home_country
    counts = Counter(item.recipient.country or home for item in items)
    inland = counts.pop(home, 0)
    told = [f"{inland} within {_country(home)}"] if inland else []
    abroad = sum(counts.values())
    if len(counts) > _COUNTRIES:
        told.append(f"{abroad} to {len(counts)} other countries, which the list names")
    else:
        told += [f"{number} to {_country(code)}" for code, number in counts.most_common()]
    return ", ".join(told)


def _country(code: str) -> str:
    return mail_country(code).english if code else "this country"


def _organizer(job: Job) -> str:
    sender = job.settings.sender
    return f"{sender.name} ({sender.email})" if sender.email else sender.name


def checklist(job: Job, share: Share) -> Checklist:
    """Its letters and no others, with boxes."""
    writer = share.writer.signatory.name if share.writer else "_" * 30
    lines = (
        f"Sign here when all is done: {'_' * 30}" if share.writer else f"Your name: {writer}",
        "Tick each letter when it is signed, in its envelope, and posted.",
        f"Then give this list back to {_organizer(job)}.",
    )
    rows = {item.place: row_of(job, replace(item, writer=None)) for item in share.items}
    boxes = ("signed", "in envelope", "posted")
    title = f"{share.title}: list"
    return Checklist(title, lines, "No.", "To", "Where", boxes, rows, _CHECKLIST_SIZE)
