"""Sets letters in type."""

import json
from collections.abc import Sequence

from outreach.model.letter import Letter
from outreach.model.settings import Paper
from outreach.typesetting.compiling import LAYOUTS, CannotSet, Compiler, pages
from outreach.typesetting.manuscript import manuscript, title, typst_language

__all__ = ["CannotSet", "Press", "pages"]

PAPERS = {Paper.A4: "a4", Paper.LETTER: "us-letter"}


class Press:
    """Turns letters into PDFs in one layout; may be used by several threads at once."""

    def __init__(self, paper: Paper, layout: str = "plain") -> None:
        self._compiler = Compiler(LAYOUTS / f"{layout}.typ")
        self._paper = PAPERS[paper]

    def pdf(self, letters: Sequence[Letter]) -> bytes:
        """One PDF of the letters, each starting on a new page, dated as the first. The same
        letters, the same bytes. Raises CannotSet.
        """
        first = letters[0]
        setting = {
            "paper": self._paper,
            "title": title(first),
            "language": typst_language(first.language)[0],
        }
        inputs = {
            "letters": json.dumps([manuscript(letter) for letter in letters]),
            "setting": json.dumps(setting),
        }
        return self._compiler.pdf(inputs, first.dated)
