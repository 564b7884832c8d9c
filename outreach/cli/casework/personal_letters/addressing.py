"""Finds what a letter to one person needs: the case, the writer, the prison and its rules."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

from outreach.casework.values import Going, LetterOut, Sort
from outreach.cli.campaigns.about_case import why_closed
from outreach.cli.casework.personal_letters.to_person import ToPerson
from outreach.cli.opening.cases import open_case, people_elsewhere, place_of
from outreach.cli.prisons.facilities import tables_of
from outreach.errors import RuleObjects, UsageProblem
from outreach.model.case import Case, Closed, Correspondent, PersonAtRisk
from outreach.model.correspondence import LetterKind
from outreach.model.facility import Facility, PrisonSystem, Rule
from outreach.model.origin import Confidence, Origin
from outreach.rules.prison.objecting import in_a_message, rules_for, through_relay
from outreach.rules.prison.tables import PrisonTables

if TYPE_CHECKING:
    from outreach.casework.store import Casework
    from outreach.workspace.opening import Workspace


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which letter is meant. `language` is empty where the case decides; `legal` mail goes to the
    prison itself, past a relay and past a place that takes the letters of all its prisons.
    """

    case: str
    person: str = ""
    writer: str = ""
    language: str = ""
    card: bool = False
    electronic: bool = False
    no_sender: bool = False
    legal: bool = False


@dataclass(frozen=True, slots=True)
class Correspondence:
    """The letters out to the person, and the day of their last one in."""

    letters: tuple[LetterOut, ...]
    answered_on: date | None = None

    @property
    def is_first(self) -> bool:
        return not any(letter.gone for letter in self.letters)


def to_person(
    folder: "Workspace", casework: "Casework | None", wanted: Wanted, today: date
) -> tuple[ToPerson, Correspondence]:
    """Raises UsageProblem for what cannot be found, RuleObjects for a case that is closed."""
    case, guarded = open_case(folder, wanted.case)
    if case.closed:
        raise _closed(case, case.closed)
    if wanted.legal:
        case = replace(case, relay=None)
    person = person_of(case, wanted.person)
    tables = tables_of(folder)
    system, facility = _place(case, tables)
    system = system.by_facility if wanted.legal else system
    known = _known(casework, case, person) if casework else Correspondence(())
    writer = writer_of(folder, casework, case, person, wanted.writer)
    to = ToPerson(
        folder=folder,
        case=case,
        guarded=guarded,
        person=person,
        writer=writer,
        system=system,
        facility=facility,
        rules=_rules(tables, system, facility, case, wanted),
        language=wanted.language or next(iter(case.languages), "en"),
        today=today,
        first=known.is_first,
        written=_written(known.letters),
        sort=Sort.CARD if wanted.card else Sort.LETTER,
        going=_going(case, wanted),
        without_sender=wanted.no_sender,
        elsewhere=people_elsewhere(casework, case, writer.id),
    )
    return to, known


def _written(letters: Sequence[LetterOut]) -> dict[str, str]:
    """The digest of each letter's words, and which letter that is."""
    return {
        one.details.text_digest: f"letter {one.number} of {one.prepared_on}"
        for one in letters
        if one.details.text_digest
    }


def _closed(case: Case, closed: Closed) -> RuleObjects:
    return RuleObjects(
        f"The case {case.id} was closed on {closed.on}: {why_closed(closed)}.",
        f"Where that is a mistake: outreach case edit {case.id}",
    )


def person_of(case: Case, wanted: str) -> PersonAtRisk:
    """The one named, or the only one; raises UsageProblem."""
    if person := case.person(wanted):
        return person
    ids = ", ".join(person.id for person in case.people if person.id)
    if wanted:
        there = f"There are: {ids}." if ids else "It is about one person: leave --to away."
        raise UsageProblem(f"Nobody in {case.id} is called “{wanted}”.", there)
    raise UsageProblem(f"{case.id} is about several people.", f"Say who: --to {ids}")


def _known(casework: "Casework", case: Case, person: PersonAtRisk) -> Correspondence:
    letters = tuple(one for one in casework.letters(case.id) if one.person == person.id)
    answers = [
        one.on for one in casework.received_letters(case.id) if one.person in ("", person.id)
    ]
    return Correspondence(letters, max(answers, default=None))


def writer_of(
    folder: "Workspace",
    casework: "Casework | None",
    case: Case,
    person: PersonAtRisk,
    wanted: str,
) -> Correspondent:
    """The one named, else the one who promised to write to them, else the folder's sender."""
    sender = folder.settings.sender
    named = wanted or (_promised(casework, case, person) if casework else "") or sender.id
    if casework and (writer := casework.writer(named)):
        return writer
    if named == sender.id:
        return Correspondent(sender.id, sender.name)
    known = ", ".join(one.id for one in casework.writers()) if casework else ""
    raise UsageProblem(
        f"There is no writer “{named}”.",
        f"There are: {known or 'none yet'}. outreach case writer add",
    )


def promised(casework: "Casework", case: Case, person: PersonAtRisk) -> frozenset[str]:
    """Who promised to write to them."""
    return frozenset(pair.writer for pair in casework.pairs(case.id) if pair.person == person.id)


def _promised(casework: "Casework", case: Case, person: PersonAtRisk) -> str:
    """Who promised to write to them, where it is one."""
    ids = promised(casework, case, person)
    if len(ids) > 1:
        raise UsageProblem(
            f"Several people write to {case.id}.",
            f"Say who you are: --as {' or '.join(sorted(ids))}",
        )
    return next(iter(ids), "")


def _place(case: Case, tables: PrisonTables) -> tuple[PrisonSystem, Facility]:
    if place := place_of(case, tables):
        return place
    if case.relay is None:
        raise UsageProblem(
            f"Nothing says where they are held: {case.id}.",
            f"outreach case move {case.id} --to PRISON; outreach facility list looks for one.",
        )
    # Only the group that hands letters on knows.
    origin = Origin(case.relay.source, case.relay.verified_on, Confidence.CONFIRMED)
    country = case.relay.address.country
    system = PrisonSystem("", "a prison known to the relay", country, (), ("{name}",), origin)
    return system, Facility("", "", system.name, case.relay.address, origin)


def _going(case: Case, wanted: Wanted) -> Going:
    if wanted.electronic:
        return Going.ELECTRONIC
    return Going.RELAY if case.relay else Going.POST


def _rules(
    tables: PrisonTables, system: PrisonSystem, facility: Facility, case: Case, wanted: Wanted
) -> tuple[Rule, ...]:
    rules: Sequence[Rule] = rules_for(tables.general, system, facility, LetterKind.TO_PERSON)
    if wanted.electronic:
        return in_a_message(rules)
    if wanted.legal:  # from those who defend somebody: no stranger's letter
        rules = [rule for rule in rules if rule.check != "does-not-arrive"]
    return through_relay(rules) if case.relay else tuple(rules)
