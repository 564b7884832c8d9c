"""A group's own forms of address, beside its outreach.toml."""

from outreach.workspace.address_forms import form_tables
from outreach.workspace.opening import Workspace


def test_a_folder_without_forms_has_none(tmp_path) -> None:
    assert Workspace(tmp_path).form_tables() == ()


def test_tables_are_given_in_the_order_of_their_names_as_they_are_shown(tmp_path) -> None:
    folder = tmp_path / "forms_of_address"
    folder.mkdir()
    (folder / "us.toml").write_bytes(b"\xef\xbb\xbfone = 1\r\n")
    (folder / "fr.toml").write_text("été = 2\n", encoding="utf-8")
    (folder / "README.md").write_text("none", encoding="utf-8")
    tables = dict(form_tables(tmp_path))
    assert list(tables) == ["forms_of_address/fr.toml", "forms_of_address/us.toml"]
    assert tables["forms_of_address/fr.toml"] == "été = 2\n"
    assert tables["forms_of_address/us.toml"].startswith("one = 1")
