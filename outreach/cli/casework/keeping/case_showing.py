"""`case show` and `case list`."""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from outreach.cli.campaigns.about_case import why_closed
from outreach.cli.casework.keeping.case_fields import as_fields, brief, known_on
from outreach.cli.opening.cases import (
    both_public_and_private,
    case_in,
    open_case,
    reading_casework,
)
from outreach.cli.opening.folder import open_workspace
from outreach.cli.prisons.facilities import tables_of
from outreach.cli.screen import console, words
from outreach.errors import OutreachError
from outreach.model.case import Case, Guarded, Pair, PersonAtRisk, Stay
from outreach.workspace import cases as files

if TYPE_CHECKING:
    from outreach.workspace.opening import Workspace

Row = tuple[str, str]


def list_all(workspace: Path | None, *, names: bool, as_json: bool) -> None:
    """Names of public cases and code words; who is meant only where it is asked for."""
    folder = open_workspace(workspace)
    cases = list(_every(folder))
    if as_json:
        console.document(items=[brief(one, names=names) for one in cases])
        return
    if not cases:
        console.note("No cases yet: outreach case new CODE-WORD")
        return
    headings = ("Case", "", "Held at", "Last known there", "", *(("Who",) if names else ()))
    console.table(headings, [_as_row(one, names=names) for one in cases])


def _every(folder: "Workspace") -> Iterator[Case]:
    public = files.public_cases(folder.root)
    for name in public:
        yield files.read_public(folder.root, name)
    with reading_casework(folder) as casework:
        entries = casework.entries() if casework else ()
    for entry in entries:
        if entry.private:
            if entry.id in public:
                console.problems([both_public_and_private(entry.id)])
            yield case_in(entry)


def _as_row(case: Case, *, names: bool) -> tuple[str, ...]:
    stay = case.stay
    return (
        case.id,
        "private" if case.private else "public",
        stay.facility if stay else "not known",
        str(known_on(stay) or ""),
        f"closed: {case.closed.reason.value}" if case.closed else "",
        *((", ".join(person.label for person in case.people),) if names else ()),
    )


# --- one -----------------------------------------------------------------------------------------


def show(workspace: Path | None, name: str, *, as_json: bool) -> None:
    """All of it: whoever asks wants to see it."""
    folder = open_workspace(workspace)
    case, guarded = open_case(folder, name.removesuffix(".toml"))
    with reading_casework(folder) as casework:
        pairs = casework.pairs(case.id) if casework else ()
        letters = len(casework.letters(case.id)) if casework else 0
    if as_json:
        console.document(**as_fields(case, guarded, pairs), letters=letters)
        return
    mark = "private: only the code word is for others" if case.private else "public"
    console.say(f"{case.id} ({mark})", "bold")
    if case.closed:
        console.say(f"Closed on {case.closed.on}: {why_closed(case.closed)}.", "yellow")
    rows = [
        *(row for person in case.people for row in _of_person(person)),
        *_of_case(folder, case),
        *_of_guarded(guarded),
        *(("Writes to them", _promise(pair)) for pair in pairs),
        ("Letters on record", str(letters) if letters else ""),
    ]
    console.table(("", ""), [row for row in rows if row[1]])


def _of_person(person: PersonAtRisk) -> Iterator[Row]:
    who = f" ({person.id})" if person.id else ""
    for tag, name in person.names:
        yield f"Name, {tag}{who}", name
    yield f"In the prison{who}", person.prison_name
    yield f"Number{who}", person.number
    yield f"Birthday{who}", person.birthday


def _of_case(folder: "Workspace", case: Case) -> Iterator[Row]:
    for stay in case.held:
        yield "Held at", _stay_in_words(folder, stay)
    charges = case.charges or (("", case.charge),)
    yield from ((f"Charge, {tag}" if tag else "Charge", text) for tag, text in charges)
    yield "Arrested on", str(case.arrested_on or "")
    yield "Tried on", str(case.tried_on or "")
    yield "Sentenced on", str(case.sentenced_on or "")
    sentences = case.sentences or (("", case.sentence),)
    yield from ((f"Sentence, {tag}" if tag else "Sentence", text) for tag, text in sentences)
    yield "Languages", ", ".join(case.languages)
    for tag, demands in case.demands:
        for number, demand in enumerate(demands, start=1):
            yield f"Demand {number}, {tag}", demand
    if case.relay:
        lines = (case.relay.name, *case.relay.address.lines, case.relay.address.locality)
        yield "Relay", ", ".join(filter(None, lines))
    for source in case.sources:
        yield "Source", f"{source.says} ({source.on})" if source.on else source.says


def _stay_in_words(folder: "Workspace", stay: Stay) -> str:
    try:
        name = f"{tables_of(folder).facility(stay.facility)[1].name} ({stay.facility})"
    except OutreachError:
        name = f"{stay.facility}, which the tables do not know"
    since = f", since {stay.since}" if stay.since else ""
    known = f", known there on {stay.known_on}" if stay.known_on else ""
    return f"{name}{since}{known}{f'; {stay.source}' if stay.source else ''}"


def _of_guarded(guarded: Guarded) -> Iterator[Row]:
    yield "Who may know", guarded.consent.value
    yield "Notes", guarded.notes
    yield "Likes", ", ".join(guarded.likes)
    yield "Must not mention", ", ".join(guarded.must_not_mention)
    yield "Politics", "may be spoken of" if guarded.politics else "left out of letters to them"
    yield "The group", "may be named" if guarded.organisation_named else "never named to them"
    yield "A letter every", words.span(guarded.every) if guarded.every else ""


def _promise(pair: Pair) -> str:
    to = f" to {pair.person}" if pair.person else ""
    return f"{pair.writer}{to}, every {words.span(pair.every)} since {pair.since}"
