"""The tables of a case's document: people, stays, demands, sources, the relay, the end."""

from collections.abc import Iterator, Sequence

from outreach.model.case import (
    CaseSource,
    Closed,
    CloseReason,
    PersonAtRisk,
    Relay,
    Stay,
)
from outreach.model.when import When, surely_before
from outreach.workspace import case_fields
from outreach.workspace.sections import Section
from outreach.workspace.wording import is_key

_MOST_PEOPLE = 50
_MOST_STAYS = 100
_OF_PERSON = ("names", "prison_name", "number", "birthday")
_ABOVE = frozenset(
    (
        *("prison_name", "number", "birthday", "languages", "charge", "sentence"),
        *("arrested_on", "tried_on", "sentenced_on"),
    )
)
KEYS = _ABOVE | {
    *("names", "people", "id", "held", "facility", "since", "known_on", "source", "demands"),
    *("sources", "says", "on", "relay", "name", "address", "locality", "region", "postcode"),
    *("country", "verified_on", "closed", "reason", "detail"),
}

Demands = tuple[tuple[str, tuple[str, ...]], ...]


def people(whole: Section) -> tuple[PersonAtRisk, ...]:
    """One alone, whose keys are those of the file; or several, in tables of their own."""
    if "people" not in whole:
        return (_person(whole, ""),)
    for key in _OF_PERSON:
        if key in whole:
            whole.objection(key, "belongs to one of several.", "Move it below their [[people]].")
    sections = whole.tables("people", "id")
    if len(sections) > _MOST_PEOPLE:
        whole.objection("people", f"are more than {_MOST_PEOPLE}.", "Make several cases of them.")
        return ()
    return tuple(_several(sections))


def _several(sections: Sequence[Section]) -> Iterator[PersonAtRisk]:
    ids: set[str] = set()
    numbers: set[str] = set()
    for section in sections:
        person = _person(section, _id(section, ids))
        if person.number and person.number in numbers:
            section.objection("number", "is that of another of them too.", "Correct one.")
        numbers.add(person.number)
        section.finish(_ABOVE - set(_OF_PERSON))
        yield person


def _id(section: Section, taken: set[str]) -> str:
    key = section.required("id", 'id = "a"')
    if key and not is_key(key):
        section.objection("id", "is not one word.", "Use letters, digits, “-”, “_” and “.”.")
    elif key in taken:
        section.objection("id", "is that of another of them too.", "Give each a word of their own.")
    taken.add(key)
    return key


def _person(section: Section, id: str) -> PersonAtRisk:  # noqa: A002
    if section.holds_section("names") or "names" not in section:
        names = case_fields.in_languages(section.section("names"))
    else:
        names = ()
        section.objection("names", "has no languages.", 'Write them below [names]: en = "…"')
    prison_name = case_fields.line(section, "prison_name")
    if not names and not prison_name:
        section.objection("names", "holds no name.", 'Write one below [names], as in: en = "Chan"')
    return PersonAtRisk(
        names=names,
        prison_name=prison_name,
        number=case_fields.line(section, "number", 60),
        birthday=case_fields.birthday(section, "birthday"),
        id=id,
    )


def held(whole: Section) -> tuple[Stay, ...]:
    """Where they were and are held, the earliest first."""
    sections = whole.tables("held", "facility")
    if len(sections) > _MOST_STAYS:
        whole.objection("held", f"names more than {_MOST_STAYS} places.", "Keep the latest.")
        return ()
    stays: list[Stay] = []
    for section in sections:
        stays.append(_stay(section, stays[-1].since if stays else None))
    return tuple(stays)


def _stay(section: Section, earlier: When | None) -> Stay:
    stay = Stay(
        facility=case_fields.needed(section, "facility", 'facility = "hk-stanley"'),
        since=case_fields.when(section, "since"),
        known_on=case_fields.known_day(section, "known_on"),
        source=case_fields.line(section, "source"),
    )
    if stay.since and stay.known_on and surely_before(stay.known_on, stay.since):
        section.objection("known_on", "lies before they came there.", "Change one of the two days.")
    if stay.since and earlier and surely_before(stay.since, earlier):
        section.objection(
            "since", "lies before they came to the place above.", "Put the earliest place first."
        )
    section.finish(_ABOVE)
    return stay


def demands(section: Section) -> Demands:
    """The same demands in each language: a letter in one asks for no more than in another."""
    keys = case_fields.language_keys(section)
    found = {tag: case_fields.items(section, key) for tag, key in keys.items()}
    first = next(iter(found), "")
    for tag, asked in found.items():
        if len(asked) != len(found[first]):
            section.objection(
                keys[tag],
                f"holds {len(asked)}, and {first} holds {len(found[first])}.",
                "Write each demand in every language, in the same order.",
            )
    return tuple((tag, asked) for tag, asked in found.items() if asked)


def sources(whole: Section) -> tuple[CaseSource, ...]:
    """Where things were read; a plain text says where."""
    found = []
    for section in whole.tables("sources", "says"):
        says = case_fields.needed(section, "says", 'says = "https://example.org/report"')
        found.append(CaseSource(says, case_fields.known_day(section, "on")))
        section.finish(_ABOVE)
    return tuple(found)


def relay(whole: Section) -> Relay | None:
    """The group that takes letters and hands them on."""
    if "relay" not in whole:
        return None
    section = whole.section("relay")
    found = Relay(
        name=case_fields.needed(section, "name", 'name = "Letters Group"'),
        address=case_fields.postal_address(section),
        source=case_fields.line(section, "source"),
        verified_on=case_fields.known_day(section, "verified_on"),
    )
    if not found.address:
        section.objection("address", "is missing.", 'Write it: address = ["PO Box 1"]')
    section.finish(_ABOVE)
    return found


def closed(whole: Section) -> Closed | None:
    """When and why the case ended."""
    if "closed" not in whole:
        return None
    section = whole.section("closed")
    reason = section.choice("reason", CloseReason, CloseReason.RELEASED)
    if not section.text("reason"):
        section.objection("reason", "is missing.", 'Write it: reason = "released"')
    on = case_fields.known_day(section, "on")
    if on is None and section.given("on") in (None, ""):
        section.objection("on", "is missing.", "Write the day: on = 2024-03-01")
    detail = case_fields.line(section, "detail")
    section.finish(_ABOVE)
    return Closed(reason, on, detail) if on else None
