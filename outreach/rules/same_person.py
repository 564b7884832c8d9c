"""The same person or post in several rows: found by who they are, not by an address.

Two people who share a mailbox are two, and so are namesakes in two districts. Rows that can be the
same are found by keys of their names, so that a long list is not compared row by row with itself.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from types import MappingProxyType

from outreach.model.people import Recipient
from outreach.model.tenure import bare_office
from outreach.rules.spellings import Likeness, Spelling, keys, likeness, spelling_of, words_of

# A name that more rows bear says nothing about who is meant; comparing them all would take hours.
_MOST_NAMESAKES = 50
_ANYWHERE = "*"

_Words = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Post:
    """What a row says about the post, in every language in which the list has it."""

    offices: frozenset[_Words]
    organisations: frozenset[_Words]
    division: str
    country: str


@dataclass(frozen=True, slots=True)
class _Row:
    recipient: Recipient
    spelling: Spelling
    post: _Post

    @property
    def private(self) -> bool:
        return not self.post.offices and not self.post.organisations


def same_person_twice(recipients: Iterable[Recipient]) -> Mapping[str, str]:
    """The id of every later row that means the same person or post → the id of the first."""
    return _twice(tuple(recipients))


@lru_cache(2)
def _twice(recipients: tuple[Recipient, ...]) -> Mapping[str, str]:
    # A sending plans the same list several times, before, between and after its letters.
    return MappingProxyType({later.id: first.id for later, first in same_person_rows(recipients)})


def same_person_rows(
    recipients: Iterable[Recipient],
) -> Iterator[tuple[Recipient, Recipient]]:
    """Every later row that means the same person or post, and the first; in no certain order."""
    rows = [_row(recipient) for recipient in recipients]
    first_of: dict[int, _Row] = {}
    for later, earlier in (*_people(rows), *_posts(rows)):
        if id(later) not in first_of:
            first = first_of.setdefault(id(later), first_of.get(id(earlier), earlier))
            yield later.recipient, first.recipient


def _row(recipient: Recipient) -> _Row:
    post = _Post(
        _office(recipient.office) | _further(recipient, "office."),
        _organisation(recipient.organisation) | _further(recipient, "organisation."),
        recipient.division.casefold(),
        recipient.country,
    )
    return _Row(recipient, spelling_of(recipient.name), post)


@lru_cache(4_000)
def _office(text: str) -> frozenset[_Words]:
    return frozenset(filter(None, (words_of(bare_office(text)),)))


@lru_cache(4_000)
def _organisation(text: str) -> frozenset[_Words]:
    return frozenset(filter(None, (words_of(text),)))


def _further(recipient: Recipient, field: str) -> frozenset[_Words]:
    """What columns such as `office.fr` say."""
    texts = (value for name, value in recipient.more if name.startswith(field))
    return frozenset(filter(None, map(words_of, texts)))


# --- people ------------------------------------------------------------------------------------


def _people(rows: list[_Row]) -> Iterator[tuple[_Row, _Row]]:
    """Pairs of a row and an earlier one about the same person."""
    keys_of = [tuple(map(hash, set(keys(row.spelling)))) for row in rows]
    shared = {
        key for key, number in Counter(k for each in keys_of for k in each).items() if number > 1
    }
    earlier: dict[tuple[int, str], list[_Row]] = defaultdict(list)
    for row, own in zip(rows, keys_of, strict=True):
        mine = [key for key in own if key in shared]
        same = next((one for one in _candidates(row, mine, earlier) if _same(one, row)), None)
        if same is not None:
            yield row, same
        for key in mine:
            for where in {row.post.division, _ANYWHERE}:
                earlier[key, where].append(row)


def _candidates(
    row: _Row, own: list[int], earlier: Mapping[tuple[int, str], list[_Row]]
) -> Iterator[_Row]:
    places = (row.post.division, "") if row.post.division else (_ANYWHERE,)
    for key in own:
        for place in places:
            yield from earlier.get((key, place), ())[:_MOST_NAMESAKES]


def _same(one: _Row, other: _Row) -> bool:
    alike = likeness(one.spelling, other.spelling)
    if alike is Likeness.NONE or not _may_be_one(one.post, other.post):
        return False
    if one.recipient.email and _mailbox(one) == _mailbox(other):
        return True
    if one.private or other.private:
        return False  # two private people may bear one name
    if alike is Likeness.SURE:
        return _one_post(one.post, other.post)
    return _surely_one_post(one, other)


def _mailbox(row: _Row) -> str:
    return row.recipient.email.casefold()


def _may_be_one(one: _Post, other: _Post) -> bool:
    return _agree(one.country, other.country) and _agree(one.division, other.division)


def _one_post(one: _Post, other: _Post) -> bool:
    """Nothing differs, where both say it, and something is the same."""
    same_division = bool(one.division) and one.division == other.division
    office, body = one.offices & other.offices, one.organisations & other.organisations
    if not (office or not one.offices or not other.offices):
        return False
    if not (body or not one.organisations or not other.organisations):
        return same_division
    return bool(office or body or same_division)


def _surely_one_post(one: _Row, other: _Row) -> bool:
    """For names that are only likely to be one: the same district, or two lists of one body."""
    post, its = one.post, other.post
    if post.division and post.division == its.division:
        return _one_post(post, its)
    two_lists = one.recipient.list_name != other.recipient.list_name
    return two_lists and bool(post.offices & its.offices and post.organisations & its.organisations)


def _agree(one: str, other: str) -> bool:
    return not one or not other or one == other


# --- posts -------------------------------------------------------------------------------------


def _posts(rows: list[_Row]) -> Iterator[tuple[_Row, _Row]]:
    """Rows without a name, and an earlier or the only other row about the same post."""
    of_post: dict[_Post, list[_Row]] = defaultdict(list)
    for row in rows:
        if row.post.offices and (row.post.organisations or row.post.division):
            of_post[row.post].append(row)
    for alike in of_post.values():
        named = [row for row in alike if row.recipient.name]
        # Of several members of one body, a row without a name is none.
        nameless = [row for row in alike if not row.recipient.name]
        first, *others = alike if len(named) < 2 else nameless or alike[:1]
        yield from ((row, first) for row in others)
