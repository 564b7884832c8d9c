"""Titles of peers: whole on an envelope, short in a salutation, never before a given name."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from outreach.model.people import PersonName


@dataclass(frozen=True, slots=True)
class Ranks:
    """Ranks as they stand in a title → as a salutation and an envelope have them."""

    short: Mapping[str, str]
    long: Mapping[str, str]


@cache
def ranks() -> Ranks:
    """The ranks, from `data/peerage.toml`."""
    text = files("outreach.data").joinpath("peerage.toml").read_text(encoding="utf-8")
    tables = tomllib.loads(text)
    short = {rank.casefold(): word for rank, word in tables["in_a_salutation"].items()}
    long = {rank.casefold(): rank for rank in tables["in_a_salutation"]}
    return Ranks(short, long | {k.casefold(): v for k, v in tables["on_an_envelope"].items()})


def peerage(name: PersonName, full: str) -> tuple[str, str]:
    """A peer's whole title and the one for a salutation, or two empty strings.

    ("Lord Alton of Liverpool", "Lord Alton"): the territorial part is dropped, and a given name
    never follows the rank.
    """
    rank, title = _rank(name.honorific, full)
    main = title.removeprefix("of ").partition(" of ")[0]
    surname = name.family or (main if " " not in main else "")
    if not rank or not surname:
        return "", ""
    is_title = title in (surname, f"of {surname}") or title.startswith(f"{surname} of ")
    whole = f"{ranks().long[rank]} {title if is_title else surname}"
    return whole, f"{ranks().short[rank]} {surname}"


def without_rank(honour: str) -> str:
    """An honour that goes before a full name, unless it is a peer's rank."""
    return "" if _plain(honour) in ranks().short else honour


def _rank(honorific: str, full: str) -> tuple[str, str]:
    for whole in (full, f"{honorific} {full}" if honorific else ""):
        first, _, rest = whole.strip().removeprefix("The ").partition(" ")
        if _plain(first) in ranks().short:
            return _plain(first), rest
    return "", ""


def _plain(word: str) -> str:
    return word.replace(".", "").strip(", ").removeprefix("The ").casefold()
