"""The words by which names are read, from `data/names.toml` and `data/surnames.toml`."""

import re
import tomllib
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any

_HAN = re.compile(r"[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")
# The words of a long list of names come again and again.
_REMEMBERED = 8_000
_HYPHENS = re.compile(r"[-‐‑]")


@lru_cache(_REMEMBERED)
def plain(word: str) -> str:
    """A word as it is compared: without case, full stops and commas at its edges."""
    return word.replace(".", "").strip(", ").casefold()


def is_chinese(text: str) -> bool:
    """Whether there is a Chinese character in it."""
    return _HAN.search(text) is not None


@dataclass(frozen=True, slots=True)
class Words:
    """Words around names; compared by `plain`, capitals as they are."""

    courtesy_en: frozenset[str]
    courtesy_zh: frozenset[str]
    doctorates: frozenset[str]
    honours: frozenset[str]
    left_whole: frozenset[str]
    title_starts: frozenset[str]
    no_family_name: frozenset[str]
    particles: frozenset[str]
    offices: frozenset[str]
    generations: frozenset[str]
    letters: frozenset[str]
    family_first: frozenset[str]
    family_first_before_hyphen: frozenset[str]
    by_given: frozenset[str]
    by_whole: frozenset[str]
    first_of_two: frozenset[str]


@cache
def words() -> Words:
    """The words, read once."""
    tables = _table("names.toml")
    order, salutation, capitals = tables["order"], tables["salutation"], tables["capitals"]
    return Words(
        courtesy_en=_plain_words(tables["courtesy"]["en"]),
        courtesy_zh=frozenset(tables["courtesy"]["zh"]),
        doctorates=_plain_words(tables["twice_said"]["dr"]),
        honours=_plain_words(tables["before"]["honours"]),
        left_whole=_plain_words(tables["before"]["left_whole"]),
        title_starts=_plain_words(
            title.split()[0]
            for title in (
                *tables["before"]["honours"],
                *tables["before"]["left_whole"],
                *tables["courtesy"]["en"],
            )
        ),
        no_family_name=_plain_words(tables["no_family_name"]["words"]),
        particles=_plain_words(tables["particles"]["words"]),
        offices=_plain_words(tables["offices"]["words"]),
        generations=frozenset(capitals["generations"]),
        letters=frozenset(capitals["letters"]),
        family_first=frozenset(order["family_first"]),
        family_first_before_hyphen=frozenset(order["family_first_before_hyphen"]),
        by_given=frozenset(salutation["by_given"]),
        by_whole=frozenset(salutation["by_whole"]),
        first_of_two=frozenset(salutation["first_of_two"]),
    )


def family_leads(given: str, country: str) -> bool:
    """Whether the family name stands before these given names by the custom of a country."""
    return country in words().family_first or (
        country in words().family_first_before_hyphen and "-" in given
    )


@dataclass(frozen=True, slots=True)
class Surnames:
    """Family names of one part of the world, and the countries and languages they speak for.

    `latin` and `compound` are folded by `folded`; `heads` are the first words of those of two;
    `characters` are single characters of the
    script, `compound_characters` pairs of them.
    """

    countries: frozenset[str]
    languages: frozenset[str]
    latin: frozenset[str] = frozenset()
    compound: frozenset[str] = frozenset()
    heads: frozenset[str] = frozenset()
    characters: frozenset[str] = frozenset()
    compound_characters: frozenset[str] = frozenset()
    extra: frozenset[str] = frozenset()
    either: frozenset[str] = frozenset()
    pattern: str = ""

    def speaks_for(self, country: str, languages: Iterable[str]) -> bool:
        """Whether names from there are read by this table; languages count without a country."""
        if country:
            return country in self.countries
        return any(tag.partition("-")[0].casefold() in self.languages for tag in languages)


@cache
def surnames(region: str) -> Surnames:
    """A table of `data/surnames.toml` by its heading."""
    table = _table("surnames.toml")[region]
    characters = f"{table.get('han', '')}{table.get('hangul', '')}"
    pairs = f"{table.get('compound_han', '')} {table.get('compound_hangul', '')}"
    compound = table.get("compound", "").split()
    extra = (*table.get("second_given", "").split(), *table.get("suffixes", ()))
    return Surnames(
        countries=frozenset(table["countries"]),
        languages=frozenset(table.get("languages", ())),
        latin=frozenset(map(folded, table.get("latin", "").split())),
        compound=frozenset(map(folded, compound)),
        heads=frozenset(folded(word.partition("-")[0]) for word in compound if "-" in word),
        characters=frozenset("".join(characters.split())),
        compound_characters=frozenset(pairs.split()),
        extra=frozenset(map(plain, extra)),
        either=frozenset(map(plain, table.get("either", "").split())),
        pattern=table.get("ending", table.get("article", "")),
    )


@lru_cache(_REMEMBERED)
def folded(word: str) -> str:
    """A family name without case and hyphens: "Au-Yeung" and "AUYEUNG" are one."""
    return _HYPHENS.sub("", unicodedata.normalize("NFC", word)).casefold()


def _plain_words(listed: Iterable[str]) -> frozenset[str]:
    return frozenset(map(plain, listed))


@cache
def _table(file: str) -> dict[str, Any]:
    text = files("outreach.data").joinpath(file).read_text(encoding="utf-8")
    return tomllib.loads(text)
