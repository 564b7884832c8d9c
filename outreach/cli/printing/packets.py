"""Which letters are in packets, and where those are: what the record says."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from outreach.cli.campaigns.job import Job
from outreach.cli.screen import console, words
from outreach.planning import Planned
from outreach.stationery.packets import Packet

if TYPE_CHECKING:
    from outreach.ledger.reading import LedgerReader

Parties = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Handed:
    """A packet that was made, and when."""

    packet: Packet
    since: datetime


@dataclass(frozen=True, slots=True)
class Packets:
    """Of one wave. `holds` tells for each letter which packet it is in; `held` for each packet,
    by its number, the letters that were ever in it.
    """

    holds: Mapping[Parties, Handed]
    held: Mapping[int, Mapping[Parties, Packet]]

    @property
    def last(self) -> int:
        """The highest number there is."""
        return max(self.held, default=0)

    def in_hand(self) -> Mapping[int, Mapping[Parties, Handed]]:
        """Number → the letters that are in that packet now."""
        found: dict[int, dict[Parties, Handed]] = {}
        for parties, handed in self.holds.items():
            found.setdefault(handed.packet.number, {})[parties] = handed
        return dict(sorted(found.items()))


def packets_of(ledger: "LedgerReader | None", campaign: str, wave: str) -> Packets:
    """A letter is in the packet it was last made for; one printed alone since is in none."""
    holds: dict[Parties, Handed] = {}
    held: dict[int, dict[Parties, Packet]] = {}
    for parties, at, detail in ledger.prepared(campaign, wave) if ledger else ():
        packet = Packet.of_detail(detail)
        if packet is None:
            holds.pop(parties, None)
        else:
            holds[parties] = Handed(packet, at)
            held.setdefault(packet.number, {})[parties] = packet
    return Packets(holds, held)


def without_packets(job: Job, items: Sequence[Planned], packets: Packets) -> tuple[Planned, ...]:
    """The letters that nobody has in a packet; how many others there are is said."""
    free = tuple(item for item in items if job.plan.parties(item) not in packets.holds)
    if given := len(items) - len(free):
        console.note(
            f"{words.count(given, 'letter')} left out, in packets with others: "
            f"outreach packet list {job.campaign.id}"
        )
    return free
