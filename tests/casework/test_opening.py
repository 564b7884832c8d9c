"""The casework tables: made once, brought up to date, and never those of a newer program."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import MetaData

from outreach.casework import opening, tables
from outreach.casework.store import Casework
from outreach.errors import LedgerDamaged, LedgerNewer
from outreach.ledger import migrating
from outreach.ledger import tables as of_ledger
from tests.casework.conftest import START, Office, a_letter

NEXT = '''
"""A migration of a later version."""
import sqlalchemy as sa
from alembic import op
revision, down_revision = "9999", DOWN
def upgrade() -> None:
    op.add_column("drafts", sa.Column("colour", sa.Text))
'''


def test_the_migrations_make_what_the_program_expects(casework: Casework) -> None:
    both = MetaData(naming_convention=tables.metadata.naming_convention)
    for metadata in (of_ledger.metadata, tables.metadata):
        for table in metadata.sorted_tables:
            table.to_metadata(both)
    with casework.ledger.writing() as connection:
        options = {"version_table": tables.VERSION_TABLE, "compare_server_default": True}
        context = MigrationContext.configure(connection, opts=options)
        differences = compare_metadata(context, both)
    assert [one for one in differences if "ledger_version" not in str(one)] == []


def test_the_versions_known_are_the_migrations_there_are() -> None:
    script = ScriptDirectory(str(migrating.MIGRATIONS), version_locations=[str(opening.MIGRATIONS)])
    revisions = [revision.revision for revision in script.walk_revisions()]
    assert tuple(reversed(revisions)) == tables.VERSIONS


def become_later(monkeypatch: pytest.MonkeyPatch, folder: Path) -> None:
    shutil.copytree(opening.MIGRATIONS, folder)
    (folder / "9999_next.py").write_text(NEXT.replace("DOWN", repr(tables.VERSIONS[-1])))
    monkeypatch.setattr(opening, "MIGRATIONS", folder)
    monkeypatch.setattr(opening, "VERSIONS", (*tables.VERSIONS, "9999"))


def test_older_tables_are_copied_and_brought_up_to_date_with_all_that_is_in_them(
    office: Office, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    office.open().begin_letter(a_letter(), START)
    office.close()
    become_later(monkeypatch, tmp_path / "a:b %")
    casework = office.open()
    assert opening.found_version(casework.ledger.rows) == "9999"
    assert casework.letters("heron")
    assert len(list((tmp_path / "backups").iterdir())) == 1


def test_newer_tables_are_left_alone(
    office: Office, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    with monkeypatch.context() as then:
        become_later(then, tmp_path / "later")
        office.open()
        office.close()
    with pytest.raises(LedgerNewer, match="has version 9999"):
        office.open()


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ("ALTER TABLE drafts DROP COLUMN kept_at", "its table drafts has no kept_at"),
        ("DROP TABLE remarks", "its table remarks has no id"),
        ("DELETE FROM casework_version", "could not be brought up to date"),
    ],
)
def test_half_made_tables_end_in_a_sentence(office: Office, change: str, said: str) -> None:
    with office.open().ledger.writing() as connection:
        connection.exec_driver_sql(change)
    office.close()
    with pytest.raises(LedgerDamaged, match=said):
        office.open()


OPENING = """
import sys
from pathlib import Path
from tests.casework.opened import opened
with opened(Path(sys.argv[1]), sys.argv[2]) as casework:
    print(len(casework.entries()))
"""


def test_several_commands_at_once_make_the_tables_once(office: Office, key_hex: str) -> None:
    command = [sys.executable, "-c", OPENING, str(office.path), key_hex]
    running = [
        subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        for _ in range(2)
    ]
    for process in running:
        out, err = process.communicate(timeout=60)
        assert (out, process.returncode) == ("0\n", 0), err
