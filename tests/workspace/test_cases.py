"""Public cases in the user's folder."""

from pathlib import Path

import pytest

from outreach.errors import InputInvalid, NotFound
from outreach.model.case import Case, PersonAtRisk
from outreach.workspace.case_documents import write_case
from outreach.workspace.cases import public_cases, public_text, read_public, write_public

ANNA = Case(
    "anna", (PersonAtRisk((("en", "Anna Example"),)),), private=False, file="cases/anna.toml"
)


def test_a_public_case_is_a_file_of_its_own(tmp_path: Path) -> None:
    path = write_public(tmp_path, "anna", write_case(ANNA))
    assert path == tmp_path / "cases" / "anna.toml"
    assert public_cases(tmp_path) == ("anna",)
    assert read_public(tmp_path, "anna.toml") == ANNA
    assert public_text(tmp_path, "anna") == path.read_text("utf-8")


def test_a_case_that_is_not_there_is_told_with_those_that_are(tmp_path: Path) -> None:
    write_public(tmp_path, "anna", write_case(ANNA))
    with pytest.raises(NotFound, match="Did you mean “anna”"):
        read_public(tmp_path, "ana")
    with pytest.raises(NotFound):
        public_text(tmp_path, "../cases/anna")


@pytest.mark.parametrize("name", ["../anna", "a b", "", ".anna", "nul", "a/b"])
def test_a_name_that_is_no_file_name_is_refused(tmp_path: Path, name: str) -> None:
    with pytest.raises(InputInvalid):
        write_public(tmp_path, name, "")
    assert not (tmp_path / "cases").exists()


def test_a_mistake_is_told_with_file_and_line(tmp_path: Path) -> None:
    write_public(tmp_path, "anna", '[names]\nen = "Anna"\n[[held]]\nsince = "soon"\n')
    with pytest.raises(
        InputInvalid, match=r"cases/anna\.toml:4: “held\.since” is not a day, a month or a year"
    ):
        read_public(tmp_path, "anna")
