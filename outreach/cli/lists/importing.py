"""Makes a data set or a spreadsheet into a list of the folder, or brings a list up to date."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from outreach.cli.lists.import_report import Report, show
from outreach.cli.opening.folder import open_workspace, reading_ledger
from outreach.cli.screen import asking, console, times, words
from outreach.errors import InputInvalid, Problem, UsageProblem
from outreach.importers import IMPORTERS
from outreach.importers.contract import Imported, Importer
from outreach.importers.merging import Before, Merged, merge
from outreach.workspace.imported_lists import ImportedList, ListOnDisk

if TYPE_CHECKING:
    from outreach.ledger.reading import LedgerReader
    from outreach.workspace.opening import Workspace

# When so many leave a list at once, it is rather another file than an election.
_MANY = 0.5
_FEW = 5


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the command line asks for."""

    source: str
    file: Path | None = None
    as_of: str | None = None
    list_name: str | None = None
    district_offices: bool = False
    columns: tuple[str, ...] = ()
    address: str | None = None
    bring_back: bool = False
    yes: bool = False


@dataclass(frozen=True, slots=True)
class _Files:
    """The files to read, and the day as of which they hold."""

    file: Path
    offices: Path | None
    verified_on: date
    source: str


def carry_out(workspace: Path | None, wanted: Wanted, *, as_json: bool) -> None:
    """Write the list whole, or leave the old one as it is."""
    importer = _importer(wanted)
    folder = open_workspace(workspace)
    with _files(wanted, importer) as files:
        # All is read before anything is written: a bad second file leaves the first list alone.
        data_sets = tuple(_read(wanted, importer, files))
        day = files.verified_on
    for imported in data_sets:
        console.problems(imported.notes, style="yellow")
    reports = [_bring_up_to_date(folder, wanted, importer, one, day) for one in data_sets]
    show(reports, as_json=as_json)


def _importer(wanted: Wanted) -> Importer:
    if wanted.source not in IMPORTERS:
        raise UsageProblem(
            f"There is no importer {wanted.source!r}.", f"Choose from: {', '.join(IMPORTERS)}."
        )
    importer = IMPORTERS[wanted.source]()
    only = {"--district-offices": ("us-congress", wanted.district_offices)}
    only["--map"] = ("table", bool(wanted.columns))
    for option, (source, given) in only.items():
        if given and wanted.source != source:
            raise UsageProblem(f"{option} belongs to `outreach recipients import {source}`.")
    if wanted.file is None and importer.PUBLIC is None:
        raise UsageProblem("Name the file to import.", importer.FOUND_AT)
    if wanted.file is not None and wanted.address:
        raise UsageProblem("Name a file, or an address to fetch it from.")
    if wanted.list_name and wanted.district_offices:
        raise UsageProblem("--district-offices writes two lists; it goes without --list.")
    return importer


@contextmanager
def _files(wanted: Wanted, importer: Importer) -> Iterator[_Files]:
    if wanted.file is not None:
        day = times.day(wanted.as_of) if wanted.as_of else times.today()
        offices = _beside(wanted.file) if wanted.district_offices else None
        yield _Files(wanted.file, offices, day, "")
        return
    from outreach.cli.lists.fetching import fetched

    with fetched(importer, wanted.source, wanted.address, wanted.district_offices) as found:
        day = times.day(wanted.as_of) if wanted.as_of else found.changed_on
        yield _Files(found.file, found.offices, day, wanted.address or "")


def _beside(file: Path) -> Path:
    """The district offices, in the form and the folder of the members."""
    from outreach.importers.congress_offices import FILE

    found = file.with_name(FILE).with_suffix(file.suffix)
    if not found.is_file():
        said = f"The district offices are in a file of their own, {found.name}."
        raise InputInvalid([Problem(said, "Put it beside this one.", str(file))])
    return found


