"""`outreach templates import`, as it is called."""

from pathlib import Path

import docx
import pytest

from outreach.errors import ExitStatus
from tests.word import saved, written

PARAGRAPHS = (
    *("12 Elm Street", "3 March 2026", "Re: The case of Alex Sample", "Dear [NAME],"),
    *("I write as [OFFICE] of it.", "I call on you to:", "1. Release them.", "2. Pay them."),
    *("Yours sincerely,", "Jane Roe"),
)


@pytest.fixture
def draft(tmp_path: Path) -> Path:
    return saved(written(*PARAGRAPHS), tmp_path / "Our Appeal.docx")


def files(folder: Path) -> dict[str, str]:
    return {path.name: path.read_text() for path in (folder / "letter_templates").iterdir()}


def test_a_letter_from_word_is_a_template_that_can_be_sent(outreach, folder, draft: Path) -> None:
    called = outreach("templates", "import", str(draft))
    assert called.status == ExitStatus.DONE
    assert "letter_templates/our-appeal.md: subject “The case of Alex Sample”" in called.out
    for told in ("the date: 3 March 2026", "the salutation: Dear [NAME],", "{{ office }}"):
        assert told in called.out
    assert outreach("templates", "check").status == ExitStatus.DONE
    shown = outreach(
        "preview", "--template", "our-appeal", "--to", "officials", "--recipient", "lee"
    )
    assert "I write as Secretary for Security of it." in shown.out
    assert "1. Release them." in shown.out
    assert "Alex Sample" in shown.out
    assert "12 Elm Street" not in files(folder)["our-appeal.md"]


def test_check_refuses_letters_with_an_open_blank(outreach, folder, tmp_path: Path) -> None:
    path = saved(written("Re: A case", "Dear Minister,", "I live in [CITY]."), tmp_path / "a.docx")
    called = outreach("templates", "import", str(path), "--name", "visit")
    assert called.status == ExitStatus.DONE
    assert "todo_city: [CITY] in “I live in [CITY].”" in called.out
    campaign = folder / "campaigns" / "release.toml"
    campaign.write_text(campaign.read_text().replace('"appeal"', '"visit"'))
    checked = outreach("check", "release")
    assert checked.status == ExitStatus.INVALID
    assert "`todo_city` is empty" in checked.err + checked.out
    template = folder / "letter_templates" / "visit.md"
    template.write_text(template.read_text().replace("todo_city:", "todo_city: Exampleton"))
    checked = outreach("check", "release")
    assert "todo_city" not in checked.err + checked.out


def test_a_letter_of_that_name_is_never_replaced_unasked(outreach, folder, draft: Path) -> None:
    before = files(folder)
    called = outreach("templates", "import", str(draft), "--name", "appeal")
    assert called.status == ExitStatus.USAGE
    assert "--force" in called.err
    assert files(folder) == before
    assert outreach("templates", "import", str(draft), "--name", "appeal", "--force").status == 0
    assert files(folder)["appeal.md"] != before["appeal.md"]


def test_another_language_is_a_variant_whose_demands_are_compared(outreach, folder, draft) -> None:
    called = outreach("templates", "import", str(draft), "--name", "appeal", "--language", "fr")
    assert "appeal.fr.md" in files(folder)
    assert called.status == ExitStatus.INVALID
    assert "makes 2 demands, and the one in en" in called.err


@pytest.mark.parametrize(
    "content", [b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"Plain text", b"PK\x03\x04"]
)
def test_what_is_no_letter_of_word_is_refused_and_nothing_written(
    outreach, folder, tmp_path: Path, content: bytes
) -> None:
    before = files(folder)
    path = tmp_path / "letter.docx"
    path.write_bytes(content)
    called = outreach("templates", "import", str(path))
    assert called.status == ExitStatus.INVALID
    assert "letter.docx: " in called.err
    assert files(folder) == before


@pytest.mark.parametrize("text", ["", "Dear Minister,"])
def test_a_file_without_a_letter_in_it_is_refused(outreach, folder, tmp_path, text: str) -> None:
    before = files(folder)
    path = saved(written(text), tmp_path / "letter.docx")
    called = outreach("templates", "import", str(path))
    assert called.status == ExitStatus.INVALID
    assert "No text of a letter" in called.err
    assert files(folder) == before


@pytest.mark.parametrize("words", [("--name", "../x"), ("--name", "a.b"), ("--language", "!")])
def test_names_and_languages_that_cannot_be_are_refused(outreach, folder, draft, words) -> None:
    before = files(folder)
    assert outreach("templates", "import", str(draft), *words).status == ExitStatus.USAGE
    assert files(folder) == before


def test_a_file_that_is_not_there_is_said(outreach, folder) -> None:
    called = outreach("templates", "import", "gone.docx")
    assert called.status == ExitStatus.INVALID
    assert "There is no such file." in called.err


def test_a_letter_in_a_docx_of_ours_comes_back(outreach, folder, tmp_path: Path) -> None:
    out = tmp_path / "out"
    outreach("render", "release", "--format", "docx", "--out", str(out))
    made = next(out.glob("*lee.docx"))
    assert docx.Document(str(made)).paragraphs
    called = outreach("templates", "import", str(made), "--name", "back")
    assert called.status == ExitStatus.DONE
    assert (
        "subject “The people prosecuted for peaceful expression”, 3 demands, 0 blanks" in called.out
    )
