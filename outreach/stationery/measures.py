"""The measures of envelopes and label sheets, from the tables of the program and of the user."""

import tomllib
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Any, TypeVar

from outreach.errors import InputInvalid, Problem, UsageProblem
from outreach.model.origin import Confidence, Origin
from outreach.model.settings import Paper
from outreach.model.stationery import SIZES, Envelope, LabelSheet, Post

Measure = TypeVar("Measure", Envelope, Post, LabelSheet)

_WAY_OUT = "outreach labels --help shows how a row looks."


@dataclass(frozen=True, slots=True)
class Measures:
    """All that is known; what a user adds goes before what comes with the program."""

    envelopes: tuple[Envelope, ...]
    posts: tuple[Post, ...]
    sheets: tuple[LabelSheet, ...]

    def envelope(self, name: str) -> Envelope:
        """By name, in any capitals; raises UsageProblem with the names there are."""
        for envelope in self.envelopes:
            if envelope.name.casefold() == name.casefold().lstrip("#"):
                return envelope
        known = ", ".join(
            f"{one.name} ({one.width:g} × {one.height:g} mm)" for one in self.envelopes
        )
        raise UsageProblem(f"There is no envelope {name!r}.", f"Choose from: {known}.")

    def sheet(self, part: str) -> LabelSheet:
        """By part number; raises UsageProblem with those there are."""
        for sheet in self.sheets:
            if part.casefold() in (name.casefold() for name in (sheet.part, *sheet.also)):
                return sheet
        known = ", ".join(sheet.part for sheet in self.sheets)
        raise UsageProblem(
            f"There is no sheet {part!r}.",
            f"Choose from: {known}. Another one goes into stationery/*.toml of your folder.",
        )

    def post(self, country: str) -> Post:
        """What the post of a country asks of an envelope, or what holds for any."""
        general = next(post for post in self.posts if not post.countries)
        return next((post for post in self.posts if country in post.countries), general)


def measures(own: Iterable[tuple[str, str]] = ()) -> Measures:
    """The measures of the program and, before them, those of a user's files.

    `own` are (shown name, text). Raises InputInvalid with every problem of those files.
    """
    problems: list[Problem] = []
    tables = [_read(text, shown, problems) for shown, text in own]
    if problems:
        raise InputInvalid(problems)
    every = (*tables, _shipped())
    return Measures(
        tuple(one for table in every for one in table.envelopes),
        tuple(one for table in every for one in table.posts),
        tuple(one for table in every for one in table.sheets),
    )


@cache
def _shipped() -> Measures:
    folder = files("outreach.data") / "stationery"
    problems: list[Problem] = []
    tables = [
        _read((folder / name).read_text(encoding="utf-8"), name, problems)
        for name in ("envelopes.toml", "posts.toml", "labels.toml")
    ]
    if problems:
        raise InputInvalid(problems)
    envelopes, posts, sheets = tables
    return Measures(envelopes.envelopes, posts.posts, sheets.sheets)


# --- reading -------------------------------------------------------------------------------------


def _read(text: str, shown: str, problems: list[Problem]) -> Measures:
    try:
        table = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        problems.append(Problem(f"This is not TOML: {error}.", "", shown))
        return Measures((), (), ())
    unknown = sorted(table.keys() - {"envelope", "post", "sheet"})
    problems.extend(Problem(f"“{key}” is no part of it.", _WAY_OUT, shown) for key in unknown)
    return Measures(
        tuple(_rows(table, "envelope", _envelope, shown, problems)),
        tuple(_rows(table, "post", _post, shown, problems)),
        tuple(_rows(table, "sheet", _sheet, shown, problems)),
    )


def _rows(
    table: Mapping[str, Any],
    kind: str,
    made_of: Callable[[Mapping[str, Any]], Measure],
    shown: str,
    problems: list[Problem],
) -> Iterator[Measure]:
    rows = table.get(kind, [])
    for number, row in enumerate(rows if isinstance(rows, list) else [rows], start=1):
        try:
            yield made_of(row)
        except (KeyError, TypeError, ValueError) as error:
            said = f"lacks {error}" if isinstance(error, KeyError) else f"cannot be used: {error}"
            problems.append(Problem(f"[[{kind}]] number {number} {said}.", _WAY_OUT, shown))


def _envelope(row: Mapping[str, Any]) -> Envelope:
    envelope = Envelope(
        str(row["name"]),
        str(row.get("title", row["name"])),
        _length(row, "width"),
        _length(row, "height"),
        _origin(row),
    )
    if not 60 <= envelope.height <= envelope.width <= 500:
        raise ValueError("an envelope lies on its long side, and is 60 to 500 mm")
    return envelope


def _post(row: Mapping[str, Any]) -> Post:
    return Post(
        tuple(map(str, row["countries"])),
        _length(row, "top"),
        _length(row, "bottom"),
        _length(row, "sides"),
        float(row.get("highest", 0)),
        _origin(row),
    )


def _sheet(row: Mapping[str, Any]) -> LabelSheet:
    sheet = LabelSheet(
        str(row["part"]),
        tuple(map(str, row.get("also", ()))),
        Paper(row["paper"]),
        _length(row, "width"),
        _length(row, "height"),
        _count(row, "columns"),
        _count(row, "rows"),
        float(row["left"]),
        float(row["top"]),
        _length(row, "across"),
        _length(row, "down"),
        _origin(row),
    )
    _insist_that_it_fits(sheet)
    return sheet


def _insist_that_it_fits(sheet: LabelSheet) -> None:
    right, bottom = sheet.margins
    if min(sheet.left, sheet.top, right, bottom) < -0.05:
        width, height = SIZES[sheet.paper]
        raise ValueError(f"the labels reach over the edge of {width:g} × {height:g} mm")
    if sheet.across < sheet.width - 0.05 or sheet.down < sheet.height - 0.05:
        raise ValueError("the labels overlap: `across` and `down` are the steps to the next label")


def _length(row: Mapping[str, Any], key: str) -> float:
    value = float(row[key])
    if not 0 < value < 1000:
        raise ValueError(f"{key} = {value:g} is no length in millimetres")
    return value


def _count(row: Mapping[str, Any], key: str) -> int:
    value = row[key]
    if not isinstance(value, int) or not 0 < value <= 50:
        raise ValueError(f"{key} = {value!r} is no number of labels")
    return value


def _origin(row: Mapping[str, Any]) -> Origin:
    day, confidence = row["verified_on"], row["confidence"]
    if not isinstance(day, date):
        raise TypeError("verified_on is a day, such as 2026-11-22, without quotation marks")
    if confidence not in tuple(Confidence):
        raise ValueError(f"confidence is one of {', '.join(Confidence)}")
    return Origin(str(row["source"]), day, Confidence(confidence))
