"""The tables of prison systems: read once, checked whole, searched by id.

Those of the program lie in `data/facilities`; a user's own come after them and go before them.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from difflib import get_close_matches
from functools import cache
from importlib.resources import files

from outreach.errors import InputInvalid, NotFound, Problem, UsageProblem
from outreach.model.correspondence import LetterKind
from outreach.model.facility import Facility, PrisonSystem, Rule
from outreach.model.people import PostalAddress
from outreach.model.severity import Severity
from outreach.rules.prison.rows import TableFile, read_table_file

# Rules for every prison stand under this name.
GENERAL = "general"


@dataclass(frozen=True, slots=True)
class PrisonTables:
    """All systems, and the rules that hold in each of them."""

    general: tuple[Rule, ...]
    systems: tuple[PrisonSystem, ...]

    def system(self, wanted: str) -> PrisonSystem:
        """By id; raises NotFound with those there are."""
        for system in self.systems:
            if system.id == wanted.casefold():
                return system
        raise NotFound("prison system", wanted, (one.id for one in self.systems))

    def facility(self, wanted: str) -> tuple[PrisonSystem, Facility]:
        """A facility by its id or one it also answers to; a system's id is a facility without an
        address, so that its rules can be looked at. Raises UsageProblem.
        """
        key = wanted.casefold()
        for system in self.systems:
            for facility in system.facilities:
                if key in (facility.id, *facility.also):
                    return system, facility
            if key == system.id:
                return system, _unnamed(system)
        near = get_close_matches(key, self.ids(), n=1)
        raise UsageProblem(
            f"There is no prison “{wanted}”.",
            (f"Did you mean “{near[0]}”? " if near else "")
            + "outreach facility list WORD looks for one; closed ones are not in imported lists.",
        )

    def ids(self) -> tuple[str, ...]:
        """Of all systems and facilities."""
        return tuple(
            key
            for system in self.systems
            for key in (system.id, *(facility.id for facility in system.facilities))
        )

    def with_facilities(self, added: Iterable[Facility]) -> "PrisonTables":
        """The same with further facilities, behind those of the tables that bear the same id."""
        added = tuple(added)
        return replace(
            self,
            systems=tuple(
                replace(
                    one,
                    facilities=_by_id(
                        (*(new for new in added if new.system == one.id), *one.facilities)
                    ),
                )
                for one in self.systems
            ),
        )


def _unnamed(system: PrisonSystem) -> Facility:
    return Facility(system.id, system.id, system.name, PostalAddress(), system.origin)


def prison_tables(own: Iterable[tuple[str, str]] = ()) -> PrisonTables:
    """The tables of the program, and those of a user, given as (name as shown, text).

    Of a rule or facility that is in several files the user's holds. Raises InputInvalid with all
    that is wrong with the user's files.
    """
    return _united((*_shipped(), *_read(own, own=True)))


def loosened(
    rules: Iterable[Rule], system: PrisonSystem, facility: Facility, kind: LetterKind
) -> tuple[Rule, ...]:
    """The program's own rules for such a letter that a user's files took away, or made so that they
    weigh less or look at something else. A rule that was looked up anew is not among them.
    """
    held = {rule.id: rule for rule in rules}
    return tuple(rule for rule in _own_rules(system, facility, kind) if _less(held, rule))


def _own_rules(system: PrisonSystem, facility: Facility, kind: LetterKind) -> tuple[Rule, ...]:
    ours = prison_tables()
    same = next((one for one in ours.systems if one.id == system.id), None)
    there = next((one for one in same.facilities if one.id == facility.id), None) if same else None
    layers = (*(there.rules if there else ()), *(same.rules if same else ()), *ours.general)
    by_id = {rule.id: rule for rule in reversed(layers)}
    return tuple(rule for rule in by_id.values() if kind in rule.kinds)


def _less(held: Mapping[str, Rule], rule: Rule) -> bool:
    now = held.get(rule.id)
    if now is None:
        return True
    order = tuple(Severity)
    weighs_less = order.index(now.severity) > order.index(rule.severity)
    return weighs_less or now.check != rule.check or not set(rule.terms) <= set(now.terms)


@cache
def _shipped() -> tuple[TableFile, ...]:
    folder = files("outreach.data") / "facilities"
    named = sorted(entry.name for entry in folder.iterdir() if entry.name.endswith(".toml"))
    texts = ((name, (folder / name).read_text(encoding="utf-8")) for name in named)
    return _read(texts, own=False)


def _read(texts: Iterable[tuple[str, str]], *, own: bool) -> tuple[TableFile, ...]:
    problems: list[Problem] = []
    read = tuple(read_table_file(text, shown, problems, own=own) for shown, text in texts)
    if problems:
        raise InputInvalid(problems)
    return read


def _united(read: tuple[TableFile, ...]) -> PrisonTables:
    systems = {one.system.id: one.system for one in read if one.system is not None}
    strangers = [
        Problem(
            f"There is no prison system “{one.of}”.",
            f"Write one of {', '.join(sorted(systems))}; or, of a new system, its id and name.",
            one.file,
        )
        for one in read
        if one.of not in (*systems, GENERAL)
    ]
    if strangers:
        raise InputInvalid(strangers)
    return PrisonTables(
        _rules_of(GENERAL, read),
        tuple(_whole(system, read) for system in systems.values()),
    )


def _rules_of(system: str, read: tuple[TableFile, ...]) -> tuple[Rule, ...]:
    by_id = {rule.id: rule for one in read if one.of == system for rule in one.rules}
    return tuple(by_id.values())


def _whole(system: PrisonSystem, read: tuple[TableFile, ...]) -> PrisonSystem:
    mine = [one for one in read if one.of == system.id]
    return replace(
        system,
        rules=_rules_of(system.id, read),
        notes=tuple(note for one in mine for note in one.notes),
        facilities=_by_id(_in(system, facility) for one in mine for facility in one.facilities),
    )


def _in(system: PrisonSystem, facility: Facility) -> Facility:
    """An address without a country is in that of its system."""
    address = facility.address
    if not address or address.country:
        return facility
    return replace(facility, address=replace(address, country=system.country))


def _by_id(facilities: Iterable[Facility]) -> tuple[Facility, ...]:
    """Of one id the last one holds, in the place of the first."""
    found: dict[str, Facility] = {}
    for one in facilities:
        before = found.get(one.id)
        found[one.id] = _with_what_holds_still(one, before) if before else one
    return tuple(found.values())


def _with_what_holds_still(facility: Facility, before: Facility) -> Facility:
    """A new address takes away no rule of a prison: all letters may still be read there."""
    rules = {rule.id: rule for rule in (*before.rules, *facility.rules)}
    return replace(
        facility,
        native_name=facility.native_name or before.native_name,
        holds=facility.holds or before.holds,
        rules=tuple(rules.values()),
    )
