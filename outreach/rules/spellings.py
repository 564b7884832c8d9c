"""Names as they are compared: one person may stand in lists in several spellings.

Order, capitals, accents, hyphens, a missing middle name, an initial, or the name in another script
make no other person. What is compared are words of small plain letters.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from enum import IntEnum
from functools import lru_cache
from itertools import permutations

from outreach.model.people import PersonName

_WORDS = re.compile(r"[^\W_]+")
_EAST_ASIAN = re.compile("[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7a3\uf900-\ufaff]+")
_ACCENTS = re.compile("[\u0300-\u036f]")
# Latin letters that Unicode does not take apart into a plain one and an accent.
_PLAIN = str.maketrans(
    {
        "ß": "ss",
        "æ": "ae",
        "œ": "oe",
        "ø": "o",
        "ł": "l",
        "đ": "d",
        "ð": "d",
        "þ": "th",
        "ı": "i",
        "’": None,
        "'": None,
    }
)
# Before a name that was left whole; whoever takes names apart has them off already.
_TITLES = frozenset(
    ("mr", "mrs", "ms", "miss", "dr", "prof", "professor", "sir", "dame", "hon", "the", "rt")
)
_MOST_WORDS = 5


class Likeness(IntEnum):
    """How much two names say that they are one person's. A likely one needs further evidence."""

    NONE = 0
    LIKELY = 1
    SURE = 2


@dataclass(frozen=True, slots=True)
class Spelling:
    """A name for comparing. `readings` are (family name, given names), one or several.

    `words` are all of them in any order, `native` is the name in East Asian script.
    """

    words: tuple[str, ...]
    readings: tuple[tuple[str, tuple[str, ...]], ...]
    native: str = ""
    suffix: str = ""


def plain_letters(text: str) -> str:
    """Small letters, without the accents of Latin ones."""
    folded = text.casefold()
    if folded.isascii():
        return folded.replace("'", "")
    apart = unicodedata.normalize("NFKD", folded.translate(_PLAIN))
    return unicodedata.normalize("NFC", _ACCENTS.sub("", apart))


@lru_cache(8_000)
def words_of(text: str) -> tuple[str, ...]:
    """The words of a text in plain letters; hyphens and full stops part them."""
    return tuple(_WORDS.findall(plain_letters(text)))


def spelling_of(name: PersonName) -> Spelling:
    """A name as it is compared with others."""
    native = _native(name)
    if name.family and name.given:
        family, given = _latin(name.family), _latin(name.given)
        western = _latin(name.western_given)
        words = tuple(sorted((*western, *given, *family)))
        joined = "".join(family)
        shapes = {given, western, (*western, *given)} - {()}
        readings = tuple((joined, shape) for shape in sorted(shapes)) if joined else ()
    else:
        whole = _without_titles(_latin(name.full or f"{name.given} {name.family}"))
        words, readings = tuple(sorted(whole)), tuple(_readings(whole))
    return Spelling(words, readings, native, plain_letters(name.suffix).replace(".", ""))


def _native(name: PersonName) -> str:
    for text in (name.native, name.full, f"{name.family}{name.given}"):
        if not text.isascii() and (found := _EAST_ASIAN.findall(text)):
            return "".join(found)
    return ""


def _latin(text: str) -> tuple[str, ...]:
    """The words that are not in an East Asian script."""
    return words_of(text if text.isascii() else _EAST_ASIAN.sub(" ", text))


def _without_titles(words: tuple[str, ...]) -> tuple[str, ...]:
    while len(words) > 1 and words[0] in _TITLES:
        words = words[1:]
    return words


def _readings(whole: tuple[str, ...]) -> Iterator[tuple[str, tuple[str, ...]]]:
    """A name that nobody took apart has its family name at either end."""
    if len(whole) > 1:
        yield whole[-1], whole[:-1]
        yield whole[0], whole[1:]


def likeness(one: Spelling, other: Spelling) -> Likeness:
    """Whether two names are one in two spellings."""
    if one.native and other.native:
        return Likeness.SURE if one.native == other.native else Likeness.NONE
    if one.suffix and other.suffix and one.suffix != other.suffix:
        return Likeness.NONE
    if one.words and (one.words == other.words or _same_joined(one.words, other.words)):
        return Likeness.LIKELY if _initials_alone(one.words) else Likeness.SURE
    alike = any(
        family == its_family and _given_alike(given, its_given)
        for family, given in one.readings
        for its_family, its_given in other.readings
    )
    return Likeness.LIKELY if alike else Likeness.NONE


def _initials_alone(words: tuple[str, ...]) -> bool:
    """Whether nothing but initials stands beside one name: "B. Moore" may be two people."""
    initials = [word for word in words if len(word) == 1 and word.isalpha()]
    return bool(initials) and len(words) - len(initials) < 2


def _same_joined(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """ "Yeuk-wah Cheng" and "Cheng Yeukwah": the same letters, parted otherwise."""
    if len(one) == len(other) or max(len(one), len(other)) > _MOST_WORDS:
        return False
    if signature(one) != signature(other):
        return False
    joined = set(map("".join, permutations(one)))
    return any("".join(order) in joined for order in permutations(other))


def _given_alike(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Whether the first given names agree, and further ones do where both have them."""
    if "".join(one) == "".join(other):
        return True
    short, long = sorted((one, other), key=len)
    if not short or not _word_alike(short[0], long[0]):
        return False
    rest = iter(long[1:])
    return all(any(_word_alike(word, its) for its in rest) for word in short[1:])


def _word_alike(one: str, other: str) -> bool:
    short, long = (one, other) if len(one) <= len(other) else (other, one)
    return short == long or (len(short) == 1 and long[0] == short)


def signature(words: tuple[str, ...]) -> str:
    """The letters of words in the order of the alphabet: the same however they are parted."""
    return "".join(sorted("".join(words)))


def keys(spelling: Spelling) -> Iterator[tuple[str, ...]]:
    """What two spellings of one name have in common: at least one of these is the same."""
    if spelling.native:
        yield ("native", spelling.native)
    if spelling.words:
        yield ("letters", signature(spelling.words))
    for family, given in spelling.readings:
        yield ("initial", family, given[0][0])
