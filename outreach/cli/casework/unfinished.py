"""What was typed of a case and could not be read yet: kept until it can.

In the private store; of a public case, where there is no store, beside its file.
"""

from pathlib import Path
from typing import TYPE_CHECKING

from outreach.cli import private_store, times
from outreach.cli.cases import reading_casework
from outreach.cli.casework.case_buffers import Buffer
from outreach.tables.whole_files import write_whole
from outreach.workspace.cases import FOLDER

if TYPE_CHECKING:
    from outreach.workspace.opening import Workspace

# Among the drafts of letters no writer has this name.
_NAME = "(edit)"


def keep(folder: "Workspace", buffer: Buffer, typed: str) -> None:
    """Until the case is edited again."""
    if private_store.exists(folder):
        with private_store.open_casework(folder) as casework:
            casework.keep_draft(buffer.id, "", _NAME, typed, times.now())
    else:
        write_whole(_beside(folder, buffer.id), typed.encode(), private=True)


def find(folder: "Workspace", case: str) -> str:
    """Empty where nothing was left."""
    with reading_casework(folder) as casework:
        if casework:
            return casework.draft(case, "", _NAME)
    path = _beside(folder, case)
    return path.read_text("utf-8") if path.is_file() else ""


def drop(folder: "Workspace", case: str) -> None:
    """It was read, or given up."""
    with reading_casework(folder) as casework:
        if casework:
            casework.drop_draft(case, "", _NAME)
    _beside(folder, case).unlink(missing_ok=True)


def _beside(folder: "Workspace", case: str) -> Path:
    return folder.root / FOLDER / f"{case}.toml.unfinished"
