"""Prisons and their rules on the screen."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from outreach.cli.opening.folder import open_workspace
from outreach.cli.screen import console, words
from outreach.cli.screen.folding import say_folded
from outreach.composing.prison_envelopes import envelope_lines
from outreach.errors import NoWorkspace
from outreach.model.correspondence import LetterKind, Prisoner
from outreach.model.facility import Facility, PrisonSystem, Rule
from outreach.model.origin import Confidence, Origin
from outreach.model.severity import Severity
from outreach.rules.prison.objecting import from_memory, rules_for
from outreach.rules.prison.tables import PrisonTables
from outreach.workspace.facilities import facilities
from outreach.workspace.opening import Workspace

_KNOWN = {
    Confidence.VERIFIED: "read at the source",
    Confidence.SECONDARY: "read at second hand",
    Confidence.MEMORY: "from memory, not confirmed",
    Confidence.CONFIRMED: "confirmed by you",
    Confidence.OWN: "this program's own",
}
_ORDER = tuple(Severity)
_PLACEHOLDER = Prisoner("NAME", "NUMBER")


def folder_or_none(named: Path | None) -> Workspace | None:
    """The campaign folder, where the command stands in one: the program's tables need none."""
    try:
        return open_workspace(named)
    except NoWorkspace:
        return None


def tables_of(folder: Workspace | None) -> PrisonTables:
    """The tables, with the user's where there is a folder."""
    return facilities(folder.root if folder else None)


def home_of(folder: Workspace | None) -> str:
    """The country letters are posted in, empty where it is not known."""
    return folder.settings.sender.address.country if folder else ""


def told(origin: Origin) -> str:
    """Source, day and confidence in one line."""
    if origin.confidence is Confidence.OWN:
        return origin.source
    day = f", {origin.verified_on}" if origin.verified_on else ", no day"
    return f"{origin.source}{day} ({_KNOWN[origin.confidence]})"


# --- list ----------------------------------------------------------------------------------------


def list_all(workspace: Path | None, wanted: Sequence[str], *, as_json: bool) -> None:
    """Systems and facilities in which all the words stand."""
    tables = tables_of(folder_or_none(workspace))
    rows = rows_with(tables, wanted)
    if as_json:
        console.document(items=rows)
        return
    console.table(
        ("Id", "Prison or system", "Place", "Address is"),
        [(row["id"], row["name"], row["place"], _known(row)) for row in rows],
    )
    if not rows:
        console.note("No prison has these words. Closed ones are left out of imported lists.")
    missing = [name for one in tables.systems if not one.facilities for name in one.lists]
    for name in missing if not wanted else ():
        console.note(f"Prisons are left to import: outreach recipients import {name} FILE")


def rows_with(tables: PrisonTables, wanted: Sequence[str]) -> list[dict[str, str]]:
    """What is shown of each system and facility in which all the words stand."""
    return [row for row in _rows(tables) if _holds(row, wanted)]


def _known(row: dict[str, str]) -> str:
    """How well an address is known; of a system, each rule says it for itself."""
    return row["confidence"] if row["system"] else ""


def _rows(tables: PrisonTables) -> Iterator[dict[str, str]]:
    for system in tables.systems:
        number = len(system.facilities)
        place = f"{system.country}, {words.count(number, 'prison')}" if number else system.country
        yield _row(system.id, "", system.name, place, system.origin)
        for one in system.facilities:
            name = f"{one.name} ({one.native_name})" if one.native_name else one.name
            name = f"{name}, closed" if one.closed else name
            lines = (*one.address.lines, one.address.locality)
            yield _row(one.id, system.id, name, ", ".join(filter(None, lines)), one.origin)


def _row(key: str, system: str, name: str, place: str, origin: Origin) -> dict[str, str]:
    return {
        "id": key,
        "system": system,
        "name": name,
        "place": place,
        "confidence": origin.confidence.value,
        "source": origin.source,
        "verified_on": str(origin.verified_on or ""),
    }


def _holds(row: dict[str, str], wanted: Sequence[str]) -> bool:
    text = " ".join((row["id"], row["system"], row["name"], row["place"])).casefold()
    return all(word.casefold() in text for word in wanted)


