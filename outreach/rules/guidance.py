"""What to write in a letter and what never to write: advice with its sources, from data/guidance.

A point is for an audience, or for a kind of letter that a template names under `guidance:`.
"""

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any

from outreach.model.campaign import Audience, LetterTemplate
from outreach.model.guidance import Part, Point
from outreach.model.origin import Confidence, Origin

_LANGUAGES = ("en", "zh-Hant")
_PARTS = tuple(Part)


def points_for(template: LetterTemplate) -> tuple[Point, ...]:
    """The advice for a letter, part by part; within a part, that for its own kind comes first."""
    own = set(template.guidance)
    wanted = {template.audience.value, *own}
    found = (point for point in _points() if wanted.intersection(point.topics))
    return tuple(
        sorted(found, key=lambda one: (_PARTS.index(one.part), own.isdisjoint(one.topics)))
    )


def kinds() -> tuple[str, ...]:
    """The kinds of letter that there is advice for, besides that for each audience."""
    named = {topic for point in _points() for topic in point.topics}
    return tuple(sorted(named.difference(Audience)))


@cache
def _points() -> tuple[Point, ...]:
    folder = files("outreach.data") / "guidance"
    named = sorted(entry.name for entry in folder.iterdir() if entry.name.endswith(".toml"))
    documents = (tomllib.loads((folder / name).read_text(encoding="utf-8")) for name in named)
    return tuple(_point(row) for document in documents for row in document["point"])


def _point(row: Mapping[str, Any]) -> Point:
    return Point(
        Part(row["part"]),
        tuple(row["for"]),
        tuple((language, row[language]) for language in _LANGUAGES if language in row),
        Origin(row["source"], row["verified_on"], Confidence(row["confidence"])),
    )
