"""The draft of a letter to one person, kept in the private store while it is written."""

from pathlib import Path
from shlex import quote

from outreach.casework.values import Going, Sort
from outreach.cli.casework.personal_letters.to_person import ToPerson
from outreach.cli.opening import private_store
from outreach.cli.screen import times
from outreach.composing.personal import is_empty
from outreach.errors import UsageProblem


class Draft:
    """As this command knows it; `found` is what an earlier one left."""

    def __init__(self, to: ToPerson, found: str) -> None:
        self._to = to
        self._of = (to.case.id, to.person.id, to.writer.id)
        self.found = self._mine = found

    def keep(self, text: str) -> None:
        """In place of what this command knows of; raises UsageProblem rather than write over what
        another one left meanwhile.
        """
        if is_empty(text):
            return
        with private_store.open_casework(self._to.folder) as casework:
            if casework.draft(*self._of) not in ("", self._mine):
                raise UsageProblem(
                    f"Another command left a draft to {self._to.case.id} meanwhile.",
                    "It is in the private store still.",
                )
            casework.keep_draft(*self._of, text, times.now())
            self._mine = casework.draft(*self._of)

    def command_for(self, file: Path) -> str:
        """How a text that could not be kept becomes a letter."""
        to = self._to
        words = ["outreach case write", quote(to.case.id)]
        words += ["--to", quote(to.person.id)] if to.person.id else []
        words += ["--as", quote(to.writer.id), "--language", quote(to.language)]
        words += ["--card"] if to.sort is Sort.CARD else []
        words += ["--text"] if to.going is Going.ELECTRONIC else []
        words += ["--no-sender"] if to.without_sender else []
        return " ".join((*words, "--file", quote(str(file))))
