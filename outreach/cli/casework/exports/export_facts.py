"""Every kind of fact there is of a case, and in which exports it stands. Pure."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from outreach.casework.values import LetterOut, Received
from outreach.cli.screen import words
from outreach.model.case import (
    Case,
    CaseSource,
    CloseReason,
    Guarded,
    Pair,
    PersonAtRisk,
    Readers,
    Stay,
)

_PRESS = frozenset({Readers.PRESS, Readers.GROUP, Readers.ARCHIVE})
_GROUP = frozenset({Readers.GROUP, Readers.ARCHIVE})
_ARCHIVE = frozenset({Readers.ARCHIVE})


@dataclass(frozen=True, slots=True)
class Fact:
    """One kind: its name, what is known, and who may read it. `of` is a person's id."""

    name: str
    values: tuple[str, ...]
    readers: frozenset[Readers]
    of: str = ""


@dataclass(frozen=True, slots=True)
class Known:
    """All that there is. `place` is the name of the facility where they are."""

    case: Case
    guarded: Guarded
    place: str = ""
    pairs: Sequence[Pair] = ()
    out: Sequence[LetterOut] = ()
    came: Sequence[Received] = ()


def facts(known: Known) -> tuple[Fact, ...]:
    """In the order in which a reader wants them; also those of which nothing is known."""
    return (
        *(fact for person in known.case.people for fact in _of_person(person)),
        *_of_case(known.case, known.place),
        *_of_guarded(known.guarded),
        *_of_letters(known),
    )


def _of_person(person: PersonAtRisk) -> Iterator[Fact]:
    names = tuple(f"{name} ({tag})" for tag, name in person.names)
    yield Fact("Name", names, _PRESS, person.id)
    yield Fact("Name in the prison", _some(person.prison_name), _GROUP, person.id)
    yield Fact("Prison number", _some(person.number), _GROUP, person.id)
    yield Fact("Birthday", _some(person.birthday), _GROUP, person.id)


def _of_case(case: Case, place: str) -> Iterator[Fact]:
    stay = case.stay
    since = f", since {stay.since}" if stay and stay.since else ""
    yield Fact("Held at", (f"{place}{since}",) if stay else (), _PRESS)
    yield Fact("Where they were held", tuple(map(_stay, case.held)), _GROUP)
    yield Fact("Who said where they are", tuple(_said(case)), _ARCHIVE)
    yield Fact("Charge", tuple(_languages(case.charges, case.charge)), _PRESS)
    yield Fact("Arrested on", _some(case.arrested_on), _PRESS)
    yield Fact("Tried on", _some(case.tried_on), _PRESS)
    yield Fact("Sentenced on", _some(case.sentenced_on), _PRESS)
    yield Fact("Sentence", tuple(_languages(case.sentences, case.sentence)), _PRESS)
    demands = (f"{one} ({tag})" for tag, several in case.demands for one in several)
    yield Fact("What is asked for", tuple(demands), _PRESS)
    # Whatever is no address in the web may be a person who told.
    published = tuple(_source(one) for one in case.sources if one.says.startswith("http"))
    told = tuple(_source(one) for one in case.sources if not one.says.startswith("http"))
    yield Fact("Published sources", published, _PRESS)
    yield Fact("Other sources", told, _ARCHIVE)
    yield Fact("Languages they read", _some(", ".join(case.languages)), _GROUP)
    yield Fact("Letters go through", tuple(_relay(case)), _GROUP)
    yield Fact("Closed", tuple(_closed(case)), _PRESS)
    yield Fact("Why it was closed", _some(case.closed.detail if case.closed else ""), _ARCHIVE)


def _of_guarded(guarded: Guarded) -> Iterator[Fact]:
    yield Fact("Who may know", (guarded.consent.value,), _GROUP)
    yield Fact("They like to hear about", guarded.likes, _GROUP)
    yield Fact("Never mention", guarded.must_not_mention, _GROUP)
    politics = "may be spoken of" if guarded.politics else "leave them out"
    yield Fact("Politics", (politics,), _GROUP)
    named = "may be named" if guarded.organisation_named else "never name it to them"
    yield Fact("The group", (named,), _GROUP)
    every = words.span(guarded.every) if guarded.every else ""
    yield Fact("A letter every", _some(every), _GROUP)
    yield Fact("Notes", _some(guarded.notes), _ARCHIVE)


def _of_letters(known: Known) -> Iterator[Fact]:
    yield Fact("Who writes", tuple(map(_promise, known.pairs)), _GROUP)
    gone = [one.sent_on for one in known.out if one.gone and one.sent_on]
    to_them = f"{words.count(len(gone), 'letter')} to them, the last on {max(gone)}" if gone else ""
    counts = (*_some(to_them), *_some(_came(known.came)))
    yield Fact("How many letters, and the last day", counts, _GROUP)
    days = len(known.out) + len(known.came)
    each = _some(words.count(days, "letter")) if days else ()
    yield Fact("Each letter: day, writer's id, what became of it", each, _ARCHIVE)
    kept = [one.sha256 for one in known.out if one.sha256]
    kept += [one.sha256 for one in known.came if one.sha256]
    words_of = _some(words.count(len(kept), "letter")) if kept else ()
    yield Fact("The words and scans of letters", words_of, _ARCHIVE)


def _came(came: Sequence[Received]) -> str:
    if not came:
        return ""
    return f"{words.count(len(came), 'letter')} from them, the last on {max(c.on for c in came)}"


def _some(value: object) -> tuple[str, ...]:
    return (str(value),) if value else ()


def _stay(stay: Stay) -> str:
    since = f", since {stay.since}" if stay.since else ""
    known = f", known there on {stay.known_on}" if stay.known_on else ""
    return f"{stay.facility}{since}{known}"


def _said(case: Case) -> Iterator[str]:
    for stay in case.held:
        if stay.source:
            yield f"{stay.facility}: {stay.source}"
    if case.relay and case.relay.source:
        yield f"{case.relay.name}: {case.relay.source}"


def _languages(several: tuple[tuple[str, str], ...], one: str) -> Iterator[str]:
    if several:
        yield from (f"{text} ({tag})" for tag, text in several)
    elif one:
        yield one


def _source(source: CaseSource) -> str:
    return f"{source.says} ({source.on})" if source.on else source.says


def _relay(case: Case) -> Iterator[str]:
    if case.relay:
        at = case.relay.address
        lines = (case.relay.name, *at.lines, at.locality, at.region, at.postcode, at.country)
        yield ", ".join(filter(None, lines))


def _closed(case: Case) -> Iterator[str]:
    if case.closed:
        because = {
            CloseReason.RELEASED: "released",
            CloseReason.DIED: "died",
            CloseReason.ASKED_TO_STOP: "nobody writes any more",
        }
        yield f"{because[case.closed.reason]}, {case.closed.on}"


def _promise(pair: Pair) -> str:
    to = f" to {pair.person}" if pair.person else ""
    return f"{pair.writer}{to}, every {words.span(pair.every)}"
