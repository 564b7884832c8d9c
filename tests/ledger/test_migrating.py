import shutil
from pathlib import Path
from typing import Any

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import create_engine, inspect

from outreach.errors import LedgerNewer, LedgerOlder
from outreach.ledger import identity, migrating
from outreach.ledger.tables import metadata

NEXT = '''
"""A migration of a later version."""
import sqlalchemy as sa
from alembic import op
revision, down_revision = "0002", "0001"
def upgrade() -> None:
    op.add_column("letters", sa.Column("colour", sa.Text))
'''


@pytest.mark.parametrize("kind", ["office", "postgres_office"])
def test_the_migrations_make_what_the_program_expects(
    kind: str, request: pytest.FixtureRequest
) -> None:
    office = request.getfixturevalue(kind)
    office.open()
    office.close()
    engine = create_engine(office.url)
    with engine.connect() as connection:
        options = {"version_table": identity.VERSION_TABLE, "compare_server_default": True}
        context = MigrationContext.configure(connection, opts=options)
        assert compare_metadata(context, metadata) == []
        found = inspect(connection)
        for table in metadata.sorted_tables:
            indexes = {index["name"] for index in found.get_indexes(table.name)}
            assert {index.name for index in table.indexes} <= indexes
            assert found.get_pk_constraint(table.name)["constrained_columns"]
    engine.dispose()


def test_the_versions_known_are_the_migrations_there_are() -> None:
    script = ScriptDirectory(str(migrating.MIGRATIONS))
    revisions = [revision.revision for revision in script.walk_revisions()]
    assert tuple(reversed(revisions)) == tuple(identity.VERSIONS)


@pytest.fixture
def later(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Any:
    """The program as it will be when there is a second version."""

    def become() -> None:
        folder = tmp_path / "migrations"
        shutil.copytree(migrating.MIGRATIONS, folder)
        (folder / "versions" / "0002_next.py").write_text(NEXT)
        monkeypatch.setattr(migrating, "MIGRATIONS", folder)
        monkeypatch.setattr(identity, "VERSIONS", ("0001", "0002"))

    return become


def test_an_older_ledger_is_copied_and_brought_up_to_date(
    office: Any, ledger_path: Path, later: Any
) -> None:
    office.open()
    office.close()
    later()
    with pytest.raises(LedgerOlder):
        office.read()
    assert office.open().check() == ()
    office.close()
    assert office.read().id == office.ledger_id
    (copy,) = (ledger_path.parent / "backups").iterdir()
    for path, columns in ((copy, 0), (ledger_path, 1)):
        engine = create_engine(f"sqlite:///{path}")
        names = [column["name"] for column in inspect(engine).get_columns("letters")]
        assert names.count("colour") == columns
        engine.dispose()


def test_a_newer_ledger_is_left_alone(
    office: Any, ledger_path: Path, later: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patched:
        office.open()
        office.close()
        later()
        office.open()
        office.close()
        patched.undo()
    monkeypatch.setattr(identity, "VERSIONS", ("0001",))
    before = ledger_path.read_bytes()
    for opened in (office.open, office.read):
        with pytest.raises(LedgerNewer, match="has version 0002, and this one knows 0001 at most"):
            opened()
    assert ledger_path.read_bytes() == before
