"""The prisons of England and Wales, from the prison register of the Ministry of Justice.

One row for each prison that is open, addressed to whoever leads it. Closed prisons are never
addressed: they are left out and named. `facility_id` is the register's own code.
"""

import re
from datetime import date
from pathlib import Path

from outreach.errors import InputInvalid, Problem
from outreach.importers.contract import Imported, KeyedBy, Row, origin
from outreach.importers.gathering import Gathered
from outreach.tables.encodings import read_text
from outreach.tables.files import refused
from outreach.tables.reading import read_table

LIST = "uk-prisons"
IDS = "uk-prison-"
KEYED_BY = KeyedBy.POST
WATCHED = ("organisation", "address", "locality", "postcode")
CURRENT = True
PUBLIC = None
FOUND_AT = "It is prisons.csv of github.com/ministryofjustice/prison-register."
SOURCE = "github.com/ministryofjustice/prison-register (MIT)"
COLUMNS = (
    "id", "office", "organisation", "organisation.cy", "country", "languages", "address",
    "locality", "region", "postcode", "address.cy", "locality.cy", "facility_id", "facility",
    "source", "verified_on",
)  # fmt: skip

# A prison that a company runs has a director, any other a governor; the register says neither.
OFFICE = "Governor or Director"
_HEADINGS = (
    "prison_id", "name", "active", "prison_name_in_welsh", "address_line1", "address_line2",
    "town", "county", "postcode", "address_line1_in_welsh", "address_line2_in_welsh",
    "town_in_welsh",
)  # fmt: skip
_FEWEST = 170
_CODE = re.compile(r"[A-Z0-9]{3,6}")
_KIND = re.compile(r"(?P<place>.+?)\s*\((?P<kind>[^()]+)\)")
_CAPITALS = {"hmyoi": "HMYOI", "hmrc": "HMRC", "hmpyoi & rc": "HMPYOI & RC"}


def read(
    path: Path, shown: str, *, verified_on: date, source: str = "", checked: bool = True
) -> Imported:
    """Read prisons.csv; one that is cut off or holds anything else is refused whole."""
    table = read_table(path, shown)
    if missing := [name for name in _HEADINGS if name not in table.columns]:
        said = f"The file has no column “{missing[0]}”."
        raise refused(shown, said, FOUND_AT, table.heading_line)
    gathered = Gathered()
    own = origin(source or SOURCE, verified_on, checked=checked)
    rows: list[Row] = []
    closed: list[str] = []
    number = 0
    for row in table.rows:
        number += 1
        cells = {name: text.strip() for name, text in row.values.items()}
        if not _is_sound(cells, gathered, shown, row.line):
            continue
        if cells["active"] == "0":
            closed.append(cells["name"])
            continue
        rows.append({**_row(cells), **own})
        gathered.check(rows[-1], shown, row.line)
        if not cells["address_line1"]:
            said = f"{cells['name']} has a town and no street in the register."
            way_out = "The postcode may be enough; the address can be completed in the list."
            gathered.notes.append(Problem(said, way_out, shown, row.line))
    gathered.refuse()
    if not read_text(path, shown).endswith("\n"):
        raise refused(shown, "The file breaks off in its last row.", "Get it again.")
    if number < _FEWEST:
        said = f"The file holds only {number} of the more than {_FEWEST} prisons of the register."
        raise InputInvalid([Problem(said, f"{FOUND_AT} Is it whole?", shown)])
    notes = (*_closed(closed, shown), *gathered.notes)
    return Imported(LIST, COLUMNS, tuple(rows), notes)


def _is_sound(cells: Row, gathered: Gathered, shown: str, line: int) -> bool:
    code = cells["prison_id"]
    if not _CODE.fullmatch(code) or not cells["name"]:
        gathered.object("The row is of no prison.", FOUND_AT, shown, line)
    elif cells["active"] not in {"0", "1"}:
        said = f"{cells['name']}: “active” is neither 1 nor 0: {cells['active']}"
        gathered.object(f"{said}.", FOUND_AT, shown, line)
    elif earlier := gathered.place_of(code, line):
        # Some have two gates. Which of them takes the post, the register does not say.
        said = f"{cells['name']} is there twice ({earlier}), and the first address was taken"
        street = _lines(cells["address_line1"], cells["town"], cells["postcode"])
        gathered.notes.append(Problem(f"{said}; the other is {street}.", "", shown, line))
    else:
        return True
    return False


def _row(cells: Row) -> Row:
    code = cells["prison_id"]
    return {
        "id": IDS + code.casefold(),
        "office": OFFICE,
        "organisation": on_envelope(cells["name"]),
        "organisation.cy": cells["prison_name_in_welsh"],
        "country": "GB",
        "languages": "en",
        "address": _lines(cells["address_line1"], cells["address_line2"]),
        "locality": cells["town"],
        "region": cells["county"],
        "postcode": cells["postcode"],
        "address.cy": _lines(cells["address_line1_in_welsh"], cells["address_line2_in_welsh"]),
        "locality.cy": cells["town_in_welsh"],
        "facility_id": code,
        "facility": cells["name"],
    }


def on_envelope(name: str) -> str:
    """`HMP & YOI Altcourse` for the register's “Altcourse (HMP & YOI)”."""
    name = " ".join(name.split())
    found = _KIND.fullmatch(name)
    if found is None:
        return name
    kind = _CAPITALS.get(found["kind"].casefold(), found["kind"])
    return f"{kind} {found['place']}"


def _lines(*lines: str) -> str:
    return " | ".join(filter(None, lines))


def _closed(names: list[str], shown: str) -> list[Problem]:
    if not names:
        return []
    said = f"{len(names)} prisons are closed and were left out: {', '.join(names)}."
    return [Problem(said, "Nobody is written to at a closed prison.", shown)]
