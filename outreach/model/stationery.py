"""Envelopes and labels: their measures, and what is printed on them. All lengths in millimetres."""

from dataclasses import dataclass

from outreach.model.origin import Origin
from outreach.model.settings import Paper

SIZES = {Paper.A4: (210.0, 297.0), Paper.LETTER: (215.9, 279.4)}


@dataclass(frozen=True, slots=True)
class Envelope:
    """An envelope lying on its long side."""

    name: str
    title: str
    width: float
    height: float
    origin: Origin


@dataclass(frozen=True, slots=True)
class Post:
    """Where the post of some countries (ISO 3166-1 alpha-2) looks for an address on an envelope.

    Lengths are free space from the envelope's edges; `highest` is how far above the lower edge the
    address may reach at most, 0 where only `top` counts.
    """

    countries: tuple[str, ...]
    top: float
    bottom: float
    sides: float
    highest: float
    origin: Origin


@dataclass(frozen=True, slots=True)
class LabelSheet:
    """A sheet of labels: the first one's corner, and the steps to the next across and down."""

    part: str
    also: tuple[str, ...]
    paper: Paper
    width: float
    height: float
    columns: int
    rows: int
    left: float
    top: float
    across: float
    down: float
    origin: Origin

    @property
    def per_sheet(self) -> int:
        return self.columns * self.rows

    def corner(self, number: int) -> tuple[float, float]:
        """The upper left corner of a label; labels are numbered from 1, row by row."""
        row, column = divmod(number - 1, self.columns)
        return self.left + column * self.across, self.top + row * self.down

    @property
    def margins(self) -> tuple[float, float]:
        """What is left of the paper at the right and below the last label."""
        paper_width, paper_height = SIZES[self.paper]
        left, top = self.corner(self.per_sheet)
        return paper_width - left - self.width, paper_height - top - self.height


@dataclass(frozen=True, slots=True)
class Piece:
    """What stands on one envelope or label. `place` is the number in the list; `country`
    (ISO 3166-1 alpha-2) where it goes, `language` a BCP 47 tag.
    """

    recipient_id: str
    place: int
    language: str
    lines: tuple[str, ...]
    country: str = ""
    sender: tuple[str, ...] = ()
