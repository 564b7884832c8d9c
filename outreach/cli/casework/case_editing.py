"""`case edit`: the texts of a case in the user's editor, until they can be read."""

from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from outreach.cli import asking, console, private_store, times
from outreach.cli.cases import known_names, reading_casework
from outreach.cli.casework import unfinished
from outreach.cli.casework.case_buffers import Buffer
from outreach.cli.casework.code_words import gives_away
from outreach.cli.casework.editor import edited
from outreach.cli.folder import open_workspace
from outreach.errors import InputInvalid, NotFound, UsageProblem
from outreach.model.case import Guarded
from outreach.workspace import case_documents
from outreach.workspace import cases as files

if TYPE_CHECKING:
    from outreach.casework.values import Entry
    from outreach.workspace.opening import Workspace


@dataclass(frozen=True, slots=True)
class _Opened:
    """What is edited, and what the store had; None of a public case it knows nothing of."""

    buffer: Buffer
    entry: "Entry | None"
    unfinished: str


def carry_out(workspace: Path | None, name: str, *, guarded: bool) -> None:
    """Edit, and edit again, until it can be read; what was typed is never lost."""
    folder = open_workspace(workspace)
    name = name.removesuffix(".toml")
    opened = _open(folder, name, guarded=guarded)
    if opened.unfinished:
        console.note("What you typed last, and could not be read, is taken up again.")
    took = _edited(folder, opened.buffer, opened.unfinished or opened.buffer.text())
    if took is None or took.text() == opened.buffer.text():
        console.say("Nothing was changed.")
    else:
        _keep(folder, opened, took)
        console.say(f"The case {name} is kept.")
        _warn(took)
    if took is not None:
        unfinished.drop(folder, name)


def _open(folder: "Workspace", name: str, *, guarded: bool) -> _Opened:
    public = name in files.public_cases(folder.root)
    if public and guarded:
        with private_store.open_casework(folder, create=True):
            pass  # its passphrase is chosen before anything is typed
    with reading_casework(folder) as casework:
        entry = casework.entry(name) if casework else None
        if not public and (entry is None or not entry.private):
            raise NotFound("case", name, known_names(folder, casework))
    told = entry.guarded if entry else case_documents.write_guarded(Guarded())
    if public:
        shown = name if guarded else f"{files.FOLDER}/{name}.toml"
        facts = None if guarded else files.public_text(folder.root, name)
        buffer = Buffer(name, False, shown, facts, told if guarded else None)
    else:
        buffer = Buffer(name, True, name, None if guarded else entry.facts if entry else "", told)
    typed = unfinished.find(folder, name)
    return _Opened(buffer, entry, typed if typed != buffer.text() else "")


def _edited(folder: "Workspace", buffer: Buffer, text: str) -> Buffer | None:
    """None where the editor was left without keeping anything."""
    while True:
        typed = edited(text, ".toml", lambda saved: unfinished.keep(folder, buffer, saved))
        if typed is None:
            return None
        try:
            return buffer.taken(typed)
        except InputInvalid as invalid:
            unfinished.keep(folder, buffer, typed)
            if not asking.somebody_is_there():
                raise
            console.refusal(invalid)
        if asking.ask("Edit it again? (yes/no)", "yes").casefold() not in {"y", "yes"}:
            raise UsageProblem(
                f"The case {buffer.id} is as it was.",
                f"What you typed is kept: outreach case edit {buffer.id} takes it up again.",
            )
        text = typed


def _keep(folder: "Workspace", opened: _Opened, took: Buffer) -> None:
    from outreach.casework.values import Entry

    facts, guarded = took.facts, took.guarded
    if took.private or guarded is not None:
        with private_store.open_casework(folder, create=True) as casework:
            entry = opened.entry or Entry(took.id, took.private, "", "")
            if took.private and facts is not None:
                entry = replace(entry, facts=facts)
            if guarded is not None:
                entry = replace(entry, guarded=guarded)
            casework.put(entry, times.now())
    if not took.private and facts is not None:
        files.write_public(folder.root, took.id, facts)


def _warn(took: Buffer) -> None:
    """A name that was filled in later may be the one the code word tells."""
    if not took.private or took.facts is None:
        return
    case = case_documents.read_case(took.facts, took.shown, took.id, private=True)
    if gives_away(took.id, case.people):
        console.note(
            f"The code word {took.id} tells who is meant: begin the case anew under another.",
            "yellow",
        )
