"""Writing cases down: in the private store, or in cases/."""

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from outreach.casework.values import Entry
from outreach.cli.opening import private_store
from outreach.cli.opening.cases import case_in, known_names, reading_casework
from outreach.cli.screen import times
from outreach.errors import NotFound, UsageProblem
from outreach.model.case import Case, Guarded
from outreach.workspace import case_documents
from outreach.workspace import cases as files

if TYPE_CHECKING:
    from outreach.workspace.opening import Workspace


def insist_on_new(folder: "Workspace", name: str) -> None:
    """Raises UsageProblem where there is a case of that name, private or public."""
    taken = name in files.public_cases(folder.root)
    if not taken:
        with reading_casework(folder, changing=True) as casework:
            taken = bool(casework and casework.entry(name))
    if taken:
        raise UsageProblem(
            f"There is a case “{name}” already.",
            f"outreach case show {name}; or choose another word.",
        )


def keep_new(folder: "Workspace", case: Case, guarded: Guarded) -> str:
    """Write a new case; returns where it is. The first private one makes the store."""
    text, told = case_documents.write_case(case), case_documents.write_guarded(guarded)
    # One case that cannot be read keeps all others from being listed.
    case_documents.read_case(text, case.id, case.id, private=case.private)
    if case.private or private_store.exists(folder):
        with private_store.open_casework(folder, create=True) as casework:
            entry = Entry(case.id, case.private, text if case.private else "", told)
            casework.put(entry, times.now())
    if case.private:
        return "the private store"
    return f"{files.FOLDER}/{files.write_public(folder.root, case.id, text).name}"


def change(folder: "Workspace", name: str, changed: Callable[[str], str]) -> Case:
    """Change the text of a case, wherever it is; returns what it says now."""
    if name in files.public_cases(folder.root):
        text = changed(files.public_text(folder.root, name))
        case = case_documents.read_case(text, f"{files.FOLDER}/{name}.toml", name, private=False)
        files.write_public(folder.root, name, text)
        return case
    if not private_store.exists(folder):
        raise NotFound("case", name, known_names(folder, None))
    with private_store.open_casework(folder) as casework:
        entry = casework.entry(name)
        if entry is None or not entry.private:
            raise NotFound("case", name, known_names(folder, casework))
        entry = replace(entry, facts=changed(entry.facts))
        case = case_in(entry)
        casework.put(entry, times.now())
        return case
