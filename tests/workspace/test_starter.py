"""The content that comes with the program."""

import pytest

import outreach
from outreach.workspace import starter


def test_in_a_checkout_it_is_at_the_top_of_the_project():
    assert (starter.folder() / "letter_templates").is_dir()
    assert (starter.folder() / "recipients").is_dir()


def test_where_it_is_installed_it_is_within_the_package(tmp_path, monkeypatch):
    package = tmp_path / "site-packages" / "outreach"
    for name in starter.FOLDERS:
        (package / "data" / "starter" / name).mkdir(parents=True)
    (package / "data" / "starter" / "recipients" / "list.csv").write_text("name\nAda\n")
    (package / "data" / "starter" / "recipients" / ".hidden").write_text("")
    monkeypatch.setattr(outreach, "__file__", str(package / "__init__.py"))
    assert starter.folder() == package / "data" / "starter"
    assert [path.as_posix() for path in starter.files()] == ["recipients/list.csv"]


def test_a_broken_installation_is_not_taken_for_an_empty_one(tmp_path, monkeypatch):
    monkeypatch.setattr(outreach, "__file__", str(tmp_path / "outreach" / "__init__.py"))
    with pytest.raises(FileNotFoundError, match="install outreach again"):
        starter.folder()
