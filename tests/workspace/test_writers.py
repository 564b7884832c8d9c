"""Those who sign, read from their file; nothing about them but id and line in an error."""

import os
from pathlib import Path

import pytest

from outreach.errors import InputInvalid, NotFound
from outreach.workspace.writers import read_writers

HEADINGS = (
    "id,name,email,address,locality,region,postcode,country,division,"
    "consented_on,consent_how,text_digest"
)
ANN = (
    "ann,Ann Writer,ann@example.org,4 Oak Road,Springfield,CA,94000,US,"
    "ocd-division/country:us/state:ca/cd:12 ocd-division/country:us/state:ca/sldl:5,"
    "2026-11-01,e-mail of that day,0123456789abcdef"
)


def written(root: Path, *rows: str, name: str = "writers.csv") -> Path:
    path = root / name
    path.write_text("\n".join((HEADINGS, *rows)) + "\n", encoding="utf-8")
    path.chmod(0o600)
    return root


def test_a_row_gives_a_writer_whole(tmp_path: Path) -> None:
    found = read_writers(written(tmp_path, ANN))
    (ann,) = found.writers
    assert (ann.id, ann.signatory.name, ann.signatory.email) == (
        "ann",
        "Ann Writer",
        "ann@example.org",
    )
    assert ann.signatory.address.lines == ("4 Oak Road",)
    assert ann.divisions == ("country:us/state:ca/cd:12", "country:us/state:ca/sldl:5")
    assert (str(ann.consented_on), ann.text_digest) == ("2026-11-01", "0123456789abcdef")
    assert not found.notes


@pytest.mark.parametrize("gap", [" ", ";", "|", " ; "])
def test_divisions_stand_apart_by_any_of_these(tmp_path: Path, gap: str) -> None:
    both = gap.join(("country:ca/ed:1", "country:ca/province:on"))
    (found,) = read_writers(written(tmp_path, f"ann,Ann,,,,,,,{both},,,")).writers
    assert found.divisions == ("country:ca/ed:1", "country:ca/province:on")


def test_all_problems_come_together_with_their_lines_and_say_nothing_of_anybody(
    tmp_path: Path,
) -> None:
    bad = "ann,Secret Name,secret@@example,9 Secret Street,,,,Secretland,Secret Town,soon,how,xyz"
    with pytest.raises(InputInvalid) as refused:
        read_writers(written(tmp_path, ANN, bad, "Secret Id,Secret,,,,,,,,,,", ",Secret,,,,,,,,,,"))
    problems = refused.value.problems
    assert [problem.line for problem in problems] == [3, 3, 3, 3, 3, 3, 4, 5]
    assert "ecret" not in str(refused.value)
    assert "“ann”" in str(refused.value)
    assert all(problem.file == "writers.csv" for problem in problems)


def test_a_name_cannot_break_out_of_a_header(tmp_path: Path) -> None:
    row = 'ann,"Ann\r\nBcc: all@example.org",,,,,,,,,,'
    with pytest.raises(InputInvalid, match="line break"):
        read_writers(written(tmp_path, row))


def test_a_missing_column_is_named(tmp_path: Path) -> None:
    (tmp_path / "writers.csv").write_text("name\nAnn\n", encoding="utf-8")
    with pytest.raises(InputInvalid, match="no column id"):
        read_writers(tmp_path)


def test_a_heading_that_nearly_fits_is_told(tmp_path: Path) -> None:
    (tmp_path / "writers.csv").write_text("id,name,consent_on\nann,Ann,2026-01-01\n", "utf-8")
    assert any("consented_on" in note for note in read_writers(tmp_path).notes)


def test_no_file_and_two_files_are_refused(tmp_path: Path) -> None:
    with pytest.raises(NotFound, match=r"writers\.csv"):
        read_writers(tmp_path)
    written(written(tmp_path, ANN), ANN, name="writers.tsv")
    with pytest.raises(InputInvalid, match="more than once"):
        read_writers(tmp_path)


@pytest.mark.skipif(os.name != "posix", reason="rights as POSIX has them")
def test_a_file_that_others_can_read_is_told(tmp_path: Path) -> None:
    (written(tmp_path, ANN) / "writers.csv").chmod(0o644)
    assert any("chmod 600" in note for note in read_writers(tmp_path).notes)
