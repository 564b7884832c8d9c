"""Letters as people have written them."""

from pathlib import Path

import pytest
import typst

from outreach.errors import InputInvalid, UsageProblem
from outreach.model.settings import Paper
from outreach.tables.letter_files import read_letter, words


def made_pdf(folder: Path, body: str, paper: str = "a4", size: str = "11pt") -> Path:
    source = f'#set page(paper: "{paper}")\n#set text(size: {size})\n{body}'
    path = folder / "letter.pdf"
    path.write_bytes(typst.compile(source.encode()))
    return path


def test_front_matter_is_no_part_of_the_letter_but_tells_its_language(tmp_path: Path) -> None:
    path = tmp_path / "letter.md"
    path.write_text("---\nsubject: Hello\nlanguage: zh-Hant\n---\nDear Jane\n", encoding="utf-8")
    written = read_letter(path, "letter.md")
    assert (written.text.strip(), written.language) == ("Dear Jane", "zh-Hant")
    assert written.pages.words == 2
    assert written.pages.number is None


def test_a_pdf_tells_its_pages_paper_and_type(tmp_path: Path) -> None:
    body = "Dear Jane, I think of you. A1234BC\n#pagebreak()\nThe second page."
    written = read_letter(made_pdf(tmp_path, body, "us-letter", "12pt"), "letter.pdf")
    assert written.pages.number == 2
    assert written.pages.paper is Paper.LETTER
    assert written.pages.smallest_type == pytest.approx(12, abs=0.1)
    assert "A1234BC" in written.pages.texts[0]
    assert "A1234BC" not in written.pages.texts[1]


def test_small_type_counts_and_a_page_number_does_not(tmp_path: Path) -> None:
    long = "I think of you every day. " * 20
    with_number = f"{long}\n#text(size: 6pt)[1]"
    assert read_letter(made_pdf(tmp_path, with_number), "x").pages.smallest_type == pytest.approx(
        11, abs=0.1
    )
    with_small_print = f"{long}\n#text(size: 7pt)[{long}]"
    small = read_letter(made_pdf(tmp_path, with_small_print), "x").pages.smallest_type
    assert small == pytest.approx(7, abs=0.1)


def test_numbered_points_are_what_a_letter_asks_for(tmp_path: Path) -> None:
    path = tmp_path / "letter.txt"
    path.write_text("I ask you to:\n\n1. Drop the\n   charges.\n2) Free her.\n\nThanks.\n")
    assert read_letter(path, "x").asks == ("Drop the charges.", "Free her.")


def test_chinese_is_counted_by_characters() -> None:
    assert words("你好，Jane Doe！") == 4
    assert words("it's well-meant") == 2


def test_a_letter_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(UsageProblem, match=r"There is no file letter\.md"):
        read_letter(tmp_path / "letter.md", "letter.md")


def test_a_pdf_without_words_or_one_that_is_none_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputInvalid, match="picture of a letter"):
        read_letter(made_pdf(tmp_path, "#rect()"), "letter.pdf")
    (tmp_path / "other.pdf").write_bytes(b"no PDF at all")
    with pytest.raises(InputInvalid, match="cannot be read"):
        read_letter(tmp_path / "other.pdf", "other.pdf")


def test_an_empty_letter_is_refused(tmp_path: Path) -> None:
    (tmp_path / "letter.md").write_text("---\nlanguage: en\n---\n\n")
    with pytest.raises(InputInvalid, match="is empty"):
        read_letter(tmp_path / "letter.md", "letter.md")
