"""Ids for rows that have none, made from what a row says so that they stay the same.

A post is the recipient where its title stands once in a list: then the id is the office, and a
new holder keeps it. Otherwise it is office and name, or the name. Letters of any script stay;
accents of Latin ones go. Where two rows still come out alike they are numbered in the order of
their content, not of their place in the file.
"""

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import count

from outreach.model.people import Recipient

LONGEST = 100
_LONGEST_DERIVED = 80
_NO_LETTERS = re.compile(r"[\W_]+")
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


def derived_ids(rows: Sequence[Recipient], taken: Collection[str]) -> Mapping[int, str]:
    """Place in `rows` → id, for every row without one; `taken` are the ids that stand in it."""
    offices = Counter(slug(row.office) for row in rows)
    alike: dict[str, list[int]] = defaultdict(list)
    for place, row in enumerate(rows):
        if not row.id:
            alike[_wanted(row, offices)].append(place)
    used = set(taken)
    ids: dict[int, str] = {}
    for wanted in sorted(alike):
        free = (candidate for candidate in _numbered(wanted) if candidate not in used)
        for place in sorted(alike[wanted], key=lambda place: _content(rows[place])):
            ids[place] = next(free)
        used.update(ids[place] for place in alike[wanted])
    return ids


@lru_cache(4000)
def slug(text: str) -> str:
    """Small letters and digits with hyphens between them, in whatever script."""
    plain = text.casefold().translate(_PLAIN)
    apart = unicodedata.normalize("NFKD", plain)
    latin = "".join(letter for letter in apart if not "\u0300" <= letter <= "\u036f")
    joined = unicodedata.normalize("NFC", latin)
    return _NO_LETTERS.sub("-", joined)[:_LONGEST_DERIVED].strip("-")


def _wanted(row: Recipient, offices: Mapping[str, int]) -> str:
    office, name = slug(row.office), slug(_name(row))
    if office and (offices[office] == 1 or not name):
        return office
    return f"{name}-{office}"[:_LONGEST_DERIVED].strip("-") if office else name or "recipient"


def _name(row: Recipient) -> str:
    name = row.name
    return name.full or f"{name.given} {name.family} {name.suffix}".strip() or name.native


def _content(row: Recipient) -> tuple[str, ...]:
    return (row.organisation, row.division, row.email, row.form_url, row.phone, repr(row.address))


def _numbered(wanted: str) -> Iterator[str]:
    yield wanted
    yield from (f"{wanted}-{number}" for number in count(2))
