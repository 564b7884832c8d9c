"""Finding the workspace."""

import pytest

from outreach.errors import ExitStatus, NoWorkspace, UsageProblem
from outreach.workspace.finding import find_root


def test_it_is_found_from_a_folder_within_it(root):
    deep = root / "recipients" / "old" / "2025"
    deep.mkdir(parents=True)
    assert find_root(deep, None) == root
    assert find_root(root, None) == root


def test_a_folder_named_outright_wins(root, tmp_path):
    assert find_root(tmp_path, root) == root
    assert find_root(tmp_path, root / "outreach.toml") == root


def test_a_named_folder_is_not_searched_upwards(root):
    with pytest.raises(UsageProblem, match=r"no outreach\.toml in .*recipients"):
        find_root(root, root / "recipients")


def test_without_any_the_way_to_make_one_is_told(tmp_path):
    with pytest.raises(NoWorkspace, match="outreach init") as refusal:
        find_root(tmp_path, None)
    assert refusal.value.status is ExitStatus.USAGE
