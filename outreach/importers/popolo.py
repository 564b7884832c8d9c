"""People in office, from Popolo JSON: persons, memberships, organizations, posts.

A person is in the list with the office of one membership that is held on the day of the data;
parties are no office. Who holds none is left out and named. (popoloproject.com)
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from outreach.errors import Problem
from outreach.importers.contract import Imported, KeyedBy, Row, origin
from outreach.importers.gathering import Gathered
from outreach.importers.records import Record, read_json_record
from outreach.importers.tidying import OTHERS, tidied
from outreach.tables.files import refused
from outreach.tables.slugs import slug

IDS = "popolo-"
KEYED_BY = KeyedBy.PERSON
WATCHED = ("office", "organisation", "district")
CURRENT = True
PUBLIC = None
FOUND_AT = "It is a JSON file with persons, memberships and organizations (popoloproject.com)."
SOURCE = "a Popolo data set"
COLUMNS = (
    "id", "name", "given", "family", "honorific", "post_nominals", "gender", "office",
    "organisation", "division", "email", OTHERS, "form_url", "website", "phone", "address",
    "party", "district", "term_start", "term_end", "source", "verified_on",
)  # fmt: skip

_NO_OFFICES = frozenset({"party", "faction", "parliamentary group", "coalition"})
_GENDERS = {"female": "female", "male": "male", "other": "other", "non-binary": "other"}
_PLAIN_MEMBER = frozenset({"", "member"})
_LEFT_OUT_SHOWN = 20


@dataclass(frozen=True, slots=True)
class _DataSet:
    organizations: Mapping[str, Record]
    posts: Mapping[str, Record]
    areas: Mapping[str, Record]
    periods: Mapping[str, Record]
    memberships: Mapping[str, list[Record]]
    day: date


def read(
    path: Path, shown: str, *, verified_on: date, source: str = "", checked: bool = True
) -> Imported:
    """Read a data set; raises InputInvalid for one that is not, or not whole."""
    root = read_json_record(path, shown)
    for key in ("persons", "memberships", "organizations"):
        if not root.records(key):
            raise refused(shown, f"The file lists no {key}.", FOUND_AT)
    data = _data_set(root, verified_on)
    gathered = Gathered()
    own = origin(source or SOURCE, verified_on, checked=checked)
    rows: list[Row] = []
    out: list[str] = []
    for number, person in enumerate(root.records("persons"), start=1):
        key = IDS + slug(person.text("id").removeprefix("ocd-person/"))
        if not person.text("name") or key == IDS:
            said = f"Person {number} has no {'id' if key == IDS else 'name'}."
            gathered.object(said, FOUND_AT, shown)
        elif (membership := _membership(person, data)) is None:
            out.append(person.text("name"))
        elif gathered.is_new(key, shown):
            row = tidied({"id": key, **_cells(person, membership, data)})
            gathered.add(row.problems(person.text("name"), shown, None))
            rows.append({**dict.fromkeys(COLUMNS, ""), **row.cells, **own})
            gathered.check(rows[-1], shown, None)
    gathered.refuse()
    if not rows:
        raise refused(shown, "Nobody in this data set holds an office on this day.", FOUND_AT)
    notes = (*gathered.notes, *_left_out(out, shown))
    return Imported(slug(path.stem) or "popolo", COLUMNS, tuple(rows), notes)


def _data_set(root: Record, day: date) -> _DataSet:
    memberships: dict[str, list[Record]] = defaultdict(list)
    for one in root.records("memberships"):
        memberships[one.text("person_id")].append(one)
    return _DataSet(
        _by_id(root.records("organizations")),
        _by_id(root.records("posts")),
        _by_id(root.records("areas")),
        _by_id(root.records("events")),
        memberships,
        day,
    )


def _by_id(records: tuple[Record, ...]) -> dict[str, Record]:
    return {record.text("id"): record for record in records}


def _membership(person: Record, data: _DataSet) -> Record | None:
    """The office somebody holds: of several, one with a post or a role of its own, the latest."""
    held = [
        one
        for one in data.memberships[person.text("id")]
        if _is_held(one, data) and not _is_party(one, data)
    ]
    return max(
        held,
        key=lambda one: (
            bool(one.text("post_id")),
            one.text("role").casefold() not in _PLAIN_MEMBER,
            _begun(one, data),
        ),
        default=None,
    )


def _is_party(membership: Record, data: _DataSet) -> bool:
    body = data.organizations.get(membership.text("organization_id"), Record(0, {}))
    return body.text("classification").casefold() in _NO_OFFICES


def _is_held(membership: Record, data: _DataSet) -> bool:
    ended, today = _ended(membership, data), data.day.isoformat()
    return _begun(membership, data) <= today and (not ended or ended >= today[: len(ended)])


def _begun(membership: Record, data: _DataSet) -> str:
    return membership.text("start_date") or _period(membership, data).text("start_date")


def _ended(membership: Record, data: _DataSet) -> str:
    return membership.text("end_date") or _period(membership, data).text("end_date")


def _period(membership: Record, data: _DataSet) -> Record:
    return data.periods.get(membership.text("legislative_period_id"), Record(0, {}))


def _cells(person: Record, membership: Record, data: _DataSet) -> dict[str, str]:
    post = data.posts.get(membership.text("post_id"), Record(0, {}))
    body = membership.text("organization_id") or post.text("organization_id")
    area = data.areas.get(membership.text("area_id") or post.text("area_id"), Record(0, {}))
    ways = _ways(person, membership, post)
    term_end = _ended(membership, data)
    return {
        "name": person.text("name"),
        "given": person.text("given_name"),
        "family": person.text("family_name"),
        "honorific": person.text("honorific_prefix"),
        "post_nominals": person.text("honorific_suffix"),
        "gender": _GENDERS.get(person.text("gender").casefold(), ""),
        "office": _office(membership, post),
        "organisation": data.organizations.get(body, Record(0, {})).text("name"),
        "division": _division(area),
        "email": person.text("email") or ways.get("email", ""),
        "form_url": ways.get("form", ""),
        "website": ways.get("url", "") or ways.get("website", ""),
        "phone": ways.get("voice", "") or ways.get("phone", ""),
        "address": " | ".join(line.strip() for line in ways.get("address", "").splitlines()),
        "party": _party(person, membership, data),
        "district": area.text("name"),
        "term_start": _whole_day(_begun(membership, data)),
        "term_end": _whole_day(term_end),
    }


def _office(membership: Record, post: Record) -> str:
    said = post.text("label") or post.text("role") or membership.text("role") or "Member"
    return said[:1].upper() + said[1:]


def _division(area: Record) -> str:
    named = (area.text("id"), *(one.text("identifier") for one in area.records("identifiers")))
    return next((text for text in named if text.startswith("ocd-division/")), "")


def _ways(*records: Record) -> dict[str, str]:
    """How to reach somebody: their own before those of the membership and the post."""
    ways: dict[str, str] = {}
    for record in records:
        for one in record.records("contact_details"):
            ways.setdefault(one.text("type").casefold(), one.text("value"))
        for one in record.records("links"):
            kind = "form" if "form" in one.text("note").casefold() else "website"
            ways.setdefault(kind, one.text("url"))
    return ways


def _party(person: Record, membership: Record, data: _DataSet) -> str:
    parties = [membership.text("on_behalf_of_id"), *_parties(person, data)]
    named = (data.organizations.get(one, Record(0, {})).text("name") for one in parties)
    return next(filter(None, named), "")


def _parties(person: Record, data: _DataSet) -> Iterator[str]:
    for one in data.memberships[person.text("id")]:
        if _is_party(one, data) and _is_held(one, data):
            yield one.text("organization_id")


def _whole_day(text: str) -> str:
    return text if len(text) == len("2026-01-31") else ""


def _left_out(names: list[str], shown: str) -> Iterator[Problem]:
    if names:
        more = len(names) - _LEFT_OUT_SHOWN
        said = ", ".join(names[:_LEFT_OUT_SHOWN]) + (f" and {more:,} more" if more > 0 else "")
        yield Problem(f"{len(names):,} hold no office on this day, left out: {said}.", "", shown)
