"""What stands below and above a letter in its own language: enclosures, copies, 此致."""

import tomllib
from collections.abc import Mapping, Sequence
from functools import cache
from importlib import resources

from outreach.composing.forms import Address, table_language

_ENGLISH = "en"


def enclosure_lines(titles: Sequence[str], language: str) -> tuple[str, ...]:
    """`("Enclosure: The report",)`, or how many and one line for each; empty without any."""
    words = notations(language)
    if len(titles) <= 1:
        return tuple(words["enclosure"].replace("{title}", title) for title in titles)
    return (words["enclosures"].replace("{count}", str(len(titles))), *titles)


def copy_lines(addresses: Sequence[Address], language: str) -> tuple[str, ...]:
    """One line for everybody who gets a copy: `cc: NAME, OFFICE`."""
    words = notations(language)["copies"]
    return tuple(words.replace("{name}", in_one_line(one, language)) for one in addresses)


def copy_mark(original: Address, others: int, language: str) -> tuple[str, ...]:
    """What a copy says of itself at its head: whom its letter went to, and how many alike."""
    words = notations(language)
    told = words["copy_of_several" if others else "copy_of"].replace("{others}", f"{others:,}")
    return words["copy"], told.replace("{name}", in_one_line(original, language))


def in_one_line(address: Address, language: str) -> str:
    """Who is addressed: name and office, in Chinese the line that says all."""
    if language.startswith("zh"):
        return "".join(address.addressee[-1:])
    return ", ".join(address.addressee[:2])


def notations(language: str) -> Mapping[str, str]:
    """The words for a language, English where there are none."""
    tables = _tables()
    return tables.get(table_language(language), tables[_ENGLISH])


@cache
def _tables() -> Mapping[str, Mapping[str, str]]:
    file = resources.files("outreach").joinpath("data", "notations.toml")
    return tomllib.loads(file.read_text("utf-8"))
