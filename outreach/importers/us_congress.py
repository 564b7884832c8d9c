"""The sitting members of the United States Congress, from unitedstates/congress-legislators.

Its file legislators-current (YAML or JSON) lists everybody who sits in either house, with all
their terms; the last one is the one they sit for.
"""

import re
import unicodedata
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from outreach.composing.names import full_name
from outreach.errors import Problem
from outreach.importers.congress_file import (
    CHAMBERS,
    called,
    refuse_damaged,
    sitting_members,
    sitting_term,
)
from outreach.importers.contract import Imported, KeyedBy, PublicFile, origin
from outreach.importers.records import Record
from outreach.importers.tidying import is_page
from outreach.model.people import PersonName

LIST = "us-congress"
IDS = "us-"
KEYED_BY = KeyedBy.PERSON
CURRENT = True
PUBLIC = PublicFile(
    "https://unitedstates.github.io/congress-legislators/legislators-current.yaml",
    ("theunitedstates.io",),
)
FOUND_AT = "It is legislators-current of github.com/unitedstates/congress-legislators."
SOURCE = "github.com/unitedstates/congress-legislators, legislators-current (CC0)"
COLUMNS = (
    "id", "name", "given", "middle", "family", "suffix", "nickname", "gender", "office",
    "organisation", "country", "division", "languages", "form_url", "website", "phone", "address",
    "locality", "region", "postcode", "party", "chamber", "state", "district", "senate_class",
    "term_start", "term_end", "source", "verified_on",
)  # fmt: skip
WATCHED = ("chamber", "state", "district", "office")

_GENDERS = {"F": "female", "M": "male"}
_HOUSES = {"senate": "United States Senate", "house": "U.S. House of Representatives"}
# Who sits in the House without being a representative, and what their area is called.
_OTHER_SEATS = {
    "AS": ("Delegate", "territory"),
    "DC": ("Delegate", "district"),
    "GU": ("Delegate", "territory"),
    "MP": ("Delegate", "territory"),
    "VI": ("Delegate", "territory"),
    "PR": ("Resident Commissioner", "territory"),
}
_ADDRESS = re.compile(
    r"(?P<line>\S.*?),?\s+(?P<town>Washington),?\s+(?P<state>D\.?C\.?),?\s+"
    r"(?P<postcode>\d{5}(?:-\d{4})?)",
    re.IGNORECASE,
)


def read(
    path: Path, shown: str, *, verified_on: date, source: str = "", checked: bool = True
) -> Imported:
    """Read legislators-current. A file that is cut off or holds anything else is refused whole."""
    records = sitting_members(path, shown)
    notes: list[Problem] = []
    own = origin(source or SOURCE, verified_on, checked=checked)
    rows = tuple({**_row(record, shown, notes), **own} for record in records)
    refuse_damaged(records, rows, shown)
    return Imported(LIST, COLUMNS, rows, tuple(notes))


def _row(record: Record, shown: str, notes: list[Problem]) -> dict[str, str]:
    term = sitting_term(record)
    chamber, state = CHAMBERS[term.text("type")], term.text("state")
    links, left_out = _links(term)
    notes += (
        Problem(f"{called(record)} {said}.", way_out, shown, record.line or None)
        for said, way_out in (*left_out, *_missing(term))
    )
    return {
        # The Bioguide id is Congress's own and never given twice; a list of other people may
        # hold the same letters and digits, hence the prefix.
        "id": f"us-{record.text('id', 'bioguide').casefold()}",
        "name": _whole_name(record),
        "given": record.text("name", "first"),
        "middle": record.text("name", "middle"),
        "family": record.text("name", "last"),
        "suffix": record.text("name", "suffix"),
        "nickname": record.text("name", "nickname"),
        "gender": _GENDERS.get(record.text("bio", "gender"), ""),
        "office": _office(chamber, state),
        "organisation": _HOUSES[chamber],
        "country": "US",
        "division": _division(chamber, state, term.text("district")),
        "languages": "en",
        **links,
        "phone": term.text("phone"),
        **_address(term.text("address")),
        "party": term.text("party"),
        "chamber": chamber,
        "state": state,
        "district": term.text("district"),
        "senate_class": term.text("class"),
        "term_start": term.text("start"),
        "term_end": term.text("end"),
    }


def _whole_name(record: Record) -> str:
    """The name a member goes by, with the accents, the family name and the suffix it has in parts.

    `official_full` leaves out some of them, and the letter would not know its addressee by it.
    """
    first, last = record.text("name", "first"), record.text("name", "last")
    official = _accented(record.text("name", "official_full"), f"{first} {last}")
    whole = official if last in official else f"{first} {last}"
    return full_name(PersonName(full=whole, suffix=record.text("name", "suffix")))


def _accented(name: str, parts: str) -> str:
    accented = {_unaccented(part): part for part in parts.split() if not part.isascii()}
    return " ".join(accented.get(word, word) for word in name.split())


def _unaccented(text: str) -> str:
    decomposed = unicodedata.normalize("NFD", text)
    return "".join(letter for letter in decomposed if not unicodedata.combining(letter))


def _office(chamber: str, state: str) -> str:
    if chamber == "senate":
        return "Senator"
    return _OTHER_SEATS[state][0] if state in _OTHER_SEATS else "Representative"


def _division(chamber: str, state: str, district: str) -> str:
    """The Open Civic Data id of the area a member sits for."""
    kind = _OTHER_SEATS[state][1] if state in _OTHER_SEATS else "state"
    area = f"ocd-division/country:us/{kind}:{state.casefold()}"
    if chamber == "senate" or state in _OTHER_SEATS:
        return area
    return f"{area}/cd:{'at-large' if int(district) == 0 else int(district)}"


def _address(text: str) -> dict[str, str]:
    """The parts of an address in one line; one of another shape stays a line."""
    found = _ADDRESS.fullmatch(text)
    if not found:
        return {"address": text, "locality": "", "region": "", "postcode": ""}
    return {
        "address": found["line"],
        "locality": "Washington",
        "region": "DC",
        "postcode": found["postcode"],
    }


def _links(term: Record) -> tuple[dict[str, str], list[tuple[str, str]]]:
    """Web form and site; one that no browser could open is left out."""
    links, left_out = {}, []
    for column, key in (("form_url", "contact_form"), ("website", "url")):
        url = term.text(key)
        links[column] = url if not url or is_page(url) else ""
        if url and not links[column]:
            said = f"has a {key} that is no web address, and it was left out: {url}"
            left_out.append((said, "Look it up and enter it by hand."))
    return links, left_out


def _missing(term: Record) -> Iterator[tuple[str, str]]:
    address = term.text("address")
    if not address:
        yield "has no address yet", "A letter by post cannot go until the list has one."
    elif not _ADDRESS.fullmatch(address):
        yield f"has an address of another shape: {address}", "Look at its lines in the list."
