"""Names taken apart by the family names that are common where they come from: always a guess."""

import re
from dataclasses import dataclass

from outreach.composing import name_shapes as shapes
from outreach.composing.name_words import Surnames, plain, surnames
from outreach.model.people import NameOrder

_TWO = 2


@dataclass(frozen=True, slots=True)
class Split:
    """A name in parts, as words of the string it comes from."""

    given: str
    family: str
    order: NameOrder
    western: str = ""
    guessed: bool = True


def family_first(family: list[str], given: list[str]) -> Split:
    """Parts in the order "Cheng Yeuk-wah"."""
    return Split(" ".join(given), " ".join(family), NameOrder.FAMILY_FIRST)


def given_first(given: list[str], family: list[str]) -> Split:
    """Parts in the order "Jane Doe"."""
    return Split(" ".join(given), " ".join(family), NameOrder.GIVEN_FIRST)


def hyphened_given(parts: list[str], names: Surnames) -> Split | None:
    """ "Cheng Yeuk-wah", "Teresa Cheng Yeuk-wah", "Carrie Lam Cheng Yuet-ngor".

    A hyphened given name after a known family name says what is what in any country.
    """
    if len(parts) < _TWO or not shapes.hyphened(parts[-1]):
        return None
    before = parts[:-1]
    family, western = _run_of_families(before, names)
    if not family or len(western) > _TWO or any(_known(word, names) for word in western):
        return None
    if western:
        return Split(
            parts[-1], " ".join(family), NameOrder.WESTERN_FIRST, western=" ".join(western)
        )
    return family_first(family, parts[-1:])


def _run_of_families(before: list[str], names: Surnames) -> tuple[list[str], list[str]]:
    """The family names that `before` ends with, two of them at most, and the words before."""
    start, taken = len(before), 0
    while start and taken < _TWO:
        if start > 1 and shapes.family_words(names, before, start - _TWO) == _TWO:
            start -= _TWO
        elif shapes.family_words(names, before, start - 1):
            start -= 1
        else:
            break
        taken += 1
    return before[start:], before[:start]


def _known(word: str, names: Surnames) -> bool:
    return shapes.family_words(names, [word], 0) == 1


def chinese(parts: list[str]) -> Split | None:
    """A Chinese name in Latin letters, in a place where Chinese names are common."""
    names = surnames("chinese")
    if found := hyphened_given(parts, names):
        return found
    if leading := shapes.family_words(names, parts, 0):
        return _chinese_family_first(parts, leading, names)
    if shapes.hyphened(parts[0]) and shapes.family_words(names, parts, 1) == len(parts) - 1:
        return given_first(parts[:1], parts[1:])
    western = len(parts) > 1 and not shapes.one_syllable(parts[0])
    if western and shapes.family_words(names, parts, 1) == len(parts) - 1:
        return given_first(parts[:1], parts[1:])
    return None


def _chinese_family_first(parts: list[str], leading: int, names: Surnames) -> Split | None:
    given = parts[leading:]
    # "Zhang Wei" and "Mei Ling Tan": both ends may be the family name.
    if not given or _known(given[-1], names):
        return None
    one_word = len(given) == 1 and shapes.syllables(given[0])
    if one_word or (len(given) == _TWO and all(map(shapes.one_syllable, given))):
        return family_first(parts[:leading], given)
    return None


def korean(parts: list[str]) -> Split | None:
    """A Korean name in Latin letters, in Korea."""
    names = surnames("korean")
    if found := hyphened_given(parts, names):
        return found if not found.western else None
    first, last = _known(parts[0], names), _known(parts[-1], names)
    if first == last or len(parts) < _TWO:
        return None
    if first and len(parts) == _TWO and shapes.syllables(parts[1]):
        return family_first(parts[:1], parts[1:])
    if first and len(parts) == _TWO + 1 and all(map(shapes.one_syllable, parts[1:])):
        return family_first(parts[:1], parts[1:])
    if last and len(parts) == _TWO and not shapes.one_syllable(parts[0]):
        return given_first(parts[:1], parts[1:])
    return None


