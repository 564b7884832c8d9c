"""One row of the tables of prison systems, asked key by key; raises what is wrong with it."""

import re
from collections.abc import Iterable, Mapping
from datetime import date
from difflib import get_close_matches
from enum import StrEnum
from string import Formatter
from typing import Any, TypeVar

from outreach.model.correspondence import LetterKind, ReturnPlace
from outreach.model.facility import Facility, InLanguage, Note, PrisonSystem, Rule
from outreach.model.origin import Confidence, Origin
from outreach.model.people import PostalAddress
from outreach.model.settings import Paper
from outreach.model.severity import Severity
from outreach.rules.prison.checks import CHECKS
from outreach.rules.prison.pages import QUANTITIES

Choice = TypeVar("Choice", bound=StrEnum)

_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_BLANKS = frozenset(("name", "number", "facility", "address"))


class Wrong(ValueError):
    """What is wrong with a row; goes on after “The rule …”. `key` is the one it stands at, where
    that tells more than the row.
    """

    def __init__(self, sentence: str, key: str = "") -> None:
        super().__init__(sentence)
        self.key = key


def meant_by(key: str, known: Iterable[str]) -> str:
    """“; did you mean `address`?”, where a known key is much like the one that is not."""
    near = get_close_matches(key, sorted(known), n=1)
    return f"; did you mean `{near[0]}`?" if near else ""


