"""Packets: the letters of a campaign, shared out to those who print, sign and post them."""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Self, TypeVar

from outreach.model.settings import Paper
from outreach.model.stationery import SIZES, Envelope

Letter = TypeVar("Letter")

_NAME = re.compile(r"packet (\d{1,6}) of (\d{1,6})(?:: (\S+))?")
# What a folded letter needs around it, in an envelope.
_ROOM = 3.0  # millimetres


@dataclass(frozen=True, slots=True)
class Packet:
    """`number` counts from 1 in a wave; `of` is how many there were when it was made. `writer` is
    the id of who signs, empty where the letters have a line for a name.
    """

    number: int
    of: int
    writer: str = ""

    @property
    def name(self) -> str:
        """`packet 2 of 5`."""
        return f"packet {self.number} of {self.of}"

    @property
    def detail(self) -> str:
        """What the record says of its letters: the name, and whose it is."""
        return f"{self.name}: {self.writer}" if self.writer else self.name

    @classmethod
    def of_detail(cls, detail: str) -> Self | None:
        """The packet that the record speaks of; None where it speaks of something else."""
        found = _NAME.fullmatch(detail)
        return cls(int(found[1]), int(found[2]), found[3] or "") if found else None


def by_country(
    letters: Iterable[Letter], country: Callable[[Letter], str], every: Iterable[Letter]
) -> tuple[Letter, ...]:
    """The letters to one country after each other, in their order: most packets then need one kind
    of stamp. Countries come as they first do among `every` letter of the campaign.
    """
    order: dict[str, int] = {}
    for letter in every:
        order.setdefault(country(letter), len(order))
    return tuple(sorted(letters, key=lambda letter: order[country(letter)]))


def shared_out(letters: Sequence[Letter], among: int) -> tuple[tuple[Letter, ...], ...]:
    """The letters in their order in so many shares, none empty, as equal as they can be."""
    size, more = divmod(len(letters), max(1, min(among, len(letters))))
    shares: list[tuple[Letter, ...]] = []
    start = 0
    while start < len(letters):
        end = start + size + (len(shares) < more)
        shares.append(tuple(letters[start:end]))
        start = end
    return tuple(shares)


def folding(paper: Paper, envelope: Envelope) -> str:
    """How a sheet is folded to go into an envelope, as a person says it; empty where it cannot."""
    width, height = SIZES[paper]
    ways = (
        (1, 1, "do not fold it"),
        (1, 2, "fold it in half"),
        (1, 3, "fold it in three"),
        (2, 2, "fold it in half, and in half again"),
    )
    for across, down, words in ways:
        sides = sorted((width / across, height / down))
        if sides[0] + _ROOM <= envelope.height and sides[1] + _ROOM <= envelope.width:
            return words
    return ""
