"""DOCX files as a renderer makes them: one a letter, and LibreOffice opens them."""

import gc
import shutil
import subprocess
import tracemalloc
from collections.abc import Iterator
from dataclasses import replace
from itertools import count, islice
from pathlib import Path

import pytest
from pypdf import PdfReader

from outreach.model.letter import Letter
from outreach.model.mailing import NotMade
from outreach.model.page import PageSetup
from outreach.renderers.docx import DocxRenderer
from tests.renderers.contract import RendererContract
from tests.renderers.docx_reading import made, rich_letters


class TestDocx(RendererContract):
    @pytest.fixture
    def renderer(self) -> DocxRenderer:
        return DocxRenderer(PageSetup())


def test_each_document_has_a_title_and_lists_of_its_own(
    letter: Letter, chinese_letter: Letter
) -> None:
    letters = (letter, chinese_letter, replace(letter, subject="Another"), letter)
    together = [result.content for result in DocxRenderer(PageSetup()).each(letters)]
    assert together == [made(one) for one in letters]


@pytest.mark.parametrize("character", ["\0", "\x0b", "\x1b", "\ufffe", "\udc80"])
def test_a_character_no_document_can_hold_is_named_with_its_field(
    letter: Letter, character: str
) -> None:
    (result,) = DocxRenderer(PageSetup()).each([replace(letter, signature=(f"Jane{character}",))])
    assert isinstance(result, NotMade)
    assert result.field == "signature"
    assert f"U+{ord(character):04X}" in result.reason


@pytest.mark.slow
def test_letters_do_not_pile_up_in_memory(letter: Letter) -> None:
    letters = (replace(letter, place=place, subject=f"No. {place}") for place in count(1))
    results = DocxRenderer(PageSetup()).each(letters)
    tracemalloc.start()
    try:
        before = _held_after(results, 200)
        after = _held_after(results, 800)
    finally:
        tracemalloc.stop()
    assert after - before < 400_000  # 600 letters are more than 4 MB


def _held_after(results: Iterator[object], number: int) -> int:
    """Bytes still held when so many more letters have been made and let go."""
    for _ in islice(results, number):
        pass
    gc.collect()
    held, _ = tracemalloc.get_traced_memory()
    return held


@pytest.mark.slow
def test_libreoffice_opens_the_letters_and_shows_their_words(
    letter: Letter, chinese_letter: Letter, tmp_path: Path
) -> None:
    program = shutil.which("soffice") or shutil.which("libreoffice")
    if program is None:
        pytest.skip("LibreOffice is not installed (no soffice)")
    letters = (letter, chinese_letter, *rich_letters(letter, chinese_letter)[:2])
    for number, one in enumerate(letters):
        (tmp_path / f"{number}.docx").write_bytes(made(one))
    subprocess.run(
        [
            *(program, f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}", "--headless"),
            *("--convert-to", "pdf", "--outdir", str(tmp_path)),
            *(str(tmp_path / f"{number}.docx") for number in range(len(letters))),
        ],
        check=True,
        capture_output=True,
        timeout=300,
    )
    for number, one in enumerate(letters):
        pages = PdfReader(tmp_path / f"{number}.pdf").pages
        shown = "".join("".join(page.extract_text() for page in pages).split())
        for words in (one.subject, one.salutation, one.close, *one.signature, one.date_text):
            assert "".join(words.split()) in shown
    demands = "".join(PdfReader(tmp_path / "0.pdf").pages[0].extract_text().split())
    assert all(
        f"{number}.{start}" in demands for number, start in enumerate(("Drop", "Rel", "Set"), 1)
    )
