"""The offices of members of Congress at home, from legislators-district-offices.

A member is the same recipient at home and in Washington: the ids are those of the list
us-congress, so that the record knows a letter to either, and a campaign that names both lists is
refused. So there is one row for each member, with the first of their offices; the others stand in
`other_offices`, and whoever prefers one of them enters it: an import keeps it.
"""

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from outreach.errors import InputInvalid, Problem
from outreach.importers import us_congress
from outreach.importers.contract import Imported, PublicFile, Row
from outreach.importers.records import Record, read_records
from outreach.tables.files import refused

LIST = "us-congress-district-offices"
FILE = "legislators-district-offices.yaml"
IDS = us_congress.IDS
COLUMNS = (*us_congress.COLUMNS, "district_office", "other_offices")
SOURCE = "github.com/unitedstates/congress-legislators, legislators-district-offices (CC0)"
PUBLIC = PublicFile(
    f"https://unitedstates.github.io/congress-legislators/{FILE}",
    ("theunitedstates.io",),
)
FOUND_AT = "It is legislators-district-offices of github.com/unitedstates/congress-legislators."

# Some members have no office at home, and never so many.
_FEWEST = 400
_NAMED_UNIT = re.compile(r"[A-Za-z]{2}")


def read(
    path: Path, shown: str, members: Imported, *, verified_on: date, source: str = ""
) -> Imported:
    """The rows of us-congress with addresses at home; raises InputInvalid as every importer."""
    offices = _offices(path, shown)
    rows = tuple(
        _at_home(row, offices.get(row["id"], ()), source or SOURCE, verified_on)
        for row in members.rows
    )
    notes = tuple(
        Problem(f"{row['name']} has no office at home: the one in Washington stands.", "", shown)
        for row in rows
        if not row["district_office"]
    )
    return Imported(LIST, COLUMNS, rows, notes)


def _offices(path: Path, shown: str) -> dict[str, tuple[Record, ...]]:
    found: dict[str, tuple[Record, ...]] = {}
    for record in read_records(path, shown):
        bioguide = record.text("id", "bioguide")
        if not bioguide or not isinstance(record.data.get("offices"), list):
            raise refused(shown, "This is no member with offices.", FOUND_AT, record.line or None)
        key = f"{IDS}{bioguide.casefold()}"
        if key in found:
            said = f"The member {bioguide} is listed twice."
            raise refused(shown, said, "", record.line or None)
        found[key] = tuple(filter(_can_be_written_to, record.records("offices")))
    if len(found) < _FEWEST:
        said = f"The file holds the offices of only {len(found)} members of Congress."
        raise InputInvalid([Problem(said, f"{FOUND_AT} Is it whole?", shown)])
    return found


def _can_be_written_to(office: Record) -> bool:
    return bool(office.text("address") and office.text("city") and office.text("zip"))


def _at_home(row: Row, offices: tuple[Record, ...], source: str, verified_on: date) -> Row:
    if not offices:
        return {**row, "district_office": "", "other_offices": ""}
    first, *others = offices
    return {
        **row,
        "address": " | ".join(_lines(first)),
        "locality": first.text("city"),
        "region": first.text("state"),
        "postcode": first.text("zip"),
        "phone": first.text("phone") or row["phone"],
        "district_office": first.text("city"),
        "other_offices": "; ".join(map(_in_one_line, others)),
        "source": source,
        "verified_on": verified_on.isoformat(),
    }


def _lines(office: Record) -> Iterator[str]:
    """The lines above the town: the building, then the street with the suite."""
    if building := office.text("building"):
        yield building
    suite = office.text("suite")
    # The data set has “Suite 104” in some rows and “104” alone in others.
    if suite and not _NAMED_UNIT.search(suite):
        suite = f"Suite {suite.lstrip('#').strip()}"
    street = office.text("address").rstrip(",")
    yield f"{street}, {suite}" if suite and suite not in street else street


def _in_one_line(office: Record) -> str:
    town = f"{office.text('city')} {office.text('state')} {office.text('zip')}"
    return ", ".join((*_lines(office), town))
