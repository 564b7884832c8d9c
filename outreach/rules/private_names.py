"""Whom private cases are about, looked for in texts that are not encrypted."""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from outreach.model.case import Case
from outreach.rules.spellings import plain_letters, words_of

# Shorter names and numbers stand in every other line by chance; from so many letters on, those of
# several words are found within other words too, as in the name of a file.
_SHORTEST = 3
_SHORTEST_NUMBER = 4
_LONG_ENOUGH = 8
# Scripts written without spaces between words: there a name has no edges.
_UNSPACED = re.compile(
    "[\u0e00-\u0eff\u0f00-\u0fff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff"
    "\uac00-\ud7a3\uf900-\ufaff\U00020000-\U0003ffff]"
)
_BETWEEN = r"[\W_]{0,3}"
_BEFORE, _AFTER = r"(?<![^\W_])", r"(?![^\W_])"


@dataclass(frozen=True, slots=True)
class Wanted:
    """What somebody is called in any script, or numbered; `case` is the code word."""

    case: str
    pattern: re.Pattern[str]


def wanted_of(cases: Iterable[Case]) -> tuple[Wanted, ...]:
    """What to look for of each private case; public ones are left out."""
    patterns = ((case.id, "|".join(_patterns(case))) for case in cases if case.private)
    return tuple(Wanted(case, re.compile(pattern)) for case, pattern in patterns if pattern)


def found_in(text: str, wanted: Iterable[Wanted]) -> Iterator[tuple[int, str]]:
    """Lines, from 1, on which names or numbers begin, with the code word of their case; each once.

    Capitals, accents, hyphens and the place of the family name make no difference, and a name may
    go on in the next line.
    """
    plain = "\n".join(map(plain_letters, text.split("\n")))
    ends = [place for place, character in enumerate(plain) if character == "\n"]
    found = {
        (bisect_right(ends, hit.start()) + 1, one.case)
        for one in wanted
        for hit in one.pattern.finditer(plain)
    }
    yield from sorted(found)


def said_in(text: str, names: Iterable[str], known: Iterable[str] = ()) -> tuple[str, ...]:
    """Those of some names and numbers that a text has, in any spelling; but for where they are
    within names that are `known`, as 李明 is in 李明志.
    """
    plain = plain_letters(text)
    told = [span for name in known for span in _spans(name, plain)]
    return tuple(
        name
        for name in dict.fromkeys(names)
        if any(
            not any(first <= start and end <= last for first, last in told)
            for start, end in _spans(name, plain)
        )
    )


def is_searchable(name: str) -> bool:
    """Whether a name or number is long enough to be told from other words."""
    return any(True for _ in _of_either(name))


def _spans(name: str, plain: str) -> Iterator[tuple[int, int]]:
    for pattern in _of_either(name):
        yield from (hit.span() for hit in re.finditer(pattern, plain))


def _of_either(name: str) -> Iterator[str]:
    yield from of_name(words_of(name))
    yield from of_number(name)


def _patterns(case: Case) -> Iterator[str]:
    found: dict[str, None] = {}
    for person in case.people:
        for name in (person.prison_name, *(name for _, name in person.names)):
            found |= dict.fromkeys(of_name(words_of(name)))
        found |= dict.fromkeys(of_number(person.number))
    yield from found


def of_number(number: str) -> Iterator[str]:
    """A pattern for a number in `plain_letters`, by itself only; none where it is short."""
    words = words_of(number)
    if len("".join(words)) >= _SHORTEST_NUMBER:
        yield _whole(words)


def of_name(words: tuple[str, ...]) -> Iterator[str]:
    """Patterns for a name in `plain_letters`: a short one only as a whole word, and what is shorter
    still not at all.
    """
    unspaced = "".join(word for word in words if _UNSPACED.search(word))
    if len(unspaced) > 1:
        yield _joined(tuple(unspaced))
    spaced = tuple(word for word in words if not _UNSPACED.search(word))
    letters = len("".join(spaced))
    if letters < _SHORTEST:
        return
    # The family name stands at either end.
    for order in ((*spaced,), (*spaced[1:], spaced[0]), (spaced[-1], *spaced[:-1])):
        long = len(spaced) > 1 and letters >= _LONG_ENOUGH
        yield _joined(order) if long else _whole(order)


def _whole(words: tuple[str, ...]) -> str:
    return f"{_BEFORE}{_joined(words)}{_AFTER}"


def _joined(words: tuple[str, ...]) -> str:
    return _BETWEEN.join(map(re.escape, words))
