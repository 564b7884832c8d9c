"""Shows who has which packet, and what has come of it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from outreach.cli.campaigns.job import recorded_campaign
from outreach.cli.campaigns.planned import wave_named
from outreach.cli.opening.folder import campaign_on_record, open_workspace, reading_ledger
from outreach.cli.printing.packets import Packets, Parties, packets_of
from outreach.cli.screen import console, times
from outreach.model.dispatch import Status
from outreach.stationery.packets import Packet

# In the post, whatever came back since.
POSTED = frozenset((Status.POSTED, Status.RETURNED, Status.REPLIED))


@dataclass(frozen=True, slots=True)
class Row:
    """One packet as it is now."""

    packet: Packet
    letters: int
    posted: int
    since: datetime

    @property
    def out(self) -> int:
        """How many letters nobody has heard of yet."""
        return self.letters - self.posted


def show(workspace: Path | None, campaign: str, wave: str | None, *, as_json: bool) -> None:
    """A table, or one JSON document."""
    folder = open_workspace(workspace)
    record = campaign_on_record(folder, campaign)
    with reading_ledger(folder, record, moved_too=True) as ledger:
        known = recorded_campaign(folder, ledger, campaign)
        which = wave_named(ledger, known, wave)
        packets = packets_of(ledger, known.id, which)
        rows = list(_rows(packets, ledger.statuses(known.id, which) if ledger else {}))
    if as_json:
        items = [_as_fields(row) for row in rows]
        console.document(campaign=known.id, wave=which, items=items)
    elif rows:
        headings = ("Packet", "With", "Letters", "Posted", "Out", "Since (UTC)")
        console.table(headings, map(_as_cells, rows))
    else:
        console.note(f"No packets yet: outreach packet {known.id} --split 5")


def _rows(packets: Packets, statuses: Mapping[Parties, Status]) -> Iterator[Row]:
    for letters in packets.in_hand().values():
        posted = sum(statuses.get(parties) in POSTED for parties in letters)
        latest = max(letters.values(), key=lambda handed: handed.since)
        yield Row(latest.packet, len(letters), posted, latest.since)


def _as_cells(row: Row) -> tuple[str, ...]:
    packet = row.packet
    name = f"{packet.number} of {packet.of}"
    counts = (f"{number:,}" for number in (row.letters, row.posted, row.out))
    return (name, packet.writer or "–", *counts, times.short(row.since))


def _as_fields(row: Row) -> dict[str, object]:
    return {
        "packet": row.packet.number,
        "of": row.packet.of,
        "writer": row.packet.writer,
        "letters": row.letters,
        "posted": row.posted,
        "out": row.out,
        "since": times.rfc3339(row.since),
    }
