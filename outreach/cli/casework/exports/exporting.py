"""Carries out `outreach export`: says what the file would tell, asks, and writes it."""

from collections.abc import Iterable, Sequence
from datetime import date
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING

from outreach.cli.casework.exports.export_facts import Fact, Known, facts
from outreach.cli.casework.personal_letters.personal_files import insist_on_free_names
from outreach.cli.opening.cases import open_case, reading_casework
from outreach.cli.opening.folder import open_workspace, warn_of_place
from outreach.cli.prisons.facilities import tables_of
from outreach.cli.screen import asking, console, times
from outreach.errors import ConsentMissing, OutreachError, UsageProblem
from outreach.model.case import Case, Consent, Readers

if TYPE_CHECKING:
    from outreach.workspace.opening import Workspace

_ALLOWED = {
    Readers.PRESS: (Consent.PUBLIC,),
    Readers.GROUP: (Consent.PUBLIC, Consent.GROUP),
    Readers.ARCHIVE: tuple(Consent),
}


def carry_out(
    workspace: Path | None, name: str, readers: Readers, out: Path | None, *, yes: bool
) -> None:
    """Show, ask, write; nothing is written where the person's consent does not reach so far."""
    folder = open_workspace(workspace)
    known = _known(folder, name)
    _insist_on_consent(known, readers)
    found = facts(known)
    _show(found, readers, known.case)
    path = _place(out, name)
    if not asking.confirmed(f"Write this to {path}?", yes=yes):
        console.say("Nothing was written.")
        return
    if readers is Readers.ARCHIVE:
        from outreach.cli.casework.exports.export_archive import write

        write(folder, known, path, page(found, readers, known.case, times.today()))
    else:
        _write(path, page(found, readers, known.case, times.today()))
    _warn_of_place(folder, path, known.case, readers)


def _known(folder: "Workspace", name: str) -> Known:
    case, guarded = open_case(folder, name)
    with reading_casework(folder) as casework:
        if casework is None:
            return Known(case, guarded, _place_name(folder, case))
        return Known(
            case,
            guarded,
            _place_name(folder, case),
            casework.pairs(case.id),
            casework.letters(case.id),
            casework.received_letters(case.id),
        )


def _place_name(folder: "Workspace", case: Case) -> str:
    if case.stay is None:
        return ""
    try:
        return tables_of(folder).facility(case.stay.facility)[1].name
    except OutreachError:
        return case.stay.facility


def _insist_on_consent(known: Known, readers: Readers) -> None:
    consent = known.guarded.consent
    if consent not in _ALLOWED[readers]:
        raise ConsentMissing(known.case.id, readers.value, consent.value)


def _show(found: Sequence[Fact], readers: Readers, case: Case) -> None:
    """Which kinds of facts go into the file, and which there are besides."""
    told = [fact for fact in found if fact.values and readers in fact.readers]
    kept = [fact for fact in found if fact.values and readers not in fact.readers]
    console.say(f"The file for the {readers.value} would tell of {case.id}:", "bold")
    console.table(("", ""), [(f"  {name}", how_many) for name, how_many in _kinds(told)])
    if kept:
        console.say("It leaves out:", "bold")
        console.table(("", ""), [(f"  {name}", how_many) for name, how_many in _kinds(kept)])
    console.note(
        "Beside these it tells nothing of you: no names of this computer or its user, and no time "
        "of day. Addresses and e-mail of those who write are in none of these files."
    )


def _kinds(found: Iterable[Fact]) -> list[tuple[str, str]]:
    counts: dict[str, int] = {}
    for fact in found:
        counts[fact.name] = counts.get(fact.name, 0) + len(fact.values)
    return [(name, str(number)) for name, number in counts.items()]


def _place(out: Path | None, name: str) -> Path:
    """Where it goes: only where somebody says."""
    if out is None:
        answer = asking.ask("Into which new file?") if asking.somebody_is_there() else ""
        if not answer:
            raise UsageProblem(
                f"It is not said where the file of {name} goes.", "Name a new file: --out FILE"
            )
        out = Path(answer).expanduser()
    if out.exists():
        raise UsageProblem(f"{out} is there already.", "Name a file that is not there yet.")
    return out


def _write(path: Path, text: str) -> None:
    from outreach.tables.whole_files import write_whole

    insist_on_free_names(path.parent, [(path.name, text.encode())])
    write_whole(path, text.encode(), private=True)
    console.say(f"Written, readable by you alone: {path}")


def _warn_of_place(folder: "Workspace", path: Path, case: Case, readers: Readers) -> None:
    if case.private or readers is not Readers.PRESS:
        warn_of_place(folder, path)


# --- the page ------------------------------------------------------------------------------------


def page(found: Sequence[Fact], readers: Readers, case: Case, today: date) -> str:
    """Markdown that reads as plain text too."""
    told = [fact for fact in found if fact.values and readers in fact.readers]
    title = ", ".join(person.label for person in case.people)
    lines = [f"# {_line(title)}", ""]
    several = len(case.people) > 1
    for person, group in groupby(told, key=lambda fact: fact.of):
        if several and person:
            lines += [f"## {_line(person)}", ""]
        elif several:
            lines += ["## The case", ""]
        lines += [line for fact in group for line in _lines(fact)]
        lines.append("")
    lines.append(f"As known on {today}.")
    return "\n".join(lines) + "\n"


def _lines(fact: Fact) -> list[str]:
    if len(fact.values) == 1:
        return [f"- {fact.name}: {_line(fact.values[0])}"]
    return [f"- {fact.name}:", *(f"    - {_line(value)}" for value in fact.values)]


def _line(text: str) -> str:
    """One line; what Markdown would read as a mark is left as it is, for plain text's sake."""
    return " ".join(text.split())
