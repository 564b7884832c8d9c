"""Sets letters in type: one call of the Typst compiler for one PDF."""

import json
import re
import threading
from collections.abc import Sequence
from datetime import UTC, datetime, time
from pathlib import Path

import typst

from outreach.errors import NotRendered
from outreach.model.letter import Letter
from outreach.model.settings import Paper
from outreach.typesetting import fonts
from outreach.typesetting.diagnostics import refused_characters
from outreach.typesetting.manuscript import manuscript, title, typst_language

_LAYOUTS = Path(__file__).resolve().parent.parent / "data" / "layouts"
_PAPERS = {Paper.A4: "a4", Paper.LETTER: "us-letter"}
_PAGES = re.compile(rb"<xmpTPg:NPages>(\d+)<")


class CannotSet(NotRendered):
    """The compiler refused the letters; `characters` are those that no font holds."""

    def __init__(self, message: str, diagnostic: str) -> None:
        super().__init__(f"The letter cannot be set in type. The compiler says: {message}")
        self.characters = refused_characters(diagnostic)


class Press:
    """Turns letters into PDFs in one layout; may be used by several threads at once.

    Never fork a process after this was used: the child would wait for ever.
    """

    def __init__(self, paper: Paper, layout: str = "plain") -> None:
        self._layout = _LAYOUTS / f"{layout}.typ"
        self._paper = _PAPERS[paper]
        self._of_thread = threading.local()

    def pdf(self, letters: Sequence[Letter]) -> bytes:
        """One PDF of the letters, each starting on a new page. The same letters, the same bytes.

        It is tagged to PDF/UA-1, where a character that no font holds is an error and not an
        empty box. Its only time is the start of the day on the first letter. Raises CannotSet.
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
        day = datetime.combine(first.dated, time(), UTC)
        try:
            made = self._compiler().compile(
                format="pdf",
                sys_inputs=inputs,
                pdf_standards=["ua-1"],
                timestamp=int(day.timestamp()),
            )
        except typst.TypstError as refusal:
            raise CannotSet(str(refusal.message), str(refusal.diagnostic)) from refusal
        if not isinstance(made, bytes):
            raise TypeError(f"the compiler made {type(made)} of one PDF")
        return made

    def _compiler(self) -> typst.Compiler:
        """One for each thread: a compiler serves one call at a time."""
        compiler: typst.Compiler | None = getattr(self._of_thread, "compiler", None)
        if compiler is None:
            compiler = typst.Compiler(
                self._layout,
                font_paths=list(fonts.folders()),
                ignore_system_fonts=True,
            )
            self._of_thread.compiler = compiler
        return compiler


def pages(pdf: bytes) -> int | None:
    """How many pages a PDF of the press has, as its own metadata say."""
    found = _PAGES.search(pdf)
    return int(found[1]) if found else None
