"""Sets letters in type."""

import json
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from outreach.model.letter import Letter
from outreach.model.page import Checklist, Cover, PageSetup
from outreach.model.settings import Paper
from outreach.typesetting.compiling import CannotSet, Compiler, pages
from outreach.typesetting.fonts import families
from outreach.typesetting.layouts import LayoutFolder
from outreach.typesetting.manuscript import Json, manuscript, title, typst_language

__all__ = ["CannotSet", "End", "Press", "pages"]

PAPERS = {Paper.A4: "a4", Paper.LETTER: "us-letter"}


# What stands in for characters the Latin face lacks where a text may be in any language.
_ANY_SCRIPT: Json = [*families("zh", "TW")[0]]


@dataclass(frozen=True, slots=True)
class End:
    """Where a letter ends: on which of its pages, and how far below the margin, in points."""

    page: int
    down: float


class Press:
    """Turns letters into PDFs in one layout; may be used by several threads at once."""

    def __init__(self, setup: PageSetup) -> None:
        self._setup = setup
        self._folder = LayoutFolder(setup)
        self._compiler = Compiler(self._folder.layout)

    def pdf(
        self,
        letters: Sequence[Letter],
        *,
        tight: Collection[int] = (),
        cover: Cover | None = None,
        checklist: Checklist | None = None,
    ) -> bytes:
        """One PDF of the letters, each starting on a new page, dated as the first. The same
        letters, the same bytes. Those whose numbers, from 0, are `tight` are set smaller. Raises
        CannotSet.
        """
        first = letters[0]
        sheets = [manuscript(letter, tight=at in tight) for at, letter in enumerate(letters)]
        setting = self._setting(first)
        setting["cover"] = None if cover is None else _cover(cover)
        setting["checklist"] = None if checklist is None else _checklist(checklist, letters)
        inputs = {"letters": json.dumps(sheets), "setting": json.dumps(setting)}
        return self._compiler.pdf(inputs, first.dated, archival=self._setup.archival)

    def ends(self) -> tuple[End, ...]:
        """Where each letter ends of the PDF this thread made last, in order; known only where the
        setup bounds the pages.
        """
        return tuple(
            End(int(end["page"]), float(end["down"])) for end in self._compiler.found("<end>")
        )

    # Private

    def _setting(self, first: Letter) -> dict[str, Json]:
        setup = self._setup
        return {
            "paper": PAPERS[setup.paper],
            "title": title(first),
            "language": typst_language(first.language)[0],
            "fold_marks": setup.fold_marks,
            "window_shift": [*setup.window_shift],
            "duplex": setup.duplex,
            "letterhead": self._letterhead(),
            "measured": setup.max_pages > 0,
        }

    def _letterhead(self) -> Json:
        head = self._setup.letterhead
        if head is None:
            return None
        return {
            "name": head.name,
            "lines": [*head.lines],
            "color": head.color,
            "logo": self._folder.logo,
        }


def _cover(cover: Cover) -> Json:
    return {
        "title": cover.title,
        "lines": [*cover.lines],
        "ruler": cover.ruler,
        "names": [[*pair] for pair in cover.names],
        "steps": [*cover.steps],
        "serif": _ANY_SCRIPT,
    }


def _checklist(checklist: Checklist, letters: Sequence[Letter]) -> Json:
    rows = [checklist.rows[letter.place] for letter in letters if letter.place in checklist.rows]
    return {
        "title": checklist.title,
        "lines": [*checklist.lines],
        "number": checklist.number,
        "who": checklist.who,
        "place": checklist.where,
        "boxes": [*checklist.boxes],
        "size": checklist.size,
        "serif": _ANY_SCRIPT,
        "rows": [
            {
                "place": str(row.place),
                "name": row.name,
                "destination": row.destination,
                "serif": [*families(*typst_language(row.language))[0]],
            }
            for row in rows
        ],
    }
