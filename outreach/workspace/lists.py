"""recipients/NAME.csv, .xlsx … → the recipients of a list."""

import gc
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from outreach.errors import InputInvalid, NotFound, Problem
from outreach.model.people import Recipient
from outreach.tables.reading import READERS, read_table
from outreach.tables.rows import Table
from outreach.workspace.columns import columns_of
from outreach.workspace.identifiers import derived_ids
from outreach.workspace.recipients import RowReader
from outreach.workspace.wording import is_file_name

FOLDER = "recipients"


@dataclass(frozen=True, slots=True)
class RecipientList:
    """A list as it stands in its file. `derived` are the ids that the file does not give.

    `notes` are sentences worth reading that stop nothing: a sheet chosen, a heading renamed.
    """

    name: str
    file: str
    recipients: tuple[Recipient, ...]
    derived: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()


def list_names(root: Path) -> tuple[str, ...]:
    """The names of all lists, without their endings."""
    return tuple(sorted(_files(root)))


def find_list(root: Path, name: str) -> Path:
    """The one file of a list; `name` may carry its ending."""
    files = _files(root)
    path = root / FOLDER / name
    if path.suffix.casefold() in READERS and path in files.get(path.stem, ()):
        name = path.stem
    if name not in files:
        raise _unknown(root, name, files)
    if len(files[name]) > 1:
        raise InputInvalid(
            [
                Problem(
                    f"The list “{name}” is there more than once: "
                    f"{', '.join(path.name for path in files[name])}.",
                    "Keep one of the files, or rename the others.",
                    FOLDER,
                )
            ]
        )
    return files[name][0]


def read_list(root: Path, name: str) -> RecipientList:
    """Read a list; raises InputInvalid with all problems of its file."""
    path = find_list(root, name)
    shown = f"{FOLDER}/{path.name}"
    table = read_table(path, shown)
    columns, problems = columns_of(table.columns, shown, table.heading_line)
    reader = RowReader(columns, path.stem, shown)
    with _no_collecting():
        rows = tuple(_recipients(table, reader, problems))
    rows, derived = _with_ids(rows)
    notes = (
        *table.notes,
        *columns.notes,
        *reader.remarks.sentences(),
    )
    return RecipientList(path.stem, shown, rows, derived, notes)


def read_lists(root: Path, names: Iterable[str]) -> tuple[Recipient, ...]:
    """The recipients of several lists in order; an id that comes twice is refused."""
    lists: list[RecipientList] = []
    problems: list[Problem] = []
    for name in dict.fromkeys(names):
        try:
            lists.append(read_list(root, name))
        except InputInvalid as found:
            problems.extend(found.problems)
    if len(lists) > 1:
        problems.extend(_ids_given_twice(lists))
    if problems:
        raise InputInvalid(problems)
    return tuple(recipient for each in lists for recipient in each.recipients)


def _files(root: Path) -> Mapping[str, list[Path]]:
    files: dict[str, list[Path]] = defaultdict(list)
    for path in sorted((root / FOLDER).glob("*")):
        if path.suffix.casefold() in READERS and is_file_name(path.stem):
            files[path.stem].append(path)
    return files


def _unknown(root: Path, name: str, files: Mapping[str, object]) -> Exception:
    """There is no such list; or there is, in a form that is not read."""
    if is_file_name(name):
        for path in sorted((root / FOLDER).glob("*")):
            if name in {path.stem, path.name} and path.suffix:
                endings = ", ".join(READERS)
                sentence = f"Lists ending in “{path.suffix}” are not read."
                shown = f"{FOLDER}/{path.name}"
                return InputInvalid([Problem(sentence, f"Save it as one of {endings}.", shown)])
    return NotFound("list", name, files)


def _recipients(
    table: Table, reader: RowReader, problems: tuple[Problem, ...]
) -> Iterator[Recipient]:
    reader.problems.extend(problems)
    try:
        for row in table.rows:
            yield reader.recipient(row)
    except InputInvalid as found:
        reader.problems.extend(found.problems)
    if reader.problems:
        raise InputInvalid(sorted(reader.problems, key=lambda problem: problem.line or 0))


@contextmanager
def _no_collecting() -> Iterator[None]:
    """Rows hold no cycles; looking for some over and over takes a fifth of the time."""
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()


def _with_ids(rows: tuple[Recipient, ...]) -> tuple[tuple[Recipient, ...], tuple[str, ...]]:
    if all(row.id for row in rows):
        return rows, ()
    ids = derived_ids(rows, {row.id for row in rows if row.id})
    whole = (replace(row, id=ids[place]) if place in ids else row for place, row in enumerate(rows))
    return tuple(whole), tuple(ids[place] for place in sorted(ids))


def _ids_given_twice(lists: Iterable[RecipientList]) -> Iterator[Problem]:
    """Within one list, its own reading has found them."""
    first: dict[str, tuple[RecipientList, int]] = {}
    for each in lists:
        for recipient in each.recipients:
            there, line = first.setdefault(recipient.id, (each, recipient.line))
            if there is not each:
                yield Problem(
                    f"The id “{recipient.id}” is also that of {there.file}:{line}.",
                    "Give each recipient an id of its own, or keep one of the two rows.",
                    each.file,
                    recipient.line,
                )