class Cells:
    """A row; keys that nobody asked for are wrong."""

    def __init__(self, row: Mapping[str, Any]) -> None:
        self._row = row
        self._asked: set[str] = set()

    # --- rows ------------------------------------------------------------------------------------

    def system(self) -> PrisonSystem:
        system = PrisonSystem(
            self._id(),
            self._needed("name"),
            self._country(),
            self._texts("languages"),
            self._texts("envelope"),
            self._origin(),
            self._texts("lists"),
        )
        if not system.envelope:
            raise Wrong("has no `envelope`: the lines that stand on it")
        _insist_on_blanks(system.envelope)
        self._finish()
        return system

    def rule(self) -> Rule:
        key = self._id()
        rule = Rule(
            id=key,
            check=self._text("check") or key,
            severity=self._choice("severity", Severity, Severity.WARNING),
            sentence=self._needed("sentence"),
            way_out=self._needed("way_out"),
            origin=self._origin(),
            kinds=self._kinds(),
            of=self._text("of"),
            most=int(self._number("most")),
            first_letter=self._value("first_letter") is True,
            pattern=self._text("pattern"),
            example=self._text("example"),
            terms=self._texts("terms"),
            lines=self._texts("lines"),
            items=self._texts("items"),
            days=int(self._number("days")),
            points=self._number("points"),
            place=self._choice("place", ReturnPlace, None),
            paper=self._choice("paper", Paper, None),
        )
        self._finish()
        self._insist_on(rule)
        return rule

    def note(self) -> Note:
        note = Note(self._needed("sentence"), self._origin())
        self._finish()
        return note

    def facility(self, system: str, file: str, *, own: bool) -> Facility:
        key = self._id()
        facility = Facility(
            id=key,
            system=system,
            name=self._needed("name"),
            address=self._address(),
            origin=self._origin(),
            native_name=self._text("native_name"),
            holds=self._text("holds"),
            closed=self._value("closed") is True,
            also=tuple(one.casefold() for one in self._texts("also")),
            others=tuple(Cells(one).in_language() for one in self._tables("in_language")),
            rules=tuple(Cells(one).rule() for one in self._tables("rule")),
            file=file,
            own=own,
        )
        self._finish()
        return facility

    def in_language(self) -> InLanguage:
        made = InLanguage(self._needed("language"), self._needed("name"), self._address())
        self._finish()
        return made

    # --- cells -----------------------------------------------------------------------------------

    def _value(self, key: str) -> Any:
        self._asked.add(key)
        return self._row.get(key)

    def _text(self, key: str) -> str:
        value = self._value(key)
        if value is None:
            return ""
        if not isinstance(value, str) or not value.isprintable():
            raise Wrong(f"has a `{key}` that is not a text of one line")
        return value.strip()

    def _needed(self, key: str) -> str:
        if not (text := self._text(key)):
            raise Wrong(f"lacks `{key}`")
        return text

    def _texts(self, key: str) -> tuple[str, ...]:
        value = self._value(key)
        items = [value] if isinstance(value, str) else [] if value is None else value
        if not isinstance(items, list) or not all(isinstance(one, str) for one in items):
            raise Wrong(f"has a `{key}` that is not a list of texts")
        return tuple(one.strip() for one in items if one.strip())

    def _number(self, key: str) -> float:
        value = self._value(key)
        if value is None:
            return 0
        if isinstance(value, bool) or not isinstance(value, int | float) or value < 0:
            raise Wrong(f"has a `{key}` that is no number")
        return value

    def _choice(self, key: str, kind: type[Choice], default: Choice | None) -> Any:
        text = self._text(key)
        if not text:
            return default
        try:
            return kind(text)
        except ValueError:
            known = ", ".join(one.value for one in kind)
            raise Wrong(f"has “{text}” as `{key}`, which is one of {known}") from None

    def _tables(self, key: str) -> list[Mapping[str, Any]]:
        value = self._value(key) or []
        if not isinstance(value, list) or not all(isinstance(one, dict) for one in value):
            raise Wrong(f"has a `{key}` that is no list of tables")
        return value

    def _id(self) -> str:
        key = self._needed("id")
        if not _ID.fullmatch(key):
            raise Wrong("has an `id` that is not small letters, digits and hyphens")
        return key

    def _country(self) -> str:
        country = self._needed("country")
        if not re.fullmatch("[A-Z]{2}", country):
            raise Wrong("has a `country` that is not two capitals, such as HK")
        return country

    def _kinds(self) -> tuple[LetterKind, ...]:
        kinds = self._texts("kinds") or (LetterKind.TO_PERSON.value,)
        try:
            return tuple(LetterKind(one) for one in kinds)
        except ValueError:
            raise Wrong("has `kinds` other than to-person and about-person") from None

    def _origin(self) -> Origin:
        source = self._needed("source")
        day = self._value("verified_on")
        if type(day) is not date:
            raise Wrong("lacks `verified_on`, a day such as 2026-01-31")
        if not self._text("confidence"):
            raise Wrong("lacks `confidence`")
        return Origin(source, day, self._choice("confidence", Confidence, None))

    def _address(self) -> PostalAddress:
        return PostalAddress(
            self._texts("address"),
            self._text("locality"),
            self._text("region"),
            self._text("postcode"),
            self._text("country"),
        )

    # --- the whole row ---------------------------------------------------------------------------

    def _finish(self) -> None:
        if unknown := sorted(self._row.keys() - self._asked):
            meant = meant_by(unknown[0], self._asked)
            raise Wrong(f"has a key that is not known: `{unknown[0]}`{meant}", unknown[0])

    def _insist_on(self, rule: Rule) -> None:
        if rule.check not in CHECKS:
            raise Wrong(f"has the check “{rule.check}”, which is none of {', '.join(CHECKS)}")
        for need in CHECKS[rule.check].needs:
            if need not in self._row:
                raise Wrong(f"lacks `{need}`, without which {rule.check} cannot look")
        if rule.of and rule.of not in QUANTITIES:
            raise Wrong(f"counts “{rule.of}”, which is none of {', '.join(sorted(QUANTITIES))}")
        if rule.severity is Severity.ERROR and rule.origin.confidence is Confidence.MEMORY:
            raise Wrong("is from memory and stops letters all the same; make it a warning")
        _insist_on_pattern(rule.pattern)
        _insist_on_blanks(rule.lines)


def _insist_on_pattern(pattern: str) -> None:
    try:
        re.compile(pattern)
    except re.error as error:
        raise Wrong(f"has a `pattern` that is no regular expression: {error}") from None


def _insist_on_blanks(lines: tuple[str, ...]) -> None:
    try:
        blanks = {name for line in lines for _, name, _, _ in Formatter().parse(line) if name}
    except ValueError:
        raise Wrong("has a brace without its other half") from None
    if unknown := sorted(blanks - _BLANKS):
        raise Wrong(f"has the blank {{{unknown[0]}}}; there are {', '.join(sorted(_BLANKS))}")
