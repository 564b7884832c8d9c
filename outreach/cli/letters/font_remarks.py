"""Scripts that no proper font is installed for: pointed out, since the pages are made anyway."""

from collections.abc import Iterable, Iterator

from outreach.cli.screen import console
from outreach.errors import Problem
from outreach.model.letter import Letter
from outreach.typesetting.fonts import LAST_RESORT, stopgap_in


class Watched:
    """Letters on their way to the press, and what is to be said of their scripts afterwards."""

    def __init__(self, letters: Iterable[Letter]) -> None:
        self._letters = letters
        self._found: Problem | None = None

    def __iter__(self) -> Iterator[Letter]:
        from outreach.renderers.text import text_on_paper

        for letter in self._letters:
            self._found = self._found or next(font_remarks(text_on_paper(letter)), None)
            yield letter

    def say(self) -> None:
        """On the screen, where anything was found."""
        if self._found:
            console.problems([self._found], style="yellow")


def font_remarks(text: str) -> Iterator[Problem]:
    """What is to be said of the scripts in a text that is to be set in type."""
    if found := stopgap_in(text):
        script, package = found
        yield Problem(
            f"{script} script is set in {LAST_RESORT}, a typewriter face: no other is installed.",
            f"For one made for letters: pip install {package}",
        )
