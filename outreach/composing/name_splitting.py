"""A name in one string taken apart, by evidence: capitals, a comma, family names of the place.

Only capitals, a comma and a space between Chinese characters are evidence enough; whatever else
is read from the words is marked as a guess. A string that may be read in two ways is left whole:
a letter can open with an office or a whole name, and never with a wrong family name.
"""

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache
from sys import intern

from outreach.composing import name_shapes as shapes
from outreach.composing import name_tables as tables
from outreach.composing.name_edges import Bare, bare
from outreach.composing.name_tables import Split
from outreach.composing.name_words import (
    family_leads,
    folded,
    is_chinese,
    plain,
    surnames,
    words,
)
from outreach.composing.plain_names import plain_western_name
from outreach.model.people import NameOrder, PersonName

_NO_LETTERS = re.compile(r"[\W_]+")
_SEVERAL = 2
_MOST_WORDS = 8


@lru_cache(4000)
def split(full: str, country: str = "", languages: tuple[str, ...] = ()) -> PersonName:
    """The parts of a name in one string, as far as they can be told; `full` is always kept.

    `country` is ISO 3166-1 alpha-2 and says how names are built there; the languages of the
    person count where it is empty.
    """
    return plain_western_name(full, country) or taken_apart(full, country, languages)


def taken_apart(full: str, country: str = "", languages: tuple[str, ...] = ()) -> PersonName:
    """As `split`, for names of any shape."""
    whole = PersonName(full)
    found = bare(full, country)
    if found.whole or not found.pieces or sum(map(len, found.pieces)) > _MOST_WORDS:
        return whole
    parts = _by_evidence(found.pieces, country, languages)
    if parts is None:
        return whole
    shown = _turned(parts, found) if len(found.pieces) > 1 else found.shown
    name = PersonName(
        full=full,
        given=parts.given,
        family=parts.family,
        native=found.native,
        # The same few for thousands of people: kept once.
        honorific=intern(found.honorific),
        suffix=intern(found.suffix),
        post_nominals=intern(found.post_nominals),
        western_given=parts.western,
        nickname=found.nickname,
        order=parts.order,
        shown="" if shown == full else shown,
        guessed=parts.guessed,
    )
    return name if _nothing_lost(name) else whole


def _by_evidence(pieces: list[list[str]], country: str, languages: tuple[str, ...]) -> Split | None:
    if len(pieces) > _SEVERAL:
        return None
    if len(pieces) == _SEVERAL:
        return by_comma(pieces[0], pieces[1], country)
    (parts,) = pieces
    lone = {plain(word) for word in parts} & words().no_family_name
    if lone:
        return None
    return by_capitals(parts, country) or _by_place(parts, country, languages)


def by_capitals(parts: list[str], country: str) -> Split | None:
    """The family name is what is set in capitals, with the particles before it."""
    marked = [place for place, word in enumerate(parts) if shapes.in_capitals(word)]
    if not marked or all(map(str.isupper, parts)) or is_chinese("".join(parts)):
        return None
    start, end = marked[0], marked[-1] + 1
    run = parts[start:end]
    gap = [word for word in run if not shapes.in_capitals(word)]
    if any(not shapes.is_particle(word) for word in gap) or end - start > 2 * _SEVERAL:
        return None
    known = surnames("chinese")
    if any(shapes.looks_like_letters(word, known) for word in run if word not in gap):
        return None
    while start > 1 and shapes.is_particle(parts[start - 1]):
        start -= 1
    return _marked(parts, start, end, country)


def _marked(parts: list[str], start: int, end: int, country: str) -> Split | None:
    before, after = parts[:start], parts[end:]
    written = [_written(word, country) for word in parts[start:end]]
    family, sure = " ".join(word for word, _ in written), all(sure for _, sure in written)
    if before and after:
        # "Martin LEE Chu-ming"; elsewhere capitals in the middle mark half of a double name.
        chinese = folded(family) in surnames("chinese").compound | surnames("chinese").latin
        if not all(map(shapes.syllables, after)) and not shapes.hyphened(after[-1]):
            return None
        if not chinese and not shapes.hyphened(after[-1]):
            return None
        western, order = " ".join(before), NameOrder.WESTERN_FIRST
        return Split(" ".join(after), family, order, western, guessed=not (sure and chinese))
    if after:
        return Split(" ".join(after), family, NameOrder.FAMILY_FIRST, guessed=not sure)
    if not before:
        return None
    # After two written words the capitals may also be letters that nobody has in a table.
    unsure = len([word for word in before if not shapes.is_initial(word)]) > 1
    return Split(" ".join(before), family, NameOrder.GIVEN_FIRST, guessed=unsure or not sure)


def _written(word: str, country: str) -> tuple[str, bool]:
    if shapes.is_particle(word):
        return word.casefold(), word.islower()
    if not shapes.in_capitals(word):
        return word, True
    return shapes.from_capitals(word, country)


