"""Ids for rows that have none, made from what a row says so that they stay the same.

A post is the recipient where it stands once in a list: then the id is made of the office, with the
district or the body where the office alone is not enough, and a new holder keeps it, acting or
not. Otherwise, and for those who held an office once, it is office and name, or the name. Letters
of any script stay; accents of Latin ones go. Where two rows still come out alike they are numbered
in the order of their content, not of their place in the file.
"""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from itertools import count

from outreach.model.people import Recipient
from outreach.model.tenure import Tenure, bare_office, tenure_of
from outreach.tables.slugs import LONGEST_SLUG, slug

LONGEST = 100
_DIVISION = "ocd-division/"

_Post = tuple[str, ...]


def derived_ids(rows: Sequence[Recipient], taken: Collection[str]) -> Mapping[int, str]:
    """Place in `rows` → id, for every row without one; `taken` are the ids that stand in it."""
    posts = Counter(post for row in rows for post in _posts(row))
    alike: dict[str, list[int]] = defaultdict(list)
    for place, row in enumerate(rows):
        if not row.id:
            alike[_wanted(row, posts)].append(place)
    used = set(taken)
    ids: dict[int, str] = {}
    for wanted in sorted(alike):
        free = (candidate for candidate in _numbered(wanted) if candidate not in used)
        for place in sorted(alike[wanted], key=lambda place: _content(rows[place])):
            ids[place] = next(free)
        used.update(ids[place] for place in alike[wanted])
    return ids


def _wanted(row: Recipient, posts: Mapping[_Post, int]) -> str:
    office, name = slug(row.office), slug(_name(row))
    if post := next((post for post in _posts(row) if posts[post] == 1), None):
        return _joined(*post)
    if office and not name:
        return _joined(slug(bare_office(row.office)), slug(row.organisation))
    return _joined(name, office) if office else name or "recipient"


def _posts(row: Recipient) -> Iterator[_Post]:
    """What may be enough to know a post by, the shortest first; nothing of a former holder."""
    office = slug(bare_office(row.office))
    if not office or tenure_of(row) is Tenure.FORMER:
        return
    yield (office,)
    if row.division:
        yield office, _district(row.division)
    if row.organisation:
        yield office, slug(row.organisation)


def _district(division: str) -> str:
    """`us-ca-cd-12` for ocd-division/country:us/state:ca/cd:12."""
    parts = division.removeprefix(_DIVISION).split("/")
    places = [part.partition(":")[2] or part for part in parts[:2]]
    return slug("-".join((*places, *parts[2:])))


def _joined(*parts: str) -> str:
    return "-".join(filter(None, parts))[:LONGEST_SLUG].strip("-")


def _name(row: Recipient) -> str:
    name = row.name
    return name.full or f"{name.given} {name.family} {name.suffix}".strip() or name.native


def _content(row: Recipient) -> tuple[str, ...]:
    return (row.organisation, row.division, row.email, row.form_url, row.phone, repr(row.address))


def _numbered(wanted: str) -> Iterator[str]:
    yield wanted
    yield from (f"{wanted}-{number}" for number in count(2))
