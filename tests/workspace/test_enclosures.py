"""What a campaign says of enclosures, copies and two languages, and the files it names."""

from pathlib import Path

import pytest

from outreach.errors import InputInvalid
from outreach.model.campaign import Bilingual, Campaign
from outreach.workspace.campaigns import campaign_of
from outreach.workspace.documents import parse_toml
from outreach.workspace.enclosures import read_enclosures

_BASE = 'id = "a"\ntemplate = "t"\nrecipients = ["l"]\n'


def campaign(further: str) -> Campaign:
    return campaign_of(parse_toml(_BASE + further, "campaigns/a.toml"), "a")


def sentences(further: str) -> list[tuple[str, int | None]]:
    with pytest.raises(InputInvalid) as refused:
        campaign(further)
    return [(one.sentence, one.line) for one in refused.value.problems]


def test_enclosures_are_names_or_names_with_titles() -> None:
    found = campaign(
        'enclosures = ["a-b_c.pdf", {file = "p.jpg", title = "Photograph, 2026"},\n'
        ' {file = "x.pdf", title = {en = "Report", zh-Hant = "報告"}}]\n'
    ).enclosures
    assert [one.file for one in found] == ["a-b_c.pdf", "p.jpg", "x.pdf"]
    assert [one.title("en") for one in found] == ["A b c", "Photograph, 2026", "Report"]
    assert [one.title("zh-Hant") for one in found] == ["A b c", "Photograph, 2026", "報告"]
    assert found[2].title("en-GB") == "Report"


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ('enclosures = ["../secret.pdf"]', "not the name of a file"),
        ('enclosures = ["/etc/passwd"]', "not the name of a file"),
        ('enclosures = ["con.pdf"]', "not the name of a file"),
        ('enclosures = ["a.pdf", "A.pdf"]', "more than once"),
        ('enclosures = [{title = "x"}]', "not the name of a file"),
        ('enclosures = [{file = "a.pdf", titel = "x"}]', "is not known"),
        ('enclosures = ["a.pdf"]\nenclosures_mb = 90', "whole number from 1 to 25"),
        ('cc = ["x"]\nwriters = "writers.csv"', "goes with one writer"),
        ('bilingual = "columns"', "needs two languages"),
        ('bilingual = "columns"\nlanguages = ["en"]', "needs two languages"),
        ('bilingual = "beside"\nlanguages = ["en", "fr"]', "cannot be “beside”"),
        ('languages = ["en", "fr"]', "is for bilingual letters"),
    ],
)
def test_what_is_wrong_is_told_with_its_line(line: str, words: str) -> None:
    found = sentences(line)
    assert any(words in sentence and at and at >= 4 for sentence, at in found), found


def test_two_languages_are_read() -> None:
    found = campaign('bilingual = "after"\nlanguages = ["en", "zh-hant"]')
    assert (found.bilingual, found.languages) == (Bilingual.AFTER, ("en", "zh-Hant"))


def test_files_are_read_in_the_order_of_the_campaign(tmp_path: Path) -> None:
    (tmp_path / "enclosures").mkdir()
    for name in ("b.txt", "a.txt"):
        (tmp_path / "enclosures" / name).write_text(name)
    found = read_enclosures(tmp_path, campaign('enclosures = ["b.txt", "a.txt"]'))
    assert [one.content for one in found] == [b"b.txt", b"a.txt"]


def test_all_that_is_wrong_with_files_is_told_with_the_line_that_names_them(
    tmp_path: Path,
) -> None:
    (tmp_path / "enclosures").mkdir()
    (tmp_path / "secret.txt").write_text("secret")
    (tmp_path / "enclosures" / "out.txt").symlink_to(tmp_path / "secret.txt")
    (tmp_path / "enclosures" / "big.txt").write_text("words " * 400_000)
    further = 'enclosures = ["gone.pdf", "out.txt", "big.txt"]\nenclosures_mb = 1'
    with pytest.raises(InputInvalid) as refused:
        read_enclosures(tmp_path, campaign(further))
    told = [(one.file, one.line, one.sentence) for one in refused.value.problems]
    assert [at[:2] for at in told] == [("campaigns/a.toml", 4)] * 3
    assert "enclosures/gone.pdf: The file cannot be read" in told[0][2]
    assert "lies outside" in told[1][2]
    assert "2.4 MB together, and 1 MB is the most" in told[2][2]
