"""People of other private cases, and writers, in a letter that is not about them.

Whoever reads the post learns from such a name that two people have to do with each other. So a
whole name stops the letter, in any order of its parts and without regard to capitals or accents.
What would stop letters all day without such a reason is let through:

- a family or given name alone, unless somebody is known by nothing longer ("Tashi"); that one
  counts with a capital only, or every "will" and "grace" would be somebody;
- one character of Chinese, and Latin names of two letters, which stand in every other line;
- whoever the letter may name: its own people, its addressee, its writer. Their names hold others
  (李明 in 李明志), and the same person may be in two cases; relatives share a family name at most;
- the first names and pseudonyms under which writers sign: they are meant to be seen.

Two characters are a whole Chinese name and stop the letter, though they may meet by chance
(小李明天): a reason on record goes past that, and a name that went cannot be called back.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from outreach.model.case import Case, Correspondent, PersonAtRisk
from outreach.rules.private_names import Wanted, of_name, of_number
from outreach.rules.spellings import plain_letters, words_of

Span = tuple[int, int]

_AROUND = 24  # characters of the letter on either side, by which its writer finds the place


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """Who must not come up in a letter, `alone` by one word; what is `known` may come up."""

    wanted: tuple[Wanted, ...] = ()
    alone: tuple[Wanted, ...] = ()
    known: tuple[re.Pattern[str], ...] = ()

    def beside(self, others: "Elsewhere") -> "Elsewhere":
        """The same, leaving to `others` whom they look for."""
        theirs = (one.pattern for one in (*others.wanted, *others.alone))
        return replace(self, known=(*self.known, *theirs))

    def saying(self, names: Iterable[str]) -> "Elsewhere":
        """The same for a letter that may say these names and numbers besides."""
        words = dict.fromkeys(names)
        patterns = (
            pattern for one in words for pattern in (*of_name(words_of(one)), *of_number(one))
        )
        return replace(self, known=(*self.known, *map(re.compile, patterns)))


@dataclass(frozen=True, slots=True)
class NamedElsewhere:
    """`who` says it by code word or by a writer's id; `excerpt` has that in place of the name."""

    who: str
    excerpt: str


def elsewhere(
    cases: Iterable[Case], writers: Iterable[Correspondent], known: Iterable[str]
) -> Elsewhere:
    """Of other private `cases` and other `writers`; `known` are names that the letter may say."""
    private = [case for case in cases if case.private]
    people = [(f"somebody of {case.id}", one) for case in private for one in case.people]
    whole = [(whom, pattern) for whom, one in people for pattern in _whole(one)]
    whole += [(f"the writer {one.id}", of) for one in writers for of in _of_writer(one)]
    alone = [(whom, pattern) for whom, one in people for pattern in _alone(one)]
    return Elsewhere(_wanted(whole), _wanted(alone)).saying(known)


def _wanted(found: Iterable[tuple[str, str]]) -> tuple[Wanted, ...]:
    return tuple(Wanted(who, re.compile(pattern)) for who, pattern in dict.fromkeys(found))


def names_of(person: PersonAtRisk) -> tuple[str, ...]:
    """All that somebody is called in some script."""
    return tuple(filter(None, (person.prison_name, *(name for _, name in person.names))))


def _whole(person: PersonAtRisk) -> Iterator[str]:
    for name in names_of(person):
        if not _is_one_word(name):
            yield from of_name(words_of(name))
    yield from of_number(person.number)


def _alone(person: PersonAtRisk) -> Iterator[str]:
    names = names_of(person)
    if all(map(_is_one_word, filter(_is_spaced, names))):
        for name in filter(_is_one_word, names):
            yield from of_name(words_of(name))


def _of_writer(writer: Correspondent) -> Iterator[str]:
    if not _is_one_word(writer.name):
        yield from of_name(words_of(writer.name))


def _is_spaced(name: str) -> bool:
    """Written with spaces between words, and with capitals."""
    return name.upper() != name.lower()


def _is_one_word(name: str) -> bool:
    return _is_spaced(name) and len(words_of(name)) == 1


# --- looking -------------------------------------------------------------------------------------


def named_in(text: str, whom: Elsewhere) -> Iterator[NamedElsewhere]:
    """Whom the letter names, each once."""
    plain, places = _plain(text)
    known = tuple(hit.span() for one in whom.known for hit in one.finditer(plain))
    found = tuple(_found(text, plain, places, whom, known))
    hidden = list(text)  # an excerpt may hold a second name, or one that is cut through
    for start, end in (*((one[1], one[2]) for one in found), *_placed(known, places)):
        hidden[start:end] = "…" * (end - start)
    first = {who: (start, end) for who, start, end in reversed(found)}
    for who in dict.fromkeys(who for who, _, _ in found):
        yield NamedElsewhere(who, _excerpt("".join(hidden), *first[who], who))


def _found(
    text: str, plain: str, places: Sequence[int], whom: Elsewhere, known: Sequence[Span]
) -> Iterator[tuple[str, int, int]]:
    """Whom it names, from where to where, outside of what is known."""
    for one in (*whom.wanted, *whom.alone):
        for hit in one.pattern.finditer(plain):
            start, end = hit.span()
            if any(first <= start and end <= last for first, last in known):
                continue
            if one in whom.wanted or text[places[start]].isupper():
                yield one.case, places[start], places[end - 1] + 1


def _placed(spans: Iterable[Span], places: Sequence[int]) -> Iterator[Span]:
    return ((places[start], places[end - 1] + 1) for start, end in spans)


def _plain(text: str) -> tuple[str, list[int]]:
    """Plain letters, and for each where it stands in the text."""
    each = [(plain_letters(one), place) for place, one in enumerate(text)]
    return "".join(one for one, _ in each), [place for one, place in each for _ in one]


def _excerpt(text: str, start: int, end: int, who: str) -> str:
    before = text[max(start - _AROUND, 0) : start]
    after = text[end : end + _AROUND]
    if start > _AROUND:
        before = before.partition(" ")[2] or before
    if len(text) > end + _AROUND:
        after = after.rpartition(" ")[0] or after
    return re.sub("…+", "…", " ".join(f"… {before}[{who}]{after} …".split()))
