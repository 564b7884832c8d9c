"""What every importer must do. Each one's test class inherits this and makes a whole file."""

from datetime import date
from pathlib import Path

import pytest

from outreach.errors import InputInvalid
from outreach.importers import IMPORTERS
from outreach.importers.contract import Imported, KeyedBy
from outreach.importers.merging import Before, merge
from outreach.workspace.imported_lists import ImportedList

DAY = date(2026, 8, 1)
BOMB = "- &a [x, x, x, x, x, x, x, x, x, x]\n" + "".join(
    f"- &{new} [{', '.join([f'*{old}'] * 10)}]\n"
    for old, new in zip("abcdefgh", "bcdefghi", strict=True)
)
HOSTILE = {
    "empty": b"",
    "blank": b"\n \n",
    "words": b"just words\n",
    "no-text": b"\x00\x01\x02" * 50,
    "a-zip": b"PK\x03\x04" + bytes(range(256)) * 4,
    "a-pdf": b"%PDF-1.7\n" + bytes(range(256)),
    "yaml-tag": b"- !!python/object/apply:os.system ['true']\n",
    "yaml-bomb": BOMB.encode(),
    "deep-list": b"[" * 5_000 + b"]" * 5_000 + b"\n",
    "deep-json": b'{"a":' * 100_000,
    "deep-cards": b"BEGIN:VCARD\n" * 100_000,
    "one-long-line": b"x" * 3_000_000,
    "quotes": b'a,b\n"' + b"x," * 100_000,
    "json-null": b"null\n",
    "json-of-others": b'{"objects": [1, 2], "persons": "x", "memberships": [[]]}\n',
    "list-of-others": b'[{"id": {"bioguide": ["x"]}, "terms": {"a": 1}}]\n',
}


class ImporterContract:
    """`source` is the name on the command line, `ending` that of its files."""

    source: str
    ending: str

    @pytest.fixture
    def whole(self, tmp_path: Path) -> Path:
        """A file (or folder) of invented people."""
        raise NotImplementedError

    def one_file(self, whole: Path) -> Path:
        """The file of it that the tests cut off; in a folder, one of many."""
        return whole

    def read(self, path: Path) -> Imported:
        return IMPORTERS[self.source]().read(path, path.name, verified_on=DAY)

    def refusal(self, path: Path) -> str:
        with pytest.raises(InputInvalid) as refused:
            self.read(path)
        assert all(problem.file for problem in refused.value.problems)
        return str(refused.value)

    def test_every_row_has_an_id_of_its_own_and_the_same_each_time(self, whole: Path) -> None:
        importer, found = IMPORTERS[self.source](), self.read(whole)
        ids = [row["id"] for row in found.rows]
        assert len(ids) > 1
        assert len(set(ids)) == len(ids)
        assert all(key.startswith(importer.IDS) and len(key) <= 100 for key in ids)
        assert self.read(whole) == found

    def test_every_row_has_its_columns_and_says_where_it_is_from_and_when(
        self, whole: Path
    ) -> None:
        found = self.read(whole)
        assert all(set(row) == set(found.columns) for row in found.rows)
        assert {row["verified_on"] for row in found.rows} == {DAY.isoformat()}
        assert all(row["source"] for row in found.rows)

    def test_the_rows_are_a_list_that_can_be_read(self, whole: Path, tmp_path: Path) -> None:
        found = self.read(whole)
        ImportedList(tmp_path, found.list_name, self.source).check(found.columns, found.rows)

    def test_the_same_file_again_changes_nothing(self, whole: Path) -> None:
        found = self.read(whole)
        merged = self._again(found, found.rows)
        assert merged.rows == found.rows
        assert not merged.changes
        assert not merged.conflicts

    def test_what_people_add_to_a_list_survives_the_next_import(self, whole: Path) -> None:
        found = self.read(whole)
        own = tuple({**row, "notes": "met in May", "tags": "ours"} for row in found.rows)
        assert self._again(found, own).rows == own

    def _again(self, found: Imported, there: tuple[dict[str, str], ...]):
        last = {row["id"]: row for row in found.rows}
        before = Before(tuple(there[0]), there, last)
        return merge(
            found,
            before,
            watched=IMPORTERS[self.source]().WATCHED,
            keyed_by=KeyedBy.PERSON,
            ids=IMPORTERS[self.source]().IDS,
            verified_on=DAY,
            has_letters=lambda _: False,
        )

    @pytest.mark.parametrize("share", [0.02, 0.35, 0.6, 0.97])
    def test_a_file_that_breaks_off_is_refused(self, whole: Path, share: float) -> None:
        path = self.one_file(whole)
        content = path.read_bytes()
        path.write_bytes(content[: int(len(content) * share)])
        assert self.refusal(whole)

    @pytest.mark.parametrize("name", HOSTILE)
    def test_a_file_of_something_else_is_refused(self, tmp_path: Path, name: str) -> None:
        path = tmp_path / f"hostile{self.ending}"
        path.write_bytes(HOSTILE[name])
        assert self.refusal(path).count("\n") < 12

    def test_what_is_not_there_is_refused(self, tmp_path: Path) -> None:
        assert "no such f" in self.refusal(tmp_path / f"missing{self.ending}")

    def test_a_file_that_is_a_spreadsheet_by_its_name_alone_is_refused(
        self, tmp_path: Path
    ) -> None:
        path = tmp_path / "list.docx"
        path.write_bytes(b"PK\x03\x04" + b"\0" * 100)
        assert self.refusal(path)
