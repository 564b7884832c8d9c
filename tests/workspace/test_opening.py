"""The workspace as the commands see it."""

from outreach.workspace.opening import Workspace


def test_settings_are_read_once(workspace, put):
    first = workspace.settings
    put("outreach.toml", "broken =")
    assert workspace.settings is first


def test_places_are_absolute(root, monkeypatch):
    monkeypatch.chdir(root.parent)
    found = Workspace(root.relative_to(root.parent))
    assert found.root == root
    assert found.outbox == root / "outbox"
    assert found.ledger_path == root / "ledger.db"


def test_a_record_on_a_server_has_no_path(workspace, root, put):
    text = (root / "outreach.toml").read_text()
    put("outreach.toml", text + '[ledger]\nurl = "postgresql+psycopg://db.example.org/l"\n')
    assert workspace.ledger_path is None


def test_everything_is_listed(workspace):
    assert workspace.templates() == ("appeal",)
    assert workspace.lists() == ("officials",)
    assert [campaign.id for campaign in workspace.campaigns()] == ["act-now"]


def test_a_folder_without_anything_holds_nothing(tmp_path):
    empty = Workspace(tmp_path)
    assert (empty.templates(), empty.lists(), empty.campaigns()) == ((), (), ())
