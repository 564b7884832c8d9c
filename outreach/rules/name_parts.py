"""Others of a case by a part of their name: “I heard from Ben” where the case has Ben Two.

A part may be somebody else's too, so it is only pointed out. Of names with capitals each word
counts, with a capital and from three letters on; of names in Han or Hangul the given name, which
has two characters where a name has three or four. Parts of names that the letter may say are let
through, and whole names are looked for elsewhere.
"""

import re
from collections.abc import Iterable, Iterator

from outreach.rules.elsewhere import Elsewhere
from outreach.rules.private_names import Wanted, of_name
from outreach.rules.spellings import words_of

_EAST_ASIAN = re.compile("[\u3400-\u9fff\uac00-\ud7a3]{3,4}")
_GIVEN = 2  # characters
_INNER_MARKS = re.compile(r"[\s,;()（）·・]+")  # a hyphen keeps two syllables of a name together


def parts_of(names: Iterable[str], known: Iterable[str]) -> Elsewhere:
    """What to look for of other people's `names`; `known` are those that the letter may say."""
    names, known = tuple(names), tuple(known)
    said = {words_of(part) for name in known for part in (*_parts(name), *words_of(name))}
    parts = {words: part for name in names for part in _parts(name) if (words := words_of(part))}
    wanted = [
        Wanted(part, re.compile(pattern))
        for words, part in parts.items()
        if words not in said
        for pattern in of_name(words)
    ]
    alone = tuple(one for one in wanted if _has_capital(one.case))
    others = tuple(one for one in wanted if one not in alone)
    return Elsewhere(others, alone).saying((*known, *names))


def _parts(name: str) -> Iterator[str]:
    east_asian = "".join(name.split())
    if _EAST_ASIAN.fullmatch(east_asian):
        yield east_asian[-_GIVEN:]
        return
    words = tuple(filter(None, _INNER_MARKS.split(name)))
    # What is not a name by itself stays small: van, bin.
    yield from (word for word in words if len(words) > 1 and not word[0].islower())


def _has_capital(part: str) -> bool:
    return part[0].isupper()
