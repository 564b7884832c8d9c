"""Elected people of Canada, from Represent (Open North): the JSON of its representatives.

Represent gives its people no ids. The id is that of the seat (body, office and district), so that
a new holder is the same recipient; where several sit for one district, their names tell them apart.
"""

import re
from collections import Counter
from collections.abc import Iterable
from datetime import date
from pathlib import Path

from outreach.errors import InputInvalid, Problem
from outreach.importers.contract import Imported, KeyedBy, Row, origin
from outreach.importers.gathering import Gathered
from outreach.importers.records import Record, read_json_record
from outreach.importers.tidying import OTHERS, tidied
from outreach.tables.files import refused
from outreach.tables.slugs import slug

IDS = "ca-"
KEYED_BY = KeyedBy.POST
WATCHED = ("name", "office", "district")
CURRENT = True
PUBLIC = None
FOUND_AT = (
    "Get it from https://represent.opennorth.ca/api/: for the House of Commons, "
    "https://represent.opennorth.ca/representatives/house-of-commons/?limit=1000"
)
SOURCE = "represent.opennorth.ca"
COLUMNS = (
    "id", "name", "given", "family", "gender", "office", "organisation", "country", "languages",
    "email", OTHERS, "form_url", "website", "phone", "address", "locality", "region", "postcode",
    "party", "district", "source", "verified_on",
)  # fmt: skip

# Where answers about one place keep their people, beside those that list them.
_LISTS = ("objects", "representatives_centroid", "representatives_concordance")
_GENDERS = {"F": "female", "M": "male", "f": "female", "m": "male"}
_LANGUAGES = {"English": "en", "French": "fr", "Français": "fr"}
_KINDS = ("legislature", "office", "constituency")
# “Ottawa ON  K1A 0A6”, alone or as the end of the last line.
_TOWN = re.compile(
    r"(?P<town>[^\d,]+?),?\s+(?P<region>[A-Z]{2})\s+(?P<postcode>[A-Z]\d[A-Z]\s?\d[A-Z]\d)"
)


def read(
    path: Path, shown: str, *, verified_on: date, source: str = "", checked: bool = True
) -> Imported:
    """Read an answer of Represent; the first of several pages is refused, as not whole."""
    people = _people(read_json_record(path, shown), shown)
    gathered = Gathered()
    seats = Counter(map(_seat, people))
    rows: list[Row] = []
    for number, record in enumerate(people, start=1):
        lacking = [key for key in ("name", "elected_office") if not record.text(key)]
        if lacking:
            gathered.object(f"Representative {number} has no {lacking[0]}.", FOUND_AT, shown)
            continue
        key = _seat(record) if seats[_seat(record)] == 1 else _named_seat(record)
        said = source or record.text("source_url") or SOURCE
        own = origin(said, verified_on, checked=checked)
        row = tidied({**_cells(record, key), **own})
        gathered.add(row.problems(record.text("name"), shown, None))
        if gathered.is_new(key, shown):
            rows.append({**dict.fromkeys(COLUMNS, ""), **row.cells})
            gathered.check(rows[-1], shown, None)
    gathered.refuse()
    return Imported(slug(path.stem) or "represent", COLUMNS, tuple(rows), tuple(gathered.notes))


def _people(answer: Record, shown: str) -> tuple[Record, ...]:
    lists = [key for key in _LISTS if isinstance(answer.data.get(key), list)]
    if not lists:
        raise refused(shown, "The file holds no representatives.", FOUND_AT)
    for key in lists:
        values = answer.data[key]
        if isinstance(values, list) and not all(isinstance(value, dict) for value in values):
            raise refused(shown, f"“{key}” holds something other than representatives.", FOUND_AT)
    people = tuple(one for key in lists for one in answer.records(key))
    if not people:
        raise refused(shown, "The file lists nobody.", FOUND_AT)
    if answer.text("meta", "next"):
        total = answer.text("meta", "total_count") or "more"
        said = f"This is one page: {len(people)} of {total} representatives."
        way_out = "Ask for all of them at once: add ?limit=1000 to the address."
        raise InputInvalid([Problem(said, way_out, shown)])
    return tuple(_once(people))


def _once(people: Iterable[Record]) -> list[Record]:
    """An answer about a place gives somebody twice where its two ways of looking agree."""
    found: list[Record] = []
    for one in people:
        if all(one.data != other.data for other in found[-50:]):
            found.append(one)
    return found


def _seat(record: Record) -> str:
    body = record.text("related", "representative_set_url").strip("/").rpartition("/")[2]
    body = body or record.text("representative_set_name")
    parts = (body, record.text("elected_office"), record.text("district_name"))
    return IDS + slug(" ".join(parts))


def _named_seat(record: Record) -> str:
    return IDS + slug(f"{_seat(record).removeprefix(IDS)} {record.text('name')}")


def _cells(record: Record, key: str) -> dict[str, str]:
    office = _office(record)
    given, family = record.text("first_name"), record.text("last_name")
    extra = record.record("extra")
    languages = (_LANGUAGES.get(one, "") for one in extra.texts("preferred_languages"))
    return {
        "id": key,
        "name": record.text("name"),
        "given": given,
        "family": family,
        "gender": _GENDERS.get(record.text("gender"), ""),
        "office": record.text("elected_office"),
        "organisation": record.text("representative_set_name"),
        "country": "CA",
        "languages": ", ".join(filter(None, languages)),
        "email": record.text("email"),
        "form_url": extra.text("contact_form"),
        "website": record.text("personal_url") or record.text("url"),
        "phone": office.text("tel"),
        **_address(office.text("postal")),
        "party": record.text("party_name"),
        "district": record.text("district_name"),
    }


def _office(record: Record) -> Record:
    """At the legislature, else in the district; one with an address before one without."""
    return min(
        record.records("offices"),
        key=lambda one: (not one.text("postal"), _rank(one.text("type"))),
        default=Record(0, {}),
    )


def _rank(kind: str) -> int:
    return _KINDS.index(kind) if kind in _KINDS else len(_KINDS)


def _address(postal: str) -> dict[str, str]:
    lines = [" ".join(line.split()) for line in postal.splitlines() if line.strip()]
    found = _TOWN.fullmatch(lines[-1]) if lines else None
    if found is None:
        return {"address": " | ".join(lines)}
    return {
        "address": " | ".join(lines[:-1]),
        "locality": found["town"],
        "region": found["region"],
        "postcode": found["postcode"],
    }