def _read(wanted: Wanted, importer: Importer, files: _Files) -> Iterator[Imported]:
    shown = str(wanted.file or files.file.name)
    if wanted.source == "table":
        from outreach.cli.lists.guided_import import read_guided

        yield read_guided(
            files.file,
            shown,
            files.verified_on,
            wanted.columns,
            checked=wanted.as_of is not None,
            yes=wanted.yes,
        )
        return
    members = importer.read(
        files.file,
        shown,
        verified_on=files.verified_on,
        source=files.source,
        checked=importer.CURRENT or wanted.as_of is not None,
    )
    yield members
    if files.offices is not None:
        from outreach.importers import congress_offices

        shown = files.offices.name if wanted.file is None else str(files.offices)
        yield congress_offices.read(
            files.offices, shown, members, verified_on=files.verified_on, source=files.source
        )


def _bring_up_to_date(
    folder: "Workspace",
    wanted: Wanted,
    importer: Importer,
    imported: Imported,
    verified_on: date,
) -> Report:
    place = ImportedList(folder.root, wanted.list_name or imported.list_name, wanted.source)
    there = place.read()
    if there is None:
        place.check(imported.columns, imported.rows)
        place.write(imported.columns, imported.rows, imported.columns, imported.rows)
        return Report(place.name, place.path, len(imported.rows), None)
    _refuse_foreign(place, there, importer)
    merged = _merged(folder, wanted, importer, imported, there, verified_on)
    _ask_about_leavers(merged, there, place, yes=wanted.yes)
    place.check(merged.columns, merged.rows)
    place.write(merged.columns, merged.rows, imported.columns, imported.rows, there.dialect)
    return Report(place.name, place.path, len(merged.rows), merged)


def _refuse_foreign(place: ImportedList, there: ListOnDisk, importer: Importer) -> None:
    """A list that no import made is not written over, except one of an earlier version's."""
    if there.last is not None:
        return
    if importer.IDS and any(row.get("id", "").startswith(importer.IDS) for row in there.rows):
        return
    said = f"There is a list “{place.name}” already, and it was not made by this import."
    way_out = "Choose another name: --list NAME."
    raise InputInvalid([Problem(said, way_out, place.shown)])


def _merged(
    folder: "Workspace",
    wanted: Wanted,
    importer: Importer,
    imported: Imported,
    there: ListOnDisk,
    verified_on: date,
) -> Merged:
    with _letters_on_record(folder) as has_letters:
        return merge(
            imported,
            Before(there.columns, there.rows, there.last),
            watched=importer.WATCHED,
            keyed_by=importer.KEYED_BY,
            ids=importer.IDS,
            verified_on=verified_on,
            has_letters=has_letters,
            bring_back=wanted.bring_back,
        )


@contextmanager
def _letters_on_record(folder: "Workspace") -> Iterator[Callable[[str], bool]]:
    """Asks whether there is a letter to somebody; the record is opened at the first question."""
    with ExitStack() as opened:
        ledgers: list[LedgerReader | None] = []

        def has_letters(recipient: str) -> bool:
            if not ledgers:
                ledgers.append(opened.enter_context(reading_ledger(folder)))
            ledger = ledgers[0]
            return ledger is not None and any(True for _ in ledger.history(recipient=recipient))

        yield has_letters


def _ask_about_leavers(
    merged: Merged, there: ListOnDisk, place: ImportedList, *, yes: bool
) -> None:
    left, known = len(merged.changes.left), len(there.last or there.rows)
    if left <= max(_FEW, _MANY * known) or yes:
        return
    said = f"{words.count(left, 'recipient')} of {known:,} in “{place.name}” are not in this file"
    if asking.somebody_is_there() and asking.confirmed(f"{said}. Go on?", yes=False):
        return
    way_out = "Is it the right file? If so, say --yes; or write another list: --list NAME."
    raise InputInvalid([Problem(f"{said}; nothing was changed.", way_out, place.shown)])
