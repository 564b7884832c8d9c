"""What letters can say of the case they are about: {{ case.name }}, {{ case.arrested_on }}."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from outreach.model.case import Case
from outreach.model.facility import Facility
from outreach.model.when import When

Told = str | When | tuple[str, ...] | None

# {{ case.demands }}: the demands of the case, in a paragraph of their own.
CASE_DEMANDS = "case.demands"


@dataclass(frozen=True, slots=True)
class CaseInLetters:
    """A case, and the prison where they are held; None where that is not known."""

    case: Case
    facility: Facility | None = None

    def told(self, name: str, language: str) -> Told:
        """What `case.NAME` stands for in letters of a language."""
        return _FIELDS[name](self, language)

    def demands(self, language: str) -> tuple[str, ...]:
        """The demands, where somebody wrote them in the language."""
        return self.case.demands_in(language)


def _names(about: CaseInLetters, language: str) -> tuple[str, ...]:
    return tuple(person.name_in(language) for person in about.case.people)


def _numbers(about: CaseInLetters, _: str) -> tuple[str, ...]:
    return tuple(person.number for person in about.case.people if person.number)


def _listed(items: tuple[str, ...], language: str) -> str:
    """Several together as the language lists them: “A, B and C”."""
    if len(items) < 2:
        return "".join(items)
    from babel.lists import format_list

    return format_list(list(items), locale=_locale(language))


def _locale(language: str) -> str:
    from babel import Locale, UnknownLocaleError

    # Plain English in the locale data is that of the United States: “A, B, and C”.
    tag = "en_GB" if language == "en" else language.replace("-", "_")
    try:
        return str(Locale.parse(tag))
    except (UnknownLocaleError, ValueError):
        return "en"


def _facility(about: CaseInLetters, language: str) -> str:
    if about.facility is None:
        return ""
    for other in about.facility.others:
        if other.language.partition("-")[0] == language.partition("-")[0]:
            return other.name
    native = about.facility.native_name if language.startswith("zh") else ""
    return native or about.facility.name


_FIELDS: Mapping[str, Callable[[CaseInLetters, str], Told]] = MappingProxyType(
    {
        "case.name": lambda about, language: _listed(_names(about, language), language),
        "case.names": _names,
        "case.prison_name": lambda about, language: _listed(
            tuple(person.on_envelope for person in about.case.people), language
        ),
        "case.number": lambda about, language: _listed(_numbers(about, language), language),
        "case.numbers": _numbers,
        "case.facility": _facility,
        "case.held_since": lambda about, _: about.case.stay.since if about.case.stay else None,
        "case.charge": lambda about, language: about.case.charge_in(language),
        "case.arrested_on": lambda about, _: about.case.arrested_on,
        "case.tried_on": lambda about, _: about.case.tried_on,
        "case.sentenced_on": lambda about, _: about.case.sentenced_on,
        "case.sentence": lambda about, language: about.case.sentence_in(language),
        "case.languages": lambda about, _: about.case.languages,
        CASE_DEMANDS: lambda about, language: about.case.demands_in(language),
    }
)
CASE_FIELDS = frozenset(_FIELDS)
CASE_LISTS = frozenset({"case.names", "case.numbers", "case.languages", CASE_DEMANDS})
