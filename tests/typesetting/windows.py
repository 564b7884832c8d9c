"""Window envelopes, and what of a folded letter shows through them wherever it slides."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Area:
    """Millimetres from the upper left corner of the page."""

    left: float
    top: float
    right: float
    bottom: float

    def holds(self, other: "Area") -> bool:
        return (
            self.left <= other.left
            and self.top <= other.top
            and other.right <= self.right
            and other.bottom <= self.bottom
        )

    def touches(self, other: "Area") -> bool:
        apart = (
            other.right <= self.left
            or self.right <= other.left
            or other.bottom <= self.top
            or self.bottom <= other.top
        )
        return not apart


@dataclass(frozen=True)
class WindowEnvelope:
    """`window` from the envelope's upper left corner; `paper` is the folded letter, width first."""

    width: float
    height: float
    window: Area
    paper: tuple[float, float]

    @property
    def always(self) -> Area:
        """What of the page shows in every position of the letter in its envelope."""
        right, down = self._slide
        window = self.window
        return Area(window.left, window.top, window.right - right, window.bottom - down)

    @property
    def ever(self) -> Area:
        """What of the page may show."""
        right, down = self._slide
        window = self.window
        return Area(window.left - right, window.top - down, window.right, window.bottom)

    @property
    def _slide(self) -> tuple[float, float]:
        return self.width - self.paper[0], self.height - self.paper[1]


INCH = 25.4

# 4 1/2 by 1 1/8 inches, 7/8 from the left, 1/2 from the bottom.
NUMBER_10 = WindowEnvelope(
    9.5 * INCH,
    4.125 * INCH,
    Area(0.875 * INCH, 2.5 * INCH, 5.375 * INCH, 3.625 * INCH),
    (8.5 * INCH, 11 / 3 * INCH),
)
# 90 by 35 mm, 20 from the left, 18 or 20 from the bottom.
DL_18 = WindowEnvelope(220, 110, Area(20, 57, 110, 92), (210, 99))
DL_20 = WindowEnvelope(220, 110, Area(20, 55, 110, 90), (210, 99))


def fixed(left: float, top: float, width: float, height: float) -> WindowEnvelope:
    """A field of the page itself, as a standard for letters gives it."""
    area = Area(left, top, left + width, top + height)
    return WindowEnvelope(210, 297, area, (210, 297))


WINDOWS = {
    "us-business": (NUMBER_10,),
    "canada": (NUMBER_10,),
    "a4-window": (DL_18, DL_20),
    "din-5008-a": (fixed(20, 27 + 17.7, 85, 27.3),),
    "din-5008-b": (fixed(20, 45 + 17.7, 85, 27.3),),
    # Three sources that differ; the address has to stand where they agree.
    "swiss-right": (fixed(120, 52, 80, 31.5), fixed(118, 60, 80, 31.5)),
    "swiss-left": (fixed(25, 52, 81, 31.5), fixed(22, 60, 85.5, 40)),
}
