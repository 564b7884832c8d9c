"""Sheets of labels, and a page to see whether the printer meets them."""

import json
from collections.abc import Iterable, Sequence
from datetime import date

from outreach.model.stationery import SIZES, LabelSheet, Piece
from outreach.stationery.pages import Pages, pages_of, set_piece
from outreach.typesetting.compiling import LAYOUTS, Compiler
from outreach.typesetting.manuscript import Json
from outreach.typesetting.press import PAPERS

# Free space within a label: more on one that has room for it.
_INSET, _INSET_OF_SMALL, _SMALL = 3.0, 1.5, 20.0

Nudge = tuple[float, float]


class LabelPrinter:
    """Sets labels on one kind of sheet.

    `start_at` is the first free label, from 1, of a sheet begun before; `nudge` moves everything to
    the right and down, in millimetres, for a printer that does not meet the sheet.
    """

    def __init__(self, sheet: LabelSheet, start_at: int = 1, nudge: Nudge = (0.0, 0.0)) -> None:
        self._sheet = sheet
        self._start_at = start_at
        self._nudge = nudge
        self._compiler = Compiler(LAYOUTS / "labels.typ")

    def pages(self, pieces: Iterable[Piece], day: date) -> Pages:
        """Labels row by row in the order given. The same pieces, the same bytes."""
        return pages_of(pieces, lambda sound: self._made(sound, day))

    def _made(self, pieces: Sequence[Piece], day: date) -> bytes:
        sheet = self._sheet
        setting = {
            "title": f"Labels {sheet.part}",
            "language": "en",
            "paper": PAPERS[sheet.paper],
            "label": [sheet.width, sheet.height],
            "inset": _INSET if sheet.height > _SMALL else _INSET_OF_SMALL,
        }
        inputs = {"sheets": json.dumps(self._sheets(pieces)), "setting": json.dumps(setting)}
        return self._compiler.pdf(inputs, day)

    def _sheets(self, pieces: Sequence[Piece]) -> list[list[dict[str, Json]]]:
        sheets: list[list[dict[str, Json]]] = []
        for number, piece in enumerate(pieces, start=self._start_at - 1):
            full, on_sheet = divmod(number, self._sheet.per_sheet)
            if full == len(sheets):
                sheets.append([])
            x, y = moved(self._sheet.corner(on_sheet + 1), self._nudge)
            sheets[full].append({**set_piece(piece), "corner": [x, y]})
        return sheets


def ruler(sheet: LabelSheet, nudge: Nudge, day: date) -> bytes:
    """One page with the outline of every label, and rulers in millimetres along two edges."""
    corners = (sheet.corner(number) for number in range(1, sheet.per_sheet + 1))
    setting = {
        "title": f"Test page for labels {sheet.part}",
        "paper": PAPERS[sheet.paper],
        "size": SIZES[sheet.paper],
        "label": [sheet.width, sheet.height],
        "corners": [moved(corner, nudge) for corner in corners],
        "words": [
            f"Labels {sheet.part}. Print at 100 %, not “fit to page”: this line is 100 mm long.",
            "Lay the page on a sheet of labels and hold both against the light.",
            "Outlines half a millimetre too far left: --nudge=0.5,0",
            "Outlines a millimetre too low: --nudge=0,-1",
        ],
    }
    return Compiler(LAYOUTS / "ruler.typ").pdf({"setting": json.dumps(setting)}, day)


def moved(corner: tuple[float, float], nudge: Nudge) -> tuple[float, float]:
    return corner[0] + nudge[0], corner[1] + nudge[1]
