"""The text of a case as it lies in the editor: its facts, and what is guarded below a line."""

from dataclasses import dataclass, replace

from outreach.cli.casework.keeping.changed_meanwhile import insist_on_decision
from outreach.errors import InputInvalid, Problem
from outreach.workspace import case_documents

_BELOW = "# ===== "
_LINE = f"{_BELOW}Guarded: below this line stands what stays in the private store always ====="


@dataclass(frozen=True, slots=True)
class Buffer:
    """Of a case `id`. None for a part that is not edited now; `shown` is how errors name it."""

    id: str
    private: bool
    shown: str
    facts: str | None
    guarded: str | None

    def text(self) -> str:
        """What the editor opens on."""
        parts = [
            part.rstrip("\n") + "\n" for part in (self.facts, self.guarded) if part is not None
        ]
        return f"\n{_LINE}\n\n".join(parts)

    def taken(self, text: str) -> "Buffer":
        """What the editor left; raises InputInvalid with every problem and its line in it."""
        insist_on_decision(text, self.shown)
        lines = text.replace("\r\n", "\n").split("\n")
        if self.facts is None or self.guarded is None:
            took = self._with("\n".join(lines))
            took.insist(0)
            return took
        places = [place for place, line in enumerate(lines) if line.startswith(_BELOW)]
        if len(places) != 1:
            raise InputInvalid([self._no_line(len(places))])
        above, below = "\n".join(lines[: places[0]]), "\n".join(lines[places[0] + 1 :])
        took = replace(self, facts=above.rstrip("\n") + "\n", guarded=below.lstrip("\n"))
        took.insist(places[0] + 1 + len(below) - len(below.lstrip("\n")))
        return took

    def _with(self, text: str) -> "Buffer":
        return replace(self, facts=text) if self.guarded is None else replace(self, guarded=text)

    def _no_line(self, there: int) -> Problem:
        said = "is missing" if not there else "is there more than once"
        return Problem(
            f"The line that parts the facts from what is guarded {said}.",
            f"Write it once, as it was: {_LINE}",
            self.shown,
        )

    def insist(self, above: int) -> None:
        """Raises InputInvalid; `above` is how many lines stand before the guarded part."""
        problems: list[Problem] = []
        try:
            if self.facts is not None:
                case_documents.read_case(self.facts, self.shown, self.id, private=self.private)
        except InputInvalid as refused:
            problems += refused.problems
        try:
            if self.guarded is not None:
                case_documents.read_guarded(self.guarded, self.shown)
        except InputInvalid as refused:
            problems += (
                replace(one, line=one.line + above if one.line else None)
                for one in refused.problems
            )
        if problems:
            raise InputInvalid(problems)