def vietnamese(parts: list[str]) -> Split | None:
    """A Vietnamese name, in Viet Nam: the family name leads, and in two words it may stand last."""
    names = surnames("vietnamese")
    first, last = _known(parts[0], names), _known(parts[-1], names)
    if first and len(parts) > 1 and (not last or len(parts) > _TWO):
        return family_first(parts[:1], parts[1:])
    if last and not first and len(parts) == _TWO:
        return given_first(parts[:1], parts[1:])
    return None


def characters(text: str, names: Surnames) -> Split | None:
    """A name in Chinese characters or in Hangul. A space within is the list's own split."""
    spaced = re.split(r"[\s·・]+", text)
    if len(spaced) == _TWO:
        family, given = spaced
        if family in names.compound_characters or family in names.characters:
            return Split(given, family, NameOrder.FAMILY_FIRST, guessed=False)
        return None
    if len(spaced) > 1 or not _TWO <= len(text) <= _TWO * 2:
        return None
    if text[:_TWO] in names.compound_characters and len(text) > _TWO:
        return Split(text[_TWO:], text[:_TWO], NameOrder.FAMILY_FIRST)
    # Four characters without a compound family name: a married woman's two, or another country's.
    if text[0] in names.characters and len(text) < _TWO * 2:
        return Split(text[1:], text[0], NameOrder.FAMILY_FIRST)
    return None


def patronymic(parts: list[str]) -> Split | None:
    """Three words, of which the ending of one says that it is the father's name."""
    pattern = re.compile(rf"\w+{surnames('patronymic').pattern}\Z", re.IGNORECASE)
    if len(parts) != _TWO + 1:
        return None
    middle, last = (bool(pattern.match(word)) for word in parts[1:])
    if middle and not last:
        return given_first(parts[:2], parts[2:])
    return family_first(parts[:1], parts[1:]) if last and not middle else None


def arabic(parts: list[str]) -> Split | None:
    """A name that ends in a family name with its article ("al-Example")."""
    if len(parts) > 1 and re.match(rf"{surnames('arabic').pattern}\Z", parts[-1]):
        return given_first(parts[:-1], parts[-1:])
    return None


def spanish(parts: list[str]) -> Split | None:
    """One or two given names, one or two family names, as far as the words tell."""
    table = surnames("spanish")
    given, family = _before_particles(parts)
    if family:  # "Juan de la Fuente Example": whatever follows the particle
        return given_first(given, family) if len(given) == 1 else None
    second = len(parts) > _TWO and plain(parts[1]) in table.extra
    if len(parts) == _TWO:
        return given_first(parts[:1], parts[1:])
    if len(parts) == _TWO + 1 and plain(parts[1]) not in table.either:
        cut = _TWO if second or shapes.is_initial(parts[1]) else 1
        return given_first(parts[:cut], parts[cut:])
    if len(parts) == _TWO * 2 and second:
        return given_first(parts[:2], parts[2:])
    return None


def western(parts: list[str]) -> Split | None:
    """Given names first and one family name, where the words between leave no doubt.

    A full word between ("Mary Ann Example", "Debbie Example Sample") may belong to either side.
    """
    given, family = _before_particles(parts)
    if family:
        named = [word for word in given if not shapes.is_initial(word)]
        return given_first(given, family) if given and len(named) < _TWO else None
    between = parts[1:-1]
    if len(parts) < _TWO or not all(map(shapes.is_initial, between)):
        return None
    if shapes.is_initial(parts[-1]):
        return None
    return given_first(parts[:-1], parts[-1:])


def _before_particles(parts: list[str]) -> tuple[list[str], list[str]]:
    """The words before the first particle, and the family name from it on, if it is one word."""
    for place in range(1, len(parts) - 1):
        if shapes.is_particle(parts[place]):
            rest = [word for word in parts[place:] if not shapes.is_particle(word)]
            whole = len(rest) == 1 and parts[-1] == rest[0]
            return (parts[:place], parts[place:]) if whole else ([], [])
    return parts, []


def may_be_eastern(parts: list[str]) -> bool:
    """Whether a name in a western place may have its family name in front ("Xie Feng")."""
    regions = map(surnames, ("chinese", "korean", "vietnamese"))
    leads = any(shapes.family_words(names, parts, 0) for names in regions)
    return leads and all(shapes.syllables(word) or shapes.hyphened(word) for word in parts[1:])
