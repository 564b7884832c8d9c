"""A list that an import keeps up to date, and what the last import wrote into it.

That copy, `recipients/.imported/LIST.SOURCE.csv`, tells later what people have changed since. It
is written after the list: when an import breaks off between the two, the next one finds changes
that nobody made and reports them, and takes nothing back.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from outreach.errors import InputInvalid, Problem, UsageProblem
from outreach.tables.reading import READERS, read_table
from outreach.tables.rows import Dialect, Row, Table
from outreach.tables.whole_files import make_folder
from outreach.tables.writing import PLAIN, write_csv
from outreach.workspace.columns import columns_of
from outreach.workspace.lists import FOLDER
from outreach.workspace.recipients import RowReader
from outreach.workspace.wording import is_file_name

_COPIES = ".imported"


@dataclass(frozen=True, slots=True)
class ListOnDisk:
    """The rows of a list as they stand, and by id those that the last import wrote.

    `last` is None where no import of this source made the list.
    """

    columns: tuple[str, ...]
    rows: tuple[Mapping[str, str], ...]
    last: Mapping[str, Mapping[str, str]] | None
    dialect: Dialect


@dataclass(frozen=True, slots=True)
class ImportedList:
    """The list of this name under `root`, as imports from `source` see it."""

    root: Path
    name: str
    source: str

    def __post_init__(self) -> None:
        if not is_file_name(self.name):
            said = f"“{self.name}” cannot be the name of a file."
            raise UsageProblem(said, "Choose another one: --list NAME.")

    @property
    def path(self) -> Path:
        return self.root / FOLDER / f"{self.name}.csv"

    @property
    def shown(self) -> str:
        return f"{FOLDER}/{self.path.name}"

    @property
    def _copy(self) -> Path:
        return self.root / FOLDER / _COPIES / f"{self.name}.{self.source}.csv"

    def read(self) -> ListOnDisk | None:
        """The list; None where there is none. Raises InputInvalid for one that cannot be read."""
        self._refuse_other_endings()
        if not self.path.exists():
            return None
        table = read_table(self.path, self.shown)
        rows = list(table.rows)
        self._refuse_ids_twice(rows)
        return ListOnDisk(
            table.columns, tuple(row.values for row in rows), self._last(), table.dialect or PLAIN
        )

    def check(self, columns: Sequence[str], rows: Sequence[Mapping[str, str]]) -> None:
        """Raise InputInvalid for rows that could not be read again as a list."""
        known, problems = columns_of(columns, self.shown)
        reader = RowReader(known, self.name, self.shown)
        reader.problems.extend(problems)
        for line, row in enumerate(rows, start=2):
            reader.recipient(Row(line, {column: row.get(column, "") for column in columns}))
        if reader.problems:
            raise InputInvalid(reader.problems)

    def write(
        self,
        columns: Sequence[str],
        rows: Sequence[Mapping[str, str]],
        owned: Sequence[str],
        imported: Sequence[Mapping[str, str]],
        dialect: Dialect = PLAIN,
    ) -> None:
        """Write the list, then the copy of what this import gave; each is whole or as before."""
        make_folder(self._copy.parent)
        write_csv(self.path, columns, rows, dialect)
        write_csv(self._copy, owned, imported)

    def _last(self) -> dict[str, Mapping[str, str]] | None:
        if not self._copy.exists():
            return None
        table: Table = read_table(self._copy, f"{FOLDER}/{_COPIES}/{self._copy.name}")
        return {row.values.get("id", ""): row.values for row in table.rows}

    def _refuse_other_endings(self) -> None:
        for ending in READERS:
            other = self.path.with_suffix(ending)
            if ending != ".csv" and other.exists():
                said = f"The list “{self.name}” is kept in {other.name}; an import writes CSV."
                way_out = "Save it as CSV and move the other file away, or choose another --list."
                raise InputInvalid([Problem(said, way_out, f"{FOLDER}/{other.name}")])

    def _refuse_ids_twice(self, rows: Sequence[Row]) -> None:
        first: dict[str, int] = {}
        problems = [
            Problem(
                f"The id “{row.values['id']}” is also that of line {first[row.values['id']]}.",
                "Remove one of the two rows.",
                self.shown,
                row.line,
            )
            for row in rows
            if row.values.get("id") and first.setdefault(row.values["id"], row.line) != row.line
        ]
        if problems:
            raise InputInvalid(problems)
