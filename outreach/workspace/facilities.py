"""A user's own prison systems, facilities and rules, in facilities/*.toml, and imported lists."""

from collections.abc import Iterator
from pathlib import Path

from outreach.model.facility import Facility, InLanguage, PrisonSystem
from outreach.model.origin import Confidence, Origin
from outreach.model.people import PostalAddress, Recipient
from outreach.rules.prison.tables import PrisonTables, prison_tables
from outreach.tables.encodings import read_text
from outreach.workspace.lists import list_names, read_list
from outreach.workspace.wording import lines_of

FOLDER = "facilities"
_ADDRESS = "address."


def facility_texts(root: Path) -> Iterator[tuple[str, str]]:
    """(name as shown, text) of each own file, in the order of their names."""
    for path in sorted((root / FOLDER).glob("*.toml")):
        shown = f"{FOLDER}/{path.name}"
        yield shown, read_text(path, shown)


def facilities(root: Path | None) -> PrisonTables:
    """The program's tables with those of a folder, and with the facilities of its imported lists.

    Without a folder, the program's alone. Raises InputInvalid for the user's files.
    """
    if root is None:
        return prison_tables()
    tables = prison_tables(facility_texts(root))
    there = set(list_names(root))
    return tables.with_facilities(
        facility
        for system in tables.systems
        for name in system.lists
        if name in there
        for facility in _imported(system, root, name)
    )


def _imported(system: PrisonSystem, root: Path, name: str) -> Iterator[Facility]:
    listed = read_list(root, name)
    for recipient in listed.recipients:
        if recipient.further("facility_id"):
            yield _facility(system, recipient, listed.file)


def _facility(system: PrisonSystem, row: Recipient, file: str) -> Facility:
    confidence = Confidence.VERIFIED if row.verified_on else Confidence.SECONDARY
    return Facility(
        id=row.id.casefold(),
        system=system.id,
        name=row.organisation or row.further("facility"),
        address=row.address,
        origin=Origin(row.source or f"the list {file}", row.verified_on, confidence),
        closed=bool(row.further("closed_on")) or "closed" in row.tags,
        also=(row.further("facility_id").casefold(), row.further("facility").casefold()),
        others=tuple(_other_languages(row)),
        file=file,
    )


def _other_languages(row: Recipient) -> Iterator[InLanguage]:
    """The address in other languages, where the list has columns such as `address.cy`."""
    own = row.address
    for column, cell in row.more:
        language = column.removeprefix(_ADDRESS)
        if language == column or not cell:
            continue
        locality = row.further(f"locality.{language}") or own.locality
        address = PostalAddress(lines_of(cell), locality, "", own.postcode, own.country)
        yield InLanguage(language, row.further(f"organisation.{language}"), address)
