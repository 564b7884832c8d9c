"""Finding somebody in lists by a name as one remembers it: any order, script, accents, slips."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from anyascii import anyascii
from rapidfuzz import fuzz, process

from outreach.model.people import PersonName, Recipient
from outreach.rules.spellings import words_of

# Out of 100: below this two words are two, and below that nobody is shown.
_WORD, _WHOLE = 74, 72
_PREFIX, _INITIAL, _PART = 92, 85, 95
_SHORTEST_PREFIX = 3
# Of two hits alike, the one in a name goes before the one in an office.
_OF_OFFICE = 0.93
_SYLLABLES = re.compile(r"[A-Z][a-z']*|[^A-Z\s]+")

_Scores = Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Hit:
    """A recipient who may be meant; `score` is out of 100."""

    recipient: Recipient
    score: int


def search(recipients: Sequence[Recipient], query: str) -> tuple[Hit, ...]:
    """Those who may be meant, the likeliest first; every word of the query has to fit."""
    wanted = words_of(query)
    if not wanted:
        return ()
    of_names = [frozenset(_name_words(one.name)) for one in recipients]
    of_posts = [frozenset(_post_words(one)) for one in recipients]
    known = frozenset().union(*of_names, *of_posts)
    scores = [_scores(word, known) for word in wanted]
    hits = (
        Hit(recipient, score)
        for recipient, name, post in zip(recipients, of_names, of_posts, strict=True)
        if (score := _score(scores, name, post)) >= _WHOLE
    )
    return tuple(sorted(hits, key=lambda hit: -hit.score))


def _name_words(name: PersonName) -> Iterator[str]:
    for text in (
        name.full, name.given, name.family, name.western_given, name.nickname, name.native
    ):  # fmt: skip
        if text:
            yield from _written(text)
    yield "".join(words_of(name.given))


def _post_words(recipient: Recipient) -> Iterator[str]:
    yield recipient.id.casefold()
    for text in (recipient.office, recipient.organisation):
        yield from _written(text)


def _written(text: str) -> Iterator[str]:
    """The words of a text, and as they are written with Latin letters."""
    yield from words_of(text)
    if not text.isascii():
        for syllable in _SYLLABLES.findall(anyascii(text)):
            yield from words_of(syllable)


def _scores(wanted: str, known: Iterable[str]) -> _Scores:
    """Every known word that may be the one wanted, and how well it fits."""
    known = list(known)
    found = {
        word: score
        for spelling in dict.fromkeys((wanted, *_written(wanted)))
        for word, score, _ in process.extract(
            spelling, known, scorer=fuzz.ratio, score_cutoff=_WORD, limit=None
        )
    }
    for word in known:
        if len(wanted) >= _SHORTEST_PREFIX and word.startswith(wanted):
            found[word] = max(found.get(word, 0), _PREFIX)
        elif len(wanted) == 1 and wanted.isascii() and word.startswith(wanted):
            found[word] = max(found.get(word, 0), _INITIAL)
        elif not wanted.isascii() and wanted in word:
            found[word] = max(found.get(word, 0), _PART)
    return found


def _score(scores: Sequence[_Scores], name: frozenset[str], post: frozenset[str]) -> int:
    total = 0.0
    for of_word in scores:
        best = max(
            max((of_word.get(word, 0) for word in name), default=0),
            max((of_word.get(word, 0) for word in post), default=0) * _OF_OFFICE,
        )
        if not best:
            return 0
        total += best
    return round(total / len(scores))