def by_comma(left: list[str], right: list[str], country: str) -> Split | None:
    """ "Doe, Jane", and "Cheng Yeuk-wah, Teresa"."""
    if {plain(word) for word in (*left, *right)} & (words().offices | words().no_family_name):
        return None
    if len(right) > _SEVERAL + 1 or all(map(str.isupper, (*left, *right))):
        return None
    inverted = _chinese_before_comma(left, country)
    if inverted is not None:
        western = " ".join(right)
        order = NameOrder.WESTERN_FIRST
        return Split(inverted.given, inverted.family, order, western, inverted.guessed)
    marked = all(map(shapes.in_capitals, left))
    named = [word for word in left if not shapes.is_particle(word)]
    sure = len(named) == 1 and not is_chinese(left[0])
    in_spain = country in surnames("spanish").countries
    if not (sure or marked or (in_spain and len(named) == _SEVERAL)):
        return None
    written = [_written(word, country) if marked else (word, True) for word in left]
    family = " ".join(word for word, _ in written)
    certain = (sure or marked) and all(sure for _, sure in written)
    given = " ".join(right)
    order = NameOrder.FAMILY_FIRST if family_leads(given, country) else NameOrder.GIVEN_FIRST
    return Split(given, family, order, guessed=not certain)


def _chinese_before_comma(left: list[str], country: str) -> Split | None:
    if len(left) < _SEVERAL or all(map(shapes.in_capitals, left)):
        return None
    marked = by_capitals(left, country)
    if marked is not None and marked.order is NameOrder.FAMILY_FIRST:
        return marked
    if marked is not None:
        return None
    table = surnames("chinese")
    at_home = table.speaks_for(country, ())
    found = tables.chinese(left) if at_home else tables.hyphened_given(left, table)
    return found if found and found.order is NameOrder.FAMILY_FIRST else None


def _by_place(parts: list[str], country: str, languages: tuple[str, ...]) -> Split | None:
    text = " ".join(parts)
    chinese, korean = surnames("chinese"), surnames("korean")
    if not text.isascii() and not any(map(_latin, text)):
        return _in_script(parts, country, languages)
    if len(parts) < _SEVERAL or text.isupper() or text.islower():
        return None
    if chinese.speaks_for(country, languages):
        return tables.chinese(parts)
    if korean.speaks_for(country, languages):
        return tables.korean(parts)
    if surnames("vietnamese").speaks_for(country, languages):
        return tables.vietnamese(parts)
    for names in (chinese, korean):
        if found := tables.hyphened_given(parts, names):
            return found
    return None if tables.may_be_eastern(parts) else _by_western_place(parts, country, languages)


def _by_western_place(parts: list[str], country: str, languages: tuple[str, ...]) -> Split | None:
    if surnames("spanish").speaks_for(country, languages):
        return tables.spanish(parts)
    if country in surnames("patronymic").countries:
        return tables.patronymic(parts)
    if country in surnames("arabic").countries:
        return tables.arabic(parts)
    western = surnames("given_first").countries | surnames("portuguese").countries
    return tables.western(parts) if country in western else None


def _in_script(parts: list[str], country: str, languages: Iterable[str]) -> Split | None:
    text = " ".join(parts)
    chinese, korean = surnames("chinese"), surnames("korean")
    if is_chinese(text) and chinese.speaks_for(country, languages):
        return tables.characters(text, chinese)
    if korean.speaks_for(country, languages) and "\uac00" <= text[0] <= "\ud7a3":
        return tables.characters(text, korean)
    if country in surnames("patronymic").countries:
        return tables.patronymic(parts)
    return None


def _latin(letter: str) -> bool:
    return letter.isalpha() and unicodedata.name(letter, "").startswith("LATIN")


def _turned(parts: Split, found: Bare) -> str:
    """The whole name in its order, where the list has a comma in it."""
    by_word = {plain(word): word for piece in found.pieces for word in piece}
    family = " ".join(by_word.get(plain(word), word) for word in parts.family.split())
    nickname = f"“{found.nickname}”" if found.nickname else ""
    if parts.order is NameOrder.WESTERN_FIRST:
        ordered = (parts.western, nickname, family, parts.given)
    elif parts.order is NameOrder.FAMILY_FIRST:
        ordered = (family, parts.given, nickname, "")
    else:
        ordered = (parts.given, nickname, family, "")
    return " ".join(filter(None, ordered))


def _nothing_lost(name: PersonName) -> bool:
    """Whether the parts hold the letters of the whole, each as often."""
    parts = (
        name.honorific, name.western_given, name.given, name.family, name.suffix, name.nickname,
        name.native, name.post_nominals,
    )  # fmt: skip
    return _letters_of(name.full) == _letters_of("".join(parts))


def _letters_of(text: str) -> list[str]:
    if text.isascii():
        return sorted(_NO_LETTERS.sub("", text.lower()))
    apart = unicodedata.normalize("NFKD", text).upper().casefold()
    return sorted(letter for letter in apart if letter.isalnum())
