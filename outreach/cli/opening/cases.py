"""Cases on the command line: found by name or code word, in the private store or in cases/."""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING

from outreach.errors import InputInvalid, NotFound, Problem, UsageProblem
from outreach.model.case import Case, Guarded
from outreach.model.facility import Facility, PrisonSystem
from outreach.rules.elsewhere import Elsewhere, elsewhere, names_of
from outreach.rules.prison.tables import PrisonTables
from outreach.workspace import case_documents
from outreach.workspace import cases as files

if TYPE_CHECKING:
    from outreach.casework.store import Casework
    from outreach.casework.values import Entry
    from outreach.workspace.opening import Workspace


def open_case(folder: "Workspace", name: str) -> tuple[Case, Guarded]:
    """A case and what is guarded of it, which needs the private store; raises NotFound."""
    if name in files.public_cases(folder.root):
        return files.read_public(folder.root, name), guarded_of(folder, name)
    with reading_casework(folder) as casework:
        entry = casework.entry(name) if casework else None
        if entry is None or not entry.private:
            raise NotFound("case", name, known_names(folder, casework))
        return case_in(entry), guarded_in(entry)


def case_of(folder: "Workspace", name: str) -> Case:
    """A case alone: of a public one the private store stays closed. Raises NotFound."""
    if name in files.public_cases(folder.root):
        return files.read_public(folder.root, name)
    return open_case(folder, name)[0]


def place_of(case: Case, tables: PrisonTables) -> tuple[PrisonSystem, Facility] | None:
    """Where they are held, as far as it is said. UsageProblem for a prison that the tables do not
    know, which is not named where the case is private.
    """
    if case.stay is None:
        return None
    try:
        return tables.facility(case.stay.facility)
    except UsageProblem:
        if not case.private:
            raise
    raise UsageProblem(
        f"The tables know no prison like the last `facility` of {case.id}.",
        f"Look for it: outreach facility list WORD. Then: outreach case edit {case.id}",
    )


def guarded_of(folder: "Workspace", name: str) -> Guarded:
    """What is guarded of a case; nothing where nobody wrote anything. Raises InputInvalid where a
    public one and a private one have that name.
    """
    with reading_casework(folder) as casework:
        entry = casework.entry(name) if casework else None
        if entry and entry.private and name in files.public_cases(folder.root):
            raise InputInvalid([both_public_and_private(name)])
        return guarded_in(entry) if entry else Guarded()


def both_public_and_private(name: str) -> Problem:
    """Of a file for the name of a private case: letters on record for it would go once more."""
    file = f"{files.FOLDER}/{name}.toml"
    return Problem(
        f"{name} is a private case, and this file, which everybody can read, has its name.",
        f"Delete the file: the private store has the case (outreach case show {name}). If it is "
        "about somebody else, give it another name.",
        file,
    )


def case_in(entry: "Entry") -> Case:
    """The private case that an entry of the store holds."""
    return case_documents.read_case(entry.facts, entry.id, entry.id, private=True)


def guarded_in(entry: "Entry") -> Guarded:
    """What an entry of the store holds of what is guarded."""
    return case_documents.read_guarded(entry.guarded, entry.id) if entry.guarded else Guarded()


def private_cases(casework: "Casework | None") -> "Iterator[Case]":
    """Those of the private store, but for what cannot be read: that is told where it is used."""
    for entry in casework.entries() if casework else ():
        if entry.private:
            with suppress(InputInvalid):
                yield case_in(entry)


def people_elsewhere(casework: "Casework | None", case: Case, writer: str = "") -> Elsewhere:
    """Whom a letter to or about a case must not name: of other private cases, and writers other
    than the one that is meant, but for those whom the people of the case know by name.
    """
    others = (one for one in private_cases(casework) if one.id != case.id)
    pairs = casework.pairs(case.id, ended=True) if casework else ()
    known = {pair.writer for pair in pairs}
    writers = (
        one
        for one in (casework.writers() if casework else ())
        if one.id != writer and not (one.id in known and one.signature == one.name)
    )
    said = (name for one in case.people for name in (*names_of(one), one.number))
    return elsewhere(others, writers, said)


def known_names(folder: "Workspace", casework: "Casework | None") -> tuple[str, ...]:
    """Public names and code words."""
    private = (one.id for one in casework.entries() if one.private) if casework else ()
    return (*files.public_cases(folder.root), *private)


@contextmanager
def reading_casework(folder: "Workspace", *, changing: bool = False) -> "Iterator[Casework | None]":
    """The private store; None where there is none, and none is made. `changing` is for a command
    that lets somebody type, and must know before that it can be kept.
    """
    from outreach.cli.opening import private_store

    if not private_store.exists(folder):
        yield None
        return
    with private_store.open_casework(folder, reading=not changing) as casework:
        yield casework
