import shutil
from pathlib import Path
from typing import Any

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Column, MetaData, Table, Text, create_engine, inspect

from outreach.errors import LedgerNewer
from outreach.ledger import identity, making, migrating
from outreach.ledger.opening import file_of, open_ledger
from outreach.ledger.tables import metadata
from tests.ledger.conftest import Office

KNOWN = tuple(identity.VERSIONS)
NEXT = '''
"""A migration of a later version."""
import sqlalchemy as sa
from alembic import op
revision, down_revision = "9999", DOWN
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
    """The program as it will be when there is a further version."""

    def become() -> None:
        folder = tmp_path / "migrations"
        shutil.copytree(migrating.MIGRATIONS, folder)
        (folder / "versions" / "9999_next.py").write_text(NEXT.replace("DOWN", repr(KNOWN[-1])))
        monkeypatch.setattr(migrating, "MIGRATIONS", folder)
        monkeypatch.setattr(identity, "VERSIONS", (*KNOWN, "9999"))

    return become


def test_an_older_ledger_is_copied_and_brought_up_to_date(
    office: Any, ledger_path: Path, later: Any
) -> None:
    office.open()
    office.close()
    later()
    assert office.read().check() == ()
    office.close()
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
    monkeypatch.setattr(identity, "VERSIONS", KNOWN)
    before = ledger_path.read_bytes()
    for opened in (office.open, office.read):
        with pytest.raises(
            LedgerNewer, match=f"has version 9999, and this one knows {KNOWN[-1]} at most"
        ):
            opened()
    assert ledger_path.read_bytes() == before


@pytest.mark.parametrize("kind", ["new_office", "postgres_url"])
@pytest.mark.parametrize("version", identity.VERSIONS)
def test_a_ledger_of_every_version_is_read_as_it_is_and_upgraded_by_writing(
    version: str, kind: str, request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = request.getfixturevalue(kind)
    office = Office(made) if kind == "postgres_url" else made
    with monkeypatch.context() as then:
        upgrade = migrating.upgrade
        then.setattr(migrating, "upgrade", lambda connection: upgrade(connection, version))
        then.setattr(making, "ledger", tables_of(version))
        make(office)
    ledger = office.read()
    office.ledger_id = ledger.id
    for question in (ledger.history, ledger.campaigns, ledger.gaps, ledger.check):
        assert not list(question())
    assert ledger.statuses("release", "1") == {}
    assert len(ledger.sent_times("jane", office.now)) == 0
    assert ledger.last_moment() is not None
    assert ledger.moved is None
    assert identity_of(office).version == version
    office.close()
    assert office.open().check() == ()
    assert identity_of(office).version == identity.VERSIONS[-1]
    office.close()


def make(office: Any) -> None:
    if path := file_of(office.url):
        making.make_file(path, office.now, str(path))
        return
    engine = create_engine(office.url)
    making.make_on_server(engine, office.now)
    engine.dispose()


def tables_of(version: str) -> Table:
    """The table `ledger` as it was first made, when the version is that one."""
    first = ("id", "product", "created_at")
    if version != identity.VERSIONS[0]:
        return metadata.tables["ledger"]
    return Table("ledger", MetaData(), *(Column(name, Text) for name in first))


def identity_of(office: Any) -> identity.Identity:
    with open_ledger(office.url, office.ledger_id, writing=False) as ledger:
        return identity.identify(ledger._rows, ledger.shown)
