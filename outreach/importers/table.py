"""Any spreadsheet: which column is what is proposed, confirmed by a person, and remembered."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import islice
from pathlib import Path

from outreach.composing.names import full_name
from outreach.errors import InputInvalid, Problem
from outreach.importers import column_memory
from outreach.importers.column_guesses import DROP, KEEP, Guess, fields, folded, guesses
from outreach.importers.contract import Imported, KeyedBy, origin
from outreach.importers.gathering import Gathered
from outreach.importers.tidying import OTHERS, tidied
from outreach.model.people import PersonName
from outreach.tables.reading import read_table
from outreach.tables.slugs import slug

IDS = ""
KEYED_BY = KeyedBy.PERSON
WATCHED = ("name", "office", "organisation")
CURRENT = False
PUBLIC = None
FOUND_AT = "It is a spreadsheet of your own: .xlsx, .ods, .csv, .tsv, .json or .yaml."

_ORDER = (
    "id", "name", "given", "family", "native_name", "honorific", "suffix", "post_nominals",
    "gender", "office", "organisation", "country", "division", "languages", "email", OTHERS,
    "form_url", "website", "phone", "address", "locality", "region", "postcode", "salutation",
    "tags", "party", "source", "verified_on", "term_end",
)  # fmt: skip
_ALWAYS = ("id", "name", "office", "source", "verified_on")
_ADDRESS = ("address", "address_2", "address_3")
_LOOKED_AT = 200
_LONGEST_ID = 100


@dataclass(frozen=True, slots=True)
class Proposal:
    """What each column is taken for, and the first rows to look at. `notes` are the file's.

    `remembered`: a person said so the last time, and there is nothing to ask.
    """

    guesses: tuple[Guess, ...]
    rows: tuple[Mapping[str, str], ...]
    remembered: bool
    notes: tuple[str, ...] = ()


def propose(path: Path, shown: str) -> Proposal:
    """Look at a file; raises InputInvalid for one that cannot be read."""
    table = read_table(path, shown)
    rows = tuple(row.values for row in islice(table.rows, _LOOKED_AT))
    known = column_memory.remembered(path, table.columns)
    if known is None:
        return Proposal(guesses(table.columns, rows), rows[:3], False, table.notes)
    found = tuple(Guess(name, known[name], "as the last time") for name in table.columns)
    return Proposal(found, rows[:3], True, table.notes)


def read(
    path: Path,
    shown: str,
    *,
    verified_on: date,
    source: str = "",
    checked: bool = True,
    mapping: Mapping[str, str] | None = None,
) -> Imported:
    """Read a table by `mapping` (column → field, keep or drop); without one, as proposed."""
    if mapping is None:
        mapping = {guess.column: guess.field for guess in propose(path, shown).guesses}
    table = read_table(path, shown)
    _refuse_twice(mapping, shown)
    names = {column: _own_name(column, field) for column, field in mapping.items()}
    rows = [(row.line, _cells(row.values, names)) for row in table.rows]
    gathered = Gathered()
    own = origin(source or path.name, verified_on, checked=checked)
    made = [{**own, **row} for row in _rows(rows, shown, gathered)]
    gathered.refuse()
    columns = _columns(names.values(), made)
    whole = tuple({**dict.fromkeys(columns, ""), **row} for row in made)
    return Imported(slug(path.stem) or "table", columns, whole, tuple(gathered.notes))


def _refuse_twice(mapping: Mapping[str, str], shown: str) -> None:
    given = Counter(field for field in mapping.values() if field not in {KEEP, DROP})
    problems = [
        Problem(f"Two columns are “{field}”.", "Keep one of them: --map “Column=keep”.", shown)
        for field, times in given.items()
        if times > 1
    ]
    if not {"name", "given", "family", "native_name", "office"} & set(given):
        said = "No column is a name or an office, so nobody could be addressed."
        problems.append(Problem(said, "Say which one is: --map “Column=name”.", shown))
    if problems:
        raise InputInvalid(problems)


def _own_name(column: str, field: str) -> str:
    """The heading in the list; one that is kept must not be mistaken for a field."""
    if field != KEEP:
        return field
    words = folded(column)
    is_field = words.replace(" ", "_") in _ORDER or any(
        words in known for known in fields().values()
    )
    return f"{column} (kept)" if is_field else column


def _cells(values: Mapping[str, str], names: Mapping[str, str]) -> dict[str, str]:
    cells = {names[column]: text for column, text in values.items() if names.get(column) != DROP}
    lines = [cells.pop(part, "").strip() for part in _ADDRESS]
    if any(lines):
        cells["address"] = "\n".join(filter(None, lines))
    return cells


def _rows(
    rows: Sequence[tuple[int, dict[str, str]]], shown: str, gathered: Gathered
) -> Iterator[dict[str, str]]:
    tidy = [(line, tidied(cells)) for line, cells in rows]
    for _, row in tidy:
        row.cells["name"] = row.cells.get("name") or _joined_name(row.cells)
    alike = Counter(slug(row.cells["name"]) for _, row in tidy)
    for line, row in tidy:
        cells = row.cells
        called = cells["name"] or cells.get("office") or "The row"
        gathered.add(row.problems(called, shown, line))
        if not cells["name"] and not cells.get("office"):
            way_out = "Fill in one of them; “Director” is enough."
            said = "The row gives neither a name nor an office, and was left out."
            gathered.notes.append(Problem(said, way_out, shown, line))
        elif key := _key(cells, alike, gathered, shown, line):
            made = {name: text for name, text in cells.items() if text} | {"id": key}
            gathered.check(made, shown, line)
            yield made


def _joined_name(cells: Mapping[str, str]) -> str:
    return full_name(
        PersonName(
            given=cells.get("given", ""),
            family=cells.get("family", ""),
            native=cells.get("native_name", ""),
            suffix=cells.get("suffix", ""),
        )
    )


def _key(
    cells: Mapping[str, str], alike: Mapping[str, int], gathered: Gathered, shown: str, line: int
) -> str:
    """The id of a row: its own, or made of what changes least, the name. Empty for a repetition."""
    if given := cells.get("id", ""):
        if len(given) > _LONGEST_ID:
            gathered.object("The id is longer than 100 characters.", "Shorten it.", shown, line)
            return ""
        return given if gathered.is_new(given, shown, line) else ""
    name = cells["name"]
    parts = [name, cells.get("office", ""), cells.get("organisation", "")]
    key = slug(name if name and alike[slug(name)] == 1 else " ".join(filter(None, parts)))
    if earlier := gathered.place_of(key, line):
        said = f"{name or cells['office']} is listed twice ({earlier}); this row was left out."
        gathered.notes.append(Problem(said, "Join the two rows, or tell them apart.", shown, line))
        return ""
    return key or f"row-{line}"


def _columns(names: Iterable[str], rows: Sequence[Mapping[str, str]]) -> tuple[str, ...]:
    """The columns of the list, those known first; none that is empty in every row."""
    filled = {name for row in rows for name in row} | set(_ALWAYS)
    own = [name for name in names if name not in {*_ORDER, *_ADDRESS, DROP}]
    return (*(name for name in _ORDER if name in filled), *dict.fromkeys(own))
