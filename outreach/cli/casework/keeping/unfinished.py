"""What was typed of a case and is not in it yet: kept until it is.

In the private store; of a public case, where there is no store, beside its file.
"""

import re
from contextlib import suppress
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

from outreach.cli.casework.keeping.case_buffers import Buffer
from outreach.cli.opening import private_store
from outreach.cli.opening.cases import reading_casework
from outreach.cli.screen import times
from outreach.errors import CaseChanged, UsageProblem
from outreach.tables.whole_files import write_whole
from outreach.workspace.cases import FOLDER

if TYPE_CHECKING:
    from outreach.casework.store import Casework
    from outreach.workspace.opening import Workspace

# Among the drafts of letters no writer has these names.
_WHOLE, _GUARDED = "(edit)", "(edit guarded)"
_BEGUN = re.compile(r"# begun on ([0-9a-f]{64})\n")


class Unfinished:
    """Of what is edited now. `text` is what an earlier command left, empty where it left none;
    `changed`: the case says something else since then.
    """

    def __init__(self, folder: "Workspace", buffer: Buffer) -> None:
        self._folder = folder
        self._buffer = buffer
        self._beside = folder.root / FOLDER / f"{buffer.id}.toml.unfinished"
        self._name = _GUARDED if buffer.facts is None else _WHOLE
        with reading_casework(folder) as casework:
            self._mine = self._there(casework)
        begun = _BEGUN.match(self._mine)
        self.text = self._mine[begun.end() :] if begun else self._mine
        self.changed = bool(self.text) and (not begun or begun[1] != self._digest())

    def keep(self, typed: str) -> None:
        """In place of what this command knows of; raises UsageProblem rather than write over what
        another command left meanwhile.
        """
        if not private_store.exists(self._folder):
            self._insist_on_mine(None)
            write_whole(self._beside, self._marked(typed).encode(), private=True)
            self._mine = self._there(None)
            return
        with private_store.open_casework(self._folder) as casework:
            self._insist_on_case(casework)
            self._insist_on_mine(casework)
            casework.keep_draft(self._buffer.id, "", self._name, self._marked(typed), times.now())
            self._mine = self._there(casework)

    def drop(self) -> None:
        """It is in the case, or was given up."""
        with reading_casework(self._folder) as casework:
            if self._there(casework) != self._mine:
                return
            if casework:
                casework.drop_draft(self._buffer.id, "", self._name)
        if self._name == _WHOLE:
            self._beside.unlink(missing_ok=True)

    def _there(self, casework: "Casework | None") -> str:
        found = casework.draft(self._buffer.id, "", self._name) if casework else ""
        if not found and self._name == _WHOLE:
            with suppress(FileNotFoundError):
                return _text_of(self._beside)
        return found

    def _marked(self, typed: str) -> str:
        return f"# begun on {self._digest()}\n{typed}"

    def _digest(self) -> str:
        return sha256(self._buffer.text().encode()).hexdigest()

    def _insist_on_mine(self, casework: "Casework | None") -> None:
        if self._there(casework) not in ("", self._mine):
            raise UsageProblem(
                f"Another command left a text of the case {self._buffer.id} meanwhile, which waits "
                "to be taken up.",
                f"Take that one up first: outreach case edit {self._buffer.id}.",
            )

    def _insist_on_case(self, casework: "Casework") -> None:
        """What was taken out for good does not come back by this way."""
        if self._buffer.private and casework.entry(self._buffer.id) is None:
            raise CaseChanged(self._buffer.id, "Its texts were taken out.")


def _text_of(path: Path) -> str:
    return path.read_bytes().decode("utf-8", "replace")
