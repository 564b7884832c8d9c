"""Cells of an .xlsx sheet whose formula failed ("#N/A"), which calamine reads as empty ones."""

import posixpath
import zipfile
from collections.abc import Iterator, Mapping
from contextlib import suppress
from pathlib import Path
from xml.parsers import expat

_PIECE = 256 * 1024
_MARK = b't="e"'


def error_cells(path: Path, sheet: str) -> Mapping[int, tuple[tuple[str, str], ...]]:
    """Row → the cells in it that hold an error, as (column letters, error)."""
    if path.suffix.casefold() != ".xlsx":
        return {}
    found: dict[int, list[tuple[str, str]]] = {}
    with zipfile.ZipFile(path) as package, suppress(expat.ExpatError):
        part = _part_of(package, sheet)
        if part and _may_hold_errors(package, part):
            for reference, error in _errors(package, part):
                letters = reference.rstrip("0123456789")
                row = int(reference[len(letters) :] or 0)
                found.setdefault(row, []).append((letters, error))
    return {row: tuple(cells) for row, cells in found.items()}


def column(letters: str) -> int:
    """The place of a column from 0: "A" is 0, "AA" is 26."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number - 1


def _part_of(package: zipfile.ZipFile, sheet: str) -> str:
    """The part of the package that holds a sheet."""
    identities = {
        attributes.get("name", ""): next(
            (value for name, value in attributes.items() if name.endswith(" id")), ""
        )
        for attributes in _elements(package, "xl/workbook.xml", "sheet")
    }
    targets = {
        attributes.get("Id", ""): attributes.get("Target", "")
        for attributes in _elements(package, "xl/_rels/workbook.xml.rels", "Relationship")
    }
    target = targets.get(identities.get(sheet, ""), "")
    part = posixpath.normpath(posixpath.join("/xl", target)).lstrip("/") if target else ""
    return part if part in package.namelist() else ""


def _elements(package: zipfile.ZipFile, part: str, wanted: str) -> Iterator[dict[str, str]]:
    found: list[dict[str, str]] = []

    def start(name: str, attributes: dict[str, str]) -> None:
        if name.rpartition(" ")[2] == wanted:
            found.append(attributes)

    parser = expat.ParserCreate(namespace_separator=" ")
    parser.StartElementHandler = start
    if part in package.namelist():
        parser.Parse(package.read(part), True)
    yield from found


def _may_hold_errors(package: zipfile.ZipFile, part: str) -> bool:
    """A quick look, so that a sound sheet is not parsed once more."""
    end = b""
    with package.open(part) as content:
        while piece := content.read(_PIECE):
            if _MARK in end + piece:
                return True
            end = piece[-len(_MARK) :]
    return False


def _errors(package: zipfile.ZipFile, part: str) -> list[tuple[str, str]]:
    found: list[tuple[str, str]] = []
    within: list[str] = []  # the reference of an error's cell, then the pieces of its text

    def start(name: str, attributes: dict[str, str]) -> None:
        if name.rpartition(" ")[2] == "c":
            within[:] = (
                [attributes["r"]] if attributes.get("t") == "e" and "r" in attributes else []
            )

    def text(piece: str) -> None:
        if within:
            within.append(piece)

    def end(name: str) -> None:
        if name.rpartition(" ")[2] == "c" and within:
            found.append((within[0], "".join(within[1:]).strip() or "an error"))
            within.clear()

    parser = expat.ParserCreate(namespace_separator=" ")
    parser.StartElementHandler, parser.EndElementHandler = start, end
    parser.CharacterDataHandler = text
    with package.open(part) as content:
        parser.ParseFile(content)
    return found
