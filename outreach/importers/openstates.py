"""Legislators and executives of the states of the US, from openstates/people.

A folder of YAML files, one for each person. Who holds no office on the day of the data is left
out and named. Ids are those of Open States, which a person keeps from office to office.
"""

from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path

from outreach.composing.names import full_name
from outreach.errors import InputInvalid, Problem
from outreach.importers import openstates_roles as roles
from outreach.importers.contract import Imported, KeyedBy, Row, origin
from outreach.importers.gathering import Gathered
from outreach.importers.records import Record, read_yaml_record
from outreach.importers.tidying import OTHERS, tidied
from outreach.importers.us_addresses import split_address
from outreach.model.people import PersonName
from outreach.tables.files import refused

LIST = "openstates"
IDS = "os-"
KEYED_BY = KeyedBy.PERSON
WATCHED = ("office", "state", "chamber", "district")
CURRENT = True
PUBLIC = None
FOUND_AT = "It is a folder of github.com/openstates/people, such as data/ca."
SOURCE = "github.com/openstates/people (CC0)"
COLUMNS = (
    "id", "name", "given", "middle", "family", "suffix", "gender", "office", "organisation",
    "country", "division", "languages", "email", OTHERS, "form_url", "website", "phone", "address",
    "locality", "region", "postcode", "party", "chamber", "state", "district", "term_start",
    "term_end", "source", "verified_on",
)  # fmt: skip

_PERSON = "ocd-person/"
_GENDERS = {"Female": "female", "Male": "male", "Other": "other"}
_LEGISLATIVE = frozenset({"upper", "lower", "legislature"})
_PREFERRED = ("capitol", "primary", "district", "district-mail")
_MOST_FILES = 20_000
# What a whole file of a person always has; `sources` is its last part in most of them.
_NEEDED = ("id", "name", "roles", "sources")


def read(
    path: Path, shown: str, *, verified_on: date, source: str = "", checked: bool = True
) -> Imported:
    """Read a folder with all folders in it, or one file."""
    gathered = Gathered()
    people = list(_people(path, shown, gathered))
    gathered.refuse()
    own = origin(source or SOURCE, verified_on, checked=checked)
    rows: list[Row] = []
    for record, file in people:
        role = _role(record, file, verified_on, gathered)
        if role is not None:
            row = tidied(_cells(record, role))
            gathered.add(row.problems(record.text("name"), file, None))
            rows.append({**dict.fromkeys(COLUMNS, ""), **row.cells, **own})
            gathered.check(rows[-1], file, None)
    if people and not rows:
        said = "Nobody in here holds an office on this day."
        raise refused(shown, said, "Is it the folder of those who left?")
    gathered.refuse()
    return Imported(_list_name(rows), COLUMNS, tuple(rows), tuple(gathered.notes))


def _people(path: Path, shown: str, gathered: Gathered) -> Iterator[tuple[Record, str]]:
    if not path.exists():
        raise refused(shown, "There is no such folder.", FOUND_AT)
    files = [path] if path.is_file() else sorted(_files(path))
    if not files:
        raise refused(shown, "The folder holds no YAML files.", FOUND_AT)
    if len(files) > _MOST_FILES:
        raise refused(shown, f"The folder holds {len(files):,} files.", "Choose one state of it.")
    for file in files:
        said = shown if file == path else f"{shown.rstrip('/')}/{file.relative_to(path).as_posix()}"
        try:
            record = read_yaml_record(file, said)
        except InputInvalid as invalid:
            gathered.problems += invalid.problems
            continue
        if record.text("id").startswith("ocd-organization/"):
            continue  # a committee
        missing = [key for key in _NEEDED if not record.data.get(key)]
        if missing or not record.text("id").startswith(_PERSON):
            lack = (
                f"has no {missing[0]}"
                if missing
                else f"has an id of no person: {record.text('id')}"
            )
            gathered.object(f"The file {lack}.", f"Is it whole? {FOUND_AT}", said)
        elif gathered.is_new(record.text("id"), said):
            yield record, said


def _files(folder: Path) -> Iterator[Path]:
    # Links are not followed out of the folder that was named.
    for path in folder.rglob("*.y*ml"):
        if path.is_file() and not path.is_symlink():
            yield path


def _role(record: Record, file: str, day: date, gathered: Gathered) -> Record | None:
    """The office somebody holds; of several, an executive one, or else the latest."""
    held = [role for role in record.records("roles") if roles.is_held(role, day)]
    known = [role for role in held if roles.state_of(role)]
    if not known:
        ended = max((role.text("end_date") for role in record.records("roles")), default="")
        since = f" since {ended}" if ended else ""
        said = f"{record.text('name')} holds no office{since}, and was left out."
        gathered.notes.append(Problem(said, "", file))
        return None
    return max(
        known, key=lambda role: (role.text("type") not in _LEGISLATIVE, role.text("start_date"))
    )


def _cells(record: Record, role: Record) -> dict[str, str]:
    office = _best_office(record)
    chamber, state = role.text("type"), roles.state_of(role)
    family = record.text("family_name")
    name = PersonName(full=record.text("name"), suffix=record.text("suffix"))
    title = roles.office(role)
    return {
        "id": IDS + record.text("id").removeprefix(_PERSON),
        "name": full_name(name),
        "given": record.text("given_name"),
        "middle": record.text("middle_name"),
        "family": family,
        "suffix": record.text("suffix"),
        "gender": _GENDERS.get(record.text("gender"), ""),
        "office": title,
        "organisation": roles.organisation(role),
        "country": "US",
        "division": roles.division(role),
        "languages": "en",
        "email": record.text("email"),
        "form_url": _link(record, webform=True),
        "website": _link(record, webform=False),
        "phone": office.text("voice"),
        **split_address(office.text("address"), (record.text("name"), *_titles(title))),
        "party": _party(record),
        "chamber": chamber if chamber in _LEGISLATIVE else "executive",
        "state": state.upper(),
        "district": role.text("district"),
        "term_start": role.text("start_date"),
        "term_end": _day(role.text("end_date")),
    }


def _titles(office: str) -> tuple[str, ...]:
    """The office in the ways in which an address repeats it."""
    title, _, state = office.partition(" of ")
    state = state.removeprefix("State of ")
    return (office, f"{title} of {state} State", f"{state} {office.removesuffix(f' of {state}')}")


def _best_office(record: Record) -> Record:
    """At the capitol, else in the district; one with an address before one without."""
    offices = [one for one in record.records("offices") if one.text("address") or one.text("voice")]
    return min(
        offices, key=lambda one: (not one.text("address"), _rank(one)), default=Record(0, {})
    )


def _rank(office: Record) -> int:
    kind = office.text("classification")
    return _PREFERRED.index(kind) if kind in _PREFERRED else len(_PREFERRED)


def _link(record: Record, *, webform: bool) -> str:
    forms = {"webform", "web form", "contact form"}
    links = record.records("links")
    return next(
        (one.text("url") for one in links if (one.text("note").casefold() in forms) is webform), ""
    )


def _party(record: Record) -> str:
    parties = [one.text("name") for one in record.records("party") if not one.text("end_date")]
    return "; ".join(dict.fromkeys(filter(None, parties)))


def _day(text: str) -> str:
    # A year or a month alone is no day, and nothing is made up.
    return text if len(text) == len("2026-01-31") else ""


def _list_name(rows: Iterable[Row]) -> str:
    states = {row["state"] for row in rows}
    return f"{LIST}-{states.pop().casefold()}" if len(states) == 1 else LIST
