"""What stands on the envelopes and labels of a campaign, in the order of the letters."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from outreach.cli.campaigns.job import Job
from outreach.cli.letters.rendering import chosen, not_made, numbered
from outreach.cli.printing.packets import Packets, without_packets
from outreach.cli.screen import console, words
from outreach.cli.screen.paths import shown
from outreach.composing.countries import mail_country
from outreach.errors import ExitStatus
from outreach.model.campaign import Way
from outreach.model.dispatch import Status
from outreach.model.stationery import Piece
from outreach.planning import Planned
from outreach.stationery.pages import Pages
from outreach.tables.whole_files import make_folder, write_whole

# Letters that are made for the post, and not in the post yet.
_UNPOSTED = (None, Status.PREPARED, Status.PRINTED)
IN_A_VOLUME = 1000


def to_post(job: Job, only: str | None, packets: Packets) -> tuple[Planned, ...]:
    """The letters of the post pile that are neither posted nor in a packet yet; with `only` any
    that has an address.
    """
    if only is None:
        pile = job.plan.going_by(Way.POST)
        return without_packets(job, [it for it in pile if job.status_of(it) in _UNPOSTED], packets)
    wanted = chosen(job.plan.planned, only)
    for item in wanted:
        if not item.recipient.address:
            label = item.recipient.label
            console.note(f"{item.place}: {label} has no postal address.", "yellow")
    return tuple(item for item in wanted if item.recipient.address)


def addressed(job: Job, items: Iterable[Planned], *, with_sender: bool) -> Iterator[Piece]:
    """The address of each, and of the sender where asked for."""
    for item in items:
        recipient = item.recipient
        yield Piece(
            recipient.id,
            item.place,
            job.language_of(recipient),
            job.address(recipient).envelope,
            recipient.country or job.home_country,
            job.return_address(item) if with_sender else (),
        )


def write_pages(made: Sequence[Pages], path: Path, what: str, number: int) -> int:
    """Write the PDFs, name what could not be made, and return the exit status."""
    contents = [pages.content for pages in made if pages.content]
    failed = [one for pages in made for one in pages.failed]
    make_folder(path.parent, private=True)
    places = [path] if len(contents) == 1 else list(numbered(path, len(contents)))
    for place, content in zip(places, contents, strict=True):
        write_whole(place, content, private=True)
        console.say(f"{words.count(number - len(failed), what)}: {shown(place)}")
    console.problems(not_made(failed))
    return ExitStatus.NOT_RENDERED if failed else ExitStatus.DONE


def say_destinations(pieces: Iterable[Piece], home_country: str) -> None:
    """How many go to which country: what to buy stamps for."""
    counts = Counter(piece.country for piece in pieces)
    for country, number in counts.most_common():
        inland = " (inland)" if country == home_country else ""
        name = mail_country(country).english if country else "no country given"
        console.say(f"  {number:>5,}  {name}{inland}")


def in_volumes(pieces: Sequence[Piece]) -> Iterator[Sequence[Piece]]:
    """Pieces as many at a time as one PDF takes."""
    for start in range(0, len(pieces), IN_A_VOLUME):
        yield pieces[start : start + IN_A_VOLUME]
