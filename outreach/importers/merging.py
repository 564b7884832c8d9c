"""A data set imported again, into a list that people have worked on since.

Three states of each cell are compared: what the last import wrote, what stands there now, and
what the data set says today. What a person changed stays, and is reported where the data set has
changed too. Nobody to whom letters are on record leaves the list: the row stays, its term ended.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from outreach.importers.contract import Changes, Imported, KeyedBy, Member, Row, changes, member

# Said by an import about itself, and taken together from whoever looked last.
_LOOKED = ("source", "verified_on")


@dataclass(frozen=True, slots=True)
class Conflict:
    """A cell that a person and the data set both changed. The person's words stand."""

    id: str
    name: str
    column: str
    yours: str
    theirs: str


@dataclass(frozen=True, slots=True)
class Merged:
    """A list brought up to date, and what became of it.

    `kept` left the data set and stay in the list; `removed` left both; `taken_out` were deleted
    from the list by hand and stay out. `new_holders` are posts whose own salutation was emptied,
    because it was written for the holder before.
    """

    columns: tuple[str, ...]
    rows: tuple[Row, ...]
    changes: Changes
    kept: tuple[Member, ...] = ()
    removed: tuple[Member, ...] = ()
    taken_out: tuple[Member, ...] = ()
    conflicts: tuple[Conflict, ...] = ()
    new_holders: tuple[Member, ...] = ()


@dataclass(frozen=True, slots=True)
class Before:
    """A list as it stands: `columns` and `rows`; `last` is what the last import wrote.

    `last` is None where an older version of the program made the list.
    """

    columns: tuple[str, ...]
    rows: tuple[Row, ...]
    last: Mapping[str, Row] | None


def merge(
    new: Imported,
    before: Before,
    *,
    watched: tuple[str, ...],
    keyed_by: KeyedBy,
    ids: str,
    verified_on: date,
    has_letters: Callable[[str], bool],
    bring_back: bool = False,
) -> Merged:
    """The list after this import. `ids` is what ids of the data set begin with.

    `has_letters` is asked only about those who left.
    """
    return _Merging(new, before, keyed_by, ids).result(
        watched, verified_on, has_letters, bring_back=bring_back
    )


@dataclass
class _Merging:
    new: Imported
    before: Before
    keyed_by: KeyedBy
    ids: str
    conflicts: list[Conflict] = field(default_factory=list)
    new_holders: list[Member] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._mine = {row["id"]: row for row in self.before.rows if row.get("id")}
        self._last = self.before.last
        own = [name for name in self.before.columns if name not in self.new.columns]
        self._own_columns = tuple(own)
        if self._last is None:
            self._known = {key: row for key, row in self._mine.items() if self._is_of_the_set(key)}
        else:
            self._known = dict(self._last)

    def result(
        self,
        watched: tuple[str, ...],
        verified_on: date,
        has_letters: Callable[[str], bool],
        *,
        bring_back: bool,
    ) -> Merged:
        rows = {row["id"]: row for row in self.new.rows}
        gone = [] if bring_back else [key for key in rows if self._was_taken_out(key)]
        taken_out = tuple(member(rows.pop(key)) for key in gone)
        known = [row for key, row in self._known.items() if key in self._mine]
        changed = changes(known, rows.values(), watched)
        merged: list[Row] = [self._row(row) for row in rows.values()]
        left = {one.id for one in changed.left}
        kept, removed = self._leavers(changed.left, verified_on, has_letters)
        merged += kept
        merged += [
            row
            for row in self.before.rows
            if row.get("id", "") not in rows and row.get("id", "") not in left
        ]
        return Merged(
            (*self.new.columns, *self._own_columns),
            tuple(merged),
            changed,
            tuple(map(member, kept)),
            removed,
            taken_out,
            tuple(self.conflicts),
            tuple(self.new_holders),
        )

    def _is_of_the_set(self, key: str) -> bool:
        return bool(self.ids) and key.startswith(self.ids)

    def _was_taken_out(self, key: str) -> bool:
        return self._last is not None and key in self._last and key not in self._mine

    def _row(self, theirs: Row) -> Row:
        mine = self._mine.get(theirs["id"])
        if mine is None:
            return theirs
        last = self._known.get(theirs["id"])
        own = {column: mine.get(column, "") for column in self._own_columns}
        if last is None:  # left earlier, and is back
            return {**own, **theirs}
        if self._last is None:  # what people changed since cannot be told
            return {**mine, **{column: text for column, text in theirs.items() if text}}
        if self._other_holder(last, theirs):
            return {**self._for_another(own, theirs), **theirs}
        return {**own, **self._cells(theirs, mine, last)}

    def _other_holder(self, last: Row, theirs: Row) -> bool:
        return self.keyed_by is KeyedBy.POST and last.get("name", "") != theirs.get("name", "")

    def _for_another(self, own: Row, theirs: Row) -> Row:
        """Own columns without a salutation, which named somebody else."""
        personal = {name for name in own if name.partition(".")[0] == "salutation" and own[name]}
        if personal:
            self.new_holders.append(member(theirs))
        return {name: "" if name in personal else text for name, text in own.items()}

    def _cells(self, theirs: Row, mine: Row, last: Row) -> Row:
        cells = {column: self._cell(column, theirs, mine, last) for column in self.new.columns}
        if mine.get("verified_on", "") > theirs.get("verified_on", ""):
            cells |= {column: mine.get(column, "") for column in _LOOKED if column in cells}
        return cells

    def _cell(self, column: str, theirs: Row, mine: Row, last: Row) -> str:
        said, here, was = (row.get(column, "") for row in (theirs, mine, last))
        if column in _LOOKED or here in {was, said}:
            return said
        if said != was:
            name = theirs.get("name", "")
            self.conflicts.append(Conflict(theirs["id"], name, column, here, said))
        return here

    def _leavers(
        self, left: Sequence[Member], verified_on: date, has_letters: Callable[[str], bool]
    ) -> tuple[list[Row], tuple[Member, ...]]:
        kept: list[Row] = []
        removed: list[Member] = []
        for one in left:
            if self._was_worked_on(one.id) or has_letters(one.id):
                kept.append(_ended(self._mine[one.id], verified_on - timedelta(days=1)))
            else:
                removed.append(one)
        return kept, tuple(removed)

    def _was_worked_on(self, key: str) -> bool:
        mine = self._mine[key]
        if any(mine.get(column) for column in self._own_columns):
            return True
        last = self._known[key]
        return any(mine.get(column, "") != last.get(column, "") for column in self.new.columns)


def _ended(row: Row, day: date) -> Row:
    """The row with its term over by that day, and not looked at since."""
    last = min(filter(None, (row.get("term_end", ""), day.isoformat())))
    seen = min(row.get("verified_on", "") or last, last)
    return {**row, "term_end": last, "verified_on": seen}
