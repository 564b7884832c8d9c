"""One call of the Typst compiler: a layout of ours and its data in, a PDF out."""

import json
import re
import threading
from collections.abc import Mapping
from datetime import UTC, date, datetime, time
from pathlib import Path
from typing import Any

import typst

from outreach.errors import NotRendered
from outreach.typesetting import fonts
from outreach.typesetting.diagnostics import refused_characters

LAYOUTS = Path(__file__).resolve().parent.parent / "data" / "layouts"
_PAGES = re.compile(rb"<xmpTPg:NPages>(\d+)<")
_PANIC = "panicked with: "


class CannotSet(NotRendered):
    """The compiler refused; `characters` are those that no font holds, `objection` what the layout
    itself says against it, empty where it was not the layout that stopped.
    """

    def __init__(self, message: str, diagnostic: str) -> None:
        super().__init__(f"It cannot be set in type. The compiler says: {message}")
        self.characters = refused_characters(diagnostic)
        is_panic = message.startswith(_PANIC)
        self.objection = message.removeprefix(_PANIC).strip('"') if is_panic else ""


class Compiler:
    """Sets what one layout describes; may be used by several threads at once.

    Never fork a process after this was used: the child would wait for ever.
    """

    def __init__(self, layout: Path) -> None:
        self._layout = layout
        self._of_thread = threading.local()

    def pdf(self, inputs: Mapping[str, str], day: date, *, archival: bool = False) -> bytes:
        """The same inputs, the same bytes: the only time in it is the start of the day given.

        It is tagged to PDF/UA-1, where a character that no font holds is an error and not an
        empty box; `archival` makes it PDF/A-2a as well. Raises CannotSet.
        """
        at = datetime.combine(day, time(), UTC)
        try:
            made = self._compiler().compile(
                format="pdf",
                sys_inputs=dict(inputs),
                pdf_standards=["ua-1", "a-2a"] if archival else ["ua-1"],
                timestamp=int(at.timestamp()),
            )
        except typst.TypstError as refusal:
            raise CannotSet(str(refusal.message), str(refusal.diagnostic)) from refusal
        if not isinstance(made, bytes):
            raise TypeError(f"the compiler made {type(made)} of one PDF")
        return made

    def found(self, label: str) -> list[dict[str, Any]]:
        """The metadata under a label in what this thread set last."""
        values = json.loads(self._compiler().query(label, field="value"))
        return list(values)

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
    """How many pages a PDF of the compiler has, as its own metadata say."""
    found = _PAGES.search(pdf)
    return int(found[1]) if found else None
