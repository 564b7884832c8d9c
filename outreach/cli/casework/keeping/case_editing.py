"""`case edit`: the texts of a case in the user's editor, until they can be read."""

from dataclasses import dataclass, replace
from pathlib import Path
from shlex import quote
from typing import TYPE_CHECKING

from outreach.cli.casework.keeping.case_buffers import Buffer
from outreach.cli.casework.keeping.changed_meanwhile import beside
from outreach.cli.casework.keeping.code_words import gives_away
from outreach.cli.casework.keeping.unfinished import Unfinished
from outreach.cli.opening import private_store
from outreach.cli.opening.cases import known_names, reading_casework
from outreach.cli.opening.folder import open_workspace
from outreach.cli.screen import asking, console, times
from outreach.cli.screen.editor import Safe, edited
from outreach.errors import (
    CaseChanged,
    CaseTaken,
    InputInvalid,
    NotFound,
    OutreachError,
    UsageProblem,
)
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
    unfinished: Unfinished


def carry_out(
    workspace: Path | None, name: str, *, guarded: bool, file: Path | None = None
) -> None:
    """Edit, and edit again, until it can be read; what was typed is never lost."""
    folder = open_workspace(workspace)
    name = name.removesuffix(".toml")
    opened = _open(folder, name, guarded=guarded)
    took = _edited(opened, _beginning(opened, file))
    if took is None or took.text() == opened.buffer.text():
        console.say("Nothing was changed.")
    else:
        _keep_all(folder, opened, took)
        console.say(f"The case {name} is kept.")
        _warn(took)
    if took is not None:
        opened.unfinished.drop()


def _open(folder: "Workspace", name: str, *, guarded: bool) -> _Opened:
    public = name in files.public_cases(folder.root)
    if public and guarded:
        with private_store.open_casework(folder, create=True):
            pass  # its passphrase is chosen before anything is typed
    with reading_casework(folder, changing=True) as casework:
        entry = casework.entry(name) if casework else None
        if not public and (entry is None or not entry.private):
            raise NotFound("case", name, known_names(folder, casework))
    told = entry.guarded if entry else case_documents.write_guarded(Guarded())
    if public:
        shown = name if guarded else f"{files.FOLDER}/{name}.toml"
        facts = None if guarded else files.public_text(folder.root, name)
        buffer = Buffer(name, False, shown, facts, told if guarded else None)
    else:
        facts = entry.facts if entry else ""
        buffer = Buffer(name, True, name, None if guarded else facts, told)
    return _Opened(buffer, entry, Unfinished(folder, buffer))


def _beginning(opened: _Opened, file: Path | None) -> str:
    """What the editor opens on: the case, or what was typed of it and is not in it yet."""
    buffer, waiting = opened.buffer, opened.unfinished
    if file is not None:
        return _from_file(opened, file)
    if waiting.text in ("", buffer.text()):
        return buffer.text()
    if not waiting.changed:
        console.note("What you typed last, and is not in the case yet, is taken up again.")
        return waiting.text
    console.note(
        f"The case {buffer.id} was changed since you typed what is not in it yet. Your text is "
        "taken up again; below it stands what the case says now.",
        "yellow",
    )
    choices = [("on", "go on with your text"), ("new", "begin from the case; yours is let go")]
    if asking.somebody_is_there() and asking.choose("Go on?", choices, "on", at_end="on") == "new":
        waiting.drop()
        return buffer.text()
    return beside(waiting.text, buffer.text())


def _from_file(opened: _Opened, file: Path) -> str:
    from outreach.tables.encodings import read_text

    buffer = opened.buffer
    if opened.unfinished.text not in ("", buffer.text()):
        raise UsageProblem(
            f"There is a text of {buffer.id} already that you typed and that is not in it yet.",
            f"Go on with that one first, without --file: {_command(buffer)}",
        )
    if not file.is_file():
        raise UsageProblem(f"There is no file {file}.", "Name the text that you typed.")
    typed = read_text(file, str(file))
    # Nobody knows how old it is.
    return typed if typed == buffer.text() else beside(typed, buffer.text())


def _command(buffer: Buffer) -> str:
    guarded = " --guarded" if buffer.facts is None else ""
    return f"outreach case edit {buffer.id}{guarded}"


def _edited(opened: _Opened, text: str) -> Buffer | None:
    """None where the editor was left without keeping anything."""
    buffer = opened.buffer
    safe = Safe(
        opened.unfinished.keep, lambda path: f"{_command(buffer)} --file {quote(str(path))}"
    )
    while True:
        typed = edited(text, ".toml", safe)
        if typed is None:
            return None
        try:
            return buffer.taken(typed)
        except InputInvalid as invalid:
            if not asking.somebody_is_there():
                raise
            console.refusal(invalid)
        if asking.ask("Edit it again? (yes/no)", "yes").casefold() not in {"y", "yes"}:
            raise UsageProblem(
                f"The case {buffer.id} is as it was.",
                f"What you typed is kept: {_command(buffer)} takes it up again.",
            )
        text = typed


def _keep_all(folder: "Workspace", opened: _Opened, took: Buffer) -> None:
    """Into the case; or what was typed waits, and is said to."""
    kept = f"What you typed is kept: {_command(took)}"
    try:
        _keep(folder, opened, took)
    except (CaseChanged, CaseTaken):
        raise CaseChanged(took.id, f"{kept} shows it beside what the case says now.") from None
    except OutreachError as refusal:
        refusal.also(f"{kept} takes it up again.")
        raise


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
        if files.public_text(folder.root, took.id) != opened.buffer.facts:
            raise CaseChanged(took.id)
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
