"""The short way to take a name apart, for the shape that most names of most lists have."""

import re
from functools import cache

from outreach.composing.name_tables import may_be_eastern
from outreach.composing.name_words import plain, surnames, words
from outreach.model.people import NameOrder, PersonName

_PLAIN_NAME = re.compile(r"([A-Z][a-z]+(?: [A-Z]\.)?) ([A-Z][a-z]+)")
_BUILT_OTHERWISE = (
    "chinese", "korean", "vietnamese", "spanish", "patronymic", "arabic", "portuguese"
)  # fmt: skip


def plain_western_name(full: str, country: str) -> PersonName | None:
    """ "Jane Doe" or "Jane Q. Doe" in parts, where that shape can mean but one thing; else None.

    The long way, `name_splitting.taken_apart`, tells the same and takes ten times as long.
    """
    found = _PLAIN_NAME.fullmatch(full)
    if found is None or country not in _plain_places():
        return None
    given, family = found.groups()
    if plain(given.partition(" ")[0]) in _words_beside() or plain(family) in _words_beside():
        return None
    if may_be_eastern(full.split()):
        return None
    order = NameOrder.GIVEN_FIRST
    return PersonName(full=full, given=given, family=family, order=order, guessed=True)


@cache
def _plain_places() -> frozenset[str]:
    """Countries where names are read as given names and one family name."""
    otherwise = (surnames(region).countries for region in _BUILT_OTHERWISE)
    return surnames("given_first").countries.difference(*otherwise)


@cache
def _words_beside() -> frozenset[str]:
    """Words that may stand beside a name, belong to the next, or forbid taking one apart."""
    known = words()
    letters = frozenset(map(plain, (*known.letters, *known.generations)))
    return known.title_starts | known.no_family_name | known.particles | letters
