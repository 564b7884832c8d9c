"""Offices that set a letter aside unless it shows that a constituent wrote it."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from fnmatch import fnmatchcase
from functools import cache, lru_cache
from importlib.resources import files

from outreach.model.origin import Confidence, Origin
from outreach.model.people import Recipient


@dataclass(frozen=True, slots=True)
class Legislature:
    """A house whose members want the writer's whole postal address. Patterns are casefolded."""

    name: str
    country: str
    organisations: tuple[str, ...]
    offices: tuple[str, ...]
    origin: Origin


@cache
def legislatures() -> tuple[Legislature, ...]:
    """Those of `data/legislatures.toml`."""
    text = files("outreach.data").joinpath("legislatures.toml").read_text(encoding="utf-8")
    return tuple(map(_legislature, tomllib.loads(text)["legislature"]))


def _legislature(row: Mapping[str, object]) -> Legislature:
    def patterns(key: str) -> tuple[str, ...]:
        found = row[key]
        return tuple(str(one).casefold() for one in found) if isinstance(found, list) else ()

    day = row["verified_on"]
    if not isinstance(day, date) or not row["source"]:
        raise ValueError(f"no source and day for {row['name']}")
    return Legislature(
        str(row["name"]),
        str(row["country"]),
        patterns("organisation"),
        patterns("office"),
        Origin(str(row["source"]), day, Confidence(str(row["confidence"]))),
    )


def wants_address(recipient: Recipient) -> Legislature | None:
    """The legislature a recipient sits in, where its offices want the writer's address."""
    return _sits_in(recipient.country, recipient.organisation, recipient.office)


@lru_cache(maxsize=1024)
def _sits_in(country: str, organisation: str, office: str) -> Legislature | None:
    body, post = organisation.strip().casefold(), office.strip().casefold()
    for one in legislatures():
        if (
            one.country == country
            and any(fnmatchcase(post, pattern) for pattern in one.offices)
            and any(fnmatchcase(body, pattern) for pattern in one.organisations)
        ):
            return one
    return None
