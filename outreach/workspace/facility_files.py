"""Writing what the user knows of a facility or a rule into a file of their own."""

from collections.abc import Iterator
from dataclasses import fields
from datetime import date
from enum import StrEnum
from pathlib import Path

from outreach.errors import AlreadyThere
from outreach.model.correspondence import LetterKind
from outreach.model.facility import Facility, InLanguage, Rule
from outreach.model.origin import Origin
from outreach.rules.prison.rows import read_table_file
from outreach.tables.encodings import read_text
from outreach.tables.whole_files import make_folder, write_whole
from outreach.workspace.facilities import FOLDER
from outreach.workspace.toml_text import array, quoted

_ASKED_BY_NAME = frozenset(("id", "origin", "kinds"))


def write_facility(root: Path, facility: Facility) -> Path:
    """Write a facility into facilities/ID.toml; raises AlreadyThere where that holds more."""
    lines = ["[[facility]]", *_facility(facility)]
    for other in facility.others:
        lines += ["", "[[facility.in_language]]", *_in_language(other)]
    for rule in facility.rules:
        lines += ["", "[[facility.rule]]", *_rule(rule)]
    return _write(root, facility.id, facility.system, lines)


def write_rule(root: Path, system: str, rule: Rule) -> Path:
    """Write a rule of a system into facilities/SYSTEM-RULE.toml."""
    return _write(root, f"{system}-{rule.id}", system, ["[[rule]]", *_rule(rule)])


def _write(root: Path, name: str, system: str, lines: list[str]) -> Path:
    path = root / FOLDER / f"{name}.toml"
    if path.exists() and not _holds_one_row(path):
        raise AlreadyThere(path, "It holds more than this: change it there by hand.")
    make_folder(path.parent)
    text = "\n".join((f"system = {quoted(system)}", "", *lines, ""))
    write_whole(path, text.encode())
    return path


def _holds_one_row(path: Path) -> bool:
    """Whether the file could have been written here: nothing of anybody's is overwritten."""
    text = read_text(path, path.name)
    there = read_table_file(text, path.name, [], own=True)
    rows = len(there.rules) + len(there.notes) + len(there.facilities)
    return rows == 1 and there.system is None and "#" not in text


def _facility(facility: Facility) -> Iterator[str]:
    yield f"id = {quoted(facility.id)}"
    yield f"name = {quoted(facility.name)}"
    for key in ("native_name", "holds"):
        if text := getattr(facility, key):
            yield f"{key} = {quoted(text)}"
    if facility.closed:
        yield "closed = true"
    if facility.also:
        yield f"also = {array(facility.also)}"
    yield from _address(facility)
    yield from _origin(facility.origin)


def _in_language(other: InLanguage) -> Iterator[str]:
    yield f"language = {quoted(other.language)}"
    yield f"name = {quoted(other.name)}"
    yield from _address(other)


def _address(of: Facility | InLanguage) -> Iterator[str]:
    address = of.address
    yield f"address = {array(address.lines)}"
    for key in ("locality", "region", "postcode", "country"):
        if text := getattr(address, key):
            yield f"{key} = {quoted(text)}"


def _rule(rule: Rule) -> Iterator[str]:
    yield f"id = {quoted(rule.id)}"
    for field in fields(rule):
        value = getattr(rule, field.name)
        if field.name not in _ASKED_BY_NAME and value != field.default:
            yield f"{field.name} = {_value(value)}"
    if rule.kinds != (LetterKind.TO_PERSON,):
        yield f"kinds = {array(rule.kinds)}"
    if rule.check == "at-most" and not rule.most:
        yield "most = 0"
    yield from _origin(rule.origin)


def _value(value: object) -> str:
    match value:
        case bool():
            return str(value).lower()
        case StrEnum() | str():
            return quoted(str(value))
        case tuple():
            return array(value)
        case _:
            return str(value)


def _origin(origin: Origin) -> Iterator[str]:
    yield f"source = {quoted(origin.source)}"
    if isinstance(origin.verified_on, date):
        yield f"verified_on = {origin.verified_on.isoformat()}"
    yield f"confidence = {quoted(origin.confidence)}"