# --- show ----------------------------------------------------------------------------------------


def show(workspace: Path | None, named: str, *, as_json: bool) -> None:
    """The envelope, what is known, and the rules in the order of their weight."""
    folder = folder_or_none(workspace)
    tables = tables_of(folder)
    system, facility = tables.facility(named)
    lines = envelope_lines(
        system, facility, _PLACEHOLDER, language="", home_country=home_of(folder)
    )
    rules = rules_for(tables.general, system, facility, LetterKind.TO_PERSON)
    if as_json:
        console.document(**_as_fields(system, facility, lines, rules))
        return
    console.say(f"{facility.name} ({facility.id})", "bold")
    if facility.native_name or facility.holds:
        console.say(", ".join(filter(None, (facility.native_name, facility.holds))))
    if facility.name != system.name:
        console.say(f"{system.name} ({system.id})")
    _say_envelope(system, facility, lines)
    if system.routed and facility.address:
        _say_legal_mail(system.by_facility, facility, home_of(folder))
    for note in system.notes:
        console.say("")
        say_folded(note.sentence)
        say_folded(told(note.origin), style="dim")
    for rule in sorted(rules, key=lambda rule: _ORDER.index(rule.severity)):
        console.say("")
        say_folded(f"{rule.severity.value}  {rule.id}", style="bold", indent=0)
        say_folded(rule.sentence)
        say_folded(told(rule.origin), style="dim")
    say_memory(system, rules)


def _say_envelope(system: PrisonSystem, facility: Facility, lines: Sequence[str]) -> None:
    console.say("")
    console.say("On the envelope:")
    for line in lines:
        console.say(f"    {line}")
    origin = system.origin if system.routed else facility.origin
    say_folded(told(origin), style="dim")
    if facility.closed:
        console.note("This prison is closed: nobody is written to there.", "red")
    elif not system.routed and not facility.address:
        console.note("No address is known here: outreach facility add --help", "yellow")
    elif not system.routed and facility.origin.confidence is Confidence.MEMORY:
        say_folded(
            f"Confirm the address first: outreach facility confirm {facility.id} --source URL",
            style="yellow",
        )


def _say_legal_mail(system: PrisonSystem, facility: Facility, home: str) -> None:
    console.say("")
    console.say("On the envelope of legal mail alone:")
    for line in envelope_lines(system, facility, _PLACEHOLDER, language="", home_country=home):
        console.say(f"    {line}")
    say_folded(told(facility.origin), style="dim")


def say_memory(system: PrisonSystem, rules: Sequence[Rule]) -> None:
    """Name the rules nobody has read at a source, and how to settle them."""
    # Those of every prison are common advice; there is nobody to ask about them.
    own = {rule.id for rule in system.rules}
    ids = [rule.id for rule in from_memory(rules) if rule.id in own]
    if ids:
        console.say("")
        say_folded(
            f"From memory, to be confirmed before the first letter: {', '.join(ids)}. "
            f"outreach facility confirm {system.id} --rule RULE --source URL",
            style="yellow",
            indent=0,
        )


def _as_fields(
    system: PrisonSystem, facility: Facility, lines: Sequence[str], rules: Sequence[Rule]
) -> dict[str, Any]:
    return {
        "id": facility.id,
        "system": system.id,
        "name": facility.name,
        "native_name": facility.native_name,
        "closed": facility.closed,
        "envelope": list(lines),
        "address": list(facility.address.lines),
        **origin_fields(facility.origin),
        "notes": [{"sentence": one.sentence, **origin_fields(one.origin)} for one in system.notes],
        "rules": [rule_fields(rule) for rule in rules],
    }


def rule_fields(rule: Rule) -> dict[str, str]:
    """A rule for a script."""
    return {
        "rule": rule.id,
        "severity": rule.severity.value,
        "sentence": rule.sentence,
        "way_out": rule.way_out,
        **origin_fields(rule.origin),
    }


def origin_fields(origin: Origin) -> dict[str, str]:
    """Source, day and confidence for a script."""
    return {
        "source": origin.source,
        "verified_on": str(origin.verified_on or ""),
        "confidence": origin.confidence.value,
    }
